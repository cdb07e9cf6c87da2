using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>A table of dBase or Excel as delimited text (semicolon, header first), so that it can be read as a file of contacts.</summary>
/// <param name="table">The table.</param>
/// <param name="issues">What was found in it: an error, such as a damaged end, fails when the table ends.</param>
internal sealed class TableTextStream(TableReader table, IssueList? issues = null) : LinesStream(Lines(table, issues), table)
{
    /// <exception cref="ContactFileException">There is an error among the issues.</exception>
    internal static void Check(IssueList issues)
    {
        if (issues.FirstOrDefault(issue => issue.Code.Severity == IssueSeverity.Error) is not { } fault)
            return;
        var what = fault.Detail.Length == 0 ? fault.Code.Meaning : $"{fault.Code.Meaning:meaning} ({fault.Detail:detail})";
        throw new ContactFileException($"{fault.Code.Id:code} {fault.File:file}: {what}. {fault.Code.Remedy:remedy}");
    }

    private static IEnumerable<string> Lines(TableReader table, IssueList? issues)
    {
        yield return CsvText.Row(table.Columns, ';');
        while (table.Read())
            yield return CsvText.Row(Enumerable.Range(0, table.Columns.Length).Select(column => table[column].ToString()), ';');
        if (issues is not null)
            Check(issues);
    }
}
