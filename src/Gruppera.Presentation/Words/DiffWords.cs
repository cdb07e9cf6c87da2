using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Presentation.Words;

/// <summary>Changes between two sets, each as a line of plain words in the language asked for. Thread-safe.</summary>
/// <param name="language">The language.</param>
/// <param name="diff">The comparison that the changes are of.</param>
public sealed class DiffWords(Language language, SetDiff diff)
{
    private const int Listed = 5;

    /// <summary>MDC that a rule counts to: that of its group by the name table, or else what it asks for; may be empty.</summary>
    public string MdcOf(RuleChange change)
    {
        var rule = change.Rule;
        var named = diff.After.Index.DrgOf(rule.Drg).Mdc is { Length: > 0 } mdc ? mdc : diff.Before.Index.DrgOf(rule.Drg).Mdc ?? "";
        return named.Length > 0 ? named
            : rule[RuleColumn.Mdc].Length > 0 ? rule[RuleColumn.Mdc]
            : rule[RuleColumn.Dgcat] is [var one, var two, ..] ? $"{one}{two}"
            : "";
    }

    /// <summary>Name of an MDC in either set; may be empty.</summary>
    public string NameOfMdc(string mdc) => Either(index => index.NameOf(FeatureType.Mdc, mdc));

    internal string NameOfDrg(string drg) => Either(index => index.DrgOf(drg).Text);

    /// <summary>A kind of change in a word.</summary>
    public string Kind(ChangeKind kind) => kind switch
    {
        ChangeKind.Added => language.Say("new"),
        ChangeKind.Removed => language.Say("removed"),
        _ => language.Say("changed"),
    };

    /// <summary>The kind of a rule's change in a word: <c>moved</c> where only its place changed.</summary>
    public string Kind(RuleChange change) =>
        change.Kind == ChangeKind.Changed && !change.HasOtherConditions && !change.HasOtherResult && change.Moved is not null
            ? language.Say("moved")
            : Kind(change.Kind);

    /// <summary>What a rule asks for, or what changed in it.</summary>
    public IEnumerable<string> Of(RuleChange change)
    {
        if (change.Kind != ChangeKind.Changed)
        {
            var set = change.Kind == ChangeKind.Added ? diff.After : diff.Before;
            var asks = string.Join("; ", RuleWording.Of(change.Rule, set.Index).Where(word => !GoesWithoutSaying(change.Rule, word))
                .Select(word => word.Text.In(language)));
            yield return asks.Length > 0 ? asks : language.Say("no conditions");
            yield break;
        }

        foreach (var cell in change.Cells.Where(cell => cell.Column is not ("ord" or "nat_ver")))
            yield return Of(change, cell);
        if (change.Moved is { } places)
            yield return Moved(places);
    }

    /// <summary>How far a rule has moved.</summary>
    /// <param name="places">Rules that it has passed; below 0 where it is tried earlier.</param>
    public string Moved(int places)
    {
        var rules = language.Say(Text.Count(Math.Abs(places), "1 rule", Text.Count(Math.Abs(places),
            $"{Math.Abs(places):rules} rule",
            $"{Math.Abs(places):rules} rules")));
        return places < 0 ? language.Say($"tried {rules} earlier") : language.Say($"tried {rules} later");
    }

    /// <summary>What one code, or each of several, gained and lost.</summary>
    public string Of<TCode>(FeatureChange<TCode> change)
        where TCode : struct
    {
        var (codes, count) = (CodesOf(change), change.Codes.Length);
        var edits = string.Join("; ", change.Kind switch
        {
            ChangeKind.Added => Shown(change.Edits).Select(edit => $"{TypeOf(edit)} {Value(edit.Type, edit.After!, diff.After)}"),
            ChangeKind.Removed =>
                Shown(change.Edits).GroupBy(TypeOf, (type, same) => $"{type} {string.Join(", ", same.Select(edit => edit.Before))}"),
            _ => Shown(change.Edits).Select(Edit),
        });
        return change.Kind switch
        {
            ChangeKind.Added => language.Say(Text.Count(count, $"{codes} new", $"{codes} new")) + (edits.Length > 0 ? ": " + edits : ""),
            ChangeKind.Removed => language.Say(Text.Count(count, $"{codes} removed", $"{codes} removed"))
                + (edits.Length > 0 ? language.Say($", previously {edits}") : ""),
            _ => $"{codes}: {edits}",
        };
    }

