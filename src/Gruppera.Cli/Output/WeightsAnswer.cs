using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;

namespace Gruppera.Cli.Output;

/// <summary>A computed list for people, and for programs as JSON.</summary>
internal sealed record WeightsAnswer(WeightManifest Manifest, ImmutableArray<WeightMaterial> Materials, ImmutableArray<WeightsAnswer.Row> Weights)
{
    internal static WeightsAnswer Of(ComputedWeights computed, WeightManifest manifest, Func<string, string> names) => new(
        manifest,
        computed.Materials,
        [
            .. computed.Rows.Select(row => new Row(
                row.Drg, names(row.Drg), row.Material, row.Contacts?.All.Count ?? 0, row.Contacts?.Inner.Count ?? 0, row.Contacts?.Inner.Mean, row.Contacts?.All.Cv, row.Contacts?.Inner.Cv,
                row.Weight, row.StandardError, row.Interval?.Low, row.Interval?.High, row.Origin, row.Reason)),
        ]);

    internal Document Document(Session session, int first)
    {
        var document = new Document();
        foreach (var material in Materials)
        {
            document.Line(session.Say(
                $"{Name(material)}1.0 = {Session.Number(material.MeanCost)} kronor: {Session.Number(material.Contacts)} contacts, {Session.Number(material.Inner)} innerfall; mean weight {session.Weight(material.MeanWeight)}",
                $"{Name(material)}1,0 = {Session.Number(material.MeanCost)} kronor: {Session.Number(material.Contacts)} kontakter, {Session.Number(material.Inner)} innerfall; medelvikt {session.Weight(material.MeanWeight)}"));
        }

        document.Line(string.Join(", ", Weights.GroupBy(row => row.Flag).OrderBy(rows => rows.Key).Select(rows => $"{Session.Number(rows.Count())} {rows.Key.Word().In(session.Language)}")) + $" ({session.Say("trimming", "trimning")}: {Manifest.Trimming})");
        document.Lines(
            ["DRG", session.Say("contacts", "kontakter"), session.Say("innerfall mean", "medel innerfall"), "CV", session.Say("weight", "vikt"), session.Say("95 % interval", "95 % intervall"), session.Say("name", "namn")],
            Weights.OrderByDescending(row => row.Contacts).ThenBy(row => row.Drg, StringComparer.Ordinal).Take(first).Select(row => new[]
            {
                row.Drg, Session.Number(row.Contacts), row.MeanCost is { } mean ? Session.Number(mean) : "-", Number(session, row.CvInner, "0.00"), Number(session, row.Weight, "0.0000"),
                row.Low is null ? "-" : $"{Number(session, row.Low, "0.00")}–{Number(session, row.High, "0.00")}",
                row.Flag == WeightOrigin.Computed ? row.Name : $"[{row.Flag.Word().In(session.Language)}] {row.Name}",
            }),
            1, 2, 3, 4);
        if (Weights.Length > first)
            document.Line(session.Say($"... and {Session.Number(Weights.Length - first)} more (--first, or all in --output)", $"... och {Session.Number(Weights.Length - first)} till (--first, eller alla i --output)"));
        return document;
    }

    private static string Name(WeightMaterial material) => material.Name.Length > 0 ? material.Name + ": " : "";

    private static string Number(Session session, double? number, string form) =>
        number?.ToString(form, CultureInfo.InvariantCulture).Replace(".", session.Say(".", ","), StringComparison.Ordinal) ?? "-";

    internal sealed record Row(
        string Drg, string Name, string CareForm, int Contacts, int Inner, double? MeanCost, double? Cv, double? CvInner,
        double? Weight, double? StandardError, double? Low, double? High, WeightOrigin Flag, LocalText Reason);
}
