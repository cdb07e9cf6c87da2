using System.Collections.Immutable;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>Decides, over the rows at the beginning of a file, which number of the dates of a column is the day.
/// Never row by row. Not thread-safe.</summary>
internal sealed class DateColumn(ContactRole role, string name, ImmutableArray<string> forms)
{
    /// <summary>Of so many that fit one order alone, one may fit another alone: it is then an error in its row.</summary>
    private const int FewOthers = 100;

    /// <summary>Days of the month are many, and years few, from so many different ones on.</summary>
    private const int ManyDays = 8;

    private const int FewYears = 3;

    /// <summary>Of so many values of the column one may be written in a way of its own: it is then an error in its row.</summary>
    private const int FewOfShape = 20;
    private readonly Dictionary<DateShape, Seen> _shapes = [];
    private long _others;

    internal ContactRole Role => role;

    internal string Name => name;

    /// <summary>The orders that are decided.</summary>
    internal Dictionary<DateShape, DateOrder> Decided { get; } = [];

    /// <summary>What has to be told of how it was decided.</summary>
    internal List<Text> Assumptions { get; } = [];

    internal void Add(ReadOnlySpan<byte> text, long row)
    {
        if (Scalars.IsBlank(text))
            return;
        if (!NumericDate.TryParse(text, out var date) || date is { IsPadded: true, IsShort: true })
        {
            _others++;
            return;
        }

        if (date.Orders == DateOrder.None)
            return;
        // Hyphens before a year of four digits are read without being asked: what they contradict is looked at all the same.
        if (date.Shape != DateShape.Hyphens && Scalars.TryReadDate(text, forms, Scalars.FirstSerial, out _))
        {
            _others++;
            return;
        }

        if (!_shapes.TryGetValue(date.Shape, out var seen))
            _shapes[date.Shape] = seen = new(row);
        seen.Add(date, row);
    }

    /// <summary>One order for the column, as somebody says.</summary>
    internal DateOrders ByHand(DateOrder order) => new(order, _shapes.ContainsKey(DateShape.ShortDigits));

    /// <summary>Decides what the values of the column alone decide.</summary>
    internal void Decide()
    {
        if (_others > 0 && _shapes.GetValueOrDefault(DateShape.Slashes) is { } slashes && slashes.IsAbove12)
            Assumptions.Add($"in {name} the dates with strokes all have a day above 12, beside others: a spreadsheet may have " +
                $"exchanged day and month in those");
        foreach (var (shape, seen) in _shapes)
        {
            var order = seen.Decide(shape);
            if (order != DateOrder.None)
                Take(shape, order, isUsual: seen.Common != order);
        }
    }

    /// <summary>Decides as another column of dates of the same file is decided.</summary>
    internal void DecideAs(IReadOnlyList<DateColumn> others)
    {
        foreach (var (shape, seen) in _shapes.Where(pair => !Decided.ContainsKey(pair.Key)))
        {
            var other = others.FirstOrDefault(column => column.Decided.ContainsKey(shape));
            if (other?.Decided[shape] is not { } order || !seen.Common.HasFlag(order))
                continue;
            Decided[shape] = order;
            Assumptions.Add($"{name} was read with {Words(order):order}, as {other.Name:other}");
        }
    }

    /// <exception cref="ContactFileException">The values fit two orders, or no order fits them all.</exception>
    internal void Refuse(string file)
    {
        var all = _others + _shapes.Values.Sum(seen => seen.Count);
        foreach (var (shape, seen) in _shapes.Where(pair => !Decided.ContainsKey(pair.Key) && pair.Value.Count * FewOfShape > all))
        {
            if (seen.Common != DateOrder.None)
                throw TwoOrders(file, seen);
            var (one, other) = seen.Apart();
            throw new ContactFileException(
                $"{file}: the dates of {name} have two orders, such as in row {one} and in row {other}: nobody can tell which the others " +
                $"have. Make them alike, or give the order with --column \"{name}=dmy\" (=mdy, =ymd): dates that do not fit are then " +
                $"issues of their rows");
        }
    }

    private void Take(DateShape shape, DateOrder order, bool isUsual)
    {
        Decided[shape] = order;
        if (shape >= DateShape.ShortSlashes)
            Assumptions.Add(role == ContactRole.BirthDate
                ? (Text)$"{name} has years of two digits: {Words(order):order}, in the only century that the date of admission allows"
                : $"{name} has years of two digits: {Words(order):order}, from 1970 to 2069");
        else if (isUsual || order == DateOrder.MonthFirst)
            Assumptions.Add($"{name} was read with {Words(order):order}");
    }

