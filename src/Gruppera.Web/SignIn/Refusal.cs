using System.Net;
using Gruppera.Web.Api;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.SignIn;

/// <summary>What somebody is told who may not come in: a problem for programs, a page for readers. The page holds nothing of the server's
/// sets.</summary>
internal static class Refusal
{
    /// <summary>Answers with a problem, or with a page that says the same in the reader's language.</summary>
    internal static Task Tell(HttpContext context, Problem problem, params IEnumerable<(string Path, Text Text)> links)
    {
        if (context.Request.IsApi() || !Requests.IsOfReader(context.Request))
            return problem.ExecuteAsync(context);
        context.Response.StatusCode = problem.Status;
        return Page(context, problem.Code.Meaning, problem.Detail, problem.Code.Remedy, problem.Code.Id, links);
    }

    /// <summary>Answers with a page.</summary>
    internal static Task Page(
        HttpContext context, Text title, Text detail, Text remedy, string code, params IEnumerable<(string Path, Text Text)> links)
    {
        var language = Requests.LanguageOfReader(context.Request);
        var response = context.Response;
        (response.ContentType, response.Headers.CacheControl) = ("text/html; charset=utf-8", "no-store");
        return response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="{language.Code}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Sentence(title)} – Gruppera</title>
            <link rel="icon" href="/favicon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/lib/pico.min.css">
            <link rel="stylesheet" href="/gruppera.css">
            </head>
            <body>
            <main id="main">
            <h1>{Sentence(title)}</h1>
            <p>{Sentence(detail)}</p>
            <p>{Sentence(remedy)} <small class="muted">{code}</small></p>
            <p>{string.Join(" · ", links.Select(link => $"<a href=\"{WebUtility.HtmlEncode(link.Path)}\">{Sentence(link.Text)}</a>"))}</p>
            </main>
            </body>
            </html>

            """,
            context.RequestAborted);

        string Sentence(Text text) => text.In(language) is { Length: > 0 } said
            ? WebUtility.HtmlEncode(char.ToUpperInvariant(said[0]) + said[1..]) : "";
    }
}
