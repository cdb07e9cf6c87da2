using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>
/// What differs between two definition sets, row for row: rules, properties of codes, complications, names. Order and repetition of
/// rows within a table other than that of rules make no difference; certification cases are not compared. What leads from A to B
/// mirrored leads from B to A. Immutable, thread-safe.
/// </summary>
/// <remarks>A change <em>steers</em> where some contact may get another result by it. Properties that no rule of either set asks
/// for, MDC rows and OR value 0 do not affect grouping, and neither do names. Source: docs/specification/grouping.md §1, §3-§6.</remarks>
public sealed record SetDiff
{
    private SetDiff()
    {
    }

    /// <summary>The earlier set.</summary>
    public required DefinitionSet Before { get; init; }

    /// <summary>The later set.</summary>
    public required DefinitionSet After { get; init; }

    /// <summary>Points of meaning that the sets read differently: the properties of <see cref="GroupingOptions"/>.</summary>
    public required ImmutableArray<CellChange> Options { get; init; }

    /// <summary>Rules added, removed, changed, moved or renumbered, in the order of the later set.</summary>
    public required ImmutableArray<RuleChange> Rules { get; init; }

    /// <summary>Groups that rules give in one set only, in order.</summary>
    public required ImmutableArray<GroupChange> Groups { get; init; }

    /// <summary>Diagnoses and pairs whose properties differ, by chapter.</summary>
    public required ImmutableArray<FeatureChange<Diagnosis>> Diagnoses { get; init; }

    /// <summary>Procedures whose properties differ, by chapter.</summary>
    public required ImmutableArray<FeatureChange<ProcedureCode>> Procedures { get; init; }

    /// <summary>Exclusion lists that differ.</summary>
    public required ImmutableArray<ExclusionChange> Exclusions { get; init; }

    /// <summary>Complication categories whose activators differ.</summary>
    public required ImmutableArray<ActivatorChange> Activators { get; init; }

    /// <summary>Names and texts that differ.</summary>
    public required ImmutableArray<NameChange> Names { get; init; }

    private ImmutableArray<int> AfterRanks { get; init; }

    private ImmutableArray<int> BeforeRanks { get; init; }

    /// <summary>True if nothing differs.</summary>
    public bool IsEmpty => !Steers && Rules.IsEmpty && Diagnoses.IsEmpty && Procedures.IsEmpty && Names.IsEmpty;

    /// <summary>True if some change can matter to the result of some contact.</summary>
    public bool Steers => Options.Length + Exclusions.Length + Activators.Length > 0 || Rules.Any(rule => rule.Steers)
        || Diagnoses.Any(change => change.Steers) || Procedures.Any(change => change.Steers);

    private Steering Steering { get; init; } = null!;

    /// <summary>Compares two sets. Reads their names and texts, which may open their deliveries.</summary>
    public static SetDiff Of(DefinitionSet before, DefinitionSet after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var steering = new Steering(before, after);
        var (rules, ranks) = RuleDiff.Of(before.Rules, after.Rules);
        return new()
        {
            Before = before,
            After = after,
            Steering = steering,
            Options = [.. OptionsOf(before).Zip(OptionsOf(after), (one, other) => one with { After = other.Before })
                .Where(cell => cell.Before != cell.After)],
            Rules = rules,
            AfterRanks = [.. ranks],
            BeforeRanks = [.. RuleDiff.Invert(ranks, after.Rules.Length)],
            Groups = [.. GroupsOf(before, after, ChangeKind.Removed).Concat(GroupsOf(after, before, ChangeKind.Added))
                .OrderBy(group => group.Drg, StringComparer.Ordinal)],
            Diagnoses = FeatureDiff.Of(DiagnosisRows(before), DiagnosisRows(after), steering.OfDiagnosis),
            Procedures = FeatureDiff.Of(ProcedureRows(before), ProcedureRows(after), steering.OfProcedure),
            Exclusions = ComplicationDiff.Exclusions(before, after),
            Activators = ComplicationDiff.Activators(before, after),
            Names = NameDiff.Of(before, after),
        };
    }

    /// <summary>True if such a property can matter to a result under either set.</summary>
    /// <param name="type">Type of property.</param>
    /// <param name="value">Its value; null for none, which matters to nothing.</param>
    public bool Matters(FeatureType type, string? value) => Steering.Matters(type, value);

    /// <summary>Rank in the later set of the rule with a rank in the earlier one; -1 if it is removed.</summary>
    public int AfterRankOf(int beforeRank) => AfterRanks[beforeRank];

    /// <summary>Rank in the earlier set of the rule with a rank in the later one; -1 if it is added.</summary>
    public int BeforeRankOf(int afterRank) => BeforeRanks[afterRank];

    private static IEnumerable<CellChange> OptionsOf(DefinitionSet set)
    {
        var options = GroupingOptions.From(set);
        yield return new(nameof(options.CodeLookup), options.CodeLookup.ToString(), "");
        yield return new(nameof(options.PrimaryCareCode), options.PrimaryCareCode.ToString(), "");
        yield return new(nameof(options.MissingSex), options.MissingSex.ToString(), "");
        yield return new(nameof(options.RecodesProperties98), options.RecodesProperties98.ToString(), "");
    }

    private static IEnumerable<GroupChange> GroupsOf(DefinitionSet set, DefinitionSet other, ChangeKind kind)
    {
        var others = other.Rules.Select(rule => rule.Drg).ToHashSet(StringComparer.Ordinal);
        return set.Rules.Where(rule => rule.Drg.Length > 0 && !others.Contains(rule.Drg)).CountBy(rule => rule.Drg)
            .Select(group => new GroupChange(kind, group.Key, set.Index.DrgOf(group.Key), group.Value));
    }

    private static (Diagnosis Code, FeatureType Type, string Value)[] DiagnosisRows(DefinitionSet set) =>
        [.. set.DiagnosisFeatures.Select(row => (new Diagnosis(row.Code, row.Dagger), row.Type, row.Value))];

    private static (ProcedureCode Code, FeatureType Type, string Value)[] ProcedureRows(DefinitionSet set) =>
        [.. set.ProcedureFeatures.Select(row => (row.Code, row.Type, row.Value))];
}
