using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Casemix.Weights;

/// <summary>What the user says of a list that could be read in several ways. Immutable.</summary>
public sealed record WeightListOptions
{
    /// <summary>The column of weights; null where the list has but one.</summary>
    public string? WeightColumn { get; init; }

    /// <summary>The column of limits of cost; null where the list has but one.</summary>
    public string? LimitColumn { get; init; }

    /// <summary>The sheet; null where but one has a list.</summary>
    public string? Sheet { get; init; }

    /// <summary>The decimal mark, a point or a comma; 0 where the numbers say it.</summary>
    public char DecimalMark { get; init; }
}

/// <summary>A sheet of a list, or the one of a text file.</summary>
/// <param name="Name">Its name; empty of a text file.</param>
/// <param name="Rows">Rows in order, each with its number and its cells.</param>
public sealed record WeightSheet(string Name, IReadOnlyList<(int Row, string[] Cells)> Rows);

/// <summary>How a list was understood. Immutable; names of columns as they stand in the list, empty for one that it lacks.</summary>
/// <param name="Sheet">The sheet; empty of a text file.</param>
/// <param name="HeaderRow">The row that names the columns.</param>
/// <param name="Weight">The column of weights.</param>
/// <param name="Limit">That of limits in kronor.</param>
/// <param name="DaysLimit">That of limits in care days.</param>
/// <param name="LowLimits">Those of lower limits.</param>
/// <param name="Others">Other columns that were used: name, care form, specialty.</param>
/// <param name="Unused">Columns that were not.</param>
/// <param name="WithoutLimit">Rows that say that the group has no limit of cost.</param>
/// <param name="Passed">Rows below the header without group and weight, such as headings and sources.</param>
public sealed record WeightListSeen(
    string Sheet, int HeaderRow, string Weight, string Limit, string DaysLimit, ImmutableArray<string> LowLimits, ImmutableArray<string> Others,
    ImmutableArray<string> Unused, int WithoutLimit, int Passed);

/// <summary>Why a list cannot be read as it is.</summary>
public enum WeightListProblem
{
    /// <summary>It can.</summary>
    None,

    /// <summary>No row names the columns.</summary>
    NoHeader,

    /// <summary>Several columns could be that of weights.</summary>
    SeveralWeightColumns,

    /// <summary>Several columns could be that of limits.</summary>
    SeveralLimitColumns,

    /// <summary>Several sheets have a list.</summary>
    SeveralSheets,

    /// <summary>The column or sheet that was named is not there.</summary>
    NotThere,

    /// <summary>A number could be two things.</summary>
    TwoReadings,
}

/// <summary>A list that was read. Immutable.</summary>
/// <param name="List">The list; null where there is a problem.</param>
/// <param name="Seen">How it was understood; null where there is no header.</param>
/// <param name="Issues">Rows that could not be read.</param>
/// <param name="Problem">Why there is no list.</param>
/// <param name="Names">Columns or sheets to choose among.</param>
public sealed record WeightListReading(WeightList? List, WeightListSeen? Seen, ImmutableArray<Issue> Issues, WeightListProblem Problem, ImmutableArray<string> Names);

/// <summary>Reads lists of weights as they are published: title rows above the header, the list on a later sheet, decimal commas,
/// <c>193 861 kr</c>, nines for no limit. What could be two things is refused and not guessed. Thread-safe.</summary>
/// <remarks>Source: docs/casemix/weights.md.</remarks>
public static class WeightListReader
{
    private const double MostDays = 366;

