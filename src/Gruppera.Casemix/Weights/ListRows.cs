using System.Globalization;

namespace Gruppera.Casemix.Weights;

/// <summary>The rows below the header at work.</summary>
internal sealed class ListRows(string name, WeightSheet sheet, WeightColumns columns, List<(int Row, string[] Cells)> below, char asked)
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

    /// <summary>True if the one column of limits names no unit and has nothing above a year.</summary>
    internal required bool AreDays { get; init; }

    internal WeightListReading Read()
    {
        var (limit, days) = AreDays ? (-1, Limit) : (Limit, DaysLimit);
        var reads = new[]
        {
            (limit, ListNumberKind.Kronor), (days, ListNumberKind.Days), (Low, ListNumberKind.Kronor), (LowDays, ListNumberKind.Days),
        }
            .Select(pair => (Column: pair.Item1, Kind: pair.Item2, Mark: MarkOf(pair.Item1))).ToArray();
        if (AreDays)
            _issues.Add(new(CasemixIssues.LimitsInDays, name, Column: columns.Name(Limit)));
        foreach (var (number, cells) in below)
            Row(number, cells, reads);
        var seen = new WeightListSeen(
            sheet.Name, columns.Row, columns.Name(Weight), Name(limit), Name(days),
            [.. new[] { Low, LowDays }.Where(column => column >= 0).Select(columns.Name)],
            [.. new[] { columns.Text, columns.CareForm, columns.Specialty }.Where(column => column >= 0).Select(columns.Name)],
            [.. Unused(limit, days)], _withoutLimit, _passed);
        return _isAmbiguous
            ? new(null, seen, [.. _issues], WeightListProblem.TwoReadings, [])
            : new(new(name, _read.Values), seen, [.. _issues], WeightListProblem.None, []);
    }

    private char MarkOf(int column) =>
        column < 0 ? '\0' : asked != '\0' ? asked : ListNumber.MarkOf(below.Select(row => WeightColumns.Cell(row.Cells, column)));

    private string Name(int column) => column < 0 ? "" : columns.Name(column);

    private IEnumerable<string> Unused(int limit, int days) => Enumerable.Range(0, columns.Cells.Length)
        .Except([columns.Drg, Weight, limit, days, Low, LowDays, columns.Text, columns.CareForm, columns.Specialty]).Select(columns.Name)
        .Where(text => text.Length > 0);

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
            _issues.Add(new(CasemixIssues.UnreadableWeight, name, Row: number, Column: "weight", Value: text, Detail: drg));
            return;
        }

        var read = limits.Select(limit => LimitOf(number, drg, WeightColumns.Cell(cells, limit.Column), limit)).ToArray();
        _withoutLimit += limits[0].Column >= 0 && read[0] is null ? 1 : 0;
        var row = new DrgWeight(
            drg, value, WeightColumns.Cell(cells, columns.Text), read[0], CareFormWord.Of(WeightColumns.Cell(cells, columns.CareForm)),
            read[1])
        {
            LowLimit = read[2],
            LowDaysLimit = read[3],
            Specialty = WeightColumns.Cell(cells, columns.Specialty),
            Basis = Basis(cells),
        };
        if (!_read.TryAdd((drg, row.CareForm, row.Specialty), row) && _read[(drg, row.CareForm, row.Specialty)].Weight != value)
            _issues.Add(new(CasemixIssues.SeveralWeights, name, Row: number, Column: "weight", Value: text, Detail: drg));
    }

    private double? LimitOf(int number, string drg, string cell, (int Column, ListNumberKind Kind, char Mark) limit)
    {
        if (limit.Column < 0)
            return null;
        var read = ListNumber.Read(cell, limit.Kind, limit.Mark);
        if (read is { Other: { } other, Value: { } first })
        {
            _isAmbiguous = true;
            _issues.Add(new(CasemixIssues.TwoReadings, name, Row: number, Column: columns.Name(limit.Column), Value: cell,
                Detail: string.Create(CultureInfo.InvariantCulture, $"{drg}: {first:0.000} / {other:### ##0}")));
            return null;
        }

        if (read.IsNone || read.Value is >= 0 and <= LargestLimit)
            return read.Value;
        _issues.Add(new(CasemixIssues.UnreadableLimit, name, Row: number, Column: columns.Name(limit.Column), Value: cell, Detail: drg));
        return null;
    }

    /// <summary>What a computed list says of a weight; null of any other.</summary>
    private WeightBasis? Basis(string[] cells)
    {
        string Of(string column) => WeightColumns.Cell(cells, columns.Named(column));
        double? Number(string column) =>
            double.TryParse(Of(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
                ? number : null;
        return WeightOrigins.Named(Of("flag")) is { } origin && Number("contacts") is { } contacts and >= 0 and < int.MaxValue
            ? new(
                (int)contacts, (int)Math.Clamp(Number("inner") ?? contacts, 0, contacts), Number("inner_mean_cost"), Number("low"),
                Number("high"), origin, Text.Verbatim(Of("reason")))
            : null;
    }

    /// <summary>True for what may be a group: a short text without blanks that has a digit.</summary>
    private static bool IsCode(string text) =>
        text is { Length: > 0 and <= 8 } && !text.Contains(' ', StringComparison.Ordinal) && text.Any(char.IsAsciiDigit);
}
