namespace Gruppera.Web.Pages.Shared;

/// <summary>The addresses of the pages of the logic, without the set.</summary>
internal static class Paths
{
    /// <summary>True for the pages below the logic that have addresses of their own.</summary>
    internal static bool IsLogic(string path) => Array.Exists(
        ["/drg/", "/code/", "/property/", "/rule/", "/row", "/search"], start => path.StartsWith(start, StringComparison.Ordinal));

    internal static string Mdc(string mdc) => "/logic/" + Escape(mdc);

    internal static string Drg(string drg) => "/drg/" + Escape(drg);

    internal static string Rule(string id) => "/rule/" + Escape(id);

    internal static string Property(string value) => "/property/" + Escape(value);

    /// <summary>A code's page.</summary>
    /// <param name="code">A code, or a pair.</param>
    /// <param name="table"><c>diagnosis</c> or <c>procedure</c>, where both tables may have it; else empty.</param>
    internal static string Code(string code, string table = "") => "/code/" + Escape(code) + (table.Length == 0 ? "" : "?as=" + table);

    internal static string Weights(string list) => "/weights/" + Escape(list);

    internal static string Checks(string set) => "/checks?set=" + Escape(set);

    /// <summary>A page of the workbench with a proposal.</summary>
    internal static string Workbench(string proposal, string page = "") =>
        "/workbench" + page + (proposal.Length == 0 ? "" : "?change=" + Escape(proposal));

    internal static string Row(string file, int row) => $"/row?file={Uri.EscapeDataString(file)}&row={row}";

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%2A", "*", StringComparison.Ordinal);
}
