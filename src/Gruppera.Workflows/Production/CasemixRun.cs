using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Merging;
using Gruppera.Casemix.Stays;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Production;

/// <summary>What the casemix is asked of. Immutable.</summary>
/// <param name="Contacts">File of grouped contacts.</param>
/// <param name="Lists">Weights.</param>
/// <param name="By">Columns that make up the unit.</param>
public sealed record CasemixRequest(string Contacts, YearlyWeights Lists, ImmutableArray<string> By)
{
    /// <summary>Grouped contacts of the year before; null for none.</summary>
    public string? Before { get; init; }

    /// <summary>True to go on although the list has a weight for fewer than half of the contacts.</summary>
    public bool AllowsFew { get; init; }

    /// <summary>CSV file for the outliers; null for none.</summary>
    public string? Outliers { get; init; }

    /// <summary>Units at most; null for any number.</summary>
    public int? MostUnits { get; init; }

    /// <summary>True to find out which months the contacts are of.</summary>
    public bool FindsPeriod { get; init; }
}

/// <summary>The casemix of a file.</summary>
public sealed class CasemixResult
{
    private readonly CasemixRequest _request;
    private readonly CasemixTable _table;
    private readonly CasemixTable? _before;
    private readonly StayTable _stays;
    private readonly MonthTally _months;

    internal CasemixResult(
        CasemixRequest request, CasemixTable table, CasemixTable? before, StayTable stays, MonthTally months,
        ImmutableArray<GroupedSummary> read) =>
        (_request, _table, _before, _stays, _months, Read) = (request, table, before, stays, months, read);

    /// <summary>What became of the rows of each file, that of the contacts last.</summary>
    public ImmutableArray<GroupedSummary> Read { get; }

    /// <summary>Indices by unit.</summary>
    public CasemixAnswer Indices() => CasemixAnswer.Of(_table, _request.By);

    /// <summary>All figures of a report.</summary>
    /// <param name="name">What it calls the file.</param>
    public CasemixReport Report(string name) => CasemixReport.Of(name, _table, _request.By, _before, Read[^1], _stays) with
    {
        Period = _months.Period,
        NameBefore = Path.GetFileName(_request.Before) ?? "",
    };
}

/// <summary>Casemix, cost per point, length of stay and coding of grouped contacts, by unit.</summary>
public static class CasemixRun
{
    /// <summary>Reads the file, and that of the year before.</summary>
    /// <exception cref="FewWeightsException">The list has a weight for too few of the contacts.</exception>
    /// <exception cref="RefusedException">The contacts and the list do not belong together, or there are too many units.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside; no file was written.</exception>
    public static CasemixResult Run(CasemixRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var (lists, by) = (request.Lists, request.By);
        var (table, stays, months) = (new CasemixTable(lists), new StayTable(), new MonthTally());
        var before = request.Before is null ? null : new CasemixTable(lists);
        using var outliers = new OutlierFile(request.Outliers, by);
        (string, Action<ReadOnlySpan<GroupedContact>>)[] files = before is null
            ? [(request.Contacts, Take)]
            : [(request.Before!, before.Add), (request.Contacts, Take)];
        IMergeable[] counts = request.Outliers is not null ? [] : before is null ? [table, stays] : [before, table, stays];
        var read = input.Read(ListOfSet.Wish(by, lists) with
        {
            KeepsIds = request.Outliers is not null,
            FindsDates = request.FindsPeriod,
        }, counts, files);
        WeightCoverage.Check(input, request.AllowsFew, before is null ? [table] : [before, table]);
        outliers.Commit();
        return new(request, table, before, stays, months, read);

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            table.Add(contacts);
            stays.Add(contacts);
            if (request.FindsPeriod)
                months.Add(contacts);
            outliers.Add(contacts, lists);
            if (request.MostUnits is { } most && table.Units.Count() > most)
                throw new RefusedException(InputText.TooManyUnits(by[0], most));
        }
    }
}
