using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Questions;
using Gruppera.Workflows.Codes;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Presentation.Logic;

/// <summary>The yearly work with codes: what is new and what went out, what new codes may be given, what old codes still do.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="isComplete">True for whole tables; otherwise the first rows of each.</param>
public sealed class CodeMaintenanceDocument(Voice voice, bool isComplete)
{
    private const int Shown = 30;

    /// <summary>Of a code without a likely successor.</summary>
    public static Text NothingAlike => "nothing is like it";

    /// <summary>What became of the codes between two years.</summary>
    public Document Changes(string before, string after, CodeChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var document = new Document().Heading(voice.Say($"Codes {before:before} -> {after:after}"), 1).Line(voice.Say(
            $"{Voice.Number(changes.New.Length):added} new, {Voice.Number(changes.Gone.Length):gone} gone, " +
            $"{Voice.Number(changes.Inactivated.Length):inactivated} inactivated and still in the tables."));
        Table(
            document, voice.Say("New codes"), [voice.Say("code"), voice.Say("place of"), "text"],
            changes.New, each => [Written(each.Code), Joined(each.TakesPlaceOf, each.Code.IsProcedure), Described(each.Code)]);
        Table(
            document, voice.Say("Codes that went out"), [voice.Say("code"), voice.Say("likely successor"), voice.Say("score"), "text"],
            changes.Gone, each => each.Successors.IsEmpty
                ? [Written(each.Code), voice.Say(NothingAlike), "-", Text(each.Code)]
                :
                [
                    Written(each.Code), Written(each.Successors[0].Code), voice.Weight2(each.Successors[0].Score), Text(each.Code),
                ], 2);
        Table(
            document, voice.Say("Inactivated, and still in the tables"), [voice.Say("code"), "text"],
            changes.Inactivated, each => [Written(each), Described(each)]);
        return document;
    }

    /// <summary>What a new code may be given.</summary>
    public Document Proposals(
        string code, bool isProcedure, string text, ImmutableArray<ProposedProperty> proposals, DefinitionIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var document = new Document().Heading($"{CodeNotation.Written(code, isProcedure)} {text}".TrimEnd(), 1);
        if (proposals.IsEmpty)
            return document.Line(voice.Say("No code of the set begins like it or has a text like it: nothing can be proposed."));
        var first = proposals[0];
        document.Line(voice.Say(
            $"Evidence: {Voice.Number(first.Neighbours):neighbours} codes that begin with " +
            $"{OrDash(first.Stem.Length == 0 ? "" : CodeNotation.Written(first.Stem, isProcedure)):stem}, and the " +
            $"{Voice.Number(first.Alike):alike} codes whose texts are most alike. A proposal is no decision."));
        var shown = isComplete ? proposals : [.. proposals.Where(each => each.IsProposed || each.Score >= 0.2)];
        return document.Table(
            [voice.Say("proposed"), voice.Say("score"), voice.Say("neighbours"), voice.Say("alike"), voice.Say("property")],
            shown.Select(each => new[]
            {
                each.IsProposed ? voice.Say("yes") : voice.Say("no"), voice.Weight2(each.Score), $"{each.NeighboursWith}/{each.Neighbours}",
                $"{each.AlikeWith}/{each.Alike}",
                $"{voice.Say(LogicWords.Type(each.Type))} {RuleWording.Value(each.Type, each.Value, index).In(voice.Language)} (" +
                    $"{string.Join(", ", each.Examples.Select(example => CodeNotation.Written(example, isProcedure)))})",
            }),
            1, 2, 3);
    }

    /// <summary>Codes that went out and that the set keeps, and what taking out the oldest does to contacts.</summary>
    /// <param name="set">The set.</param>
    /// <param name="codes">The codes.</param>
    /// <param name="years">Years after which a code is taken out.</param>
    /// <param name="old">Those of the codes that went out so long ago.</param>
    /// <param name="effect">What taking them out does; null without contacts.</param>
    public Document Inactive(
        DefinitionSet set, ImmutableArray<InactiveCode> codes, int years, IReadOnlyCollection<InactiveCode> old, SimulationReport? effect)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(old);
        var document = new Document().Heading(voice.Say($"Inactive codes of {set.Version.Id:set}"), 1).Line(voice.Say(
            $"{Voice.Number(codes.Length):codes} codes went out before {set.Version.Year:year} and still have properties, " +
            $"{Voice.Number(old.Count):old} of them {years:years} years ago or more. Contacts of the years in which they were used need " +
            $"them."));
        Table(
            document, voice.Say("Codes"), [voice.Say("went out"), voice.Say("rows"), voice.Say("code"), "text"], codes,
            each => [each.Year == 0 ? "-" : $"{each.Year}", Voice.Number(each.Rows), CodeNotation.Written(each.Code, each.IsProcedure),
                each.Text.In(voice.Language)], 0, 1);
        if (effect is null)
            return document;
        document.Heading(voice.Say("If the oldest are taken out"));
        new SimulationDocument(voice, effect) { Level = 3, IsComplete = isComplete }.Write(document);
        return document;
    }

    private void Table<T>(
        Document document, string heading, string[] headers, IReadOnlyCollection<T> rows, Func<T, string[]> cells, params int[] right)
    {
        if (rows.Count == 0)
            return;
        document.Heading(heading).Table(headers, (isComplete ? rows : rows.Take(Shown)).Select(cells), right);
        if (!isComplete && rows.Count > Shown)
            document.Line(voice.Say(CountWords.More(rows.Count - Shown)));
    }

    private string Text(EditionCode code) => code.Text.In(voice.Language);

    private static string Written(EditionCode code) => CodeNotation.Written(code.Code, code.IsProcedure);

    private static string Joined(ImmutableArray<string> codes, bool isProcedure) =>
        OrDash(string.Join(' ', codes.Select(code => CodeNotation.Written(code, isProcedure))));

    /// <summary>The text of a code and its properties, without the MDC that follows from the category.</summary>
    private string Described(EditionCode code)
    {
        var properties = string.Join(", ", code.Properties.Where(property => !property.StartsWith("Mdc ", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal));
        return properties.Length == 0 ? Text(code) : $"{Text(code)} [{properties}]";
    }

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
