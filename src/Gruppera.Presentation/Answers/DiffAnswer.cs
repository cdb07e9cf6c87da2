using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Answers;

/// <summary>A comparison of two sets, complete. A part that was not asked for is null. Immutable.</summary>
/// <param name="Before">Id of the earlier set.</param>
/// <param name="After">Id of the later set.</param>
/// <param name="BeforeHash">SHA-256 of the files of the earlier set.</param>
/// <param name="AfterHash">SHA-256 of the files of the later set.</param>
/// <param name="Engine">Version of the engine.</param>
/// <param name="Summary">How many changes of each kind there are.</param>
/// <param name="Options">How the tables are read.</param>
/// <param name="Rules">Rules that are not the same, or stand elsewhere.</param>
/// <param name="Groups">Groups that rules of one set only give.</param>
/// <param name="Diagnoses">Properties of diagnoses, by chapter.</param>
/// <param name="Procedures">Properties of procedures, by chapter.</param>
/// <param name="DiagnosisTexts">The texts of the diagnoses that are named, by code, where they have one.</param>
/// <param name="ProcedureTexts">The texts of the procedures that are named, by code.</param>
/// <param name="Exclusions">Principal diagnoses that exclude complication categories.</param>
/// <param name="Activators">What activates complication categories.</param>
/// <param name="Names">Names and texts; they do not affect grouping.</param>
/// <param name="Contacts">The contacts that move, see <see cref="Changes.MigrationAnswer"/>; null without a file of contacts.</param>
public sealed record DiffAnswer(
    string Before, string After, string BeforeHash, string AfterHash, string Engine, ImmutableArray<DiffCount> Summary,
    IReadOnlyList<DiffAnswer.Cell>? Options, IReadOnlyList<DiffAnswer.Rule>? Rules, IReadOnlyList<DiffAnswer.Group>? Groups,
    IReadOnlyList<FeatureChange<Diagnosis>>? Diagnoses, IReadOnlyList<FeatureChange<ProcedureCode>>? Procedures,
    IReadOnlyDictionary<string, string>? DiagnosisTexts, IReadOnlyDictionary<string, string>? ProcedureTexts,
    IReadOnlyList<ExclusionChange>? Exclusions, IReadOnlyList<ActivatorChange>? Activators, IReadOnlyList<DiffAnswer.Name>? Names,
    object? Contacts)
{
    /// <summary>Of a comparison.</summary>
    /// <param name="language">Language of the texts in it.</param>
    /// <param name="diff">The comparison.</param>
    /// <param name="parts">Parts to give; the others are null.</param>
    /// <param name="contacts">The contacts that move, or null.</param>
    public static DiffAnswer Of(Language language, SetDiff diff, DiffParts parts, object? contacts = null)
    {
        ArgumentNullException.ThrowIfNull(diff);
        var words = new DiffWords(language, diff);
        return new(
            diff.Before.Version.Id, diff.After.Version.Id, diff.Before.Version.SourceHash, diff.After.Version.SourceHash,
            Grouping.Grouper.EngineVersion,
            [.. DiffCounts.Of(language, diff, parts).Select(count => count with { Part = count.Part.Trim() })],
            Part(parts, DiffParts.Rules, diff.Options.Select(Cell.Of)),
            Part(parts, DiffParts.Rules, diff.Rules.Select(rule => Rule.Of(rule, words))),
            Part(parts, DiffParts.Rules, diff.Groups.Select(group => new Group(group.Kind, group.Drg, group.Name.Text, group.Rules))),
            Part(parts, DiffParts.Codes, diff.Diagnoses),
            Part(parts, DiffParts.Codes, diff.Procedures),
            parts.HasFlag(DiffParts.Codes) ? Texts(words, diff, isProcedure: false) : null,
            parts.HasFlag(DiffParts.Codes) ? Texts(words, diff, isProcedure: true) : null,
            Part(parts, DiffParts.Codes, diff.Exclusions),
            Part(parts, DiffParts.Codes, diff.Activators),
            Part(
                parts, DiffParts.Names,
                diff.Names.Select(name => new Name(name.Kind, name.Of, name.Type, name.Key, [.. name.Cells.Select(Cell.Of)]))),
            contacts);
    }