    internal string Edit(FeatureEdit edit)
    {
        var type = FeatureWording.TypeOf(edit.Type).In(language);
        string? before = edit.Before is { } one ? Value(edit.Type, one, diff.Before) : null,
            after = edit.After is { } other ? Value(edit.Type, other, diff.After) : null;
        return (before, after) switch
        {
            (null, _) => language.Say($"gained {type} {after}").TrimEnd(),
            (_, null) => language.Say($"lost {type} {before}").TrimEnd(),
            _ => $"{type} {before} -> {after}",
        };
    }

    /// <summary>What no longer excludes categories, and what does now.</summary>
    public string Of(ExclusionChange change) =>
        $"{string.Join(", ", change.Categories)}: {Both(change, language.Say("now excluded by"), language.Say("no longer by"))}";

    /// <summary>What activates a category of complications, and what no longer does.</summary>
    public string Of(ActivatorChange change)
    {
        var name = Either(index => index.NameOf(FeatureType.Compl, change.Category));
        var kind = change.Kind == ChangeKind.Changed ? "" : " " + Kind(change.Kind);
        string[] parts =
        [
            .. change.Added.Where(activator => activator.Length > 0).Select(activator => language.Say($"activated by {activator}")),
            .. change.Removed.Where(activator => activator.Length > 0)
                .Select(activator => language.Say($"no longer activated by {activator}")),
        ];
        return $"{change.Category} {name}".TrimEnd() + kind + (parts.Length > 0 ? ": " + string.Join("; ", parts) : "");
    }

    /// <summary>A name that changed, cell by cell; of a new or gone one the text alone.</summary>
    public string Of(NameChange change)
    {
        if (change.Kind == ChangeKind.Changed)
            return $"{Key(change)}: "
                + string.Join("; ", change.Cells.Select(cell => Label(cell) + $"{OrDash(cell.Before)} -> {OrDash(cell.After)}").Distinct());
        var text = change.Cells.Where(cell => Label(cell).Length == 0).Select(cell => cell.Before + cell.After).FirstOrDefault();
        return $"{Key(change)} {Kind(change.Kind)}" + (text is null ? "" : $": {text}");
    }

    /// <summary>What a name is of, codes as people write them.</summary>
    public static string Key(NameChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Of is NameKind.Diagnosis or NameKind.Procedure
            ? CodeNotation.Written(change.Key, change.Of == NameKind.Procedure)
            : change.Key;
    }

    /// <summary>A point of meaning, before and after.</summary>
    public string Of(CellChange option) => option.Column switch
    {
        nameof(GroupingOptions.CodeLookup) => language.Say("codes are found"),
        nameof(GroupingOptions.PrimaryCareCode) => language.Say("primary care has the properties of code"),
        nameof(GroupingOptions.MissingSex) => language.Say("MDC 98 where sex is missing"),
        _ => language.Say("properties 98 become 12 or 13 by sex"),
    } + (option.Column == nameof(GroupingOptions.PrimaryCareCode)
        ? $": {OrDash(option.Before)} -> {OrDash(option.After)}"
        : $": {Meaning(option.Before)} -> {Meaning(option.After)}");

    private string Meaning(string option) => option switch
    {
        nameof(CodeLookup.Whole) => language.Say("whole"),
        nameof(CodeLookup.LongestPrefix) => language.Say("by their longest known prefix"),
        nameof(MissingSexInMdc98.Stays98) => language.Say("stays 98"),
        nameof(MissingSexInMdc98.Becomes12) => language.Say("becomes 12"),
        _ => option == bool.TrueString ? language.Say("yes") : language.Say("no"),
    };

    private static string OrDash(string cell) => cell.Length > 0 ? cell : "-";

    internal string Label(CellChange cell) => cell.Column switch
    {
        "drg_comb" => language.Say("Combined DRG "),
        "mdc" => "MDC ",
        "extens" => language.Say("extensive "),
        _ when cell.Column.Contains("short", StringComparison.Ordinal) => language.Say("short "),
        _ => "",
    };

