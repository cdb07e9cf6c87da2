namespace Gruppera;

/// <summary>Tells codes of functions (ICF) from diagnoses (ICD-10) by how they are written. Thread-safe.</summary>
/// <remarks>The letters b, d, e and s of ICF are written small, those of ICD large; and ICF goes on with a qualifier after three to five
/// digits, as in <c>d450.2</c> and <c>e115+2</c>, where ICD has its point after two. Source: docs/quality.md.</remarks>
public static class FunctionCode
{
    private const int Longest = 10;
    private const int ShortestDigits = 3;
    private const int LongestDigits = 5;

    /// <summary>True for <c>b455</c>, <c>d450.2</c> and <c>D450.2</c>; false for <c>D45.0</c>, <c>D450</c> and <c>i509</c>.</summary>
    /// <param name="text">The code as it stands in the data.</param>
    public static bool IsWritten(ReadOnlySpan<char> text) => Form(text) is { } form && (form == CodeForm.Qualified || text[0] >= 'a');

    /// <inheritdoc cref="IsWritten(ReadOnlySpan{char})"/>
    public static bool IsWritten(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[Longest];
        return text.Length <= Longest && IsWritten(Wide(text, letters));
    }

    /// <summary>True for a code with a qualifier of ICF, which ICD has nowhere: <c>d450.2</c>, <c>D450.2</c>, <c>e115+2</c>.</summary>
    /// <param name="text">The code as it stands in the data.</param>
    public static bool IsQualified(ReadOnlySpan<char> text) => Form(text) == CodeForm.Qualified;

    /// <inheritdoc cref="IsQualified(ReadOnlySpan{char})"/>
    public static bool IsQualified(ReadOnlySpan<byte> text)
    {
        Span<char> letters = stackalloc char[Longest];
        return text.Length <= Longest && IsQualified(Wide(text, letters));
    }

    /// <summary>True for a code of functions among the diagnoses of a contact: where others are in small letters, so may its diagnoses be,
    /// and only a qualifier tells.</summary>
    /// <param name="text">The code as it stands in the data.</param>
    /// <param name="all">All diagnoses of the contact, likewise.</param>
    public static bool IsAmong(string text, IReadOnlyCollection<string> all)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(all);
        return IsQualified(text) || (IsWritten(text)
            && !all.Any(other => other.Length > 0 && char.IsAsciiLetterLower(other[0]) && !IsWritten(other)));
    }

    /// <summary>True for a letter of ICF with three to five digits, as codes are kept: <c>D450</c>. Among procedures it is one of
    /// functions, among diagnoses it can be of ICD.</summary>
    /// <param name="code">The code as it is kept.</param>
    public static bool MayBe(ReadOnlySpan<char> code) => Form(code) is not null;

    private static ReadOnlySpan<char> Wide(ReadOnlySpan<byte> text, Span<char> letters)
    {
        for (var i = 0; i < text.Length; i++)
            letters[i] = (char)text[i];
        return letters[..text.Length];
    }

    /// <summary>A letter of ICF with three to five digits, and a qualifier or none; null for anything else.</summary>
    private static CodeForm? Form(ReadOnlySpan<char> text)
    {
        if (text.Length is <= ShortestDigits or > Longest || (text[0] | 0x20) is not ('b' or 'd' or 'e' or 's'))
            return null;
        var digits = text[1..].IndexOfAnyExceptInRange('0', '9');
        if (digits < 0)
            return text.Length - 1 <= LongestDigits ? CodeForm.Plain : null;
        var qualifier = text[(1 + digits)..].TrimStart('.').TrimStart('+');
        return digits is >= ShortestDigits and <= LongestDigits && !qualifier.IsEmpty && qualifier.Length < text.Length - 1 - digits
            && !qualifier.ContainsAnyExceptInRange('0', '9')
            ? CodeForm.Qualified
            : null;
    }

    private enum CodeForm
    {
        Plain,
        Qualified,
    }
}
