using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;

namespace Gruppera.Cli.Output;

/// <summary>What differs between two weight lists.</summary>
internal sealed record WeightsDiff(string Before, string After, int Same, ImmutableArray<WeightsDiff.Change> Changed, ImmutableArray<DrgWeight> Added, ImmutableArray<DrgWeight> Removed)
{
    internal static WeightsDiff Of(WeightList before, WeightList after)
    {
        // A list that does not tell care forms apart is compared by group alone.
        var byCareForm = before.Rows().Any(row => row.CareForm.Length > 0) && after.Rows().Any(row => row.CareForm.Length > 0);
        var (earlier, later) = (before.Rows().DistinctBy(Key).ToDictionary(Key), after.Rows().DistinctBy(Key).ToDictionary(Key));
        var both = later.Values.Where(row => earlier.ContainsKey(Key(row))).Select(row => new Change(row.Drg, row.CareForm, earlier[Key(row)].Weight, row.Weight, row.Text)).ToList();
        var changed = both.Where(change => change.Before != change.After).OrderByDescending(change => Math.Abs(change.After - change.Before)).ThenBy(change => change.Drg, StringComparer.Ordinal);
        return new(
            before.Name, after.Name, both.Count(change => change.Before == change.After), [.. changed],
            [.. later.Values.Where(row => !earlier.ContainsKey(Key(row)))], [.. earlier.Values.Where(row => !later.ContainsKey(Key(row)))]);

        (string Drg, string CareForm) Key(DrgWeight row) => (row.Drg, byCareForm ? row.CareForm : "");
    }

    internal Document Document(Session session, int first)
    {
        var document = new Document().Line(session.Say(
            $"{Before} -> {After}: {Session.Number(Changed.Length)} weights changed, {Session.Number(Same)} the same, {Session.Number(Added.Length)} added, {Session.Number(Removed.Length)} removed",
            $"{Before} -> {After}: {Session.Number(Changed.Length)} vikter ändrade, {Session.Number(Same)} lika, {Session.Number(Added.Length)} tillkomna, {Session.Number(Removed.Length)} borttagna"));
        document.Lines(
            ["DRG", session.Say("before", "före"), session.Say("after", "efter"), session.Say("change", "ändring"), "%", session.Say("name", "namn")],
            Changed.Take(first).Select(change => new[]
            {
                change.Drg, session.Weight(change.Before), session.Weight(change.After), Number(session, change.After - change.Before, "+0.0000;-0.0000"),
                change.Before > 0 ? Number(session, 100 * ((change.After / change.Before) - 1), "+0.0;-0.0") : "-", change.Name,
            }),
            1, 2, 3, 4);
        if (Changed.Length > first)
            document.Line(session.Say($"... and {Session.Number(Changed.Length - first)} more (--first)", $"... och {Session.Number(Changed.Length - first)} till (--first)"));
        Rows(session.Say("Added", "Tillkomna"), Added);
        Rows(session.Say("Removed", "Borttagna"), Removed);
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

    internal sealed record Change(string Drg, string CareForm, double Before, double After, string Name);
}
