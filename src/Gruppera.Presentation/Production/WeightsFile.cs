using System.Globalization;
using System.Text;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>A computed list as a file: every figure in CSV and Excel, the list with its manifest in JSON.</summary>
public static class WeightsFile
{
    private static readonly string[] Columns =
    [
        "drg", "name", "care_form", "specialty", "contacts", "inner", "mean_cost", "median_cost", "sd", "cv", "inner_mean_cost", "inner_sd",
        "inner_cv", "mean_days", "inner_mean_days",
        "low_cost_limit", "cost_limit", "low_days_limit", "days_limit", "weight", "standard_error", "low", "high", "z",
        "prior", "flag", "reason",
    ];

    /// <summary>True if the name of a file says which of its forms is wanted.</summary>
    public static bool IsName(string path) => Path.GetExtension(path) is ".csv" or ".xlsx" or ".json";

    /// <summary>Writes the list in the form that the name of the file says; CSV where it says none.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="path">The file; null for none.</param>
    /// <param name="computed">The weights.</param>
    /// <param name="manifest">What is known of the list.</param>
    /// <param name="names">Name of a group; empty if it has none.</param>
    /// <param name="types">Mean costs by type of cost for a sheet of their own, or null.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(
        Voice voice, string? path, ComputedWeights computed, WeightManifest manifest, Func<string, string> names, CostTypes? types = null)
    {
        if (path is null)
            return;
        using var file = new AtomicOutput(path);
        switch (Path.GetExtension(path))
        {
            case ".json":
                WeightJson.Write(computed.ToList(manifest, names), file.Stream);
                break;
            case ".xlsx":
                WorkbookWriter.Write(
                [
                    new(voice.Say("weights"), Columns, computed.Rows.Select(row => Cells(voice, row, names))),
                    new("manifest", [voice.Say("what"), voice.Say("value")], ManifestText.Rows(voice, manifest)),
                    .. types is null ? Array.Empty<Sheet>() : [types.Figures("drg", perPoint: false).Sheet()],
                ],
                    file.Stream);
                break;
            default:
                using (var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
                {
                    NewLine = "\n",
                })
                {
                    writer.WriteLine(CsvText.Row(Columns));
                    foreach (var row in computed.Rows)
                        writer.WriteLine(CsvText.Row(Cells(voice, row, names)));
                }

                break;
        }

        file.Commit();
    }

    private static string[] Cells(Voice voice, WeightRow row, Func<string, string> names)
    {
        var group = row.Contacts;
        return
        [
            row.Drg, names(row.Drg), row.Material.Split('/')[0], row.Material.Split('/') is [_, var specialty, ..] ? specialty : "",
            Text(group?.All.Count), Text(group?.Inner.Count), Text(group?.All.Mean, "0.##"), Text(group?.All.Median, "0.##"),
            Text(group?.All.Sd, "0.##"),
            Text(group?.All.Cv, "0.####"), Text(group?.Inner.Mean, "0.##"), Text(group?.Inner.Sd, "0.##"), Text(group?.Inner.Cv, "0.####"),
            Text(group?.MeanDays, "0.##"), Text(group?.InnerDays, "0.##"),
            Text(Limit(group?.CostLimit.Low), "0.##"), Text(Limit(group?.CostLimit.High), "0.##"),
            Text(Limit(group?.DaysLimit.Low), "0.##"), Text(Limit(group?.DaysLimit.High), "0.##"), Text(row.Weight, "0.0000"),
            Text(row.StandardError, "0.0000"),
            Text(row.Interval?.Low, "0.0000"), Text(row.Interval?.High, "0.0000"),
            Text(row.Credibility?.Z, "0.0000"), Text(row.Credibility?.Prior, "0.0000"), row.Origin.Word().In(voice.Language),
            row.Reason.In(voice.Language) ?? "",
        ];
    }

    private static double? Limit(double? limit) => limit is { } known && double.IsFinite(known) ? known : null;

    private static string Text(double? number, string form = "0") => number?.ToString(form, CultureInfo.InvariantCulture) ?? "";
}
