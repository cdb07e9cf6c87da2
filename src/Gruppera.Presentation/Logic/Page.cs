using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>A document about the logic: writes codes, values, groups and rules, the first ones of long lists.</summary>
/// <param name="voice">Language.</param>
/// <param name="first">How many of a list to show.</param>
/// <param name="weights">Weights to show beside groups, or null.</param>
public sealed class Page(Voice voice, int first, WeightList? weights = null)
{
    /// <summary>Codes without texts stand side by side.</summary>
    private const int SideBySide = 4;

    /// <summary>What was written so far.</summary>
    public Document Document { get; } = new();

    /// <summary>How its reader gets what is not shown.</summary>
    public Text Rest { get; init; } = "--first, or all with --format json";

    internal int First => first;

    internal Language Language => voice.Language;

    /// <summary>Known problems of the version under their heading; nothing where there are none.</summary>
    internal void Problems(ImmutableArray<KnownProblem> problems) => ProblemDocument.Write(Document, voice, problems);

    internal string Say(Text text) => text.In(voice.Language);

    internal string Say(TableText text) => text.In(voice.Language);

    internal string Percent(long part, long whole) => voice.Percent(part, whole);

    internal string Name(NamedValue value) => Join(value.Value, Say(value.Name));

    internal string Name(NamedDrg drg) => Join(drg.Drg, Say(drg.Text));

    internal string Name(NamedCode code) => Join(code.Written, Say(code.Text));

    /// <summary>The weight of a group, or those of its care forms where the list tells them apart; or empty.</summary>
    internal string Weight(string drg) => weights is null
        ? ""
        : string.Join(" / ", weights.RowsOf(drg).Select(row => row.Weight).DefaultIfEmpty(weights.Of(drg) ?? double.NaN).Distinct()
            .Where(double.IsFinite).Select(weight => weight.ToString("0.0000", System.Globalization.CultureInfo.InvariantCulture)
                .Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal)));

    /// <summary>A type of property in words, as <c>procedure property</c>.</summary>
    internal string Type(FeatureType type) => Say(LogicWords.Type(type));

    /// <summary>Level of complication in words.</summary>
    internal string Level(int? level) => Say(LogicWords.Level(level));

    internal static string Count(int count, string one, string many) => $"{Voice.Number(count)} {(count == 1 ? one : many)}";

    internal string Diagnoses(int count) => Count(count, Say("diagnosis"), Say("diagnoses"));

    internal string Procedures(int count) => Count(count, Say("procedure"), Say("procedures"));

    internal string Rules(int count) => Count(count, Say("rule"), Say("rules"));

    /// <summary>The first codes of a list: a table with their texts, or side by side where there are none.</summary>
    internal void Codes(ImmutableArray<NamedCode> codes)
    {
        var hasTexts = codes.Any(code => Say(code.Text).Length > 0);
        var shown = hasTexts ? first : first * SideBySide;
        if (hasTexts)
            Document.Table(["", ""], codes.Take(shown).Select(code => new[] { "  " + code.Written, Say(code.Text) }));
        else if (codes.Length > 0)
            Document.Under(string.Join(' ', codes.Take(shown).Select(code => code.Written)));
        More(codes.Length - shown);
    }

    /// <summary>The first rules of a list, each in one sentence.</summary>
    internal void Briefs(ImmutableArray<RuleBrief> rules)
    {
        foreach (var rule in rules.Take(first))
        {
            var conditions = rule.Conditions.Length == 0
                ? Say("no conditions")
                : string.Join("; ", rule.Conditions.Select(condition => Say(condition.Text)));
            Document.Item($"{rule.Id}: {conditions}");
        }

        More(rules.Length - first);
    }

    /// <summary>Rules in a table, with their cells as the rule table has them.</summary>
    internal void Cells(ImmutableArray<RuleBrief> rules) => Document.Table(
        [Say("rule"), "DRG", Say("cells")],
        rules.Select(rule =>
            new[] { rule.Id, rule.Drg.Drg, string.Join(", ", rule.Conditions.Select(each => $"{each.Column.Id} {each.Cell}")) }));

    /// <summary>Groups in a table, with their weights where these are known.</summary>
    internal void Drgs(ImmutableArray<NamedDrg> drgs)
    {
        string[] headers = weights is null ? ["", ""] : ["  DRG", Say("weight"), Say("name")];
        Document.Table(
            headers,
            drgs.Take(first).Select(
                drg => (string[])(weights is null ? ["  " + drg.Drg, Say(drg.Text)] : ["  " + drg.Drg, Weight(drg.Drg), Say(drg.Text)])),
            weights is null ? [] : [1]);
        More(drgs.Length - first);
    }

    /// <summary>Says how many of a list are not shown.</summary>
    internal void More(int count, string of = "")
    {
        if (count > 0)
            Document.Under(Say($"and {Voice.Number(count):count} more{of} ({Rest})"));
    }

    internal bool HasWeights => weights is not null;

    private static string Join(string value, string name) => name.Length == 0 ? value : $"{value} {name}";
}
