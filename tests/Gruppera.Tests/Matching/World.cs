using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Definitions;

namespace Gruppera.Tests.Matching;

/// <summary>A small definition set and contacts over the same little alphabet of codes, made at random, so that everything meets
/// everything. Prints as tables; shrinks by leaving rows and contacts out.</summary>
internal sealed record World(DefinitionSet Set, ImmutableArray<CareContact> Contacts)
{
    /// <summary>Random worlds. FsCheck prints the seed to replay when one fails.</summary>
    public static Arbitrary<World> Any { get; } =
        Arb.From(Gen.Choose(int.MinValue, int.MaxValue).Select(seed => new WorldMaker(new Random(seed)).Make()), world => world.Smaller());

    /// <summary>A set like another, with what is given replaced.</summary>
    public static DefinitionSet With(
        DefinitionSet set,
        IEnumerable<RuleRow>? rules = null,
        IEnumerable<DiagnosisFeature>? diagnoses = null,
        IEnumerable<ProcedureFeature>? procedures = null,
        IEnumerable<ComplicationExclusion>? exclusions = null) =>
        new(set.Version, rules ?? set.Rules, set.Order)
        {
            CodeLookup = set.CodeLookup,
            DiagnosisFeatures = [.. diagnoses ?? set.DiagnosisFeatures],
            ProcedureFeatures = [.. procedures ?? set.ProcedureFeatures],
            ComplicationExclusions = [.. exclusions ?? set.ComplicationExclusions],
            ComplicationCategories = set.ComplicationCategories,
        };

    public override string ToString() => string.Join('\n', [
        "",
        .. Set.Rules.Select(rule => $"{rule.Id}: {string.Join(' ', rule.Asked().Select(asked => $"{asked.Column}={asked.Cell}"))}"),
        .. Set.DiagnosisFeatures.Select(row => $"dx {row.Code}*{row.Dagger} {row.Type} {row.Value}"),
        .. Set.ProcedureFeatures.Select(row => $"proc {row.Code} {row.Type} {row.Value}"),
        .. Set.ComplicationExclusions.Select(row => $"excl {row.Category} {row.Code}*{row.Dagger}"),
        .. Set.ComplicationCategories.Select(row => $"compl {row.Category} {row.Activator}"),
        .. Contacts.Select(contact => $"contact {Describe(contact)}")]);

    public static string Describe(CareContact contact) =>
        $"{contact.Sex} {contact.Age.Days}d {contact.Duration.Days}d {contact.Discharge} [{string.Join(' ', contact.Diagnoses)}] [{string.Join(' ', contact.Procedures)}]";

    private IEnumerable<World> Smaller()
    {
        foreach (var contact in Contacts.Take(Contacts.Length > 1 ? Contacts.Length : 0))
            yield return this with { Contacts = [contact] };
        if (Set.Rules.Length > 8)
        {
            foreach (var part in Set.Rules.Chunk(Set.Rules.Length / 4))
                yield return this with { Set = With(Set, Set.Rules.Except(part)) };
        }

        foreach (var rule in Set.Rules.Take(Set.Rules.Length > 1 ? 40 : 0))
            yield return this with { Set = With(Set, Set.Rules.Remove(rule)) };
        foreach (var row in Set.DiagnosisFeatures)
            yield return this with { Set = With(Set, diagnoses: Set.DiagnosisFeatures.Remove(row)) };
        foreach (var row in Set.ProcedureFeatures)
            yield return this with { Set = With(Set, procedures: Set.ProcedureFeatures.Remove(row)) };
        foreach (var row in Set.ComplicationExclusions)
            yield return this with { Set = With(Set, exclusions: Set.ComplicationExclusions.Remove(row)) };
    }
}
