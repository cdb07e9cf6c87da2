namespace Gruppera.Web.Contracts;

/// <summary>Several codes or conditions in one field or option.</summary>
internal static class TypedWords
{
    private static readonly char[] Between = [' ', ',', ';', '\t', '\r', '\n'];

    /// <summary>The words one by one, as of <c>I71.4,I20.9</c>; none of a blank text.</summary>
    internal static string[] Split(string typed) => typed.Split(Between, StringSplitOptions.RemoveEmptyEntries);
}
