using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Certification cases from the tables and files they come in. Thread-safe.</summary>
public static class TestCases
{
    /// <summary>Reads a delivery's own cases: dBase <c>testrule</c> or modern <c>testcase</c>.</summary>
    /// <param name="table">The table; read to its end and disposed.</param>
    public static ImmutableArray<TestCase> Read(TableReader table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var layout = LayoutCatalog.Find(table.Columns.Contains("ORD", StringComparer.OrdinalIgnoreCase) ? "testrule" : "testcase")! with
        {
            IsOfCases = true,
        };
        using var text = new TableTextStream(table);
        return [.. Read(ContactReader.Read(text, layout, table.File))];
    }

    /// <summary>The cases among rows of contacts: those that could be read and expect something. Rows that stand for rules
    /// without a case (<c>_miss...</c>) and version rows (<c>#...</c>) are none.</summary>
    public static IEnumerable<TestCase> Read(IEnumerable<ContactRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return
            from row in rows
            where row.Issue is null && !row.Contact.Id.StartsWith('#')
                && !row.Contact.Id.StartsWith("_miss", StringComparison.OrdinalIgnoreCase)
            where row.ExpectedDrg.Length > 0 || row.ExpectedRule.Length > 0 || row.ExpectedReturnCode != default
            select new TestCase(row.Contact, row.ExpectedDrg, row.ExpectedRule, row.ExpectedReturnCode);
    }
}
