using System.Collections.Immutable;
using System.Text;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Tests;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Browser.Tests;

/// <summary>Contacts of a made-up region with costs, grouped, and weight lists of three years computed from such.</summary>
internal static class WeightSample
{
    private static readonly Lazy<byte[]> Grouped = new(() => Group(8_000, 2024));

    /// <summary>A file of 8 000 contacts, some of which lack a cost or cannot be read.</summary>
    internal static byte[] File => [.. Encoding.UTF8.GetBytes(Spoil(Encoding.UTF8.GetString(Grouped.Value)))];

    /// <summary>Stores the lists.</summary>
    internal static void Store(WeightStore store)
    {
        foreach (var year in new[] { 2022, 2023, 2024 })
            store.Add(List(year));
    }

    /// <summary>The list of a year.</summary>
    internal static WeightList List(int year)
    {
        var set = OpenSet.Open(TestCases.Read).Set!;
        var cases = new CaseStore();
        using var text = new MemoryStream(Group(15_000, year));
        new GroupedReader(new()).Read(text, contacts => cases.Add(contacts), _ => { }, TestContext.Current.CancellationToken);
        var computed = WeightCalculator.Compute(new(cases.ToTable(), new TrimRule(TrimMethod.Iqr, 0.05)), new());
        return computed.ToList(
            new()
            {
                Id = $"region-{year}",
                Set = set.Version.Id,
                Kind = "retrospective",
                Year = year,
                Material = $"region {year}, {cases.Count} contacts",
                Trimming = "cost iqr:5%",
                Engine = Grouper.EngineVersion,
                Kronor = computed.Materials.ToImmutableSortedDictionary(material => material.Name, material => material.MeanCost),
            },
            drg => set.Index.DrgOf(drg).Text.In(Repository.Swedish));
    }

    private static byte[] Group(long contacts, int year)
    {
        var grouper = new Grouper(OpenSet.Open(TestCases.Read).Set!);
        using var raw = new MemoryStream();
        new SyntheticPopulation(grouper, new() { Contacts = contacts, Year = year, Seed = year, HasCosts = true }).Write(raw);
        raw.Position = 0;
        using var grouped = new MemoryStream();
        new FileGrouper(grouper, new() { Layout = LayoutCatalog.Find("canonical")! }).Run(raw, grouped, (_, _) => { }, TestContext.Current.CancellationToken);
        return grouped.ToArray();
    }

    /// <summary>The last rows without their cost, and one that is cut off.</summary>
    private static string Spoil(string text)
    {
        var lines = text.TrimEnd('\n').Split('\n');
        var cost = Array.IndexOf(lines[0].TrimEnd('\r').Split(','), "cost");
        for (var i = lines.Length - 5; i < lines.Length && cost >= 0; i++)
        {
            var cells = lines[i].Split(',');
            cells[cost] = "";
            lines[i] = string.Join(',', cells);
        }

        return string.Join('\n', lines) + "\nX1,cut off\n";
    }
}
