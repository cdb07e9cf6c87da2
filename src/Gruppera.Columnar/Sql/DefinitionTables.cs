using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Native;
using Gruppera.Columnar.Duck;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Columnar.Sql;

/// <summary>The tables of a set as SQL sees them: rules, codes with their properties, groups.</summary>
internal static class DefinitionTables
{
    /// <summary>The functions.</summary>
    public static IEnumerable<TableFunction> Of(ISqlHost host)
    {
        yield return new("rules", [], ["set"], arguments => Rules(Set(host, arguments)));
        yield return new("codes", [], ["set"], arguments => Codes(Set(host, arguments), host.Language));
        yield return new("groups", [], ["set"], arguments => Groups(Set(host, arguments), host.Language));
    }

    private static DefinitionSet Set(ISqlHost host, FunctionArguments arguments) =>
        host.GrouperOf(arguments["set"] ?? host.FirstSet).Definition.Set;

    /// <summary>A row for each rule, in the order in which they are tried.</summary>
    private static StreamedTable Rules(DefinitionSet set) => Table(
        [
            new("rank", DuckDBType.BigInt), .. Texts("ord", "rule_id", "drg", "combined_drg", "rtc"),
            .. Texts([.. set.Columns.Select(column => column.Id)]),
        ],
        set.Rules.Select((rule, rank) => (string[])
        [
            Number(rank), rule.Ord, rule.Id, rule.Drg, rule.CombinedDrg, rule.ReturnCode.ToString(),
            .. set.Columns.Select(column => rule[column]),
        ]));

    /// <summary>A row for each property of a code.</summary>
    private static StreamedTable Codes(DefinitionSet set, Language language)
    {
        var diagnoses = set.Texts.Diagnoses.ToLookup(text => (text.Code, text.Dagger), text => text.Text.In(language));
        var procedures = set.Texts.Procedures.ToLookup(text => text.Code, text => text.Text.In(language));
        return Table(
            Texts("kind", "code", "dagger", "property", "value", "text"),
            set.DiagnosisFeatures.Select(feature => (string[])
            [
                "diagnosis", feature.Code.ToString(), feature.Dagger.ToString(), feature.Type.ToString().ToUpperInvariant(), feature.Value,
                diagnoses[(feature.Code, feature.Dagger)].FirstOrDefault() ?? "",
            ]).Concat(set.ProcedureFeatures.Select(feature => (string[])
            [
                "procedure", feature.Code.ToString(), "", feature.Type.ToString().ToUpperInvariant(), feature.Value,
                procedures[feature.Code].FirstOrDefault() ?? "",
            ])));
    }

    /// <summary>A row for each group.</summary>
    private static StreamedTable Groups(DefinitionSet set, Language language) => Table(
        [.. Texts("drg", "name", "combined_drg", "mdc"), new("rules", DuckDBType.BigInt)],
        GroupRows(set, language));

    private static IEnumerable<string[]> GroupRows(DefinitionSet set, Language language)
    {
        var rules = set.Rules.CountBy(rule => rule.Drg, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var named = set.DrgNames.DistinctBy(name => name.Drg).ToList();
        return named.Select(name => (string[])
            [name.Drg, name.Text.In(language), name.Combined, name.Mdc ?? "", Number(rules.GetValueOrDefault(name.Drg))])
            .Concat(rules.Keys.Except(named.Select(name => name.Drg), StringComparer.Ordinal)
                .Select(drg => (string[])[drg, "", "", "", Number(rules[drg])]));
    }

    private static ImmutableArray<TextColumn> Texts(params ReadOnlySpan<string> names)
    {
        var columns = ImmutableArray.CreateBuilder<TextColumn>(names.Length);
        foreach (var name in names)
            columns.Add(new(name));
        return columns.MoveToImmutable();
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static StreamedTable Table(ImmutableArray<TextColumn> columns, IEnumerable<string[]> rows) => new(
        columns, ';',
        () => ContactSource.OfLines(rows.Prepend([.. columns.Select(column => column.Name)]).Select(row => CsvText.Row(row, ';'))));
}
