using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Formats.Schemas;

/// <summary>What came out of reading a delivery. Immutable and thread-safe.</summary>
public sealed class DefinitionReading
{
    private readonly Func<TableReader?> _openTestCases;

    internal DefinitionReading(DefinitionSet? set, ImmutableArray<Issue> issues, Func<TableReader?> openTestCases) =>
        (Set, Issues, _openTestCases) = (set, issues, openTestCases);

    /// <summary>The set; null where an issue that is not recoverable stands in its way.</summary>
    public DefinitionSet? Set { get; }

    /// <summary>What was found wrong, at most a hundred of a kind in each file.</summary>
    public ImmutableArray<Issue> Issues { get; }

    /// <summary>True where there is a set.</summary>
    public bool IsUsable => Set is not null;

    /// <summary>Opens the delivery's table of test cases (<c>testrule</c> or <c>testcase</c>), or gives null where it has none.
    /// The caller disposes the reader. The delivery must still be where it was read.</summary>
    public TableReader? OpenTestCases() => _openTestCases();
}
