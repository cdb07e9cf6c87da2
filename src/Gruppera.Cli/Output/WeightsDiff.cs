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
            $"{diff.Before} -> {diff.After}: {Session.Number(diff.Changed.Length)} weights changed, {Session.Number(diff.Same)} the same, {Session.Number(diff.Added.Length)} added, {Session.Number(diff.Removed.Length)} removed",
            $"{diff.Before} -> {diff.After}: {Session.Number(diff.Changed.Length)} vikter ändrade, {Session.Number(diff.Same)} lika, {Session.Number(diff.Added.Length)} tillkomna, {Session.Number(diff.Removed.Length)} borttagna"));
        document.Lines(
            ["DRG", session.Say("before", "före"), session.Say("after", "efter"), session.Say("change", "ändring"), "%", session.Say("name", "namn")],
            diff.Changed.Take(first).Select(change => new[]
            {
                change.Drg, session.Weight(change.Before), session.Weight(change.After), Number(session, change.After - change.Before, "+0.0000;-0.0000"),
                change.Before > 0 ? Number(session, 100 * ((change.After / change.Before) - 1), "+0.0;-0.0") : "-", change.Name,
            }),
            1, 2, 3, 4);
        if (diff.Changed.Length > first)
            document.Line(session.Say($"... and {Session.Number(diff.Changed.Length - first)} more (--first)", $"... och {Session.Number(diff.Changed.Length - first)} till (--first)"));
        Rows(session.Say("Added", "Tillkomna"), diff.Added);
        Rows(session.Say("Removed", "Borttagna"), diff.Removed);
        return document;

        void Rows(string heading, ImmutableArray<DrgWeight> rows)
        {
            if (rows.IsEmpty)
                return;
            document.Heading(heading).Lines(["", "", ""], rows.Take(first).Select(row => new[] { row.Drg, session.Weight(row.Weight), row.Text }), 1);
            if (rows.Length > first)
                document.Line(session.Say($"... and {Session.Number(rows.Length - first)} more (--first)", $"... och {Session.Number(rows.Length - first)} till (--first)"));
        }
    }

    private static string Number(Session session, double number, string form) =>
        number.ToString(form, CultureInfo.InvariantCulture).Replace(".", session.Say(".", ","), StringComparison.Ordinal);
}
