using System.Globalization;
using System.Text.Json;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Tests.Formats.Synthesis;

/// <summary>A row of a synthetic population as a test reads it.</summary>
internal sealed record MadeUpRow(
    long Id, string Patient, string Hospital, string CareForm, string Sex, int Age, DateOnly Admission, DateOnly? Discharged, int Days,
    string Discharge, string Leave, string[] Diagnoses, string[] Procedures, long Cost, string Text)
{
    public bool IsInpatient => CareForm == "inpatient";

    public CareContact Contact => CareContact.Of(string.Join(' ', Diagnoses), string.Join(' ', Procedures)) with
    {
        Sex = Sex switch { "M" => Gruppera.Sex.Male, "F" => Gruppera.Sex.Female, _ => Gruppera.Sex.Missing },
        Age = new(Age),
        Duration = new(Days),
        Discharge = Discharge switch { "E" => DischargeMode.Dead, "R" => DischargeMode.Transferred, "L" => DischargeMode.LeftAgainstAdvice, _ => DischargeMode.Alive },
    };

    public static MadeUpRow Read(string line)
    {
        var cells = line.Split(',');
        Assert.Equal(15, cells.Length);
        return new(
            Number(cells[0]), cells[1], cells[2], cells[4], cells[5], (int)Number(cells[6]), Date(cells[7]), cells[8].Length > 0 ? Date(cells[8]) : null,
            (int)Number(cells[9]), cells[10], cells[11], Words(cells[12]), Words(cells[13]), Number(cells[14]), line);
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>The population on the sample tables that the tests look at: 80 000 contacts with costs and faults.</summary>
internal static class MadeUp
{
    public static DefinitionSet Set { get; } = DefinitionReader.Read(Repository.PathOf("samples/tables")).Set!;

    public static Grouper Grouper { get; } = new(Set);

    public static SynthesisOptions Options { get; } = new() { Contacts = 80_000, Seed = 7, HasCosts = true, Faults = 0.1, Threads = 2 };

    public static SyntheticPopulation Population { get; } = new(Grouper, Options);

    public static Dictionary<long, FaultKind> Planted { get; } = [];

    public static MadeUpRow[] Rows { get; } = Make();

    public static IEnumerable<MadeUpRow> Clean => Rows.Where(row => !Planted.ContainsKey(row.Id));

    public static JsonElement Truth { get; } = ReadTruth();

    public static string[] Lines(SynthesisOptions options, Action<PlantedFault>? planted = null) => Text(new SyntheticPopulation(Grouper, options), planted).Split('\n')[..^1];

    public static string Text(SyntheticPopulation population, Action<PlantedFault>? planted = null)
    {
        using var output = new MemoryStream();
        population.Write(output, planted);
        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }

    private static MadeUpRow[] Make()
    {
        var lines = Text(Population, fault =>
        {
            Assert.Equal(fault.Id + 1, fault.Row);
            Planted.Add(fault.Id, fault.Kind);
        }).Split('\n')[1..^1];
        return [.. lines.Select(MadeUpRow.Read)];
    }

    private static JsonElement ReadTruth()
    {
        using var output = new MemoryStream();
        Population.WriteTruth(output);
        return JsonDocument.Parse(output.ToArray()).RootElement.Clone();
    }
}
