namespace Gruppera.Cli.Commands;

/// <summary>What was asked for and would not be done is an error, never ignored.</summary>
internal static class OutputNames
{
    private static readonly string[] Text = ["", ".csv", ".txt", ".tsv", ".tab", ".skv", ".dat", ".out", ".gz"];

    /// <summary>Refuses an output whose name promises what no writer makes.</summary>
    /// <param name="path">The output, or <c>-</c>.</param>
    /// <param name="others">What the command can write besides delimited text.</param>
    internal static void Check(string? path, params string[] others)
    {
        if (path is null or "-" || path.StartsWith("/dev/", StringComparison.Ordinal))
            return;
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (Text.Contains(extension, StringComparer.Ordinal) || others.Contains(extension, StringComparer.Ordinal))
            return;
        var list = string.Join(", ", Text.Skip(1).Concat(others));
        throw new UsageException($"{path}: a {extension} file cannot be written here. Give the output a name that ends in {list}");
    }

    /// <summary>The refusal of an option that has no effect without another.</summary>
    internal static UsageException WithoutEffect(string option, string needed) =>
        new($"{option} has no effect without {needed}: give that, or leave it out");

    /// <summary>The refusal of an option that has no effect beside something else.</summary>
    internal static UsageException NotBeside(string option, string other) =>
        new($"{option} has no effect together with {other}: leave one of them out");
}
