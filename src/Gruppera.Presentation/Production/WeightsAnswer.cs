using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>A computed list for people, and for programs as JSON.</summary>
internal sealed record WeightsAnswer(WeightManifest Manifest, ImmutableArray<WeightMaterial> Materials, ImmutableArray<WeightsAnswer.Row> Weights, CostTypes? CostTypes)
{
    internal static WeightsAnswer Of(ComputedWeights computed, WeightManifest manifest, Func<string, string> names, CostTypes? types = null) => new(
        manifest,
        computed.Materials,
        [
            .. computed.Rows.Select(row => new Row(
                row.Drg, names(row.Drg), row.Material, row.Contacts?.All.Count ?? 0, row.Contacts?.Inner.Count ?? 0, row.Contacts?.Inner.Mean, row.Contacts?.All.Cv, row.Contacts?.Inner.Cv,
                row.Weight, row.StandardError, row.Interval?.Low, row.Interval?.High, row.Origin, row.Reason)),
        ],
        types);

    internal Document Document(Voice voice, int first)
    {
        var document = new Document();
        foreach (var material in Materials)
        {
            document.Line(voice.Say(
                $"{Name(material)}1.0 = {Voice.Number(material.MeanCost)} kronor: {Voice.Number(material.Contacts)} contacts, {Voice.Number(material.Inner)} innerfall; mean weight {voice.Weight(material.MeanWeight)}",
                $"{Name(material)}1,0 = {Voice.Number(material.MeanCost)} kronor: {Voice.Number(material.Contacts)} kontakter, {Voice.Number(material.Inner)} innerfall; medelvikt {voice.Weight(material.MeanWeight)}"));
        }

        document.Line(string.Join(", ", Weights.GroupBy(row => row.Flag).OrderBy(rows => rows.Key).Select(rows => $"{Voice.Number(rows.Count())} {rows.Key.Word().In(voice.Language)}")) + $" ({voice.Say("trimming", "trimning")}: {Manifest.Trimming})");
        document.Lines(
            ["DRG", voice.Say("contacts", "kontakter"), voice.Say("innerfall mean", "medel innerfall"), "CV", voice.Say("weight", "vikt"), voice.Say("95 % interval", "95 % intervall"), voice.Say("name", "namn")],
            Weights.OrderByDescending(row => row.Contacts).ThenBy(row => row.Drg, StringComparer.Ordinal).Take(first).Select(row => new[]
            {
                row.Drg, Voice.Number(row.Contacts), row.MeanCost is { } mean ? Voice.Number(mean) : "-", Number(voice, row.CvInner, "0.00"), Number(voice, row.Weight, "0.0000"),
                row.Low is null ? "-" : $"{Number(voice, row.Low, "0.00")}–{Number(voice, row.High, "0.00")}",
                row.Flag == WeightOrigin.Computed ? row.Name : $"[{row.Flag.Word().In(voice.Language)}] {row.Name}",
            }),
            1, 2, 3, 4);
        CostTypesText.Write(voice, document, CostTypes);
        if (Weights.Length > first)
            document.Line(voice.Say($"... and {Voice.Number(Weights.Length - first)} more (--first, or all in --output)", $"... och {Voice.Number(Weights.Length - first)} till (--first, eller alla i --output)"));
        return document;
    }

    private static string Name(WeightMaterial material) => material.Name.Length > 0 ? material.Name + ": " : "";

    private static string Number(Voice voice, double? number, string form) =>
        number?.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Say(".", ","), StringComparison.Ordinal) ?? "-";

    internal sealed record Row(
        string Drg, string Name, string CareForm, int Contacts, int Inner, double? MeanCost, double? Cv, double? CvInner,
        double? Weight, double? StandardError, double? Low, double? High, WeightOrigin Flag, LocalText Reason);
}
