namespace Gruppera.Formats.Tables;

/// <summary>A date of three numbers whose order is not told by itself. From bytes, without allocating.</summary>
internal readonly ref struct NumericDate
{
    /// <summary>Care dates with years of two digits are from 1970 to 2069.</summary>
    private const int FirstShortYear = 70;

    private const int MostYears = 115;
    private readonly int _first;
    private readonly int _second;
    private readonly int _third;

    private NumericDate(DateShape shape, int first, int second, int third) =>
        (Shape, _first, _second, _third) = (shape, first, second, third);

    internal DateShape Shape { get; }

    internal bool IsShort => Shape >= DateShape.ShortSlashes;

    /// <summary>True for digits that have lost the zero that they began with; of five digits they may be a day of a spreadsheet.</summary>
    internal bool IsPadded { get; private init; }

    /// <summary>The number that stands first; of days there are many in a column, of years few.</summary>
    internal int First => _first;

    /// <summary>The number that stands last.</summary>
    internal int Last => _third;

    /// <summary>The orders that the shape can have at all.</summary>
    internal static DateOrder OrdersOf(DateShape shape) => shape switch
    {
        DateShape.ShortDots => DateOrder.DayFirst | DateOrder.YearFirst,
        >= DateShape.ShortSlashes => DateOrder.DayFirst | DateOrder.MonthFirst | DateOrder.YearFirst,
        _ => DateOrder.DayFirst | DateOrder.MonthFirst,
    };

    /// <summary>The orders in which the numbers are a day of the calendar.</summary>
    internal DateOrder Orders
    {
        get
        {
            var orders = DateOrder.None;
            foreach (var order in (ReadOnlySpan<DateOrder>)[DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst])
                orders |= OrdersOf(Shape).HasFlag(order) && TryMake(order, out _) ? order : DateOrder.None;
            return orders;
        }
    }

    /// <summary>Takes a text apart; a time of day may stand behind. False for a text of another kind.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, out NumericDate date)
    {
        date = default;
        var at = 0;
        var first = Number(text, ref at, out var length);
        if (length is 1 or 2)
            return at < text.Length && TryParseMarked(text, first, at, out date);
        var rest = text[at..];
        var isWhole = rest is [(byte)'.', .. var zeros] && zeros.IndexOfAnyExcept((byte)'0') < 0;
        if (length is < 5 or > 8 || !(isWhole || DateForms.IsTime(rest)))
            return false;
        date = length > 6
            ? new(DateShape.Digits, first / 1_000_000, first / 10_000 % 100, first % 10_000) { IsPadded = length == 7 }
            : new(DateShape.ShortDigits, first / 10_000, first / 100 % 100, first % 100) { IsPadded = length == 5 };
        return true;
    }

    /// <summary>The day in an order; of two digits of a year the century that care dates have.</summary>
    internal bool TryMake(DateOrder order, out DateOnly date) => TryMake(order, IsShort ? CareCentury(YearOf(order)) : 0, out date);

    /// <summary>The day of a birth before another day: of two digits of a year the only century that makes an age of at most 115
    /// years; false if there are two or none.</summary>
    internal bool TryMakeBirth(DateOrder order, DateOnly? before, out DateOnly date)
    {
        if (!IsShort)
            return TryMake(order, 0, out date);
        date = default;
        if (before is not { } day)
            return false;
        var isLate = TryMake(order, 2000, out var late) && late <= day;
        var isEarly = TryMake(order, 1900, out var early) && early <= day && day.Year - early.Year <= MostYears;
        date = isLate ? late : early;
        return isLate != isEarly;
    }

    /// <summary>The day of a birth of a year of two digits with its month and day.</summary>
    internal static bool TryMakeBirth(int year, int month, int day, DateOnly? before, out DateOnly date) =>
        new NumericDate(DateShape.ShortDots, day, month, year).TryMakeBirth(DateOrder.DayFirst, before, out date);

    internal static int CareCentury(int year) => year >= FirstShortYear ? 1900 : 2000;

    private int YearOf(DateOrder order) => order == DateOrder.YearFirst ? _first : _third;

    private bool TryMake(DateOrder order, int century, out DateOnly date) => order switch
    {
        DateOrder.DayFirst => DateForms.TryMake(century + _third, _second, _first, out date),
        DateOrder.MonthFirst => DateForms.TryMake(century + _third, _first, _second, out date),
        _ => DateForms.TryMake(century + _first, _second, _third, out date),
    } && date.Year >= 1800;

    private static bool TryParseMarked(ReadOnlySpan<byte> text, int first, int at, out NumericDate date)
    {
        date = default;
        var mark = text[at++];
        var second = Number(text, ref at, out var length);
        if (length is not (1 or 2) || at >= text.Length || text[at++] != mark)
            return false;
        var third = Number(text, ref at, out length);
        var shape = (mark, length) switch
        {
            ((byte)'/', 4) => DateShape.Slashes,
            ((byte)'-', 4) => DateShape.Hyphens,
            ((byte)'/', 2) => DateShape.ShortSlashes,
            ((byte)'-', 2) => DateShape.ShortHyphens,
            ((byte)'.', 2) => DateShape.ShortDots,
            _ => DateShape.None,
        };
        date = new(shape, first, second, third);
        return shape != DateShape.None && DateForms.IsTime(text[at..]);
    }

    private static int Number(ReadOnlySpan<byte> text, ref int at, out int length)
    {
        var (number, start) = (0, at);
        while (at < text.Length && at - start < 9 && (uint)(text[at] - '0') <= 9)
            number = (number * 10) + text[at++] - '0';
        length = at - start;
        return number;
    }
}
