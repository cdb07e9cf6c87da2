using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>Reads lists of weights as they are published: title rows above the header, the list on a later sheet, decimal commas,
/// <c>193 861 kr</c>, nines for no limit. What could be two things is refused and not guessed. Thread-safe.</summary>
/// <remarks>Source: docs/casemix/weights.md.</remarks>
public static class WeightListReader
{
    private const double MostDays = 366;
    private static readonly string[] Kinds = ["sjukhus", "klinik", "hospital", "clinic"];

    /// <summary>Reads the list of a file.</summary>
    /// <param name="name">Name of the list, which issues show as their file.</param>
    /// <param name="sheets">Its sheets, in order.</param>
    /// <param name="options">What the user says of it.</param>
    public static WeightListReading Read(string name, IReadOnlyList<WeightSheet> sheets, WeightListOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(sheets);
        options ??= new();
        var found = sheets.Where(sheet => options.Sheet is null || sheet.Name.Equals(options.Sheet, StringComparison.OrdinalIgnoreCase))
            .Select(sheet => (
                Sheet: sheet,
                Columns: sheet.Rows.Select(row => WeightColumns.Find(row.Row, row.Cells)).FirstOrDefault(columns => columns is not null)))
            .Where(each => each.Columns is not null).ToList();
        return found switch
        {
            [] when options.Sheet is not null
                && sheets.All(sheet => !sheet.Name.Equals(options.Sheet, StringComparison.OrdinalIgnoreCase)) =>
                Failed(WeightListProblem.NotThere, [.. sheets.Select(sheet => sheet.Name)]),
            [] => Failed(WeightListProblem.NoHeader, []) with { Issues = [new(CasemixIssues.NoWeightHeader, name)] },
            [var (sheet, columns)] => Read(name, sheet, columns!, options),
            _ => Failed(WeightListProblem.SeveralSheets, [.. found.Select(each => each.Sheet.Name)]),
        };
    }

    private static WeightListReading Read(string name, WeightSheet sheet, WeightColumns columns, WeightListOptions options)
    {
        var below = sheet.Rows.Where(row => row.Row > columns.Row).ToList();
        if (options.WeightColumn is { } asked && columns.Named(asked) < 0)
            return Failed(WeightListProblem.NotThere, [.. columns.Weights.Select(columns.Name)]);
        if (options.LimitColumn is { } wanted && columns.Named(wanted) < 0)
            return Failed(WeightListProblem.NotThere, [.. columns.Limits.Select(columns.Name)]);
        ImmutableArray<int> weights = options.WeightColumn is { } one
            ? [columns.Named(one)]
            : [.. columns.Weights.Where(column => HasNumbers(column, ListNumberKind.Weight))];
        if (weights.IsEmpty)
            weights = [columns.Weights[0]];
        if (weights.Length > 1)
            return Failed(WeightListProblem.SeveralWeightColumns, [.. weights.Select(columns.Name)]);
        var (limit, limits) = Limit(columns.Limits, options.LimitColumn);
        var (days, daysLimits) = Limit(columns.DaysLimits, null);
        if (limits.Length > 1 || daysLimits.Length > 1)
            return Failed(WeightListProblem.SeveralLimitColumns, [.. (limits.Length > 1 ? limits : daysLimits).Select(columns.Name)]);
        return new ListRows(name, sheet, columns, below, options.DecimalMark)
        {
            Weight = weights[0],
            Limit = limit,
            DaysLimit = days,
            Low = columns.LowLimits is [var low, ..] ? low : -1,
            LowDays = columns.LowDaysLimits is [var lowDays, ..] ? lowDays : -1,
            AreDays = days < 0 && limit >= 0 && !columns.SaysKronor(limit)
                && below.Max(row => ListNumber.Read(WeightColumns.Cell(row.Cells, limit), ListNumberKind.Days).Value) is > 0
                    and <= MostDays,
        }.Read();

        bool HasNumbers(int column, ListNumberKind kind) =>
            below.Any(row => ListNumber.Read(WeightColumns.Cell(row.Cells, column), kind).Value is not null);

        // Of several limits, those that share a word with the chosen weight (hospital, clinic) belong to it.
        (int Column, ImmutableArray<int> Several) Limit(ImmutableArray<int> candidates, string? named)
        {
            ImmutableArray<int> kept = named is not null ? [columns.Named(named)] : candidates;
            if (kept.Length > 1)
                kept = [.. kept.Where(column => HasNumbers(column, ListNumberKind.Kronor))];
            if (kept.Length > 1)
                kept = kept.Where(column => Kinds.Any(kind => Has(column, kind) && Has(weights[0], kind)))
                    .ToImmutableArray() is { Length: > 0 } near ? near : kept;
            return kept is [var only] ? (only, kept) : (-1, kept);
        }

        bool Has(int column, string kind) => columns.Cells[column].Contains(kind, StringComparison.OrdinalIgnoreCase);
    }

    private static WeightListReading Failed(WeightListProblem problem, ImmutableArray<string> names) => new(null, null, [], problem, names);
}
