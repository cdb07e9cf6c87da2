using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gruppera.Web.SignIn;

/// <summary>A part of what the server does, and who may use it. The table of all of them is the only place that says so; a test walks
/// every endpoint and page. Immutable.</summary>
/// <param name="Name">What it is called in the documentation.</param>
/// <param name="Role">The least role that may use it; <see cref="Role.None"/> for everybody.</param>
/// <param name="Paths">Route templates that belong to it, with all that begin with one of them; the longest that fits decides.</param>
internal sealed record Area(string Name, Role Role, ImmutableArray<string> Paths)
{
    /// <summary>All of them. <c>docs/security.md</c> shows the table to readers.</summary>
    internal static readonly ImmutableArray<Area> All =
    [
        new("health", Role.None, ["/health"]),
        new("sign-in", Role.None, ["/sign-in", "/sign-out"]),
        new("logic", Role.Reader,
        [
            "/v1/sets", "/v1/diff", "/v1/certify", "/openapi", "/api", "/checks", "/code", "/drg", "/find", "/help", "/logic", "/missing",
            "/property", "/row", "/rule", "/search", "/suggest", "/versions",
        ]),
        new("contacts", Role.Coder,
        [
            "/", "/v1/group", "/v1/explain", "/v1/what-if", "/v1/jobs", "/fhir", "/file", "/files", "/saved", "/mcp",
        ]),
        new("casemix", Role.Analyst,
        [
            "/analyses", "/casemix", "/weights", .. JobsOf("casemix"), .. JobsOf("compare"), .. JobsOf("weights"), .. JobsOf("pay"),
            .. JobsOf("los"), .. JobsOf("budget"), .. JobsOf("homogeneity"), .. JobsOf("complications"), .. JobsOf("monotonicity"),
            .. JobsOf("technology"),
        ]),
        new("changes", Role.Editor, ["/workbench", .. JobsOf("simulate")]),
    ];

    /// <summary>True if what is done there is of contacts, money or changes: it is audited, and refused where that cannot be.</summary>
    internal bool IsGuarded => Role > Role.Reader;

    /// <summary>The area of a route template or path; null if there is none, where an administrator alone may be.</summary>
    internal static Area? Of(string template)
    {
        var route = "/" + template.Trim('/');
        return All.SelectMany(area => area.Paths, (area, path) => (area, path)).Where(each => Covers(each.path, route))
            .OrderByDescending(each => each.path.Length).Select(each => each.area).FirstOrDefault();
    }

    /// <summary>The least role that a request needs. An address that leads nowhere is for readers, who may know that it does.</summary>
    internal static Role RoleOf(HttpContext context) => context.GetEndpoint() is RouteEndpoint route
        ? Of(route.RoutePattern.RawText ?? "") is { } area ? area.Role : Role.Administrator
        : Role.Reader;

    private static bool Covers(string path, string route) => route.StartsWith(path, StringComparison.Ordinal)
        && (route.Length == path.Length || (path.Length > 1 && route[path.Length] == '/'));

    private static IEnumerable<string> JobsOf(string kind) => [$"/v1/jobs/{kind}", $"/v1/jobs/{{id}}/{kind}"];
}