    /// <summary>The texts of the codes that the comparison names, where they have one.</summary>
    private static Dictionary<string, string> Texts(DiffWords words, SetDiff diff, bool isProcedure)
    {
        var codes = isProcedure
            ? diff.Procedures.SelectMany(change => change.Codes).Select(code => code.ToString())
            : diff.Diagnoses.SelectMany(change => change.Codes)
                .Concat(diff.Exclusions.SelectMany(change => change.Added.Concat(change.Removed))).Select(code => code.ToString());
        return codes.Distinct(StringComparer.Ordinal).Select(code => (Code: code, Text: words.TextOf(code, isProcedure)))
            .Where(code => code.Text.Length > 0).ToDictionary(code => code.Code, code => code.Text, StringComparer.Ordinal);
    }

    private static IReadOnlyList<T>? Part<T>(DiffParts parts, DiffParts part, IEnumerable<T> values) =>
        parts.HasFlag(part) ? [.. values] : null;

    /// <summary>A cell that differs.</summary>
    /// <param name="Column">The column.</param>
    /// <param name="Before">What it was; empty for blank.</param>
    /// <param name="After">What it is; empty for blank.</param>
    public sealed record Cell(string Column, string Before, string After)
    {
        internal static Cell Of(CellChange cell) => new(cell.Column, cell.Before, cell.After);
    }

    /// <summary>A rule that is not the same in both sets, or stands elsewhere.</summary>
    /// <param name="Kind">Added, removed or changed; a rule that only moved is changed.</param>
    /// <param name="Steers">True if it can affect grouping.</param>
    /// <param name="Moved">How many places later (below 0: earlier) it stands; null if it did not move.</param>
    /// <param name="Mdc">Its MDC.</param>
    /// <param name="Words">What changed, in words.</param>
    /// <param name="Before">The rule before; null if it is added.</param>
    /// <param name="After">The rule after; null if it is removed.</param>
    /// <param name="Cells">Cells that differ; null unless it is changed.</param>
    public sealed record Rule(
        ChangeKind Kind, bool Steers, int? Moved, string Mdc, ImmutableArray<string> Words, Row? Before, Row? After,
        IReadOnlyList<Cell>? Cells)
    {
        internal static Rule Of(RuleChange change, DiffWords words) => new(
            change.Kind, change.Steers, change.Moved, words.MdcOf(change), [.. words.Of(change)],
            change.Before is { } before ? Row.Of(before) : null, change.After is { } after ? Row.Of(after) : null,
            change.Kind == ChangeKind.Changed ? [.. change.Cells.Select(Cell.Of)] : null);
    }

    /// <summary>A rule as its table has it.</summary>
    /// <param name="Ord">Its place in the order.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Drg">The group it gives.</param>
    /// <param name="CombinedDrg">The group of the Combined version.</param>
    /// <param name="ReturnCode">The return code it gives.</param>
    /// <param name="NationalVersions">Versions that have it.</param>
    /// <param name="Conditions">Its cells that are not blank, by column.</param>
    public sealed record Row(
        string Ord, string Id, string Drg, string CombinedDrg, ReturnCode ReturnCode, string NationalVersions,
        IReadOnlyDictionary<string, string> Conditions)
    {
        internal static Row Of(RuleRow rule) => new(
            rule.Ord, rule.Id, rule.Drg, rule.CombinedDrg, rule.ReturnCode, rule.NationalVersions,
            rule.Asked().ToDictionary(asked => asked.Column.Id, asked => asked.Cell, StringComparer.Ordinal));
    }

    /// <summary>A group that rules of one set only give.</summary>
    /// <param name="Kind">Added or removed.</param>
    /// <param name="Drg">The group.</param>
    /// <param name="Text">Its name.</param>
    /// <param name="Rules">How many rules give it.</param>
    public sealed record Group(
        ChangeKind Kind, string Drg, [property: System.Text.Json.Serialization.JsonPropertyName("name")] TableText Text, int Rules);

    /// <summary>A name or text that differs.</summary>
    /// <param name="Kind">Added, removed or changed.</param>
    /// <param name="Of">What it names.</param>
    /// <param name="Type">Type of a property or category.</param>
    /// <param name="Key">What is named: a group, value or code.</param>
    /// <param name="Cells">Cells that differ.</param>
    public sealed record Name(ChangeKind Kind, NameKind Of, FeatureType Type, string Key, ImmutableArray<Cell> Cells);
}
