using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>What came out of reading a delivery. Immutable and thread-safe.</summary>
public sealed class DefinitionReading
{
    private readonly Func<TableReader?> _openTestCases;
    private readonly Func<string, TableReader?> _openTable;

    internal DefinitionReading(
        DefinitionSet? set, ImmutableArray<Issue> issues, Func<TableReader?> openTestCases, Func<string, TableReader?>? openTable = null) =>
        (Set, Issues, _openTestCases, _openTable) = (set, issues, openTestCases, openTable ?? (_ => null));

    /// <summary>The set; null if an issue that is not recoverable stands in its way.</summary>
    public DefinitionSet? Set { get; }

    /// <summary>What was found wrong, at most a hundred of a kind in each file.</summary>
    public ImmutableArray<Issue> Issues { get; }

    /// <summary>True if there is a set.</summary>
    public bool IsUsable => Set is not null;

    /// <summary>Opens the delivery's table of test cases (<c>testrule</c> or <c>testcase</c>), or gives null if it has none.
    /// The caller disposes the reader. The delivery must still be where it was read.</summary>
    public TableReader? OpenTestCases() => _openTestCases();

    /// <summary>Opens a table of the delivery, to see its rows as they stand there; null if there is none such.
    /// The caller disposes the reader. The delivery must still be where it was read.</summary>
    /// <param name="place">One of <see cref="DefinitionSet.Files"/>.</param>
    public TableReader? OpenTable(string place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return _openTable(place);
    }
}
