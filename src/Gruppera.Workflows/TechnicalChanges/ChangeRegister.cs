using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>The changes of a year: a folder of workbooks, zips, and folders of CSV files. Immutable.</summary>
/// <param name="Changes">The changes in the order of their names.</param>
/// <param name="Conflicts">Conflicts among those that are proposed or accepted.</param>
public sealed record ChangeRegister(ImmutableArray<RegisteredChange> Changes, ImmutableArray<ChangeConflict> Conflicts)
{
    private static readonly ImmutableArray<string> Kinds = [".xlsx", ".xls", ".zip"];

    /// <summary>True if a path is a folder of changes rather than one change: no file of it is a table.</summary>
    public static bool Is(string path) =>
        Directory.Exists(path) && PathsIn(path).Any() && !Directory.EnumerateFiles(path, "*.csv").Any();

    /// <summary>Paths of the changes in a folder, by name; files whose name begins with a dot or <c>~$</c> are none.</summary>
    public static IEnumerable<string> PathsIn(string folder) => Directory.EnumerateFileSystemEntries(folder)
        .Where(path => Path.GetFileName(path) is var name && !name.StartsWith('.') && !name.StartsWith("~$", StringComparison.Ordinal)
            && (Directory.Exists(path) ? Directory.EnumerateFiles(path, "*.csv").Any() : Kinds.Contains(
                Path.GetExtension(path).ToLowerInvariant())))
        .Order(StringComparer.Ordinal);

    /// <summary>Checks changes one by one and together.</summary>
    /// <param name="set">The set that they change.</param>
    /// <param name="changes">The changes, each with the rows of it that could not be read.</param>
    /// <param name="stop">Stops between changes.</param>
    public static ChangeRegister Of(
        DefinitionSet set, IEnumerable<(TechnicalChange Change, ImmutableArray<Issue> Unread)> changes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(changes);
        var registered = ImmutableArray.CreateBuilder<RegisteredChange>();
        foreach (var (change, unread) in changes)
        {
            stop.ThrowIfCancellationRequested();
            var changed = ChangeApplier.Apply(set, [change], set.Version);
            registered.Add(new(change, unread, ChangeCheck.Run(set, changed), unread.IsEmpty && Proposal.Fits(changed), GroupsOf(change)));
        }

        var live = registered.Where(each => each.IsLive && each.Fits).ToList();
        return new(registered.ToImmutable(),
        [
            .. ChangeConflicts.OfRows([.. registered.Where(each => each.IsLive).Select(each => each.Change)]),
            .. live.Count < 2
                ? []
                : ChangeConflicts.Together(set, [.. live.Select(each => each.Change)], live.SelectMany(each => each.Findings)),
        ]);
    }

    private static ImmutableArray<string> GroupsOf(TechnicalChange change) =>
    [
        .. change.Rows.Where(row => row.Table is "drg_logic" or "drg_name").Select(row => row["drg_nat"]).Where(drg => drg.Length > 0)
            .Distinct().Order(StringComparer.Ordinal),
    ];
}
