using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Weights;

namespace Gruppera.Workflows.Reports;

/// <summary>Outlier contacts as rows of a CSV file: where they stand, their cost and care days, the limits, and which of them they are
/// beyond. Not thread-safe.</summary>
public sealed class OutlierFile : IDisposable
{
    private readonly CsvFile _file;
    private readonly bool _isOfDays;

    /// <summary>Opens the file and writes the header.</summary>
    /// <param name="path">The file; null for none.</param>
    /// <param name="by">Columns that make up the unit.</param>
    /// <param name="isOfDays">True for outliers of care days alone.</param>
    public OutlierFile(string? path, ImmutableArray<string> by, bool isOfDays = false) => (_isOfDays, _file) = (isOfDays, new(
        path,
        ["row", "id", .. by, "drg", "care_form", "cost", "cost_limit", "low_cost_limit", "days", "days_limit", "low_days_limit", "reason",
            "list"]));

    /// <summary>False if no path was given.</summary>
    internal bool IsWanted => _file.IsWanted;

    /// <summary>Outliers written.</summary>
    internal long Count { get; private set; }

    /// <summary>Writes those of the contacts that the list makes outliers.</summary>
    public void Add(ReadOnlySpan<GroupedContact> contacts, YearlyWeights lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        if (!IsWanted)
            return;
        foreach (ref readonly var contact in contacts)
            Add(contact, lists);
    }

    /// <summary>Writes a contact if the list makes it an outlier.</summary>
    public void Add(in GroupedContact contact, YearlyWeights lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        if (lists.Find(contact) is not { } row)
            return;
        var kind = row.KindOf(_isOfDays ? double.NaN : contact.Cost / (contact.More + 1), (double)contact.Days / (contact.More + 1));
        if (kind == OutlierKinds.None)
            return;
        Count++;
        _file.Add(
        [
            Text(contact.Row), contact.Id ?? "", .. contact.Unit.Parts, contact.Drg, contact.CareForm ?? "", Text(contact.Cost),
            Text(row.Limit),
            Text(row.LowLimit), Text(contact.Days),
            Text(row.DaysLimit), Text(row.LowDaysLimit), Reason(kind), lists.Of(contact.Year)!.Name,
        ]);
    }

    /// <summary>Puts the file in place: without it nothing is left.</summary>
    public void Commit() => _file.Commit();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>The limits that a contact is beyond, with + between.</summary>
    internal static string Reason(OutlierKinds kind) => string.Join('+', new (OutlierKinds Kind, string Word)[]
    {
        (OutlierKinds.Costly, "cost"), (OutlierKinds.LongStay, "days"), (OutlierKinds.Cheap, "low_cost"),
        (OutlierKinds.ShortStay, "low_days"),
    }.Where(each => kind.HasFlag(each.Kind)).Select(each => each.Word));

    private static string Text(double? number) =>
        number is { } known && double.IsFinite(known) ? Math.Round(known, 2).ToString(CultureInfo.InvariantCulture) : "";
}
