using System.Text.RegularExpressions;

namespace Gruppera.Host.Tests.Docs;

/// <summary>A command of a page, and what the page says that it prints.</summary>
internal sealed record Command(string Line, int FirstOutput, int EndOfOutput);

/// <summary>A file that a page gives the reader to save.</summary>
internal sealed record SavedFile(string Name, string Text);

/// <summary>What of a page runs, in its order: commands of blocks <c>console</c>, lines that begin with <c>$</c>, each with the output below it;
/// and blocks whose first line names a file, such as <c>```csv plan.csv</c>.</summary>
internal sealed partial record DocsPage(string[] Lines, IReadOnlyList<object> Steps)
{
    internal static DocsPage Of(string text)
    {
        var (lines, steps) = (text.Split('\n'), new List<object>());
        for (var i = 0; i < lines.Length; i++)
        {
            if (Fence().Match(lines[i]) is not { Success: true } fence)
                continue;
            var end = Array.IndexOf(lines, "```", i + 1);
            Assert.True(end > 0, $"line {i + 1}: a block without end");
            if (fence.Groups["file"].Value is { Length: > 0 } file)
                steps.Add(new SavedFile(file, string.Concat(lines[(i + 1)..end].Select(line => line + "\n"))));
            else if (fence.Groups["language"].Value == "console")
                steps.AddRange(Commands(lines, i + 1, end));
            i = end;
        }

        return new(lines, steps);
    }

    private static IEnumerable<Command> Commands(string[] lines, int from, int end)
    {
        Assert.StartsWith("$ ", lines[from], StringComparison.Ordinal);
        while (from < end)
        {
            var line = lines[from++][2..];
            while (line[^1] is '\\' or '|')
                line = line.TrimEnd('\\') + lines[from++].TrimStart();
            if (Heredoc().Match(line) is { Success: true } heredoc)
            {
                do
                    line += "\n" + lines[from];
                while (lines[from++] != heredoc.Groups["end"].Value);
            }

            var first = from;
            while (from < end && !lines[from].StartsWith("$ ", StringComparison.Ordinal))
                from++;
            yield return new(line, first, from);
        }
    }

    [GeneratedRegex(@"^```(?<language>\w*)(?: (?<file>[\w.-]+\.\w+))?$", RegexOptions.None, 1000)]
    private static partial Regex Fence();

    [GeneratedRegex("<<'(?<end>\\w+)'", RegexOptions.None, 1000)]
    private static partial Regex Heredoc();
}
