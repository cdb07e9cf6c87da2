using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Simulation;

/// <summary>A test case of a change with its groups. Immutable.</summary>
/// <param name="Case">The case.</param>
/// <param name="Before">Group under the set before.</param>
/// <param name="After">Group with the change.</param>
public sealed record ChangeCase(TestCase Case, string Before, string After)
{
    /// <summary>True if it comes out as it says.</summary>
    public bool IsAsExpected => Case.Drg.Length == 0 || Case.Drg == After;
}

/// <summary>All that is known of a change: what an expert group decides by. Immutable.</summary>
/// <param name="Change">The change.</param>
/// <param name="Diff">The set before and with the change.</param>
/// <param name="Findings">What the check finds.</param>
/// <param name="Cases">Test cases that it brings.</param>
/// <param name="Effect">What it does to contacts; null without any.</param>
public sealed record ChangeDossier(
    TechnicalChange Change, SetDiff Diff, ImmutableArray<Issue> Findings, ImmutableArray<ChangeCase> Cases, SimulationReport? Effect)
{
    /// <summary>The dossier of a change.</summary>
    /// <param name="set">The set.</param>
    /// <param name="change">The change.</param>
    /// <param name="simulate">What it does to contacts; gives null where there are none.</param>
    /// <returns>Null if the new tables cannot be read; the findings tell why.</returns>
    public static (ChangeDossier? Dossier, ImmutableArray<Issue> Findings) Of(
        DefinitionSet set, TechnicalChange change, Func<SetDiff, SimulationReport?> simulate)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(change);
        ArgumentNullException.ThrowIfNull(simulate);
        var changed = ChangeApplier.Apply(set, [change], set.Version with { Id = $"{set.Version.Id} + {change.Name}" });
        var findings = ChangeCheck.Run(set, changed);
        if (changed.Set is not { } after)
            return (null, findings);
        var diff = SetDiff.Of(set, after);
        var (one, other) = (new Grouper(set), new Grouper(after));
        var own = change.Rows.Where(row => row.Table == ChangeTable.TestCases).Select(row => row["id"]).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<ChangeCase> cases =
        [
            .. after.TestCases.Where(each => own.Contains(each.Contact.Id))
                .Select(each => new ChangeCase(each, one.Group(each.Contact).Drg, other.Group(each.Contact).Drg)),
        ];
        return (new(change, diff, findings, cases, simulate(diff)), findings);
    }
}
