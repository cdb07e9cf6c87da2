using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>A table of dBase or Excel as delimited text (semicolon, header first), so that it can be read as a file of contacts.</summary>
/// <param name="table">The table.</param>
/// <param name="headerRow">The row that its header stands in, the first being 1: what stands above it becomes lines without text, as do
/// rows that the table passes over, so that each row has the number that it has in the file.</param>
/// <param name="issues">What was found in it: an error, such as a damaged end, fails when the table ends.</param>
internal sealed class TableTextStream(TableReader table, int headerRow = 1, IssueList? issues = null)
    : LinesStream(Lines(table, headerRow, issues), table)
{
    /// <exception cref="ContactFileException">There is an error among the issues.</exception>
    internal static void Check(IssueList issues)
    {
        if (issues.FirstOrDefault(issue => issue.Code.Severity == IssueSeverity.Error) is not { } fault)
            return;
        var what = fault.Detail.Length == 0 ? fault.Code.Meaning : $"{fault.Code.Meaning:meaning} ({fault.Detail:detail})";
        throw new ContactFileException($"{fault.Code.Id:code} {fault.File:file}: {what}. {fault.Code.Remedy:remedy}");
    }

    private static IEnumerable<string> Lines(TableReader table, int headerRow, IssueList? issues)
    {
        if (headerRow > 1)
            yield return new('\n', headerRow - 2);
        yield return CsvText.Row(table.Columns, ';');
        for (var last = table.Row; table.Read(); last = table.Row)
        {
            if (table.Row > last + 1)
                yield return new('\n', table.Row - last - 2);
            yield return CsvText.Row(Enumerable.Range(0, table.Columns.Length).Select(column => table[column].ToString()), ';');
        }

        if (issues is not null)
            Check(issues);
    }
}
