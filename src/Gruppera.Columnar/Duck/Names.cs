namespace Gruppera.Columnar.Duck;

/// <summary>Names and texts within SQL.</summary>
internal static class Names
{
    /// <summary>A name in quotes.</summary>
    public static string Identifier(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text in quotes.</summary>
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
