namespace Gruppera.Browser.Tests;

/// <summary>The pages there are, each by an address that shows much of it.</summary>
internal static class Places
{
    internal static IReadOnlyDictionary<string, string> Named { get; } = new Dictionary<string, string>
    {
        ["empty"] = "/",
        ["group"] = "/?dx=I714&dx=I209&dx=J171*B012&proc=JEA00&sex=M&age=65&days=5&off=J171*B012",
        ["beside"] = "/?dx=I714&dx=I209&sex=M&age=65&days=40&versus=tables&weights=region-2024",
        ["help"] = "/help",
        ["visit"] = "/?dx=I109&proc=XS915&proc=XS900&sex=F&birth=1959-05-30&admission=2025-02-12&days=0",
        ["logic"] = "/logic",
        ["mdc"] = "/logic/06",
        ["drg"] = "/drg/F12E",
        ["diagnosis"] = "/code/I21.9?reach=yes",
        ["procedure"] = "/code/JEA?as=procedure&reach=yes",
        ["property"] = "/property/05X01",
        ["complication"] = "/property/05C02",
        ["rule"] = "/rule/F12E01",
        ["row"] = "/row?file=drg_logic.csv&row=600",
        ["search"] = "/search?q=appendix",
        ["versions"] = "/versions",
        ["compared"] = "/versions?from=tables&to=open-se",
        ["compared-drg"] = "/versions?from=tables&to=open-se&drg=E20N",
        ["path"] = "/versions?from=tables&to=open-se&code=I219",
        ["checks"] = "/checks",
        ["checked"] = "/checks?set=open-se",
        ["checked-other"] = "/checks?set=tables",
        ["file"] = "/file",
        ["weights"] = "/weights",
        ["weight-list"] = "/weights/region-2024?mdc=06",
        ["weights-compared"] = "/weights?from=region-2023&to=region-2024&sure=yes",
        ["drg-weights"] = "/drg/Y26R",
        ["casemix"] = "/casemix",
        ["analyses"] = "/analyses",
        ["analysis"] = "/analyses/compare",
        ["workbench"] = "/workbench",
        ["workbench-row"] = "/workbench?table=drg_logic",
        ["simulate"] = "/workbench/simulation",
        ["files"] = "/files",
        ["nothing"] = "/search?q=qzqzqz",
    };

    internal static IEnumerable<string> All => Named.Values;
}
