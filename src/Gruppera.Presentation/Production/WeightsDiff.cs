using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>What differs between two weight lists, in words.</summary>
public static class WeightsDiff
{
    /// <summary>Writes the differences.</summary>
    /// <param name="diff">The differences.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="first">Rows of a table to show at most.</param>
    public static Document Document(this WeightDiff diff, Voice voice, int first)
    {
        var document = new Document().Line(voice.Say(
            $"{diff.Before} -> {diff.After}: {Voice.Number(diff.Changed.Length):changed} weights changed, {Voice.Number(diff.Same):same} " +
            $"the same, {Voice.Number(diff.Added.Length):added} added, {Voice.Number(diff.Removed.Length):removed} removed; " +
            $"{Voice.Number(diff.Limits.Length):limits} limits changed"));
        document.Lines(
            ["DRG", voice.Say("before"), voice.Say("after"), voice.Say("change"), "%", voice.Say("name")],
            diff.Changed.Take(first).Select(change => new[]
            {
                change.Drg, voice.Weight(change.Before), voice.Weight(change.After),
                Number(voice, change.After - change.Before, "+0.0000;-0.0000"),
                change.Before > 0 ? Number(voice, 100 * ((change.After / change.Before) - 1), "+0.0;-0.0") : "-", change.Name,
            }),
            1, 2, 3, 4);
        More(diff.Changed.Length);
        if (diff.Changed.Any(change => change.Adjustment is not null))
        {
            document.Heading(voice.Say("Adjusted after computation"));
            foreach (var change in diff.Changed.Where(change => change.Adjustment is not null))
                document.Line(ManifestText.Adjustment(voice, change.Adjustment!));
        }

        Rows(voice.Say("Added"), diff.Added);
        Rows(voice.Say("Removed"), diff.Removed);
        if (diff.Limits.IsEmpty)
            return document;
        document.Heading(voice.Say("Limits")).Lines(
            ["DRG", voice.Say("care form|of"), voice.Say("before"), voice.Say("after"), voice.Say("name")],
            diff.Limits.Take(first).Select(change => new[]
            {
                change.Drg, change.IsDays ? voice.Say("days") : voice.Say("cost"), Limit(change, change.Before),
                Limit(change, change.After), change.Name,
            }),
            2, 3);
        More(diff.Limits.Length);
        return document;

        void Rows(string heading, ImmutableArray<DrgWeight> rows)
        {
            if (rows.IsEmpty)
                return;
            document.Heading(heading)
                .Lines(["", "", ""], rows.Take(first).Select(row => new[] { row.Drg, voice.Weight(row.Weight), row.Text }), 1);
            More(rows.Length);
        }

        void More(int all)
        {
            if (all > first)
                document.Line(voice.Say($"... and {Voice.Number(all - first):all} more (--first)"));
        }

        string Limit(LimitChange change, double? limit) =>
            limit is not { } known ? "-" : change.IsDays ? Number(voice, known, "0.#") : Voice.Number(known);
    }

    private static string Number(Voice voice, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal);
}
