namespace Gruppera.Formats.Tables;

/// <summary>Which of the three numbers of a date is the day. Bits, for the orders that a value may have.</summary>
[Flags]
internal enum DateOrder
{
    /// <summary>No order.</summary>
    None = 0,

    /// <summary>Day, month, year.</summary>
    DayFirst = 1,

    /// <summary>Month, day, year.</summary>
    MonthFirst = 2,

    /// <summary>Year, month, day.</summary>
    YearFirst = 4,
}
