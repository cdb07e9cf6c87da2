using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Documents;
using Gruppera.Tests;
using Spectre.Console;

namespace Gruppera.Host.Tests;

/// <summary>The command line as people expect it: help in any width, completion, manual pages, short and quiet forms.</summary>
[Collection(CommandLineCollection.Name)]
public sealed partial class CommandLineTest : Home
{
    private static readonly string[] Folders = [.. Directory.EnumerateFiles(Repository.PathOf("eng/help")).Select(file => Path.GetFileNameWithoutExtension(file)!)];

    private static IEnumerable<string[]> Verbs => Folders.Select(name => name == "gruppera" ? [] : WordsOf(name));

    [Fact]
    public void Help_fits_any_width_and_breaks_no_word()
    {
        try
        {
            foreach (var verb in Verbs)
            {
                TextWidth.Take(200);
                var wide = Words(Help(verb));
                foreach (var width in (int[])[60, 80, 140])
                {
                    TextWidth.Take(width);
                    var help = Help(verb);
                    var longest = help.Split('\n').MaxBy(line => line.Length)!;
                    Assert.True(longest.Length <= width, $"{string.Join(' ', verb)} in {width}: {longest}");
                    Assert.Equal(wide, Words(help));
                }
            }
        }
        finally
        {
            TextWidth.Take(80);
        }

        static string Help(string[] verb) => Run([.. verb, "--help"]).Out;

        // A long list of values may end its line behind each of them.
        static string[] Words(string help) => EndOfValue().Replace(help, "|").Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    [Theory]
    [InlineData(null, 0, 0)]
    [InlineData("132", 0, 132)]
    [InlineData("132", 90, 132)]
    [InlineData("wide", 90, 90)]
    [InlineData("-5", 0, 0)]
    public void COLUMNS_decides_before_the_terminal(string? columns, int terminal, int expected) =>
        Assert.Equal(expected, Session.WidthOf(columns, terminal));

    [Fact]
    public void NO_COLOR_takes_colours_away()
    {
        var before = Environment.GetEnvironmentVariable("NO_COLOR");
        try
        {
            Environment.SetEnvironmentVariable("NO_COLOR", "1");
            Assert.Equal(ColorSystemSupport.NoColors, Gruppera.Cli.Terminal.Progress.Colours);
            Environment.SetEnvironmentVariable("NO_COLOR", null);
            Assert.Equal(ColorSystemSupport.Detect, Gruppera.Cli.Terminal.Progress.Colours);
        }
        finally
        {
            Environment.SetEnvironmentVariable("NO_COLOR", before);
        }
    }

    [Theory]
    [InlineData("gruppera tab", "tables")]
    [InlineData("gruppera weights ", "compute diff import list remove show")]
    [InlineData("gruppera group --form", "--format")]
    [InlineData("gruppera group --format ", "json text")]
    [InlineData("gruppera group --format=j", "--format=json")]
    [InlineData("gruppera group --set mi", "mine")]
    [InlineData("gruppera tables info ", "mine open-se")]
    [InlineData("gruppera casemix g.csv --weights ", "region")]
    [InlineData("gruppera group c.csv --layout cano", "canonical")]
    [InlineData("gruppera help weights sh", "show")]
    [InlineData("gruppera weights import --over", "")]
    [InlineData("gruppera group ", "")]
    [InlineData("gruppera completion p", "pwsh")]
    [InlineData("gruppera weights diff region r", "region")]
    public void A_line_is_completed(string line, string words)
    {
        Run("tables", "import", Tables, "--id", "mine", "--quiet");
        Run("weights", "import", Write("l.csv", "DRG;Vikt\nE44E;1\n"), "--id", "region", "--quiet");
        Assert.Equal(words, string.Join(' ', Run("[suggest]", line).Lines));
        Assert.Equal(words, string.Join(' ', Run($"[suggest:{line.Length}]", line + "x y").Lines));
    }

    [Theory]
    [InlineData("bash", "--norc -c", """
        gruppera() { dotnet "$PROGRAM" "$@"; }
        source completion
        complete -p gruppera
        line() { COMP_LINE=$1 COMP_POINT=${#1} COMP_WORDS=($1); _gruppera; echo "${COMPREPLY[*]}"; }
        line 'gruppera weights c'
        line 'gruppera group --format=j'
        """, "complete -o bashdefault -o default -F _gruppera gruppera|compute|json")]
    [InlineData("zsh", "-f -c", """
        gruppera() { dotnet "$PROGRAM" "$@"; }
        compdef() { echo "compdef $*"; }
        compadd() { echo "${@[2,-1]}"; }
        source ./completion
        line() { words=("$@") CURRENT=$#; _gruppera; }
        line gruppera weights c
        line gruppera group --format j
        """, "compdef _gruppera gruppera|compute|json")]
    [InlineData("fish", "--no-config -c", """
        function gruppera; dotnet $PROGRAM $argv; end
        source completion
        complete -C 'gruppera weights c'
        complete -C 'gruppera group --format j'
        """, "compute|json")]
    public void A_shell_completes(string shell, string options, string script, string said)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), shell);
        Write("completion", Run("completion", shell).Out);
        var start = new ProcessStartInfo(shell, [.. options.Split(' '), script]) { WorkingDirectory = Root };
        start.Environment["PROGRAM"] = Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll");
        var (status, output, error) = Programs.Run(start);
        Assert.SkipWhen(status == -1, $"there is no {shell} here");
        Assert.True(output.TrimEnd().Replace('\n', '|') == said, output + error);
    }

    [Fact]
    public async Task Every_verb_has_a_manual_page_that_troff_reads()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/groff"), "groff");
        var folder = PathOf("man");
        Assert.Equal(0, Run("man", "--output", folder).ExitCode);
        var pages = Directory.GetFiles(folder);
        Assert.Equal(Folders.Length, pages.Length);
        using var groff = Process.Start(new ProcessStartInfo("groff", ["-k", "-w", "w", "-man", "-Tutf8", .. pages])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var error = groff.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await groff.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.Equal("", await error);
        Assert.Contains("gruppera-weights-compute", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_verb_that_stands_alone_lists_its_verbs()
    {
        foreach (var verb in Verbs.Where(verb => verb.Length > 0 && Run([.. verb, "--help"]).Out.Contains(" VERB [", StringComparison.Ordinal) && verb[0] != "layouts"))
        {
            var said = Run(verb);
            Assert.Equal((1, ""), (said.ExitCode, said.Out));
            Assert.Contains("A verb is missing\n\nVerbs\n  ", said.Error, StringComparison.Ordinal);
        }

        var alone = Run();
        Assert.Equal((1, ""), (alone.ExitCode, alone.Out));
        Assert.Contains("\nGroup contacts\n", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_a_verb_is_had_in_two_ways()
    {
        Assert.Equal(Run("weights", "compute", "--help"), Run("help", "weights", "compute"));
        Assert.Equal(Run("--help"), Run("help"));
        Expect(Run("help", "weigths"), 1, "", "There is no verb weigths. Did you mean weights?\n");
    }

    [Theory]
    [InlineData("search x --format jsno", "jsno: give one of text, markdown, json. Did you mean json?")]
    [InlineData("search x --lang sw", "--lang sw: give one of en, da, fi, nb, sv. Did you mean sv?")]
    [InlineData("tables remove mein", "There is no imported set mein. Did you mean mine?")]
    [InlineData("weights remove regoin", "There is no weight list regoin. Did you mean region?")]
    [InlineData("codes remove abc", "There is no catalogue abc; stored are: -")]
    public void Misspelt_values_are_offered_the_right_one(string command, string said)
    {
        Run("tables", "import", Tables, "--id", "mine", "--quiet");
        Run("weights", "import", Write("l.csv", "DRG;Vikt\nE44E;1\n"), "--id", "region", "--quiet");
        var run = Run(command.Split(' '));
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(said, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_verb_that_prints_a_result_prints_JSON_too()
    {
        string[] others =
        [
            "completion", "dump", "help", "jobs plan", "man", "mcp", "merge", "serve", "work", "report casemix", "tables export", "layouts show", "change template",
        ];
        foreach (var verb in Verbs.Where(verb => verb.Length > 0))
        {
            var help = Run([.. verb, "--help"]).Out;
            if (help.Contains(" VERB [", StringComparison.Ordinal) && verb is not ["layouts"])
                continue;
            var name = string.Join(' ', verb);
            Assert.True(others.Contains(name) != help.Contains("  --json ", StringComparison.Ordinal), name);
            Assert.Contains("-q, --quiet", help, StringComparison.Ordinal);
            Assert.Contains("-v, --verbose", help, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Short_verbs_say_what_they_did_as_JSON()
    {
        Assert.Equal("t", Json("tables", "import", Tables, "--id", "t").GetProperty("id").GetString());
        Assert.Equal("t", Json("tables", "list").GetProperty("sets")[0].GetProperty("version").GetProperty("id").GetString());
        Assert.Equal(64, Json("tables", "info", "t").GetProperty("version").GetProperty("sourceHash").GetString()!.Length);
        Assert.Equal(1, Json("weights", "import", Write("l.csv", "DRG;Vikt\nE44E;1\n"), "--id", "a").GetProperty("weights").GetInt32());
        Assert.Equal("a", Json("weights", "list").GetProperty("lists")[0].GetProperty("manifest").GetProperty("id").GetString());
        Assert.Equal("a", Json("weights", "remove", "a").GetProperty("removed").GetString());
        Assert.Equal("t", Json("tables", "remove", "t").GetProperty("removed").GetString());
        Assert.Equal(0, Json("codes", "list").GetProperty("catalogues").GetArrayLength());
        Assert.Equal("canonical", Json("layouts").GetProperty("layouts")[0].GetProperty("name").GetString());
        Assert.True(Json("layouts", "check", "canonical", "--contacts", Contacts).GetProperty("isRight").GetBoolean());
        Assert.Equal(20, Json("synth", "--contacts", "20", "-o", PathOf("s.csv")).GetProperty("contacts").GetInt32());
        var said = Run("change", "new", "property", "--dx", "I10", "--type", "dgprop", "--value", "99X98", "--name", "n", "-o", PathOf("TC.xlsx"), "--json");
        Assert.Equal("IN", JsonDocument.Parse(said.Out).RootElement.GetProperty("rows")[0].GetProperty("direction").GetString());
        Assert.Equal(0, Json("change", "check", PathOf("TC.xlsx")).GetProperty("findings").EnumerateArray().Count(each => each.GetProperty("severity").GetString() == "error"));
        Assert.StartsWith("--format takes one value", Run("search", "x", "--json", "--format", "text").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_runs_say_nothing_and_options_stand_anywhere()
    {
        Assert.Equal("", RunWithReading("quality", "--quiet", Contacts).Error);
        Assert.Equal("", RunWithReading("-q", "casemix", Grouped(), "--weights", Write("l.csv", "DRG;Vikt\nE44E;1\nF05E;2\n"), "--allow-few-weights").Error
            .Split('\n').FirstOrDefault(line => !line.StartsWith("GRP", StringComparison.Ordinal) && line.Length > 0) ?? "");
        Assert.Equal(Run("tables", "info", "open-se", "--lang", "sv").Out, Run("--lang", "sv", "tables", "info", "open-se").Out);
        Assert.Contains("exit code 0", RunWithReading("search", "angina", "-v").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_name_of_an_option_works_and_is_told()
    {
        var list = Write("l.csv", "DRG;Vikt\nE44E;1\n");
        Run("weights", "import", list, "--id", "a");
        Assert.Contains("There is already a list a: --replace it", Run("weights", "import", list, "--id", "a").Error, StringComparison.Ordinal);
        var said = Run("weights", "import", list, "--id", "a", "--overwrite");
        Assert.Equal(0, said.ExitCode);
        Assert.StartsWith("--overwrite is called --replace now", said.Error, StringComparison.Ordinal);
        Assert.Equal("", Run("weights", "import", list, "--id", "a", "--replace", "--quiet").Error);
        Assert.DoesNotContain("--overwrite", Run("weights", "import", "--help").Out, StringComparison.Ordinal);
    }

    private string Grouped()
    {
        Run("group", Contacts, "-o", PathOf("g.csv"), "--quiet");
        return PathOf("g.csv");
    }

    private static JsonElement Json(params string[] args) => JsonDocument.Parse(Run([.. args, "--json", "--quiet"]).Out).RootElement;

    /// <summary>The words of a verb whose name in a file has hyphens between them, and in some of them.</summary>
    private static string[] WordsOf(string name) => name switch
    {
        "what-if" or "technology-gap" => [name],
        "change-from-diff" => ["change", "from-diff"],
        "tables-day-surgery" => ["tables", "day-surgery"],
        _ => name.Split('-'),
    };

    [GeneratedRegex(@"\|\s+", RegexOptions.None, 1000)]
    private static partial Regex EndOfValue();
}
