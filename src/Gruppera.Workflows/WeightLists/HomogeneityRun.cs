using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Trimming;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Files whose groups are held against costs. Immutable.</summary>
/// <param name="Files">One file of grouped contacts, or several, such as one for each set or year.</param>
/// <param name="By">Columns by whose values the figures are given too.</param>
/// <param name="Cost">Limits of cost.</param>
/// <param name="Days">Limits of care days.</param>
public sealed record HomogeneityRequest(ImmutableArray<string> Files, ImmutableArray<string> By, TrimRules Cost, TrimRules Days);

/// <summary>How alike contacts are within groups, file by file. Immutable.</summary>
/// <param name="Trim">How outliers were told.</param>
/// <param name="Files">Each file with its figures, those of all contacts first.</param>
/// <param name="Read">What became of the rows.</param>
public sealed record HomogeneityResult(
    string Trim, ImmutableArray<(string Name, ImmutableArray<Homogeneity> Figures)> Files, ImmutableArray<GroupedSummary> Read)
{
    /// <summary>A row for each file and part of it.</summary>
    public Figures Figures() => new(
        "Homogeneity",
        [
            "file", "part", "contacts", "groups", .. Reports.Figures.Columns("r2"), .. Reports.Figures.Columns("r2_trimmed"),
            .. Reports.Figures.Columns("r2_innerfall"), .. Reports.Figures.Columns("cv"), .. Reports.Figures.Columns("cv_innerfall"),
            "share_cv_below_1", "r2_adjusted", "r2_trimmed_adjusted", "r2_innerfall_adjusted", "cv_corrected", "cv_innerfall_corrected",
        ],
        [
            .. Files.SelectMany(file => file.Figures.Select(row => (object[])
            [
                file.Name, row.Name, row.Explained.Contacts, row.Groups, .. Reports.Figures.Cells(row.Explained),
                .. Reports.Figures.Cells(row.ExplainedTrimmed), .. Reports.Figures.Cells(row.ExplainedInliers),
                .. Reports.Figures.Cells(row.Cv), .. Reports.Figures.Cells(row.CvInliers), row.ShareHomogeneous,
                row.Corrected.Explained, row.Corrected.ExplainedTrimmed, row.Corrected.ExplainedInliers, row.Corrected.Cv,
                row.Corrected.CvInliers,
            ])),
        ]);
}

/// <summary>R² and coefficients of variation of sets of groups: how well they divide costs.</summary>
public static class HomogeneityRun
{
    /// <summary>Reads the files.</summary>
    /// <exception cref="RefusedException">A file has no contacts with a cost.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static HomogeneityResult Run(HomogeneityRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var stores = request.Files.Select(path => (Path: path, Store: new CaseStore())).ToList();
        var read = input.Read(
            new(request.By),
            [.. stores.Select(file => (file.Path, (Action<ReadOnlySpan<GroupedContact>>)(contacts => file.Store.Add(contacts))))]);
        if (stores.FirstOrDefault(file => file.Store.Count == 0).Path is { } empty)
            throw new RefusedException($"No contact of {Path.GetFileName(empty):file} has a group and a cost above 0.");
        return new(
            $"{request.Cost}{(request.Days.IsNone ? "" : $", {request.Days}")}",
            [
                .. stores.Select(file => (
                    Path.GetFileName(file.Path), Homogeneity.Of(new(file.Store.ToTable(), request.Cost, request.Days), request.By))),
            ], read);
    }
}
