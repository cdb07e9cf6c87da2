using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Reach;

namespace Gruppera.Lint;

/// <summary>Looks for what can be read but is probably a mistake: rules that no contact gets to, values that nothing asks for or
/// nothing gives, lists and codes that differ from their likes. Thread-safe. What each finding means: docs/lint.md.</summary>
public static class DefinitionLint
{
    /// <summary>Runs every check (GRP2014 to GRP2023, GRP2030 to GRP2036). A set of national size takes a second or two.</summary>
    /// <param name="definition">The compiled set. Its names and texts are read, which may open its delivery.</param>
    /// <param name="weightOf">The cost weight of a group, null if it has none; without this function weights are not checked.</param>
    /// <returns>Findings by code, each in the order of the rules or of the file.</returns>
    public static ImmutableArray<Issue> Run(CompiledDefinition definition, Func<string, double?>? weightOf = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var reachability = new Reachability(definition);
        Issue[] found =
        [
            .. RuleLint.Unreachable(reachability), .. RuleLint.Outpatient(definition.Set), .. RuleLint.PrincipalNotRequired(definition.Set),
            .. new ValueLint(definition, reachability.Classes).Run(),
            .. ExclusionLint.Differing(definition.Set), .. ExclusionLint.WithoutSubCodes(definition.Set),
            .. ExclusionLint.NotOnOwn(definition.Set), .. ExclusionLint.OfTwoComplications(definition.Set),
            .. LevelLint.Differing(definition.Set), .. CodeLint.SeveralOrs(definition.Set),
            .. CodeLint.Inactive(definition, reachability.Classes.Reader), .. NeighbourLint.Run(definition),
            .. weightOf is null ? [] : WeightLint.Run(reachability, weightOf),
        ];
        return [.. found.OrderBy(issue => issue.Code.Id, StringComparer.Ordinal)];
    }

    /// <summary>All errors and likely mistakes in the content of a set: <see cref="DefinitionChecks"/>, what compiling found, and
    /// <see cref="Run"/>.</summary>
    /// <inheritdoc cref="Run"/>
    public static ImmutableArray<Issue> RunAll(CompiledDefinition definition, Func<string, double?>? weightOf = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return [.. DefinitionChecks.Run(definition.Set), .. definition.Issues, .. Run(definition, weightOf)];
    }

    internal static Issue OfRule(DefinitionSet set, IssueCode code, int rank, string detail) =>
        DefinitionChecks.Issue(set, code, "drg_logic", set.Rules[rank].Source, "id", set.Rules[rank].Id, detail);

    /// <summary>A finding about one or more rows.</summary>
    internal static Issue OfRows(
        DefinitionSet set, IssueCode code, string table, SourceRow[] rows, string column, string value, string detail) =>
        DefinitionChecks.Issue(set, code, table, rows.FirstOrDefault(), column, value, detail) with
        {
            Others = [.. rows.Skip(1).Select(row => new IssuePlace(set.FileOf(row), row.Row))],
        };

    /// <summary>The first of many, and how many more there are.</summary>
    internal static string Some(IEnumerable<string> values, string separator)
    {
        var all = values.ToList();
        return string.Join(separator, all.Take(5)) + (all.Count > 5 ? $"{separator}… ({all.Count})" : "");
    }
}
