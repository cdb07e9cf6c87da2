using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Moves;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Changes;

/// <summary>Contacts that go to another group under the later set: the matrix with its causes, weights, return codes and MDCs.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="diff">What the sets differ in.</param>
/// <param name="migration">The contacts that move.</param>
/// <param name="unreadable">Rows of the file that could not be read.</param>
/// <param name="before">Weights of the earlier set, or null.</param>
/// <param name="after">Weights of the later set, or null.</param>
public sealed class MigrationReport(
    Voice voice, SetDiff diff, Migration migration, long unreadable, WeightList? before, WeightList? after)
{
    private const int Shown = 30;

    internal Migration Migration { get; } = migration;

    /// <summary>Rows of the file that could not be read.</summary>
    public long Unreadable { get; } = unreadable;

    /// <summary>DRG points under the earlier and the later set, and contacts whose group lacks a weight under either;
    /// null without weights.</summary>
    internal (double Before, double After, long Without)? Points
    {
        get
        {
            if (before is null || after is null)
                return null;
            var sum = (Before: 0.0, After: 0.0, Without: 0L);
            foreach (var (from, to, contacts) in Migration.Groups)
            {
                sum.Before += contacts * (before.Of(from) ?? 0);
                sum.After += contacts * (after.Of(to) ?? 0);
                sum.Without += before.Of(from) is null || after.Of(to) is null ? contacts : 0;
            }

            return sum;
        }
    }

    /// <summary>What a contact's weight changes by where it moves; null if a group lacks a weight.</summary>
    internal double? WeightOf(Move move) => after?.Of(move.To) - before?.Of(move.From);

    internal string CauseOf(Move move) => MoveWording.Of(move.Cause, diff).In(voice.Language);

    internal void Write(Document document, bool isComplete)
    {
        document.Heading(voice.Say("Contacts"));
        document.Line(voice.Say(
            Text.Count(Migration.Contacts,
                $"{Voice.Number(Migration.Contacts):contacts} contact, {Voice.Number(Migration.Moved):moved} " +
                $"({voice.Percent(Migration.Moved, Migration.Contacts):share}) in another DRG",
                $"{Voice.Number(Migration.Contacts):contacts} contacts, {Voice.Number(Migration.Moved):moved} " +
                $"({voice.Percent(Migration.Moved, Migration.Contacts):share}) in another DRG")));
        if (Points is { } points)
        {
            document.Line(voice.Say(
                $"DRG points {Number(points.Before, "0.00"):before} -> {Number(points.After, "0.00"):points} " +
                $"({Number(points.After - points.Before, "+0.00;-0.00;0.00"):after})"));
            if (points.Without > 0)
                document.Line(voice.Say($"no weight, counted as 0 points: {Voice.Number(points.Without):without}"));
        }

        if (Unreadable > 0)
            document.Line(voice.Say(CountWords.UnreadableRows(Unreadable)));
        Matrix(document, isComplete);
        Counts(document, voice.Say("Return codes"), voice.Say("return code"), Migration.ReturnCodes, isComplete);
        Counts(document, voice.Say("MDC of the contact"), "MDC", Migration.Mdcs, isComplete);
    }

    internal string Number(double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal);

    private void Matrix(Document document, bool isComplete)
    {
        var moves = Migration.Moves;
        var hasWeights = before is not null && after is not null;
        string[] headers =
        [
            voice.Say("from"), voice.Say("to"), voice.Say("contacts"),
            .. hasWeights ? new[] { voice.Say("weight"), voice.Say("points") } : [], voice.Say("cause"),
        ];
        document.Table(
            headers,
            (isComplete ? moves : moves.Take(Shown)).Select(move => (string[])
            [
                move.From, move.To, Voice.Number(move.Contacts),
                .. hasWeights ? new[]
                {
                    Show(WeightOf(move), 1, "+0.000;-0.000;0.000"), Show(WeightOf(move), move.Contacts, "+0.00;-0.00;0.00"),
                } : [], CauseOf(move),
            ]),
            hasWeights ? [2, 3, 4] : [2]);
        More(document, moves.Count, isComplete);
    }

    private void Counts(
        Document document, string heading, string what, IReadOnlyList<(string From, string To, long Contacts)> counts, bool isComplete)
    {
        if (counts.Count > 0)
            document.Heading(heading, 3);
        document.Table(
            [voice.Say($"{what} from"), voice.Say("to"), voice.Say("contacts")],
            (isComplete ? counts : counts.Take(Shown))
                .Select(count => new[] { OrDash(count.From), OrDash(count.To), Voice.Number(count.Contacts) }),
            2);
        More(document, counts.Count, isComplete);
    }

    private void More(Document document, int count, bool isComplete)
    {
        if (!isComplete && count > Shown)
            document.Line(voice.Say(CountWords.More(count - Shown)));
    }

    private string Show(double? number, long times, string form) => number is { } known ? Number(known * times, form) : "-";

    private static string OrDash(string text) => text.Length == 0 ? "-" : text;
}
