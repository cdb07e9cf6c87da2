using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>What differs between two weight lists, in words.</summary>
internal static class WeightsDiff
{
    internal static Document Document(this WeightDiff diff, Voice voice, int first)
    {
        var document = new Document().Line(voice.Say(
            $"{diff.Before} -> {diff.After}: {Voice.Number(diff.Changed.Length)} weights changed, {Voice.Number(diff.Same)} the same, {Voice.Number(diff.Added.Length)} added, {Voice.Number(diff.Removed.Length)} removed; {Voice.Number(diff.Limits.Length)} limits changed",
            $"{diff.Before} -> {diff.After}: {Voice.Number(diff.Changed.Length)} vikter ändrade, {Voice.Number(diff.Same)} lika, {Voice.Number(diff.Added.Length)} tillkomna, {Voice.Number(diff.Removed.Length)} borttagna; {Voice.Number(diff.Limits.Length)} gränser ändrade"));
        document.Lines(
            ["DRG", voice.Say("before", "före"), voice.Say("after", "efter"), voice.Say("change", "ändring"), "%", voice.Say("name", "namn")],
            diff.Changed.Take(first).Select(change => new[]
            {
                change.Drg, voice.Weight(change.Before), voice.Weight(change.After), Number(voice, change.After - change.Before, "+0.0000;-0.0000"),
                change.Before > 0 ? Number(voice, 100 * ((change.After / change.Before) - 1), "+0.0;-0.0") : "-", change.Name,
            }),
            1, 2, 3, 4);
        More(diff.Changed.Length);
        if (diff.Changed.Any(change => change.Adjustment is not null))
        {
            document.Heading(voice.Say("Adjusted after computation", "Justerade efter beräkningen"));
            foreach (var change in diff.Changed.Where(change => change.Adjustment is not null))
                document.Line(ManifestText.Adjustment(voice, change.Adjustment!));
        }

        Rows(voice.Say("Added", "Tillkomna"), diff.Added);
        Rows(voice.Say("Removed", "Borttagna"), diff.Removed);
        if (diff.Limits.IsEmpty)
            return document;
        document.Heading(voice.Say("Limits", "Gränser")).Lines(
            ["DRG", voice.Say("of", "för"), voice.Say("before", "före"), voice.Say("after", "efter"), voice.Say("name", "namn")],
            diff.Limits.Take(first).Select(change => new[] { change.Drg, change.IsDays ? voice.Say("days", "dagar") : voice.Say("cost", "kostnad"), Limit(change, change.Before), Limit(change, change.After), change.Name }),
            2, 3);
        More(diff.Limits.Length);
        return document;

        void Rows(string heading, ImmutableArray<DrgWeight> rows)
        {
            if (rows.IsEmpty)
                return;
            document.Heading(heading).Lines(["", "", ""], rows.Take(first).Select(row => new[] { row.Drg, voice.Weight(row.Weight), row.Text }), 1);
            More(rows.Length);
        }

        void More(int all)
        {
            if (all > first)
                document.Line(voice.Say($"... and {Voice.Number(all - first)} more (--first)", $"... och {Voice.Number(all - first)} till (--first)"));
        }

        string Limit(LimitChange change, double? limit) => limit is not { } known ? "-" : change.IsDays ? Number(voice, known, "0.#") : Voice.Number(known);
    }

    private static string Number(Voice voice, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Say(".", ","), StringComparison.Ordinal);
}
