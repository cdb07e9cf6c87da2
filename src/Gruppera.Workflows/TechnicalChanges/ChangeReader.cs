using System.Collections.Immutable;
using Gruppera.Formats;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Reads technical changes: a workbook with a sheet for each table, a folder or zip of CSV files, or one CSV file named after its
/// table. Thread-safe.</summary>
public static class ChangeReader
{
    private static readonly ImmutableArray<string> Direction = ["in/out", "in_out", "inout", "in / out"];
    private static readonly ImmutableArray<string> Version = ["version to change", "version_to_change", "version"];
    private static readonly ImmutableArray<string> Ncc = ["ncc id", "ncc_id", "nccid"];
    private static readonly ImmutableArray<string> National = ["national id", "national_id", "nat id", "nat_id"];

    /// <summary>Rows of a change at most: the largest yearly changes have a tenth of them.</summary>
    private const int MostRows = 100_000;

    private static readonly DefinitionReaderOptions Options = new();

    /// <summary>Reads a change. Rows that cannot be used are left out, each with an issue;
    /// sheets without any row are passed over.</summary>
    /// <param name="path">Path of the workbook, folder, zip or CSV file.</param>
    /// <param name="issues">Receives what is wrong (GRP6001-GRP6003), and why the path cannot be read.</param>
    /// <param name="maxUnpackedBytes">Unpacked bytes at most; 0 for as many as a delivery may have.</param>
    /// <returns>Null where nothing could be read.</returns>
    public static TechnicalChange? Read(string path, ICollection<Issue> issues, long maxUnpackedBytes = 0)
    {
        ArgumentNullException.ThrowIfNull(issues);
        ArgumentNullException.ThrowIfNull(path);
        var isCsv = File.Exists(path) && Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var options = maxUnpackedBytes > 0 ? Options with { MaxUnpackedBytes = maxUnpackedBytes } : Options;
        return Read(found => isCsv
            ? new(Path.GetFileName(path), [new(Path.GetFileName(path), path, null)])
            : Delivery.Open(path, options.MaxUnpackedBytes, found), options, issues);
    }

    /// <summary>Reads a change from an open workbook.</summary>
    /// <param name="name">What it is called, with <c>.xlsx</c> at its end.</param>
    /// <param name="workbook">Its bytes.</param>
    /// <param name="maxUnpackedBytes">Unpacked bytes at most.</param>
    /// <param name="issues">Receives what is wrong (GRP6001-GRP6003), and why it cannot be read.</param>
    public static TechnicalChange Read(string name, byte[] workbook, long maxUnpackedBytes, ICollection<Issue> issues) =>
        Read(_ => new(name, [new(name, null, workbook)]), Options with { MaxUnpackedBytes = maxUnpackedBytes }, issues)!;

    private static TechnicalChange? Read(Func<IssueList, Delivery?> open, DefinitionReaderOptions options, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(issues);
        var found = new IssueList();
        var delivery = open(found);
        var about = ChangeAbout.None;
        var rows = ImmutableArray.CreateBuilder<ChangeRow>();
        foreach (var table in delivery is null ? [] : DefinitionReader.TablesOf(delivery, options, found))
        {
            if (table.Name.Equals(ChangeAbout.Table, StringComparison.OrdinalIgnoreCase))
                about = ReadAbout(table, about, found);
            else
                rows.AddRange(Read(table, found).Take(MostRows + 1 - rows.Count));
            if (rows.Count <= MostRows)
                continue;
            found.Add(new(FormatIssues.ArchiveTooLarge, delivery!.Name, table.Name, Detail: $"over {MostRows} rows"));
            rows.Clear();
            break;
        }

        foreach (var issue in found)
            issues.Add(issue);
        return delivery is null ? null : new(delivery.Name, rows.ToImmutable()) { About = about };
    }

    /// <summary>Reads what is said of the change; rows that cannot be used are left out, each with an issue.</summary>
    private static ChangeAbout ReadAbout(DeliveryTable source, ChangeAbout about, IssueList issues)
    {
        using var reader = source.Open(issues);
        var names = reader.Columns.Select(ColumnName.Plain).ToList();
        var (field, value) = (names.IndexOf("field"), names.IndexOf("value"));
        while (reader.Read())
        {
            var (name, text) = (Text(field).ToLowerInvariant(), Text(value));
            if (name.Length == 0 && text.Length == 0)
                continue;
            if (about.With(name, text) is { } next)
                about = next;
            else
                issues.Add(new(
                    WorkflowIssues.UnknownAbout, source.Place, source.Name, reader.Row,
                    ChangeAbout.Fields.Contains(name) ? "value" : "field", ChangeAbout.Fields.Contains(name) ? text : name));
        }

        return about;

        string Text(int column) => column < 0 ? "" : reader[column].ToString().Trim();
    }

    private static IEnumerable<ChangeRow> Read(DeliveryTable source, IssueList issues)
    {
        using var reader = source.Open(issues);
        var names = reader.Columns.Select(ColumnName.Plain).ToList();
        var place = source.Place;
        if (ChangeTable.Of(source.Name) is not { } table || Find(Direction) is not (>= 0 and var direction))
        {
            if (reader.Read())
                issues.Add(new(
                    WorkflowIssues.NoChangeTable, place, source.Name,
                    Detail: string.Join(", ", ChangeTable.All.Select(known => known.Name))));
            yield break;
        }

        var columns = table.Columns.Select(column => names.IndexOf(column)).ToArray();
        foreach (var missing in table.Columns.Where((_, i) => columns[i] < 0))
            issues.Add(new(WorkflowIssues.ChangeColumnMissing, place, table.Name, Column: missing));
        var (version, ncc, national, comment) = (Find(Version), Find(Ncc), Find(National), names.IndexOf("comment"));
        while (reader.Read())
        {
            ImmutableArray<string> cells = [.. columns.Select((column, i) => ChangeTable.Normalise(table.Columns[i], Text(column)))];
            ChangeDirection? way = Text(direction).ToUpperInvariant() switch
            {
                "IN" => ChangeDirection.In,
                "OUT" => ChangeDirection.Out,
                _ => null,
            };
            for (var i = 0; i < cells.Length && reader.MayHaveErrors; i++)
            {
                if (CellText.IsError(cells[i]))
                    issues.Add(new(FormatIssues.ErrorInCell, place, table.Name, reader.Row, table.Columns[i], cells[i]));
            }

            if (way is { } known)
            {
                yield return new(table.Name, known, cells, reader.Row)
                {
                    File = place,
                    VersionToChange = Text(version),
                    NccId = Text(ncc),
                    NationalId = Text(national),
                    Comment = Text(comment),
                };
            }
            else if (cells.Any(cell => cell.Length > 0))
            {
                issues.Add(new(WorkflowIssues.NoDirection, place, table.Name, reader.Row, reader.Columns[direction], Text(direction)));
            }
        }

        string Text(int column) => column < 0 ? "" : reader[column].ToString();

        int Find(ImmutableArray<string> known) => names.FindIndex(known.Contains);
    }
}