    /// <summary>A principal diagnosis that lies in an MDC or category is nearly always valid.</summary>
    private static bool GoesWithoutSaying(RuleRow rule, ConditionWording word) =>
        word.Column.Kind == ColumnKind.Principal && word.Cell == "+"
            && (rule[RuleColumn.Mdc].Length > 0 || rule[RuleColumn.Dgcat].Length > 0 || rule[RuleColumn.Pdgprop].Length > 0);

    private string TypeOf(FeatureEdit edit) => FeatureWording.TypeOf(edit.Type).In(language);

    private string Of(RuleChange change, CellChange cell)
    {
        var meaning = Meaning(change, cell);
        return $"{cell.Column} {OrDash(cell.Before)} -> {OrDash(cell.After)}" + (meaning.Length > 0 ? $": {meaning}" : "");
    }

    /// <summary>A cell that changed, in plain words; empty if it has none.</summary>
    public string Meaning(RuleChange change, CellChange cell)
    {
        var (before, after) = (Wording(change.Before!, diff.Before, cell), Wording(change.After!, diff.After, cell));
        return (before.Length, after.Length) switch
        {
            (0, 0) => "",
            (0, _) => language.Say($"now {after}"),
            (_, 0) => language.Say($"no longer {before}"),
            _ => language.Say($"now {after}, before {before}"),
        };
    }

    private string Wording(RuleRow rule, DefinitionSet set, CellChange cell) => cell switch
    {
        { Condition: { } column } => RuleWording.Of(rule, set.Index).FirstOrDefault(word => word.Column == column)?.Text.In(language) ?? "",
        { Column: "drg_nat" } => set.Index.DrgOf(rule.Drg).Text.In(language) ?? "",
        { Column: "rtc" } => set.ReturnCodes.FirstOrDefault(text => text.Code == rule.ReturnCode).Text.In(language) ?? "",
        _ => "",
    };

    private string Value(FeatureType type, string value, DefinitionSet set) => RuleWording.Value(type, value, set.Index).In(language);

    private string CodesOf<TCode>(FeatureChange<TCode> change)
        where TCode : struct
    {
        var isProcedure = typeof(TCode) == typeof(ProcedureCode);
        return CodesOf([.. change.Codes.Select(code => code.ToString()!)], isProcedure, Listed);
    }

    /// <summary>Codes with their texts; of more than so many the first and the last.</summary>
    private string CodesOf(ImmutableArray<string> codes, bool isProcedure, int listed) => codes.Length <= listed
        ? string.Join(", ", codes.Select(code => $"{CodeNotation.Written(code, isProcedure)} {TextOf(code, isProcedure)}".TrimEnd()))
        : language.Say(
            $"{codes.Length:codes} codes {CodeNotation.Written(codes[0], isProcedure):first}-" +
            $"{CodeNotation.Written(codes[^1], isProcedure):last}");

    internal string TextOf(string code, bool isProcedure) => Either(index => CodeTexts.Of(index, code, isProcedure));

    /// <summary>An MDC goes without saying where the category that it follows from is said.</summary>
    public static IEnumerable<FeatureEdit> Shown(ImmutableArray<FeatureEdit> edits)
    {
        var hasCategory = edits.Any(edit => edit.Type == FeatureType.Dgcat);
        return edits.Where(edit => edit.Type != FeatureType.None && !(hasCategory && edit.Type == FeatureType.Mdc));
    }

    private string Both(ExclusionChange change, string added, string removed) => string.Join("; ",
        new[] { (Word: added, Codes: change.Added), (Word: removed, Codes: change.Removed) }.Where(side => side.Codes.Length > 0)
            .Select(side => $"{side.Word} {CodesOf([.. side.Codes.Select(code => code.ToString())], isProcedure: false, Listed * 2)}"));

    private string Either(Func<DefinitionIndex, TableText> text) =>
        text(diff.After.Index).In(language) is { Length: > 0 } after ? after : text(diff.Before.Index).In(language) ?? "";
}
