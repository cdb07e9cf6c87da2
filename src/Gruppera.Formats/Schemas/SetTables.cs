using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Builds a definition set out of picked tables.</summary>
internal sealed class SetTables
{
    private readonly ILookup<TableKind, TablePick> _picks;
    private readonly IssueList _issues;
    private readonly Cells _cells = new();
    private readonly List<string> _fileNames;
    private string _versionRow = "";

    public SetTables(ImmutableArray<TablePick> picks, string? country, IssueList issues)
    {
        _picks = picks.ToLookup(pick => pick.Schema.Kind);
        _issues = issues;
        Files = [.. picks.Select(pick => pick.Table.File).Distinct()];
        _fileNames = [.. picks.Select(PlaceOf).Distinct()];
        IsCombined = _picks[TableKind.Rules].Any(pick => pick.Schema.Vintage == Vintage.Combined);
        Country = IsCombined ? country : null;
    }

    public ImmutableArray<DeliveryFile> Files { get; }

    public bool IsCombined { get; }

    /// <summary>The country whose rows are read, or null if all are.</summary>
    public string? Country { get; }

    public FileFormat Format => _picks[TableKind.Rules].First().Table.File.Format;

    public DefinitionSet Build(Func<VersionText, DefinitionVersion> version, LateTables late)
    {
        var readme = _picks[TableKind.Readme].FirstOrDefault() is { } pick ? ReadReadme(pick) : null;
        var isText = readme?.SortsAsText ?? _picks[TableKind.Rules].First().Schema.Vintage == Vintage.Classic;
        var order = isText ? RuleOrder.Text : RuleOrder.Number;
        var drgNames = Read<DrgName>(TableKind.DrgNames, (table, rows) => NameTables.ReadDrgs(table, _cells, rows));
        var nationalDrg = IsCombined ? NationalDrgs.Of(drgNames, _issues) : null;
        var rules = new List<RuleRow>();
        foreach (var rulePick in _picks[TableKind.Rules])
        {
            using var table = Open(rulePick);
            rules.AddRange(RuleTable.Read(table, _cells, order, nationalDrg, RuleColumn.All));
            if (rules.Count == 0)
                _issues.Add(new(FormatIssues.TableMissing, table.Table.File, Vintages.Name(TableKind.Rules), Detail: "no rules in it"));
        }

        var diagnoses = Read<DiagnosisFeature>(
            TableKind.DiagnosisFeatures, (table, rows) => FeatureTables.ReadDiagnoses(table, _cells, rows));
        var procedures = Read<ProcedureFeature>(
            TableKind.ProcedureFeatures, (table, rows) => FeatureTables.ReadProcedures(table, _cells, rows));
        var exclusions = Read<ComplicationExclusion>(
            TableKind.Exclusions, (table, rows) => ComplicationTables.ReadExclusions(table, _cells, rows));
        if (IsCombined)
        {
            var codes = NationalCodes.Read(_picks, Open);
            (diagnoses, procedures, exclusions) = (codes.Of(diagnoses), codes.Of(procedures), codes.Of(exclusions));
        }

        var categories = Read<ComplicationCategory>(
            TableKind.Categories, (table, rows) => ComplicationTables.ReadCategories(table, _cells, rows));
        var returnCodes = Read<ReturnCodeText>(TableKind.ReturnCodes, (table, rows) => NameTables.ReadReturnCodes(table, rows));
        var named = version(readme ?? VersionText.OfRow(_versionRow));
        return new(named, rules, order, () => late.ReadTexts(named.Country, named.Id), late.ReadTestCases)
        {
            CodeLookup = readme?.CodeLookup ?? CodeLookup.Whole,
            PrimaryCareCode = readme?.PrimaryCareCode ?? default,
            DaySurgeryGroups = DaySurgeryGroups,
            DiagnosisFeatures = diagnoses,
            ProcedureFeatures = procedures,
            ComplicationExclusions = exclusions,
            ComplicationCategories = categories,
            DrgNames = drgNames,
            ReturnCodes = returnCodes,
            Files = [.. _fileNames],
        };
    }

    /// <summary>Groups that count as day surgery by a list beside the set.</summary>
    internal FrozenSet<string>? DaySurgeryGroups { get; init; }

    private SchemaReader Open(TablePick pick) =>
        new(pick, _issues, (short)_fileNames.IndexOf(PlaceOf(pick)), Country);

    /// <summary>Where the rows of a table stand: the file, and where it holds several tables, <c>file/table</c>.</summary>
    private string PlaceOf(TablePick pick) =>
        _picks.SelectMany(kind => kind).Count(other => other.Table.File == pick.Table.File) > 1
            ? $"{pick.Table.File.Name}/{pick.Table.Name}"
            : pick.Table.File.Name;

    private ImmutableArray<T> Read<T>(TableKind kind, Action<SchemaReader, ImmutableArray<T>.Builder> read)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        foreach (var pick in _picks[kind])
        {
            using var table = Open(pick);
            read(table, rows);
            if (_versionRow.Length == 0)
                _versionRow = table.Version;
        }

        return rows.DrainToImmutable();
    }

    private VersionText ReadReadme(TablePick pick)
    {
        using var table = pick.Table.Open(_issues);
        return VersionText.OfReadme(table);
    }
}
