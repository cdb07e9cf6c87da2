using System.Globalization;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.Episodes;

/// <summary>Which files the joining of episodes writes. Immutable.</summary>
/// <param name="Output">Contacts in the canonical layout; <c>-</c> for standard output.</param>
/// <param name="Merged">CSV file that shows which visit was joined to which episode; null for none.</param>
/// <param name="Joined">CSV file that shows which stays became which hospital episode; null for none.</param>
/// <param name="Options">How contacts are joined.</param>
public sealed record EpisodeRequest(string Output, string? Merged, string? Joined, EpisodeOptions Options);

/// <summary>Joins visits that led to unplanned admission, and stays at clinics, to episodes.</summary>
public static class EpisodeRun
{
    /// <summary>Reads the file three times and writes its episodes.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="input">The contacts; not standard input.</param>
    /// <param name="name">What issues call them.</param>
    /// <param name="issue">Called for each row that cannot be read.</param>
    /// <param name="stop">Stops between rows; no file is written then.</param>
    /// <exception cref="ContactFileException">The file lacks what episodes need.</exception>
    public static EpisodesSummary Run(
        EpisodeRequest request, OpenContacts input, string name, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        using var output = new AtomicOutput(request.Output);
        using var merged = new CsvFile(
            request.Merged, "visit_row", "visit_id", "episode_row", "episode_id", "reason", "diagnoses", "procedures", "cost", "note");
        using var joined = new CsvFile(
            request.Joined, "episode_row", "episode_id", "row", "id", "number", "admission_date", "discharge_date", "principal",
            "diagnoses", "procedures", "cost");
        var merger = new EpisodeMerger(() => input.Again(), input.Layout, name, request.Options);
        var summary = merger.Run(output.Stream, merge => merged.Add(Row(merge)), stay => joined.Add(Row(stay)), issue, stop);
        merged.Commit();
        joined.Commit();
        output.Commit();
        return summary;
    }

    private static string[] Row(Merge merge) =>
    [
        Text(merge.VisitRow),
        merge.VisitId,
        merge.EpisodeRow > 0 ? Text(merge.EpisodeRow) : "",
        merge.EpisodeId,
        merge.Reason switch
        {
            MergeReason.Marked => "XS100",
            MergeReason.SameDay => "same day",
            MergeReason.NoPatient => "XS100, no patient",
            MergeReason.NoHospital => "XS100, no hospital",
            MergeReason.NoDate => "XS100, no date",
            _ => "XS100, no episode",
        },
        string.Join(' ', merge.Diagnoses),
        string.Join(' ', merge.Procedures),
        merge.Cost?.ToString(CultureInfo.InvariantCulture) ?? "",
        merge.MakesCostUnknown ? "cost of the episode unknown" : "",
    ];

    private static string[] Row(JoinedStay stay) =>
    [
        Text(stay.EpisodeRow),
        stay.EpisodeId,
        Text(stay.Row),
        stay.Id,
        Text(stay.Number),
        stay.Admission.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        stay.Discharge.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        stay.IsPrincipal ? "yes" : "",
        string.Join(' ', stay.Diagnoses),
        string.Join(' ', stay.Procedures),
        stay.Cost?.ToString(CultureInfo.InvariantCulture) ?? "",
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
