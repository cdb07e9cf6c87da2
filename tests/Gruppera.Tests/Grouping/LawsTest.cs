using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Grouping;

/// <summary>The laws of docs/specification/grouping.md §10, on random tables and contacts.</summary>
public class LawsTest
{
    private const int Worlds = 300;
    private static readonly DiagnosisCode UnknownDiagnosis = DiagnosisCode.Parse("Q777");
    private static readonly ProcedureCode UnknownProcedure = ProcedureCode.Parse("QQQ77");

    [Fact]
    public void The_order_of_procedures_never_matters() =>
        Law((_, contact) => contact with { Procedures = [.. contact.Procedures.Reverse()] });

    [Fact]
    public void The_order_of_secondary_diagnoses_after_the_first_never_matters() => Law((_, contact) =>
    {
        var entries = contact.Diagnoses.RemoveAll(entry => entry.IsBlank);
        return contact with { Diagnoses = [.. entries.Take(2), .. entries.Skip(2).Reverse()] };
    });

    [Fact]
    public void The_first_secondary_diagnosis_matters_through_its_own_properties_alone() => Law((set, contact) =>
    {
        var entries = contact.Diagnoses.RemoveAll(entry => entry.IsBlank);
        return set.DiagnosisFeatures.Any(row => row.Type == FeatureType.Sdgprop) ? contact
            : contact with { Diagnoses = [.. entries.Take(1), .. entries.Skip(1).Reverse()] };
    });

    [Fact]
    public void Blank_entries_never_matter() => Law((_, contact) => contact with
    {
        Diagnoses = [default, .. contact.Diagnoses.SelectMany(entry => new[] { entry, default })],
        Procedures = [default, .. contact.Procedures],
    });

    [Fact]
    public void Unknown_codes_never_matter_behind_others() => Law((_, contact) => contact with
    {
        Diagnoses = contact.Diagnoses.All(entry => entry.IsBlank) ? contact.Diagnoses : contact.Diagnoses.Add(new(UnknownDiagnosis, UnknownDiagnosis)),
        Procedures = [UnknownProcedure, .. contact.Procedures, UnknownProcedure],
    });

    [Fact]
    public void Spelling_never_matters() => Law((_, contact) => contact with
    {
        Diagnoses = [.. contact.Diagnoses.Select(entry => new Diagnosis(DiagnosisCode.Parse(Misspell(entry.Code)), DiagnosisCode.Parse(Misspell(entry.Dagger))))],
        Procedures = [.. contact.Procedures.Select(code => ProcedureCode.Parse(Misspell(code)))],
    });

    [Trait("lane", "slow")]
    [Fact]
    public void Rules_above_and_below_the_one_that_holds_never_matter() => MatchersTest.Check(Worlds, world => world.Contacts.All(contact =>
    {
        var result = new Grouper(world.Set).Group(contact);
        return !result.RuleHeld
            || (Same(world.Set.Rules.Take(result.Rank + 1)) && Same(world.Set.Rules.Skip(result.Rank)) && Same([result.Rule]));

        // How MDC 98 is read depends on what all rules ask for, so fewer rules may mean something else.
        bool Same(IEnumerable<RuleRow> rules)
        {
            var fewer = World.With(world.Set, rules);
            return GroupingOptions.From(fewer.Rules) != GroupingOptions.From(world.Set.Rules)
                || new Grouper(fewer).Group(contact) is { RuleHeld: true } other && other.Rule == result.Rule;
        }
    }));

    [Fact]
    public void Level_2_satisfies_all_that_level_1_does() => MatchersTest.Check(Worlds, world =>
    {
        var plain = new Grouper(world.Set);
        var raised = new Grouper(World.With(
            world.Set, procedures: world.Set.ProcedureFeatures.Select(row => row.Type == FeatureType.Cc && row.Value == "1" ? row with { Value = "2" } : row)));
        return world.Contacts.All(contact =>
        {
            var (before, after) = (plain.Group(contact), raised.Group(contact));
            return after.ComplicationLevel >= before.ComplicationLevel && (!before.RuleHeld || (after.RuleHeld && after.Rank <= before.Rank));
        });
    });

    [Fact]
    public void Repeated_rows_of_properties_never_matter() => MatchersTest.Check(Worlds, world =>
    {
        var (once, twice) = (new Grouper(world.Set), new Grouper(World.With(
            world.Set,
            diagnoses: [.. world.Set.DiagnosisFeatures, .. world.Set.DiagnosisFeatures],
            procedures: [.. world.Set.ProcedureFeatures, .. world.Set.ProcedureFeatures])));
        return world.Contacts.All(contact => Parts(once.Group(contact)) == Parts(twice.Group(contact)));
    });

    [Fact]
    public void Neither_culture_nor_time_zone_matters() => MatchersTest.Check(100, world =>
    {
        var here = world.Contacts.Select(new Grouper(world.Set).Group).Select(Parts).ToList();
        var (culture, zone) = (Thread.CurrentThread.CurrentCulture, Environment.GetEnvironmentVariable("TZ"));
        try
        {
            Thread.CurrentThread.CurrentCulture = Swedish();
            Environment.SetEnvironmentVariable("TZ", "Pacific/Kiritimati");
            TimeZoneInfo.ClearCachedData();
            return here.SequenceEqual(world.Contacts.Select(new Grouper(world.Set).Group).Select(Parts));
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = culture;
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();
        }
    });

    [Fact]
    public void Threads_do_not_matter() => MatchersTest.Check(50, world =>
    {
        var grouper = new Grouper(world.Set);
        var contacts = Enumerable.Repeat(world.Contacts, 20).SelectMany(contacts => contacts).ToImmutableArray();
        return contacts.AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(grouper.Group).ToList().SequenceEqual(contacts.Select(grouper.Group));
    });

    /// <summary>The change leaves the result of every contact as it was.</summary>
    private static void Law(Func<DefinitionSet, CareContact, CareContact> change) => MatchersTest.Check(Worlds, world =>
    {
        var grouper = new Grouper(world.Set);
        return world.Contacts.All(contact => grouper.Group(contact) == grouper.Group(change(world.Set, contact)));
    });

    private static (int Rank, bool RuleHeld, int Level, string Mdc) Parts(GroupingResult result) =>
        (result.Rank, result.RuleHeld, result.ComplicationLevel, result.Mdc);

    private static string Misspell<T>(T code) => code?.ToString() is { Length: > 1 } text and not "?"
        ? $" {char.ToLowerInvariant(text[0])}.{text[1..].ToLowerInvariant()}-†#*\u00A0" : $"{code}".Replace("?", "Å", StringComparison.Ordinal);

    /// <summary>A culture as Swedish as globalisation-invariant .NET allows: another minus, another decimal sign, another date order.</summary>
    private static CultureInfo Swedish()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = "\u00A0";
        culture.DateTimeFormat.ShortDatePattern = "yyyy-MM-dd";
        return culture;
    }
}
