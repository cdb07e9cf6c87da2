using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>A computed list for people, and for programs as JSON.</summary>
/// <param name="Manifest">What is known of the list.</param>
/// <param name="Materials">The contacts that weights are computed from, by care form.</param>
/// <param name="Weights">The groups.</param>
/// <param name="CostTypes">Mean costs by type of cost, or null.</param>
public sealed record WeightsAnswer(
    WeightManifest Manifest, ImmutableArray<WeightMaterial> Materials, ImmutableArray<WeightsAnswer.Row> Weights, CostTypes? CostTypes)
{
    /// <summary>The answer out of computed weights.</summary>
    /// <param name="computed">The weights.</param>
    /// <param name="manifest">What is known of the list.</param>
    /// <param name="names">Name of a group; empty if it has none.</param>
    /// <param name="types">Mean costs by type of cost, or null.</param>
    public static WeightsAnswer Of(
        ComputedWeights computed, WeightManifest manifest, Func<string, string> names, CostTypes? types = null) => new(
        manifest,
        computed.Materials,
        [
            .. computed.Rows.Select(row => new Row(
                row.Drg, names(row.Drg), row.Material, row.Contacts?.All.Count ?? 0, row.Contacts?.Inner.Count ?? 0,
                row.Contacts?.Inner.Mean, row.Contacts?.All.Cv, row.Contacts?.Inner.Cv,
                row.Weight, row.StandardError, row.Interval?.Low, row.Interval?.High, row.Origin, row.Reason,
                row.Credibility?.Z, row.Credibility?.Prior)),
        ],
        types);

    /// <summary>Writes the list, the largest groups first.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="first">Groups to show at most.</param>
    public Document Document(Voice voice, int first)
    {
        var document = new Document();
        foreach (var material in Materials)
        {
            document.Line(voice.Say(
                $"{Name(material):name}1.0 = {Voice.Number(material.MeanCost):meanCost} kronor: " +
                $"{CountWords.Contacts(material.Contacts):contacts}, {CountWords.Inliers(material.Inner):inner} " +
                $"({voice.Percent(material.Contacts - material.Inner, material.Contacts):share} outside); mean weight " +
                $"{voice.Weight(material.MeanWeight):meanWeight}"));
            if (material.Bias is { } bias)
                document.Line(voice.Say(
                    $"Trimming moves weights by {Moved(bias.Least):least} % in the third of groups with the least skewed costs and by " +
                    $"{Moved(bias.Most):most} % in the most skewed third, against means of all contacts (--means corrected keeps these)"));
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
                Name(row), Voice.Number(row.Contacts), row.MeanCost is { } mean ? Voice.Number(mean) : "-",
                Number(voice, row.CvInner, "0.00"), Number(voice, row.Weight, "0.0000"),
                row.Low is null ? "-" : $"{Number(voice, row.Low, "0.00")}–{Number(voice, row.High, "0.00")}",
                row.Flag == WeightOrigin.Computed ? row.Name : $"[{row.Flag.Word().In(voice.Language)}] {row.Name}",
            }),
            [1, 2, 3, 4], [3, 5, 2]);
        CostTypesText.Write(voice, document, CostTypes);
        if (Weights.Length > first)
            document.Line(voice.Say($"... and {Voice.Number(Weights.Length - first):weights} more (--first, or all in --output)"));
        return document;

        string Moved(double share) => Number(voice, 100 * share, "+0.0;-0.0;0.0");
    }

    private static string Name(WeightMaterial material) => material.Name.Length > 0 ? material.Name + ": " : "";

    /// <summary>The group, and the care form and specialty that its weight is for.</summary>
    private static string Name(Row row) => string.Join(' ', row.CareForm.Split('/').Prepend(row.Drg).Where(part => part.Length > 0));

    private static string Number(Voice voice, double? number, string form) =>
        number?.ToString(form, CultureInfo.InvariantCulture).Replace(".", voice.Language.DecimalSeparator, StringComparison.Ordinal) ?? "-";

    /// <summary>A group of the list.</summary>
    /// <param name="Drg">The group.</param>
    /// <param name="Name">Its name; may be empty.</param>
    /// <param name="CareForm">Care form and specialty that the weight holds for; empty for all.</param>
    /// <param name="Contacts">Contacts with a cost.</param>
    /// <param name="Inner">Those within the limits.</param>
    /// <param name="MeanCost">Their mean cost in kronor.</param>
    /// <param name="Cv">Coefficient of variation of all contacts.</param>
    /// <param name="CvInner">Coefficient of variation of those within the limits.</param>
    /// <param name="Weight">The weight; null for none.</param>
    /// <param name="StandardError">Its standard error.</param>
    /// <param name="Low">Lower end of its 95 % interval.</param>
    /// <param name="High">Upper end of its 95 % interval.</param>
    /// <param name="Flag">Where the weight comes from.</param>
    /// <param name="Reason">Why it does; may be empty.</param>
    /// <param name="Z">Share of the group's own mean in the weight; null for a weight without a prior.</param>
    /// <param name="Prior">The weight that the group would have without contacts of its own; null for none.</param>
    public sealed record Row(
        string Drg, string Name, string CareForm, int Contacts, int Inner, double? MeanCost, double? Cv, double? CvInner,
        double? Weight, double? StandardError, double? Low, double? High, WeightOrigin Flag, Text Reason, double? Z,
        double? Prior);
}
