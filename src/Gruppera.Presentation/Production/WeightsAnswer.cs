using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>A computed list for people, and for programs as JSON.</summary>
internal sealed record WeightsAnswer(
    WeightManifest Manifest, ImmutableArray<WeightMaterial> Materials, ImmutableArray<WeightsAnswer.Row> Weights, CostTypes? CostTypes)
{
    internal static WeightsAnswer Of(
        ComputedWeights computed, WeightManifest manifest, Func<string, string> names, CostTypes? types = null) => new(
        manifest,
        computed.Materials,
        [
            .. computed.Rows.Select(row => new Row(
                row.Drg, names(row.Drg), row.Material, row.Contacts?.All.Count ?? 0, row.Contacts?.Inner.Count ?? 0,
                row.Contacts?.Inner.Mean, row.Contacts?.All.Cv, row.Contacts?.Inner.Cv,
                row.Weight, row.StandardError, row.Interval?.Low, row.Interval?.High, row.Origin, row.Reason)),
        ],
        types);

    internal Document Document(Voice voice, int first)
    {
        var document = new Document();
        foreach (var material in Materials)
        {
            document.Line(voice.Say(
                $"{Name(material):name}1.0 = {Voice.Number(material.MeanCost):meanCost} kronor: " +
                $"{Voice.Number(material.Contacts):contacts} contacts, {Voice.Number(material.Inner):inner} inliers; mean weight " +
                $"{voice.Weight(material.MeanWeight):meanWeight}"));
        }

        document.Line(string.Join(", ", Weights.GroupBy(row => row.Flag).OrderBy(rows => rows.Key).Select(rows =>
            $"{Voice.Number(rows.Count())} {rows.Key.Word().In(voice.Language)}")) + $" ({voice.Say("trimming")}: {Manifest.Trimming})");
        document.Lines(
            [
                "DRG", voice.Say("contacts"), voice.Say("inlier mean"), "CV", voice.Say("weight"), voice.Say("95 % interval"),
                voice.Say("name"),
            ],
            Weights.OrderByDescending(row => row.Contacts).ThenBy(row => row.Drg, StringComparer.Ordinal).Take(first).Select(row => new[]
            {
                row.Drg, Voice.Number(row.Contacts), row.MeanCost is { } mean ? Voice.Number(mean) : "-",
                Number(voice, row.CvInner, "0.00"), Number(voice, row.Weight, "0.0000"),
                row.Low is null ? "-" : $"{Number(voice, row.Low, "0.00")}–{Number(voice, row.High, "0.00")}",
                row.Flag == WeightOrigin.Computed ? row.Name : $"[{row.Flag.Word().In(voice.Language)}] {row.Name}",
            }),
            1, 2, 3, 4);
        CostTypesText.Write(voice, document, CostTypes);
        if (Weights.Length > first)
            document.Line(voice.Say($"... and {Voice.Number(Weights.Length - first):weights} more (--first, or all in --output)"));
        return document;
    }

    private static string Name(WeightMaterial material) => material.Name.Length > 0 ? material.Name + ": " : "";

    private static string Number(Voice voice, double? number, string form) =>
        number?.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal) ?? "-";

    internal sealed record Row(
        string Drg, string Name, string CareForm, int Contacts, int Inner, double? MeanCost, double? Cv, double? CvInner,
        double? Weight, double? StandardError, double? Low, double? High, WeightOrigin Flag, Text Reason);
}
