using Gruppera.Presentation.Texts;
using Gruppera.Web.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Gruppera.Web.Hosting;

/// <summary>Language and theme that a reader chose by a link: kept in a cookie, and taken out of the address so that it can be
/// shared.</summary>
internal static class Choices
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["lang"] = [.. Languages.All.Select(language => language.Code)],
        ["theme"] = ["light", "dark", "auto"],
    };

    internal static void UseChoices(this WebApplication app) => app.Use(async (context, next) =>
    {
        var chosen = Allowed.Keys.Where(context.Request.Query.ContainsKey).ToList();
        if (chosen.Count == 0 || context.Request.IsApi() || !HttpMethods.IsGet(context.Request.Method))
        {
            await next(context);
            return;
        }

        foreach (var name in chosen)
        {
            var value = context.Request.Query[name].ToString();
            if (Allowed[name].Contains(value))
                context.Response.Cookies.Append(
                    name, value,
                    new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true, HttpOnly = true });
        }

        var rest = new QueryBuilder(context.Request.Query.Where(pair => !Allowed.ContainsKey(pair.Key))
            .SelectMany(pair => pair.Value.Select(value => new KeyValuePair<string, string>(pair.Key, value ?? ""))));
        context.Response.Redirect(Requests.OwnPath(context.Request) + rest.ToQueryString());
    });
}
