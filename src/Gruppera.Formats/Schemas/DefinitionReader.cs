using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Reads definition tables out of a delivery of any known format and vintage. Thread-safe.</summary>
public static class DefinitionReader
{
    /// <summary>Reads a folder, a zip, a JSON file or a workbook.</summary>
    /// <param name="path">Path of the delivery. It must stay in place for as long as texts and test cases are needed:
    /// they are read when they are first asked for, and are empty if the delivery is gone.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <returns>The set and what was found wrong; bad data never throws.</returns>
    /// <remarks>A Combined delivery is read for one country: see <see cref="DefinitionReaderOptions.Country"/>.
    /// Its rules and properties are those whose nat_ver names the country (or is empty); its plus codes are put into that country's
    /// codes by the tables dg and proc; its groups become national ones by drg_name. Source: docs/specification/formats.md §1-3.</remarks>
    public static DefinitionReading Read(string path, DefinitionReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (options?.CodePage is { } codePage && DbaseCodePage.Characters(codePage) is null)
            throw new ArgumentOutOfRangeException(nameof(options), codePage, "not a single-byte code page");
        return Read(path, options ?? new(), null);
    }

    /// <summary>Reads a delivery whose version is known already, so that its files need not be hashed.</summary>
    /// <param name="path">Path of the delivery, which must stay in place as for
    /// <see cref="Read(string, DefinitionReaderOptions?)"/>.</param>
    /// <param name="options">How to read.</param>
    /// <param name="known">Its version; null to find it.</param>
    /// <returns>The set and what was found wrong; bad data never throws.</returns>
    public static DefinitionReading Read(string path, DefinitionReaderOptions options, DefinitionVersion? known)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(options);
        return Read(issues => Delivery.Open(path, options.MaxUnpackedBytes, issues), options, known);
    }

    /// <summary>Reads a delivery that is open already, such as tables in memory.</summary>
    /// <param name="delivery">The delivery. Its files must stay as they are for as long as texts and test cases are needed.</param>
    /// <param name="options">How to read.</param>
    /// <param name="known">Its version, where it is known already: its files are not hashed then. Null to find it.</param>
    /// <returns>The set and what was found wrong; bad data never throws.</returns>
    public static DefinitionReading Read(Delivery delivery, DefinitionReaderOptions options, DefinitionVersion? known = null)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(options);
        return Read(_ => delivery, options, known);
    }

    /// <summary>The tables of a delivery as they are written, whatever they are of: those of CSV, dBase and JSON files, and the sheets
    /// of workbooks.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="options">How to read.</param>
    /// <param name="issues">Receives what is wrong with files that cannot be read, which have no tables.</param>
    public static IEnumerable<DeliveryTable> TablesOf(Delivery delivery, DefinitionReaderOptions options, IssueList issues)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(issues);
        options = options with { Known = TablePick.Known };
        return delivery.Files.SelectMany(file => DeliveryTable.In(file, options, issues));
    }

    /// <summary>The columns that are read of a table of the modern layout.</summary>
    /// <param name="table">Its name, such as <c>drg_logic</c>.</param>
    /// <exception cref="ArgumentException">There is no such table.</exception>
    public static ImmutableArray<string> ColumnsOf(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var schema = Vintages.All.FirstOrDefault(schema => schema.Vintage == Vintage.Modern && schema.Names.Contains(table))
            ?? throw new ArgumentException($"no table of the modern layout: {table}", nameof(table));
        return [.. schema.Columns.Select(column => column.Name)];
    }

    /// <summary>Reads a delivery that is opened now, and again for the tables that are read late.</summary>
    internal static DefinitionReading Read(Func<IssueList, Delivery?> open, DefinitionReaderOptions options, DefinitionVersion? known)
    {
        var issues = new IssueList();
        if (open(issues) is not { } delivery)
            return new(null, [.. issues], () => null);
        options = options with { Known = TablePick.Known };
        var picks = new TablePicker(options, issues).Pick(delivery);
        var tables = new SetTables(picks, options.Country, issues) { DaySurgeryGroups = options.DaySurgeryGroups };
        Require(picks, delivery, tables, issues);
        if (issues.Any(IsFatal))
            return new(null, [.. issues], () => null);
        var late = new LateTables(open, options, tables.Country, picks);
        var set = tables.Build(
            version => known ?? version.ToVersion(delivery, tables.Format, Delivery.Hash(tables.Files), options), late);
        if (CountValues(set) > CompiledDefinition.MostValues)
            issues.Add(new(FormatIssues.TooManyValues, delivery.Name));
        return new(issues.Any(IsFatal) ? null : set, [.. issues], late.OpenTestCases, late.OpenTable);
    }

    /// <summary>What features and rules name, counted generously: a value once for each type and sign.</summary>
    private static int CountValues(DefinitionSet set)
    {
        var named = set.DiagnosisFeatures.Select(row => (row.Type, row.Value)).ToHashSet();
        named.UnionWith(set.ProcedureFeatures.Select(row => (row.Type, row.Value)));
        return named.Count + set.Rules.SelectMany(rule => rule.Conditions).Distinct().Count();
    }

    private static bool IsFatal(Issue issue) => issue.Code is { Severity: IssueSeverity.Error, Recoverable: false };

    private static void Require(ImmutableArray<TablePick> picks, Delivery delivery, SetTables tables, IssueList issues)
    {
        var present = picks.Select(pick => pick.Schema.Kind).ToHashSet();
        var ambiguous = issues.Where(issue => issue.Code == FormatIssues.AmbiguousFile).Select(issue => issue.Table)
            .ToHashSet(StringComparer.Ordinal);
        TableKind[] needed = [TableKind.Rules, TableKind.DiagnosisFeatures, TableKind.ProcedureFeatures];
        TableKind[] wanted = [TableKind.Exclusions, TableKind.Categories, TableKind.DrgNames];
        if (!needed.Any(kind => present.Contains(kind) || ambiguous.Contains(Vintages.Name(kind))))
        {
            issues.Add(new(FormatIssues.NotADelivery, delivery.Name));
            return;
        }

        foreach (var kind in needed.Where(IsMissing))
            issues.Add(new(FormatIssues.TableMissing, Table: Vintages.Name(kind)));
        foreach (var kind in wanted.Where(IsMissing))
            issues.Add(new(FormatIssues.NamesMissing, Table: Vintages.Name(kind)));
        if (tables is { IsCombined: true, Country: null })
            issues.Add(new(FormatIssues.CountryNeeded, delivery.Name));

        bool IsMissing(TableKind kind) => !present.Contains(kind) && !ambiguous.Contains(Vintages.Name(kind));
    }
}
