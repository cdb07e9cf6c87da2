namespace Gruppera.Formats.Tables;

/// <summary>What the text of a cell of a definition table means, however a spreadsheet or a database has written it. Thread-safe.</summary>
/// <remarks>Source: docs/specification/formats.md §3, "What bites a reader".</remarks>
public static class CellText
{
    /// <summary>An MDC in upper case, in two digits where it is a number (<c>5</c> and <c>5.0</c> become <c>05</c>), a leading minus
    /// kept (<c>-5</c> becomes <c>-05</c>).</summary>
    public static string Mdc(ReadOnlySpan<char> cell)
    {
        cell = WithoutFraction(cell);
        return cell is [var digit] && char.IsAsciiDigit(digit) ? $"0{digit}"
            : cell is ['-', var negated] && char.IsAsciiDigit(negated) ? $"-0{negated}"
            : cell.ToString().ToUpperInvariant();
    }

    /// <summary>A whole number without the fraction that a spreadsheet gave it: <c>8.0</c> becomes <c>8</c>. Anything but digits with
    /// nothing but zeros after the point is returned unchanged.</summary>
    public static ReadOnlySpan<char> WithoutFraction(ReadOnlySpan<char> cell)
    {
        var point = cell.IndexOf('.');
        return point > 0 && !cell[..point].ContainsAnyExceptInRange('0', '9') && cell[(point + 1)..].TrimEnd('0').IsEmpty
            ? cell[..point]
            : cell;
    }

    /// <summary>True for a cell that says yes: <c>1</c>, <c>1.0</c>, <c>T</c> or <c>true</c>, in either case.</summary>
    public static bool IsTrue(ReadOnlySpan<char> cell) =>
        cell is "1" or "T" or "t" or "1.0" || cell.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>True for a text that a spreadsheet shows in place of a value, in any language: <c>#N/A</c>, <c>#VALUE!</c>, <c>#NAMN?</c>,
    /// <c>#SAKNAS!</c>.</summary>
    public static bool IsError(ReadOnlySpan<char> text) =>
        text is ['#', _, _, .. { Length: > 0 } rest] && !text.Contains(' ') && (rest[^1] is '!' or '?' || text[2] == '/');
}
