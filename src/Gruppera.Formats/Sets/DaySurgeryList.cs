using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Formats.Sets;

/// <summary>The list of day-surgery groups (dagkirurgiska DRG) that the owner of a version publishes: a table with the groups in one
/// column, wherever that is, and titles and texts around it.</summary>
public static class DaySurgeryList
{
    internal const string FileName = "day-surgery.csv";

    /// <summary>Reads a list for a set: the column with most of its groups.</summary>
    /// <param name="path">CSV or Excel.</param>
    /// <param name="set">The set.</param>
    /// <param name="unknown">Values of that column that the set has no group for: all below its first group, and above it those of the form
    /// of a group, which are no titles.</param>
    /// <exception cref="InvalidDataException">The file is named a workbook and is none.</exception>
    public static FrozenSet<string> Read(string path, DefinitionSet set, out ImmutableArray<string> unknown)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(set);
        var rows = TableFile.Rows(path).Select(row => row.Cells).ToList();
        var column = Enumerable.Range(0, rows.Count == 0 ? 0 : rows.Max(row => row.Length))
            .MaxBy(i => rows.Count(row => i < row.Length && set.Index.HasDrg(row[i].Trim())));
        var forms = set.Rules.Select(rule => Form(rule.Drg)).ToHashSet(StringComparer.Ordinal);
        var cells = rows.Where(row => column < row.Length).Select(row => row[column].Trim()).SkipWhile(cell => !forms.Contains(Form(cell)))
            .Where(cell => cell.Length > 0).ToList();
        unknown = [.. cells.Where(cell => !set.Index.HasDrg(cell)).Distinct()];
        return cells.Where(set.Index.HasDrg).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Which characters of a code are letters and which are digits.</summary>
    private static string Form(string code) =>
        string.Concat(code.Select(c => char.IsAsciiDigit(c) ? '0' : char.IsAsciiLetterUpper(c) ? 'A' : c));

    /// <summary>Reads what the store keeps beside a set; null if there is none.</summary>
    internal static FrozenSet<string>? Of(string folder) => Path.Combine(folder, FileName) is var path && File.Exists(path)
        ? File.ReadLines(path).Skip(1).Where(line => line.Length > 0).ToFrozenSet(StringComparer.Ordinal)
        : null;

    internal static void Write(string folder, IEnumerable<string> drgs) =>
        File.WriteAllText(
            Path.Combine(folder, FileName), string.Concat(drgs.Order(StringComparer.Ordinal).Prepend("drg").Select(drg => drg + "\n")));
}
