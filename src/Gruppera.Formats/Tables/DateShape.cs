namespace Gruppera.Formats.Tables;

/// <summary>How a date of numbers is written, where that does not tell which number is the day.</summary>
internal enum DateShape
{
    /// <summary>None of these.</summary>
    None = -1,

    /// <summary><c>5/3/2024</c>.</summary>
    Slashes,

    /// <summary><c>5-3-2024</c>.</summary>
    Hyphens,

    /// <summary><c>05032024</c>.</summary>
    Digits,

    /// <summary><c>5/3/24</c>.</summary>
    ShortSlashes,

    /// <summary><c>5-3-24</c>.</summary>
    ShortHyphens,

    /// <summary><c>5.3.24</c>.</summary>
    ShortDots,

    /// <summary><c>050324</c>.</summary>
    ShortDigits,
}
