using System.CommandLine.Parsing;

namespace Gruppera.Cli.Commands;

/// <summary>What was asked for and would not be done is an error, never ignored.</summary>
internal static class OutputNames
{
    private const string Workbook = ".xlsx";
    private static readonly string[] Text = ["", ".csv", ".txt", ".tsv", ".tab", ".skv", ".dat", ".out", ".gz", ".parquet"];

    private static readonly string[] Papers = ["", ".txt", ".md", ".html", ".htm", ".docx", ".json"];

    /// <summary>Commands whose output is other than delimited text, or may be; those of a workbook by format have it beside.</summary>
    private static readonly Dictionary<string, string[]> Others = new(StringComparer.Ordinal)
    {
        ["group"] = [Workbook, ".ndjson", ".hl7"],
        ["quality"] = [".json"],
        ["check"] = [".json"],
        ["compute"] = [Workbook, ".json"],
        ["casemix"] = [Workbook],
        ["los"] = [Workbook],
        ["compare"] = [Workbook],
        ["expected"] = [Workbook],
        ["homogeneity"] = [Workbook],
        ["usage"] = [Workbook],
        ["recoding"] = [Workbook],
        ["budget"] = [Workbook],
        ["trim"] = [Workbook],
        ["gap"] = [Workbook],
        ["diff"] = [".md", ".json"],
        ["simulate"] = [".md", ".json"],
        ["merge"] = [Workbook, ".md", ".json"],
        ["gather"] = [".ndjson", ".hl7"],
        ["dump"] = [".dump"],
        ["sql"] = [".json"],
    };

    /// <summary>Refuses outputs whose names promise what no writer makes.</summary>
    internal static void Check(CommandResult command)
    {
        var name = command.Command.Name;
        var above = new List<string>();
        for (var at = command.Parent as CommandResult; at is not null; at = at.Parent as CommandResult)
            above.Add(at.Command.Name);
        foreach (var option in command.Children.OfType<OptionResult>().Where(option => !option.Implicit))
        {
            if (!OutputFiles.Options.Contains(option.Option.Name) || name is "export" or "man" or "rerun"
                || above.Contains("report", StringComparer.Ordinal))
                continue;
            var format = command.Children.OfType<OptionResult>().FirstOrDefault(each => each.Option.Name == "--format");
            var isWorkbook = format?.Tokens is [{ Value: "xlsx" }, ..];
            foreach (var token in option.Tokens)
            {
                if (option.Option.Name == "--partial")
                    continue;
                if (option.Option.Name == "--write-layout")
                    Check(token.Value, [.. Text, ".json"]);
                else if (option.Option.Name == "--truth")
                    Check(token.Value, [.. Text, ".json"]);
                else if (option.Option.Name == "--sums")
                    Check(token.Value, [.. Text, Workbook]);
                else if (option.Option.Name != "--output")
                    Check(token.Value, Text);
                else if (above.Contains("change", StringComparer.Ordinal) && name is "document" or "minutes" or "register")
                    Check(token.Value, Papers);
                else if (isWorkbook || name == "assess" || above.Contains("change", StringComparer.Ordinal))
                    Check(token.Value, [Workbook]);
                else
                    Check(token.Value, [.. Text, .. Others.GetValueOrDefault(name) ?? []]);
            }
        }
    }

    /// <summary>The refusal of an option that has no effect without another.</summary>
    internal static UsageException WithoutEffect(string option, string needed) =>
        new($"{option} has no effect without {needed}: give that, or leave it out");

    /// <summary>The refusal of an option that has no effect beside something else.</summary>
    internal static UsageException NotBeside(string option, string other) =>
        new($"{option} has no effect together with {other}: leave one of them out");

    private static void Check(string path, string[] extensions)
    {
        if (path is "-" || path.StartsWith("/dev/", StringComparison.Ordinal))
            return;
        var extension = Path.GetExtension(path).ToLowerInvariant();
        if (extensions.Contains(extension, StringComparer.Ordinal))
            return;
        var list = string.Join(", ", extensions.Where(each => each.Length > 0));
        throw new UsageException($"{path}: a {extension} file cannot be written here. Give the output a name that ends in {list}");
    }
}
