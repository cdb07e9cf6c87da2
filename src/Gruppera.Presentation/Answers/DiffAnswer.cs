using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Answers;

/// <summary>A comparison of two sets as one object for JSON, complete.</summary>
public static class DiffAnswer
{
    /// <summary>The comparison as an object that <see cref="AnswerJson.Options"/> writes.</summary>
    /// <param name="language">Language of the texts in it.</param>
    /// <param name="diff">The comparison.</param>
    /// <param name="parts">Parts to give; the others are null.</param>
    /// <param name="contacts">The contacts that move, see <see cref="Changes.MigrationAnswer"/>, or null.</param>
    public static object Of(Language language, SetDiff diff, DiffParts parts, object? contacts = null) => new
    {
        Before = diff.Before.Version.Id,
        After = diff.After.Version.Id,
        BeforeHash = diff.Before.Version.SourceHash,
        AfterHash = diff.After.Version.SourceHash,
        Engine = Grouping.Grouper.EngineVersion,
        Summary = DiffCounts.Of(language, diff, parts)
            .Select(count => new { Part = count.Part.Trim(), count.Steers, count.Added, count.Removed, count.Changed, count.Moved }),
        Options = Part(parts, DiffParts.Rules, diff.Options.Select(Cell)),
        Rules = Part(parts, DiffParts.Rules, diff.Rules.Select(rule => Of(rule, new(language, diff)))),
        Groups = Part(
            parts, DiffParts.Rules, diff.Groups.Select(group => new { group.Kind, group.Drg, Name = group.Name.Text, group.Rules })),
        Diagnoses = Part(parts, DiffParts.Codes, diff.Diagnoses),
        Procedures = Part(parts, DiffParts.Codes, diff.Procedures),
        Exclusions = Part(parts, DiffParts.Codes, diff.Exclusions),
        Activators = Part(parts, DiffParts.Codes, diff.Activators),
        Names = Part(
            parts, DiffParts.Names,
            diff.Names.Select(name => new { name.Kind, name.Of, name.Type, name.Key, Cells = name.Cells.Select(Cell) })),
        Contacts = contacts,
    };

    private static IEnumerable<T>? Part<T>(DiffParts parts, DiffParts part, IEnumerable<T> values) => parts.HasFlag(part) ? values : null;

    private static object Of(RuleChange change, DiffWords words) => new
    {
        change.Kind,
        change.Steers,
        change.Moved,
        Mdc = words.MdcOf(change),
        Words = words.Of(change),
        Before = change.Before is { } before ? Of(before) : null,
        After = change.After is { } after ? Of(after) : null,
        Cells = change.Kind == ChangeKind.Changed ? change.Cells.Select(Cell) : null,
    };

    private static object Of(RuleRow rule) => new
    {
        rule.Ord,
        rule.Id,
        rule.Drg,
        rule.CombinedDrg,
        rule.ReturnCode,
        rule.NationalVersions,
        Conditions = rule.Asked().ToDictionary(asked => asked.Column.Id, asked => asked.Cell, StringComparer.Ordinal),
    };

    private static object Cell(CellChange cell) => new { cell.Column, cell.Before, cell.After };
}
