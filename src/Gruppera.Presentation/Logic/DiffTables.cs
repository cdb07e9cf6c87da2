using System.Globalization;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Logic;

/// <summary>A comparison of two sets as tables, complete: a sheet for each kind, a row for each code, cell or value.</summary>
public static class DiffTables
{
    /// <summary>The comparison as sheets of a workbook.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="diff">The comparison.</param>
    /// <param name="parts">Parts to give.</param>
    /// <param name="migration">The contacts that move, or null.</param>
    public static IReadOnlyList<Sheet> Of(Voice voice, SetDiff diff, DiffParts parts, MigrationReport? migration)
    {
        var words = new DiffWords(voice.Language, diff);
        var sheets = new List<Sheet>
        {
            new("summary", ["what", "can_steer", "added", "removed", "changed", "moved"], DiffCounts.Of(voice.Language, diff, parts)
                .Select(count => (string[])
                    [
                        count.Part.Trim(), YesNo(count.Steers), Text(count.Added), Text(count.Removed), Text(count.Changed),
                        Text(count.Moved),
                    ])),
        };
        if (parts.HasFlag(DiffParts.Rules))
            sheets.AddRange(Rules(diff, words));
        if (parts.HasFlag(DiffParts.Codes))
            sheets.AddRange(Codes(diff, words));
        if (parts.HasFlag(DiffParts.Names))
            sheets.Add(new(
                "names", ["change", "of", "type", "key", "column", "before", "after"],
                diff.Names.SelectMany(change => change.Cells.DefaultIfEmpty(), (change, cell) => (string[])
                    [
                        Kind(change.Kind), change.Of.ToString(), TypeText(change.Type), change.Key, cell.Column ?? "", cell.Before ?? "",
                        cell.After ?? "",
                    ])));
        if (migration is not null)
            sheets.AddRange(Moves(migration));
        return sheets;
    }

    private static IEnumerable<Sheet> Rules(SetDiff diff, DiffWords words)
    {
        yield return new(
            "rules", ["change", "can_steer", "mdc", "drg", "drg_name", "id", "id_before", "moved", "words"],
            diff.Rules.Select(change => (string[])
            [
                Kind(change.Kind), YesNo(change.Steers), words.MdcOf(change), change.Rule.Drg, words.NameOfDrg(change.Rule.Drg),
                change.Rule.Id, change.Before?.Id ?? "",
                change.Moved is { } places ? Text(places) : "", string.Join("; ", words.Of(change)),
            ]));
        yield return new(
            "rule_cells", ["change", "id", "column", "before", "after"],
            diff.Rules.SelectMany(change => change.Cells, (change, cell) => (string[])
                [Kind(change.Kind), change.Rule.Id, cell.Column, cell.Before, cell.After]));
        yield return new("drg", ["change", "drg", "drg_name", "rules"], diff.Groups.Select(group => (string[])
            [Kind(group.Kind), group.Drg, words.NameOfDrg(group.Drg), Text(group.Rules)]));
        yield return new(
            "options", ["option", "before", "after"],
            diff.Options.Select(option => (string[])[option.Column, option.Before, option.After]));
    }

    private static IEnumerable<Sheet> Codes(SetDiff diff, DiffWords words)
    {
        string[] header = ["change", "can_steer", "code", "text", "type", "before", "after", "words"];
        yield return new("diagnoses", header, diff.Diagnoses.SelectMany(change => Features(change, words)));
        yield return new("procedures", header, diff.Procedures.SelectMany(change => Features(change, words)));
        yield return new(
            "exclusions", ["change", "category", "code", "text"],
            diff.Exclusions.SelectMany(change => change.Categories.SelectMany(category => (IEnumerable<string[]>)
            [
                .. change.Added.Select(code => (string[])[Kind(ChangeKind.Added), category, code.ToString(), TextOf(code)]),
                .. change.Removed.Select(code => (string[])[Kind(ChangeKind.Removed), category, code.ToString(), TextOf(code)]),
            ])));
        yield return new(
            "complications", ["category_change", "change", "category", "activator"],
            diff.Activators.SelectMany(change => (IEnumerable<string[]>)
            [
                .. change.Added.Select(activator => (string[])[Kind(change.Kind), Kind(ChangeKind.Added), change.Category, activator]),
                .. change.Removed.Select(activator => (string[])[Kind(change.Kind), Kind(ChangeKind.Removed), change.Category, activator]),
            ]));

        string TextOf(Diagnosis code) => words.TextOf(code.ToString(), isProcedure: false);
    }

    private static IEnumerable<string[]> Features<TCode>(FeatureChange<TCode> change, DiffWords words)
        where TCode : struct =>
        from code in change.Codes
        from edit in change.Edits
        select (string[])
        [
            Kind(change.Kind), YesNo(change.Steers), code.ToString()!,
            words.TextOf(code.ToString()!, typeof(TCode) == typeof(ProcedureCode)),
            TypeText(edit.Type), edit.Before ?? "", edit.After ?? "", words.Edit(edit),
        ];

    private static IEnumerable<Sheet> Moves(MigrationReport report)
    {
        yield return new(
            "moves", ["from", "to", "contacts", "weight_change", "cause", "kind", "rule", "code", "first_row"],
            report.Migration.Moves.Select(move => (string[])
            [
                move.From, move.To, Text(move.Contacts), report.WeightOf(move)?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "",
                report.CauseOf(move),
                move.Cause.Kind.ToString(), move.Cause.Rule, move.Cause.Code, Text(move.Example),
            ]));
        yield return Counts("return_codes", report.Migration.ReturnCodes);
        yield return Counts("mdc", report.Migration.Mdcs);
    }

    private static Sheet Counts(string name, IEnumerable<(string From, string To, long Contacts)> counts) =>
        new(name, ["from", "to", "contacts"], counts.Select(count => (string[])[count.From, count.To, Text(count.Contacts)]));

    private static string Kind(ChangeKind kind) => kind.ToString().ToLowerInvariant();

    private static string TypeText(FeatureType type) => type == FeatureType.None ? "" : type.ToString().ToUpperInvariant();

    private static string YesNo(bool yes) => yes ? "yes" : "no";

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
