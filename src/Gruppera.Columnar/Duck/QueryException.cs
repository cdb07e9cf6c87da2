using System.Text.RegularExpressions;
using DuckDB.NET.Native;

namespace Gruppera.Columnar.Duck;

/// <summary>A statement that could not be run. The message names tables and columns, and no value of a row.</summary>
internal sealed partial class QueryException : Exception
{
    private const int Timeout = 1000;
    private const RegexOptions Options = RegexOptions.Singleline | RegexOptions.ExplicitCapture;

    public QueryException(string message, DuckDBErrorType kind)
        : base(Clean(message)) =>
        IsInterrupted = kind == DuckDBErrorType.Interrupt || message.StartsWith("INTERRUPT", StringComparison.Ordinal);

    /// <summary>True if the run was stopped from outside.</summary>
    public bool IsInterrupted { get; }

    /// <summary>What went wrong with a result.</summary>
    public static QueryException Of(ref DuckDBResult result) =>
        new(NativeMethods.Query.DuckDBResultError(ref result) ?? "", NativeMethods.Query.DuckDBResultErrorType(ref result));

    /// <summary>The message without the offers to fetch something, and, of errors that rows cause, without what stands in quotes and
    /// without numbers: they may be values of a patient.</summary>
    internal static string Clean(string message)
    {
        var said = Offers().Replace(message.Trim(), "");
        return OfRows().IsMatch(said) ? WithoutValues(said.Split("\n\n")[0]) : said;
    }

    /// <summary>A message without what stands in quotes, and without numbers.</summary>
    internal static string WithoutValues(string message) => Values().Replace(message, "'…'");

    [GeneratedRegex(@"\n\n(Please try installing|Alternatively, consider|For more info).*", Options, Timeout)]
    private static partial Regex Offers();

    [GeneratedRegex("^(Conversion|Invalid Input|Out of Range|Constraint|Data) Error", Options, Timeout)]
    private static partial Regex OfRows();

    // From the first quote to the last, since a value may hold quotes; numbers and dates stand without them.
    [GeneratedRegex("'.*'|\".*\"|(?<![\\w.])[-+]?\\d[\\d.,:eE+-]*", Options, Timeout)]
    private static partial Regex Values();
}
