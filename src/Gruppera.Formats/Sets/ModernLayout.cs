using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Formats.Sets;

/// <summary>A table of the modern layout and how its rows are made of a set.</summary>
/// <param name="Name">Name of the table.</param>
/// <param name="Header">Its columns; empty for the readme table, which has no header.</param>
/// <param name="Rows">Its rows, each as long as the header.</param>
public sealed record ModernTable(string Name, ImmutableArray<string> Header, IEnumerable<string[]> Rows);

/// <summary>The modern layout of a national version: which tables and columns, and what stands in them. Columns without data, and
/// copies of texts that another table has, stay empty. Thread-safe. Source: docs/specification/formats.md §3.</summary>
public static class ModernLayout
{
    /// <summary>Changes when the layout of imported sets does.</summary>
    internal const int Number = 1;

    private const string Pair = "code_nat,d_code_nat,text_nat,d_text_nat,code_plus,d_code_plus,text_plus,d_text_plus";

    /// <summary>All tables of a set, the readme first and the test cases last. Rows are made while they are read.</summary>
    public static ImmutableArray<ModernTable> Tables(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return All(set);
    }

    private static ImmutableArray<ModernTable> All(DefinitionSet set) =>
    [
        Table("readme", "", Readme(set)),
        Table(
            "drg_logic", $"ord,id,drg_nat,drg_text_nat,drg_comb,rtc,{string.Join(',', set.Columns.Select(column => column.Name))},nat_ver",
            Rules(set)),
        Table("dg_feat", Pair + ",vartype,varval,prop_0,varval_text_comb,nat_ver", set.DiagnosisFeatures.Select(row => Row(
            13, row.Code.ToString(), row.Dagger.ToString(), (8, Vartype(row.Type)), (9, row.Value),
            (10, row.Type == FeatureType.None ? "True" : "")))),
        Table(
            "proc_feat", "code_nat,text_nat,code_plus,text_plus,vartype,varval,or_val,prop_0,varval_text_comb,nat_ver",
            set.ProcedureFeatures.Select(row => Row(
                10, row.Code.ToString(), "", (4, Vartype(row.Type)), (5, row.Value), (7, row.Type == FeatureType.None ? "True" : "")))),
        Table("compl_excl", "vartype,varval,varval_text_comb," + Pair + ",nat_ver", set.ComplicationExclusions.Select(row => Row(
            12, "COMPL", row.Category, (3, row.Code.ToString()), (4, row.Dagger.ToString())))),
        Table(
            "compl_name", "compl,inclprop,varval_text_comb,nat_ver", set.ComplicationCategories.Select(row => Row(
                4, row.Category, row.Activator, (2, row.Text.Combined))),
            set.ComplicationCategories.Select(row => row.Text.National)),
        Values(set, FeatureType.Dgcat, "dgcat_name", "dgcat,varval_text_comb,nat_ver"),
        Values(set, FeatureType.Dgprop, "dgprop_name", "dgprop,varval_text_comb,nat_ver"),
        Values(set, FeatureType.Pdgprop, "pdgprop_name", "pdgprop,varval_text_comb,nat_ver"),
        Table(
            "procprop_name", "procprop,varval_text_comb,extens,nat_ver", Named(set, FeatureType.Procprop).Select(row => Row(
                4, row.Value, row.Text.Combined, (2, row.Extensive ? "True" : ""))),
            Named(set, FeatureType.Procprop).Select(row => row.Text.National)),
        Table("mdc_name", "mdc,mdc_text_nat,mdc_text_comb,country", Named(set, FeatureType.Mdc).Select(row => Row(
            4, row.Value, row.Text.National, (2, row.Text.Combined), (3, set.Version.Country)))),
        Table(
            "drg_name", "drg_nat,drg_text_nat,drg_text_short_nat,drg_comb,drg_text_comb,drg_text_short_comb,mdc,country",
            set.DrgNames.Select(row => Row(
                8, row.Drg, row.Text.National, (2, row.ShortText.National), (3, row.Combined), (4, row.Text.Combined),
                (5, row.ShortText.Combined),
                (6, row.Mdc), (7, set.Version.Country)))),
        Table("dg", Pair + ",ast,country", set.Texts.Diagnoses.Select(row => Row(
            10, row.Code.ToString(), row.Dagger.ToString(), (2, row.Text.National), (6, row.Text.Combined), (9, set.Version.Country)))),
        Table("proc", "code_nat,text_nat,code_plus,text_plus,country", set.Texts.Procedures.Select(row => Row(
            5, row.Code.ToString(), row.Text.National, (3, row.Text.Combined), (4, set.Version.Country)))),
        Table("rtc", "rtc_code,rtc_text_nat,rtc_text_comb,country", set.ReturnCodes.Select(row => Row(
            4, row.Code.ToString(), row.Text.National, (2, row.Text.Combined), (3, set.Version.Country)))),
        ModernTestCases.Table(set),
    ];

