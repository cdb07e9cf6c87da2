namespace Gruppera.Cli.Output;

/// <summary>Rows of comma-separated text.</summary>
internal static class Csv
{
    internal static string Row(params IEnumerable<string> fields) => string.Join(',', fields.Select(Quoted));

    private static string Quoted(string field) =>
        field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
