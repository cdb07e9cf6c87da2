using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Comparison;
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
            $"{diff.Before} -> {diff.After}: {CountWords.WeightsChanged(diff.Changed.Length):weights}, {Voice.Number(diff.Same):same} " +
            $"the same, {Voice.Number(diff.Added.Length):added} added, {Voice.Number(diff.Removed.Length):removed} removed; " +
            $"{LimitsChanged(diff.Limits.Length):limits}"));
        var isTested = diff.Changed.Any(change => change.FalseRate is not null);
        var hasMoney = diff.Changed.Any(change => change.Kronor is not null);
        if (isTested)
        {
            var certain = diff.Changed.Count(change => change.FalseRate <= 0.05);
            document.Line(voice.Say(
                $"Beyond chance (false rate at most 5 %, Benjamini-Hochberg, the lists being of other contacts): " +
                $"{Voice.Number(certain):certain}. They come first, then those with most at stake."));
            if (diff.Spread >= 1.05)
            {
                document.Line(voice.Say(
                    $"Errors are multiplied by {voice.Weight2(diff.Spread):spread}: most weights are further apart than the intervals " +
                    $"of the lists tell, as where outlier limits are made anew for each list."));
            }
        }

        document.Lines(
            [
                "DRG", voice.Say("before"), voice.Say("after"), voice.Say("change"), "%",
                .. isTested ? ["± %", "z", voice.Say("false rate")] : Array.Empty<string>(),
                .. hasMoney ? [voice.Say("contacts"), voice.Say("at stake, kr")] : Array.Empty<string>(), voice.Say("name"),
            ],
            diff.Changed.Take(first).Select(change => (string[])
            [
                Name(change.Drg, change.CareForm, change.Specialty), voice.Weight(change.Before), voice.Weight(change.After),
                Number(voice, change.After - change.Before, "+0.0000;-0.0000;0.0000"),
                change.Before > 0 ? Number(voice, 100 * ((change.After / change.Before) - 1), "+0.0;-0.0;0.0") : "-",
                .. isTested ? [Error(change), Or(change.Z, "0.0"), Or(change.FalseRate, "0.000")] : Array.Empty<string>(),
                .. hasMoney
                    ? [Voice.Number(change.Contacts), change.Kronor is { } kronor ? Voice.Number(kronor) : "-"] : Array.Empty<string>(),
                change.Name,
            ]),
            [.. Enumerable.Range(1, 4 + (isTested ? 3 : 0) + (hasMoney ? 2 : 0))]);
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
                Name(change.Drg, change.CareForm, change.Specialty),
                (change.IsLow ? "< " : "") + (change.IsDays ? voice.Say("days") : voice.Say("cost")), Limit(change, change.Before),
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
                document.Line(voice.Say(MoreRows(all - first)));
        }

        string Error(WeightChange change) =>
            change.Error is { } error ? Number(voice, 100 * (Math.Exp(1.96 * error) - 1), "0.0") : "-";

        string Or(double? number, string form) => number is { } known ? Number(voice, known, form) : "-";

        string Limit(LimitChange change, double? limit) =>
            limit is not { } known ? "-" : change.IsDays ? Number(voice, known, "0.#") : Voice.Number(known);
    }

    /// <summary>Writes what the later list is worth to units.</summary>
    /// <param name="document">Where to.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="stakes">Units, the largest difference first, and all of them last.</param>
    /// <param name="unit">What units are called.</param>
    public static Document Stakes(this Document document, Voice voice, ImmutableArray<WeightStake> stakes, string unit)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(voice);
        return document.Heading(voice.Say("What the later list is worth")).Table(
            [
                voice.Say("contacts"), voice.Say("points before"), voice.Say("after"), voice.Say("change (95 %)"), "%",
                voice.Say("at stake, kr"), unit,
            ],
            stakes.Select(stake => new[]
            {
                Voice.Number(stake.Contacts), Voice.Number(stake.Before), Voice.Number(stake.After),
                Number(voice, stake.After - stake.Before, "+0.0;-0.0;0.0")
                    + (double.IsNaN(stake.Error) ? "" : $" (± {Number(voice, 1.96 * stake.Error, "0.0")})"),
                stake.Before > 0 ? Number(voice, 100 * ((stake.After / stake.Before) - 1), "+0.00;-0.00;0.00") : "-",
                double.IsNaN(stake.Kronor) ? "-" : Voice.Number(stake.Kronor),
                stake.Unit.Parts.IsEmpty ? voice.Say("all") : stake.Unit.ToString(),
            }),
            0, 1, 2, 3, 4, 5);
    }

    /// <summary>How many rows are not shown.</summary>
    internal static Text MoreRows(int more) => $"... and {Voice.Number(more):all} more (--first)";

    private static Text LimitsChanged(int count) => Text.Count(count,
        $"{Voice.Number(count):limits} limit changed",
        $"{Voice.Number(count):limits} limits changed");

    private static string Name(string drg, string careForm, string specialty) =>
        string.Join(' ', new[] { drg, careForm, specialty }.Where(part => part.Length > 0));

    private static string Number(Voice voice, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal);
}