    private static IEnumerable<string[]> Readme(DefinitionSet set)
    {
        yield return ["Version:", set.Version.Year > 0 ? $"{set.Version.Year}" : ""];
        yield return ["Name:", set.Version.Name];
        yield return ["Date & time:", set.Version.Date];
        yield return ["Source:", set.Version.Delivery];
        if (set.Order == RuleOrder.Text)
            yield return ["Order:", "text"];
        if (set.CodeLookup == CodeLookup.LongestPrefix)
            yield return ["Codes:", "prefix"];
        if (!set.PrimaryCareCode.IsBlank)
            yield return ["Primary care:", set.PrimaryCareCode.ToString()];
    }

    /// <summary>Rules of an older set get numbers that keep their order: 10, 20, 30 and so on.</summary>
    private static IEnumerable<string[]> Rules(DefinitionSet set)
    {
        var names = set.DrgNames.DistinctBy(name => name.Drg)
            .ToDictionary(name => name.Drg, name => name.Text.National, StringComparer.Ordinal);
        return set.Rules.Select((rule, i) => (string[])
        [
            set.Order == RuleOrder.Text ? $"{(i + 1) * 10}" : rule.Ord, rule.Id, rule.Drg, names.GetValueOrDefault(rule.Drg, ""),
            rule.CombinedDrg, rule.ReturnCode.ToString(), .. rule.Conditions, rule.NationalVersions,
        ]);
    }

    private static ModernTable Values(DefinitionSet set, FeatureType type, string name, string header) =>
        Table(
            name, header, Named(set, type).Select(row => Row(3, row.Value, row.Text.Combined)),
            Named(set, type).Select(row => row.Text.National));

    private static IEnumerable<ValueName> Named(DefinitionSet set, FeatureType type) => set.Texts.Values.Where(row => row.Type == type);

    private static ModernTable Table(string name, string header, IEnumerable<string[]> rows) =>
        new(name, [.. header.Split(',', StringSplitOptions.RemoveEmptyEntries)], rows);

    /// <summary>A table of names with the national ones in a column of their own, the last, where there are any.</summary>
    private static ModernTable Table(string name, string header, IEnumerable<string[]> rows, IEnumerable<string> national) =>
        national.All(string.IsNullOrEmpty)
            ? Table(name, header, rows)
            : Table(name, header + ",varval_text_nat", rows.Zip(national, (row, text) => (string[])[.. row, text ?? ""]));

    private static string[] Row(int length, string first, string second, params ReadOnlySpan<(int Column, string Value)> others)
    {
        var row = new string[length];
        Array.Fill(row, "");
        (row[0], row[1]) = (first, second);
        foreach (var (column, value) in others)
            row[column] = value;
        return row;
    }

    private static string Vartype(FeatureType type) => type switch
    {
        FeatureType.None => "",
        FeatureType.Pdgprop => "PDGPRO",
        FeatureType.Sdgprop => "SDGPRO",
        FeatureType.Procprop => "PROCPR",
        _ => type.ToString().ToUpperInvariant(),
    };
}