    /// <summary>Reads the list of a file.</summary>
    /// <param name="name">Name of the list, which issues show as their file.</param>
    /// <param name="sheets">Its sheets, in order.</param>
    /// <param name="options">What the user says of it.</param>
    public static WeightListReading Read(string name, IReadOnlyList<WeightSheet> sheets, WeightListOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        options ??= new();
        var found = sheets.Where(sheet => options.Sheet is null || sheet.Name.Equals(options.Sheet, StringComparison.OrdinalIgnoreCase))
            .Select(sheet => (Sheet: sheet, Columns: sheet.Rows.Select(row => WeightColumns.Find(row.Row, row.Cells)).FirstOrDefault(columns => columns is not null)))
            .Where(each => each.Columns is not null).ToList();
        return found switch
        {
            [] when options.Sheet is not null && sheets.All(sheet => !sheet.Name.Equals(options.Sheet, StringComparison.OrdinalIgnoreCase)) =>
                Failed(WeightListProblem.NotThere, [.. sheets.Select(sheet => sheet.Name)]),
            [] => Failed(WeightListProblem.NoHeader, []) with { Issues = [new(IssueCodes.NoWeightHeader, name)] },
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
        ImmutableArray<int> weights = options.WeightColumn is { } one ? [columns.Named(one)] : [.. columns.Weights.Where(column => HasNumbers(column, ListNumberKind.Weight))];
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
                && below.Max(row => ListNumber.Read(WeightColumns.Cell(row.Cells, limit), ListNumberKind.Days).Value) is > 0 and <= MostDays,
        }.Read();

        bool HasNumbers(int column, ListNumberKind kind) => below.Any(row => ListNumber.Read(WeightColumns.Cell(row.Cells, column), kind).Value is not null);

        // Of several limits, those that share a word with the chosen weight (hospital, clinic) belong to it.
        (int Column, ImmutableArray<int> Several) Limit(ImmutableArray<int> candidates, string? named)
        {
            ImmutableArray<int> kept = named is not null ? [columns.Named(named)] : candidates;
            if (kept.Length > 1)
                kept = [.. kept.Where(column => HasNumbers(column, ListNumberKind.Kronor))];
            if (kept.Length > 1)
                kept = kept.Where(column => Kinds.Any(kind => Has(column, kind) && Has(weights[0], kind))).ToImmutableArray() is { Length: > 0 } near ? near : kept;
            return kept is [var only] ? (only, kept) : (-1, kept);
        }

        bool Has(int column, string kind) => columns.Cells[column].Contains(kind, StringComparison.OrdinalIgnoreCase);
    }

    private static readonly string[] Kinds = ["sjukhus", "klinik", "hospital", "clinic"];

    private static WeightListReading Failed(WeightListProblem problem, ImmutableArray<string> names) => new(null, null, [], problem, names);

    /// <summary>The rows below the header at work.</summary>
    private sealed class ListRows(string name, WeightSheet sheet, WeightColumns columns, List<(int Row, string[] Cells)> below, char asked)
    {
        private const double LargestWeight = 1e6;
        private const double LargestLimit = 1e12;
        private readonly List<Issue> _issues = [];
        private readonly Dictionary<(string Drg, string CareForm, string Specialty), DrgWeight> _read = [];
        private bool _isAmbiguous;
        private int _withoutLimit;
        private int _passed;

        internal required int Weight { get; init; }

        internal required int Limit { get; init; }

        internal required int DaysLimit { get; init; }

        internal required int Low { get; init; }

        internal required int LowDays { get; init; }

        /// <summary>True where the one column of limits names no unit and has nothing above a year.</summary>
        internal required bool AreDays { get; init; }

        internal WeightListReading Read()
        {
            var (limit, days) = AreDays ? (-1, Limit) : (Limit, DaysLimit);
            var reads = new[] { (limit, ListNumberKind.Kronor), (days, ListNumberKind.Days), (Low, ListNumberKind.Kronor), (LowDays, ListNumberKind.Days) }
                .Select(pair => (Column: pair.Item1, Kind: pair.Item2, Mark: MarkOf(pair.Item1))).ToArray();
            if (AreDays)
                _issues.Add(new(IssueCodes.LimitsInDays, name, Column: columns.Name(Limit)));
            foreach (var (number, cells) in below)
                Row(number, cells, reads);
            var seen = new WeightListSeen(
                sheet.Name, columns.Row, columns.Name(Weight), Name(limit), Name(days), [.. new[] { Low, LowDays }.Where(column => column >= 0).Select(columns.Name)],
                [.. new[] { columns.Text, columns.CareForm, columns.Specialty }.Where(column => column >= 0).Select(columns.Name)],
                [.. Unused(limit, days)], _withoutLimit, _passed);
            return _isAmbiguous
                ? new(null, seen, [.. _issues], WeightListProblem.TwoReadings, [])
                : new(new(name, _read.Values), seen, [.. _issues], WeightListProblem.None, []);
        }

