using System.Collections.Immutable;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Production;

/// <summary>What length of stay is asked of. Immutable.</summary>
/// <param name="Contacts">File of grouped contacts.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="Days">Limits of care days, where no list has them.</param>
public sealed record StayRequest(string Contacts, ImmutableArray<string> By, TrimRules Days)
{
    /// <summary>Weight lists whose limits of care days are used instead; null for none.</summary>
    public YearlyWeights? Lists { get; init; }

    /// <summary>True to go on although the list knows fewer than half of the contacts.</summary>
    public bool AllowsFew { get; init; }

    /// <summary>CSV file for the outliers; null for none.</summary>
    public string? Outliers { get; init; }
}

/// <summary>Length of stay. Immutable.</summary>
/// <param name="Answer">By unit and by group.</param>
/// <param name="Read">What became of the rows.</param>
public sealed record StayResult(StayAnswer Answer, ImmutableArray<GroupedSummary> Read);

/// <summary>Length of stay by unit and group, beside what the mix of groups makes expected.</summary>
public static class StayRun
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="FewWeightsException">The list knows too few of the contacts.</exception>
    /// <exception cref="RefusedException">The contacts and the list do not belong together.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside; no file was written.</exception>
    public static StayResult Run(StayRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var (lists, by, table, kept) = (request.Lists, request.By, new StayTable(), new List<GroupedContact>());
        var read = input.Read(
            ListOfSet.Wish(by, lists) with { KeepsIds = request.Outliers is not null }, request.Outliers is null ? [table] : [],
            (request.Contacts, Take));
        if (lists is not null)
            WeightCoverage.Check(input, request.AllowsFew, lists, table);
        if (lists?.All.FirstOrDefault(list => list.Rows().All(row => (row.DaysLimit ?? row.LowDaysLimit) is null)) is { } bare)
            input.Host.Tell(new(WorkflowIssues.NoDaysLimits, bare.Name));
        var limits = lists ?? StayIndices.LimitsOf(table, request.Days);
        var answer = StayAnswer.Of(table, by, limits, lists?.Name ?? request.Days.ToString());
        using var outliers = new OutlierFile(request.Outliers, by, isOfDays: true);
        foreach (var contact in kept)
            outliers.Add(contact, limits);
        outliers.Commit();
        return new(answer, read);

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            table.Add(contacts);
            if (request.Outliers is not null)
                kept.AddRange(contacts);
        }
    }
}
