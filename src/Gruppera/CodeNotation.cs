namespace Gruppera;

/// <summary>Codes as people write them. Thread-safe.</summary>
public static class CodeNotation
{
    private const int Category = 3;

    /// <summary>A code of ICD-10 with its point, <c>I71.4</c>, and a pair as <c>G94.0*A50.3</c>; codes of procedures, medicines and
    /// functions as they are.</summary>
    public static string Written(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Contains('*', StringComparison.Ordinal) ? string.Join('*', code.Split('*').Select(Pointed)) : Pointed(code);
    }

    /// <summary>A code as people write it: a diagnosis with its point; of procedures a code of functions with its small letter,
    /// <c>d450</c>, and others as they are.</summary>
    public static string Written(string code, bool isProcedure)
    {
        ArgumentNullException.ThrowIfNull(code);
        return !isProcedure ? Written(code) : FunctionCode.MayBe(code) ? char.ToLowerInvariant(code[0]) + code[1..] : code;
    }

    /// <summary>True for the form of an ATC code of five characters or more: a letter, two digits, two letters.</summary>
    public static bool IsMedicine(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Length > Category + 1 && char.IsAsciiLetter(code[0]) && char.IsAsciiDigit(code[1])
            && char.IsAsciiDigit(code[2]) && char.IsAsciiLetter(code[Category]) && char.IsAsciiLetter(code[Category + 1]);
    }

    /// <summary>A letter, two digits, and behind them anything but a point, or the two letters of a medicine.</summary>
    private static string Pointed(string code) => code.Length > Category && char.IsAsciiLetterUpper(code[0]) && char.IsAsciiDigit(code[1])
        && char.IsAsciiDigit(code[2]) && char.IsAsciiLetterOrDigit(code[Category])
        && !IsMedicine(code)
        ? $"{code[..Category]}.{code[Category..]}"
        : code;
}