        private char MarkOf(int column) => column < 0 ? '\0' : asked != '\0' ? asked : ListNumber.MarkOf(below.Select(row => WeightColumns.Cell(row.Cells, column)));

        private string Name(int column) => column < 0 ? "" : columns.Name(column);

        private IEnumerable<string> Unused(int limit, int days) => Enumerable.Range(0, columns.Cells.Length)
            .Except([columns.Drg, Weight, limit, days, Low, LowDays, columns.Text, columns.CareForm, columns.Specialty]).Select(columns.Name).Where(text => text.Length > 0);

        private void Row(int number, string[] cells, (int Column, ListNumberKind Kind, char Mark)[] limits)
        {
            var (drg, text) = (WeightColumns.Cell(cells, columns.Drg), WeightColumns.Cell(cells, Weight));
            if (text.Length == 0 && !IsCode(drg))
            {
                _passed += cells.Any(cell => cell.Trim().Length > 0) ? 1 : 0;
                return;
            }

            var weight = ListNumber.Read(text, ListNumberKind.Weight, asked);
            if (drg.Length == 0 || weight.Value is not { } value || value is < 0 or > LargestWeight)
            {
                _issues.Add(new(IssueCodes.UnreadableWeight, name, Row: number, Column: "weight", Value: text, Detail: drg));
                return;
            }

            var read = limits.Select(limit => LimitOf(number, drg, WeightColumns.Cell(cells, limit.Column), limit)).ToArray();
            _withoutLimit += limits[0].Column >= 0 && read[0] is null ? 1 : 0;
            var row = new DrgWeight(
                drg, value, WeightColumns.Cell(cells, columns.Text), read[0], CareFormWord.Of(WeightColumns.Cell(cells, columns.CareForm)), read[1])
            {
                LowLimit = read[2],
                LowDaysLimit = read[3],
                Specialty = WeightColumns.Cell(cells, columns.Specialty),
                Basis = Basis(cells),
            };
            if (!_read.TryAdd((drg, row.CareForm, row.Specialty), row) && _read[(drg, row.CareForm, row.Specialty)].Weight != value)
                _issues.Add(new(IssueCodes.SeveralWeights, name, Row: number, Column: "weight", Value: text, Detail: drg));
        }

        private double? LimitOf(int number, string drg, string cell, (int Column, ListNumberKind Kind, char Mark) limit)
        {
            if (limit.Column < 0)
                return null;
            var read = ListNumber.Read(cell, limit.Kind, limit.Mark);
            if (read is { Other: { } other, Value: { } first })
            {
                _isAmbiguous = true;
                _issues.Add(new(IssueCodes.TwoReadings, name, Row: number, Column: columns.Name(limit.Column), Value: cell,
                    Detail: string.Create(CultureInfo.InvariantCulture, $"{drg}: {first:0.000} / {other:### ##0}")));
                return null;
            }

            if (read.IsNone || read.Value is >= 0 and <= LargestLimit)
                return read.Value;
            _issues.Add(new(IssueCodes.UnreadableLimit, name, Row: number, Column: columns.Name(limit.Column), Value: cell, Detail: drg));
            return null;
        }

        /// <summary>What a computed list says of a weight; null of any other.</summary>
        private WeightBasis? Basis(string[] cells)
        {
            string Of(string column) => WeightColumns.Cell(cells, columns.Named(column));
            double? Number(string column) => double.TryParse(Of(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
            return WeightOrigins.Named(Of("flag")) is { } origin && Number("contacts") is { } contacts and >= 0 and < int.MaxValue
                ? new(
                    (int)contacts, (int)Math.Clamp(Number("inner") ?? contacts, 0, contacts), Number("inner_mean_cost"), Number("low"), Number("high"), origin, Text.Verbatim(Of("reason")))
                : null;
        }

        /// <summary>True for what may be a group: a short text without blanks that has a digit.</summary>
        private static bool IsCode(string text) => text is { Length: > 0 and <= 8 } && !text.Contains(' ', StringComparison.Ordinal) && text.Any(char.IsAsciiDigit);
    }
}
