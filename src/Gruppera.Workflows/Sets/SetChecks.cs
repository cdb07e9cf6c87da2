using System.Collections.Immutable;
using Gruppera.Grouping;
using Gruppera.Lint;

namespace Gruppera.Workflows.Sets;

/// <summary>How a set does: its own test cases, and what the linter finds. Immutable.</summary>
/// <param name="Certification">How its cases come out; without any where it has none.</param>
/// <param name="Findings">What is wrong or likely wrong in its tables, by code:
/// the same as <c>gruppera tables check</c> finds in the content.</param>
public sealed record SetChecks(CertificationReport Certification, ImmutableArray<Issue> Findings)
{
    /// <summary>Runs everything; a set of national size takes some seconds.</summary>
    internal static SetChecks Of(LoadedSet set)
    {
        var definition = set.Grouper.Definition;
        var found = DefinitionLint.RunAll(definition, set.Weights is { } list ? list.Of : null);
        return new(Certifier.Run(set.Grouper, set.Set.TestCases), [.. found.OrderBy(issue => issue.Code.Id, StringComparer.Ordinal)]);
    }
}
