using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Formats.Tables;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>A definition table as technical changes see it: the modern layout, and of its columns those that mean something. Copies of
/// texts that another table has, and columns about versions, are left out. Immutable.</summary>
public sealed class ChangeTable
{
    private static readonly ImmutableArray<string> Versions = ["nat_ver", "country"];
    private readonly ImmutableArray<int> _places;

    /// <summary>Name of the table of test cases.</summary>
    internal const string TestCases = "testcase";

    private ChangeTable(ModernTable table)
    {
        (Name, Header) = (table.Name, table.Header);
        IsTestCases = table.Name == TestCases;
        Columns = IsTestCases ? Header : [.. Header.Intersect(DefinitionReader.ColumnsOf(table.Name))
            .Where(name => table.Name == "drg_logic" || !Versions.Contains(name))];
        _places = [.. Columns.Select(column => Header.IndexOf(column))];
    }

    /// <summary>Its name in the modern layout.</summary>
    public string Name { get; }

    /// <summary>All columns of the table.</summary>
    public ImmutableArray<string> Header { get; }

    /// <summary>The columns that mean something: what a row of a change consists of.</summary>
    public ImmutableArray<string> Columns { get; }

    internal bool IsTestCases { get; }

    /// <summary>The tables that a change can have, in the order of the layout: all but the readme.</summary>
    public static ImmutableArray<ChangeTable> All { get; } =
    [
        .. Modern(new(new() { Id = "none" }, [])).Select(table => new ChangeTable(table)),
    ];

    /// <summary>A table by its name; null if there is none.</summary>
    public static ChangeTable? Of(string name) => All.FirstOrDefault(table => table.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tables of a set; of an older set, whose rules have no numbers, the order is the id.</summary>
    internal static IEnumerable<ModernTable> Modern(DefinitionSet set) => ModernLayout.Tables(set).Where(table => table.Name != "readme")
        .Select(table =>
            table.Name == "drg_logic" && set.Order == RuleOrder.Text ? table with { Rows = table.Rows.Select(KeepOrder) } : table);

    /// <summary>What a row of the table consists of.</summary>
    internal ImmutableArray<string> CellsOf(string[] row) => [.. _places.Select((place, i) => Normalise(Columns[i], row[place]))];

    /// <summary>A row under a header of the table (that of test cases is as wide as the set needs);
    /// columns that mean nothing are empty.</summary>
    internal string[] RowOf(ImmutableArray<string> cells, ImmutableArray<string> header)
    {
        var row = new string[header.Length];
        Array.Fill(row, "");
        for (var i = 0; i < cells.Length; i++)
        {
            if (header.IndexOf(Columns[i]) is >= 0 and var place)
                row[place] = cells[i];
        }

        return row;
    }

    /// <summary>A cell as the tables have it: codes without points and in upper case, an MDC in two digits, types of properties in one
    /// spelling.</summary>
    internal static string Normalise(string column, string cell) => column switch
    {
        "code_nat" or "d_code_nat" => cell.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant(),
        "mdc" => CellText.Mdc(cell),
        "ord" => CellText.WithoutFraction(cell).ToString(),
        "vartype" => cell.ToUpperInvariant() switch
        {
            "DGPRO" => "DGPROP",
            "PDGPROP" => "PDGPRO",
            "SDGPROP" => "SDGPRO",
            "PROCPROP" or "PROCPRO" => "PROCPR",
            "COMPLEX" => "COMPL",
            var type => type,
        },
        "extens" => CellText.IsTrue(cell) ? "True" : "",
        "id" or "nat_ver" => cell,
        "drg_nat" or "drg_comb" => CellText.WithoutFraction(cell).ToString(),
        _ when column.Contains("text", StringComparison.Ordinal) => cell,
        _ => CellText.WithoutFraction(cell).ToString().ToUpperInvariant(),
    };

    private static string[] KeepOrder(string[] row) => [row[1], .. row[1..]];
}
