using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>The order of day, month and year in the dates of one column, by how they are written. Immutable.</summary>
internal sealed class DateOrders
{
    private readonly DateOrder[] _orders = new DateOrder[(int)DateShape.ShortDigits + 1];

    internal DateOrders(IEnumerable<(DateShape Shape, DateOrder Order)> orders)
    {
        foreach (var (shape, order) in orders)
            _orders[(int)shape] = order;
    }

    /// <summary>One order for all dates of a column, as somebody says.</summary>
    /// <param name="order">The order.</param>
    /// <param name="hasShortDigits">True if the column has dates of six digits.</param>
    internal DateOrders(DateOrder order, bool hasShortDigits)
        : this(Enum.GetValues<DateShape>().Where(shape => shape != DateShape.None && (hasShortDigits || shape != DateShape.ShortDigits))
            .Select(shape => (shape, order)))
    {
    }

    /// <summary>Reads a date whose order is decided.</summary>
    /// <param name="text">The text, trimmed.</param>
    /// <param name="isBirth">True for a birth, whose century its admission decides.</param>
    /// <param name="admission">The day of admission, where it is given.</param>
    /// <param name="date">The date; null if the text is none in this order.</param>
    /// <returns>False for a text that is written in another way.</returns>
    internal bool TryRead(ReadOnlySpan<byte> text, bool isBirth, DateOnly? admission, out DateOnly? date)
    {
        date = null;
        if (!NumericDate.TryParse(text, out var numbers))
            return false;
        var order = _orders[(int)numbers.Shape];
        // Eight digits that are a date with the year first are one.
        if (order == DateOrder.None
            || (numbers.Shape == DateShape.Digits && DateForms.TryRead(text[..Math.Min(8, text.Length)], "yyyyMMdd", out _)))
            return false;
        if (isBirth ? numbers.TryMakeBirth(order, admission, out var read) : numbers.TryMake(order, out read))
            date = read;
        return true;
    }
}
