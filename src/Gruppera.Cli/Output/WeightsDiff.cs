using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;

namespace Gruppera.Cli.Output;

/// <summary>What differs between two weight lists, in words.</summary>
internal static class WeightsDiff
{
    internal static Document Document(this WeightDiff diff, Session session, int first)
    {
        var document = new Document().Line(session.Say(
            $"{diff.Before} -> {diff.After}: {Session.Number(diff.Changed.Length)} weights changed, {Session.Number(diff.Same)} the same, {Session.Number(diff.Added.Length)} added, {Session.Number(diff.Removed.Length)} removed; {Session.Number(diff.Limits.Length)} limits changed",
            $"{diff.Before} -> {diff.After}: {Session.Number(diff.Changed.Length)} vikter ändrade, {Session.Number(diff.Same)} lika, {Session.Number(diff.Added.Length)} tillkomna, {Session.Number(diff.Removed.Length)} borttagna; {Session.Number(diff.Limits.Length)} gränser ändrade"));
        document.Lines(
            ["DRG", session.Say("before", "före"), session.Say("after", "efter"), session.Say("change", "ändring"), "%", session.Say("name", "namn")],
            diff.Changed.Take(first).Select(change => new[]
            {
                change.Drg, session.Weight(change.Before), session.Weight(change.After), Number(session, change.After - change.Before, "+0.0000;-0.0000"),
                change.Before > 0 ? Number(session, 100 * ((change.After / change.Before) - 1), "+0.0;-0.0") : "-", change.Name,
            }),
            1, 2, 3, 4);
        More(diff.Changed.Length);
        Rows(session.Say("Added", "Tillkomna"), diff.Added);
        Rows(session.Say("Removed", "Borttagna"), diff.Removed);
        if (diff.Limits.IsEmpty)
            return document;
        document.Heading(session.Say("Limits", "Gränser")).Lines(
            ["DRG", session.Say("of", "för"), session.Say("before", "före"), session.Say("after", "efter"), session.Say("name", "namn")],
            diff.Limits.Take(first).Select(change => new[] { change.Drg, change.IsDays ? session.Say("days", "dagar") : session.Say("cost", "kostnad"), Limit(change, change.Before), Limit(change, change.After), change.Name }),
            2, 3);
        More(diff.Limits.Length);
        return document;

        void Rows(string heading, ImmutableArray<DrgWeight> rows)
        {
            if (rows.IsEmpty)
                return;
            document.Heading(heading).Lines(["", "", ""], rows.Take(first).Select(row => new[] { row.Drg, session.Weight(row.Weight), row.Text }), 1);
            More(rows.Length);
        }

        void More(int all)
        {
            if (all > first)
                document.Line(session.Say($"... and {Session.Number(all - first)} more (--first)", $"... och {Session.Number(all - first)} till (--first)"));
        }

        string Limit(LimitChange change, double? limit) => limit is not { } known ? "-" : change.IsDays ? Number(session, known, "0.#") : Session.Number(known);
    }

    private static string Number(Session session, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", session.Say(".", ","), StringComparison.Ordinal);
}