    private ContactFileException TwoOrders(string file, Seen seen)
    {
        var readings = new[] { DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst }.Where(order => seen.Common.HasFlag(order))
            .ToList();
        var ways = readings.Skip(1).Aggregate(Words(readings[0]), (texts, order) => $"{texts:first} or {Words(order):second}");
        var options = string.Join(", ", readings.Select(order => $"--column \"{name}={Short(order)}\""));
        return new(
            $"{file}: the dates of {name} can be {ways}: all of them fit more than one order (the first is in row {seen.Row}). Give " +
            $"which: {options}");
    }

    private static Text Words(DateOrder order) => order switch
    {
        DateOrder.DayFirst => (Text)"day, month, year",
        DateOrder.MonthFirst => (Text)"month, day, year",
        _ => (Text)"year, month, day",
    };

    internal static string Short(DateOrder order) => order switch
    {
        DateOrder.DayFirst => "dmy",
        DateOrder.MonthFirst => "mdy",
        _ => "ymd",
    };

    /// <summary>The order that a word of the command line says; null for another word.</summary>
    internal static DateOrder? Parse(string word) => word switch
    {
        "dmy" => DateOrder.DayFirst,
        "mdy" => DateOrder.MonthFirst,
        "ymd" => DateOrder.YearFirst,
        _ => null,
    };

    /// <summary>Values that are written in one way.</summary>
    private sealed class Seen(long row)
    {
        private readonly HashSet<int> _firsts = [];
        private readonly HashSet<int> _lasts = [];
        private readonly Dictionary<DateOrder, (long Row, long Count)> _ofOrders = [];

        internal long Row => row;

        /// <summary>How many there are.</summary>
        internal long Count { get; private set; }

        /// <summary>The orders that all values fit.</summary>
        internal DateOrder Common { get; private set; } = (DateOrder)7;

        internal void Add(in NumericDate date, long at)
        {
            var orders = date.Orders;
            Common &= orders;
            Count++;
            var (first, count) = _ofOrders.GetValueOrDefault(orders, (at, 0));
            _ofOrders[orders] = (first, count + 1);
            _firsts.Add(date.First);
            _lasts.Add(date.Last);
        }

        internal DateOrder Decide(DateShape shape)
        {
            if (Common is DateOrder.DayFirst or DateOrder.MonthFirst or DateOrder.YearFirst)
                return Common;
            var isUsual = shape is DateShape.Hyphens or DateShape.ShortDots;
            if (Common.HasFlag(DateOrder.DayFirst) && isUsual)
                return DateOrder.DayFirst;
            if (Common == DateOrder.None)
                return Most();
            if (shape < DateShape.ShortSlashes)
                return DateOrder.None;
            return Common.HasFlag(DateOrder.YearFirst) && _lasts.Count >= ManyDays && _firsts.Count <= FewYears ? DateOrder.YearFirst
                : !Common.HasFlag(DateOrder.MonthFirst) && _firsts.Count >= ManyDays && _lasts.Count <= FewYears ? DateOrder.DayFirst
                : DateOrder.None;
        }

        /// <summary>True if no value fits two orders.</summary>
        internal bool IsAbove12 => _ofOrders.Count == 1 && _ofOrders.TryGetValue(DateOrder.DayFirst, out var only) && only.Count >= 3;

        /// <summary>Rows of two values that fit no order together.</summary>
        internal (long One, long Other) Apart()
        {
            var (orders, one) = _ofOrders.MinBy(pair => int.PopCount((int)pair.Key));
            var others = _ofOrders.Where(pair => pair.Key != orders).OrderByDescending(pair => (pair.Key & orders) == DateOrder.None);
            return (one.Row, others.First().Value.Row);
        }

        /// <summary>The order that nearly all fit.</summary>
        private DateOrder Most()
        {
            var all = _ofOrders.Values.Sum(each => each.Count);
            foreach (var order in (ReadOnlySpan<DateOrder>)[DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst])
            {
                var others = _ofOrders.Where(pair => !pair.Key.HasFlag(order)).Sum(pair => pair.Value.Count);
                if (_ofOrders.GetValueOrDefault(order).Count >= FewOthers * others && all > others)
                    return order;
            }

            return DateOrder.None;
        }
    }
}
