namespace Gruppera.Formats.Contacts;

/// <summary>Several codes or conditions in one field or option.</summary>
public static class TypedWords
{
    private static readonly char[] Between = [' ', ',', ';', '\t', '\r', '\n'];

    /// <summary>The words one by one, as of <c>I71.4,I20.9</c>; none of a blank text.</summary>
    public static string[] Split(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Split(Between, StringSplitOptions.RemoveEmptyEntries);
    }
}
