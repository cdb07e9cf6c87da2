using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Tables that are read when they are first asked for: texts and test cases. The delivery is opened again for them;
/// where it is gone they are empty. Thread-safe.</summary>
internal sealed class LateTables
{
    private readonly Func<IssueList, Delivery?> _open;
    private readonly DefinitionReaderOptions _options;
    private readonly string? _country;
    private readonly ImmutableArray<(string File, string Table, TableSchema Schema)> _tables;

    public LateTables(Func<IssueList, Delivery?> open, DefinitionReaderOptions options, string? country, ImmutableArray<TablePick> picks)
    {
        (_open, _options, _country) = (open, options, country);
        _tables = [.. picks.Where(pick => IsLate(pick.Schema)).Select(pick => (pick.Table.File.Name, pick.Table.Name, pick.Schema))];
    }

    /// <summary>The texts of the tables, with the catalogues of codes that stand beside a set of a country, and the known problems of the
    /// set of an id.</summary>
    public SetTexts ReadTexts(string country, string id = "")
    {
        var cells = new Cells();
        var values = ImmutableArray.CreateBuilder<ValueName>();
        var diagnoses = ImmutableArray.CreateBuilder<DiagnosisText>();
        var procedures = ImmutableArray.CreateBuilder<ProcedureText>();
        foreach (var pick in Open(schema => schema.Kind != TableKind.TestCases))
        {
            using var table = new SchemaReader(pick, new(), country: _country);
            if (pick.Schema.Kind == TableKind.DiagnosisTexts)
                NameTables.ReadDiagnoses(table, diagnoses);
            else if (pick.Schema.Kind is TableKind.ProcedureTexts or TableKind.ProcedureFeatures)
                NameTables.ReadProcedures(table, procedures);
            else
                NameTables.ReadValues(table, cells, values);
        }

        return new()
        {
            Values = values.DrainToImmutable(),
            Diagnoses = diagnoses.DrainToImmutable(),
            Procedures = [.. procedures.DistinctBy(text => text.Code)],
            ReadCatalogues = () => _options.Catalogues?.Invoke(country) ?? [],
            ReadProblems = () => _options.Problems?.Invoke(id) ?? [],
            ReadLabels = _options.Labels,
        };
    }

    public ImmutableArray<TestCase> ReadTestCases()
    {
        using var table = _options.TestCases is null ? null : OpenTestCases();
        return table is null ? [] : _options.TestCases!(table);
    }

    public TableReader? OpenTestCases() =>
        Open(schema => schema.Kind == TableKind.TestCases).Select(pick => pick.Table.Open(new())).FirstOrDefault();

    /// <summary>The table of a place: the only one of a file, or for <c>file/table</c> that one; null if there is none.</summary>
    public TableReader? OpenTable(string place) =>
        (_open(new())?.Files ?? []).Where(file => place.StartsWith(file.Name, StringComparison.Ordinal))
            .SelectMany(file => DeliveryTable.In(file, _options, new()) switch
            {
                [var only] when place == file.Name => [only],
                var tables => tables.Where(table => place == $"{file.Name}/{table.Name}"),
            }).FirstOrDefault()?.Open(new());

    /// <summary>Texts and test cases; proc0 has texts of its own, for codes that csp lacks.</summary>
    private static bool IsLate(TableSchema schema) => schema.Kind is >= TableKind.MdcNames and <= TableKind.TestCases
        || schema is { Kind: TableKind.ProcedureFeatures, Part: 2 };

    /// <summary>Opens the tables in question; csp comes before proc0, whose texts only fill in.</summary>
    private IEnumerable<TablePick> Open(Func<TableSchema, bool> isAsked)
    {
        var asked = _tables.Where(table => isAsked(table.Schema)).OrderByDescending(table => table.Schema.Kind).ToArray();
        if (asked.Length == 0 || _open(new()) is not { } delivery)
            yield break;
        foreach (var file in delivery.Files.Where(file => Array.Exists(asked, table => table.File == file.Name)))
        {
            var tables = DeliveryTable.In(file, _options, new());
            foreach (var (_, name, schema) in asked.Where(table => table.File == file.Name))
            {
                if (tables.FirstOrDefault(table => table.Name == name) is { } table)
                    yield return new(table, schema, new());
            }
        }
    }
}
