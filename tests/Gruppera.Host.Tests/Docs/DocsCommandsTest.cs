using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Cli;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Texts;
using Gruppera.Tests;

namespace Gruppera.Host.Tests.Docs;

/// <summary>Documents are run: each command of a block <c>console</c>, in a folder of its own for the page, prints what the page shows.
/// A line <c>...</c> stands for any lines. Times, versions and ids of jobs differ from run to run and are not compared.
/// <c>GRUPPERA_APPROVE_API=1</c> writes into the pages what the commands print.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed partial class DocsCommandsTest : Home
{
    private static readonly bool IsApproving = Environment.GetEnvironmentVariable("GRUPPERA_APPROVE_API") == "1";

    private readonly string _before = Directory.GetCurrentDirectory();

    private readonly CancellationTokenSource _stop = new();

    private string _port = "5080";

    private int _exit;

    public static TheoryData<string> Pages => [.. MarkdownPages.All.Where(page => Repository.Read(page).Contains("\n```console\n", StringComparison.Ordinal))];

    [Fact]
    public void The_first_hour_the_tasks_and_the_start_pages_run()
    {
        string[] expected = ["README.md", "README.sv.md", "docs/tutorial.md", "docs/README.sv.md"];
        var pages = Pages.Select(row => row.Data).ToList();
        Assert.Empty(expected.Except(pages));
        Assert.True(pages.Count(page => page.StartsWith("docs/how-to/", StringComparison.Ordinal)) >= 7, string.Join(' ', pages));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Every_command_prints_what_the_page_shows(string page)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "commands beside those of the program need a shell of Linux");
        var (document, written) = (DocsPage.Of(Repository.Read(page)), new List<string>());
        Directory.CreateSymbolicLink(PathOf("samples"), Repository.PathOf("samples"));
        Directory.SetCurrentDirectory(Root);
        var (done, server) = (0, Task.CompletedTask);
        try
        {
            foreach (var step in document.Steps)
            {
                if (step is SavedFile file)
                {
                    await File.WriteAllTextAsync(PathOf(file.Name), file.Text, TestContext.Current.CancellationToken);
                    continue;
                }

                var command = (Command)step;
                var shown = document.Lines[command.FirstOutput..command.EndOfOutput];
                Assert.True(_exit is 0 or 3 || command.Line == "echo $?", $"{page}:{command.FirstOutput}: the command before this ended with {_exit}; show it with echo $?");
                string printed;
                if (command.Line.StartsWith("gruppera serve", StringComparison.Ordinal))
                    (printed, server) = await Serve(Words(command.Line));
                else
                    printed = Print(command.Line, page);
                var lines = printed.Length == 0 ? [] : printed.TrimEnd('\n').Split('\n').Select(line => line.TrimEnd()).ToArray();
                written.AddRange(document.Lines[done..command.FirstOutput]);
                written.AddRange(IsApproving && !Agrees(shown, lines) ? Shortened(shown, lines) : shown);
                done = command.EndOfOutput;
                if (!IsApproving)
                    Assert.True(Agrees(shown, lines), $"{page}:{command.FirstOutput}: $ {command.Line}\nshown:\n{string.Join('\n', shown)}\nprinted:\n{string.Join('\n', lines)}");
            }

            Assert.True(_exit is 0 or 3, $"{page}: the last command ended with {_exit}; show it with echo $?");
        }
        finally
        {
            Directory.SetCurrentDirectory(_before);
            await _stop.CancelAsync();
            await server;
            _stop.Dispose();
        }

        if (IsApproving)
            await File.WriteAllTextAsync(Repository.PathOf(page), string.Join('\n', written.Concat(document.Lines[done..])), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("a|b", "a|b", true)]
    [InlineData("a|b", "a|c", false)]
    [InlineData("a", "a|b", false)]
    [InlineData("a|b", "a", false)]
    [InlineData("", "a", false)]
    [InlineData("a|...|d", "a|b|c|d", true)]
    [InlineData("a|...|d", "a|b|c", false)]
    [InlineData("...|d", "a|d|c|d", true)]
    [InlineData("...", "", true)]
    [InlineData("300 contacts in 0.2 s, 1 636 a second", "300 contacts in 1.9 s, 7 a second", true)]
    [InlineData("300 contacts in 0.2 s, 1 636 a second", "301 contacts in 0.2 s, 1 636 a second", false)]
    public void Outputs_are_compared_line_by_line(string shown, string printed, bool agrees) =>
        Assert.Equal(agrees, Agrees(shown.Length == 0 ? [] : shown.Split('|'), printed.Length == 0 ? [] : printed.Split('|')));

    [Fact]
    public void What_is_approved_stays_short()
    {
        Assert.Equal(["a", "...", "d 2", "e"], Shortened(["a", "...", "d 1", "e"], ["a", "b", "c", "d 2", "e"]));
        Assert.Equal(["a", "b"], Shortened(["x", "y", "z", "..."], ["a", "b"]));
        Assert.Equal(["b"], Shortened(["a"], ["b"]));
    }

    private static bool Agrees(ReadOnlySpan<string> shown, ReadOnlySpan<string> printed)
    {
        if (shown.Length == 0)
            return printed.Length == 0;
        if (shown[0].Trim() == "...")
            return Agrees(shown[1..], printed) || (printed.Length > 0 && Agrees(shown, printed[1..]));
        return printed.Length > 0 && Lasting(shown[0]) == Lasting(printed[0]) && Agrees(shown[1..], printed[1..]);
    }

    /// <summary>What was printed, shortened where the page shortens it; all of it where a part of the page is not found again.</summary>
    private static string[] Shortened(string[] shown, string[] printed)
    {
        var (lines, from) = (new List<string>(), 0);
        for (var i = 0; i < shown.Length;)
        {
            if (shown[i].Trim() == "...")
            {
                lines.Add(shown[i++]);
                continue;
            }

            var part = shown[i..].TakeWhile(line => line.Trim() != "...").ToArray();
            var places = Enumerable.Range(from, Math.Max(0, printed.Length - part.Length - from + 1)).ToList();
            if (places.Count == 0)
                return printed;
            var place = places.MaxBy(at => part.Index().Count(line => Lasting(line.Item) == Lasting(printed[at + line.Index])));
            lines.AddRange(printed[place..(place + part.Length)]);
            (from, i) = (place + part.Length, i + part.Length);
        }

        return Agrees(lines.ToArray(), printed) ? [.. lines] : printed;
    }

    private static string Lasting(string line) => Passing().Replace(line, "*");

    private string Print(string line, string page)
    {
        if (line == "echo $?")
        {
            var said = $"{_exit}\n";
            _exit = 0;
            return said;
        }

        if (line.StartsWith("gruppera ", StringComparison.Ordinal) || line.StartsWith("./gruppera ", StringComparison.Ordinal))
        {
            var output = new StringWriter { NewLine = "\n" };
            var session = new Session { Out = output, Error = output, Stop = _stop.Token };
            session.Language = Languages.Find(page.EndsWith(".sv.md", StringComparison.Ordinal) ? "sv" : "en")!;
            _exit = CommandLine.Run(Words(line)[1..], session);
            return output.ToString();
        }

        (_exit, var text, var error) = Programs.Run(new("bash", ["-c", line.Replace(":5080", ":" + _port, StringComparison.Ordinal)]) { WorkingDirectory = Root });
        return (error + text).Replace(":" + _port, ":5080", StringComparison.Ordinal);
    }

    /// <summary>Starts the server on a free port, which stands for 5080 in the lines of the page.</summary>
    private async Task<(string Said, Task Server)> Serve(string[] words)
    {
        string[] args = [.. words[1..].Where(word => word != "--urls" && !word.StartsWith("http://", StringComparison.Ordinal)), "--urls", "http://127.0.0.1:0"];
        var (output, error) = (new FirstLine(), new StringWriter());
        var session = new Session { Out = output, Error = error, Stop = _stop.Token };
        session.Language = Languages.Find("en")!;
        var server = Task.Run(() => CommandLine.Run(args, session));
        Assert.True(await Task.WhenAny(output.Line.Task, server) == output.Line.Task, error.ToString());
        var line = await output.Line.Task;
        _port = Port().Match(line).Groups["port"].Value;
        return (line.Replace(":" + _port, ":5080", StringComparison.Ordinal), server);
    }

    private static string[] Words(string line) => [.. Word().Matches(line).Select(match => match.Value.Replace("'", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal))];

    [GeneratedRegex(@"(?:'[^']*'|""[^""]*""|[^\s'""])+", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"127\.0\.0\.1:(?<port>\d+)", RegexOptions.None, 1000)]
    private static partial Regex Port();

    [GeneratedRegex(@"\d+[.,]\d s, [\d \u00A0]+ (?:a second|per sekund)|(?<=""engine"":"")[^""]+|\b[0-9a-f]{32}\b|(?<=^commit )(?:[0-9a-f]{12}|unknown)", RegexOptions.None, 1000)]
    private static partial Regex Passing();

    /// <summary>Tells of the first line.</summary>
    private sealed class FirstLine : StringWriter
    {
        internal TaskCompletionSource<string> Line { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override Encoding Encoding => Encoding.UTF8;

        public override void WriteLine(string? value) => Line.TrySetResult(value ?? "");
    }
}
