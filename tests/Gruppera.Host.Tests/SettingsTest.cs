using System.Text.Json;
using Gruppera.Cli;
using Gruppera.Cli.Terminal;

namespace Gruppera.Host.Tests;

/// <summary>What <c>gruppera.json</c> and the environment give, which of them holds, and what is refused.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class SettingsTest : Home
{
    public SettingsTest()
    {
        Run("tables", "import", Tables, "--id", "mine", "--quiet");
        Directory.CreateDirectory(PathOf("home"));
    }

    [Fact]
    public void A_run_takes_what_it_is_not_given_and_says_so()
    {
        Write("gruppera.json", """{ "set": "mine", "verbs": { "quality": { "by": "hospital" } } }""");
        var said = Here("group", Contacts, "-o", PathOf("o.csv"));
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("; from gruppera.json: --set mine\n", said.Error, StringComparison.Ordinal);
        Assert.Contains("; set mine\n", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("from gruppera.json", Here("group", Contacts, "-o", PathOf("o.csv"), "--set", "open-se").Error, StringComparison.Ordinal);
        Assert.Contains("from gruppera.json: --set mine, --by hospital", Here("quality", Contacts).Error, StringComparison.Ordinal);
        Assert.Equal("from gruppera.json: --set mine\n", Here("drg", "E44E").Error.Split("\n", 2)[^1] is "" ? Here("drg", "E44E").Error : Here("rule", "no-such").Error.Split('\n')[^2] + "\n");
        Assert.Equal("", Here("group", Contacts, "-o", PathOf("o.csv"), "-q").Error);
    }

    [Fact]
    public void The_command_line_goes_before_the_environment_the_folder_and_the_home()
    {
        File.WriteAllText(PathOf("home/gruppera.json"), """{ "set": "of-home", "cost-column": "kr", "lang": "fi", "exclude": "out.json" }""");
        File.WriteAllText(PathOf("home/out.json"), "[]");
        Write("gruppera.json", """{ "set": "of-folder", "lang": "sv" }""");
        var before = Environment.GetEnvironmentVariable("GRUPPERA_SET");
        try
        {
            Assert.Equal("Uppsättningen of-folder finns inte", Here("group", Contacts, "-o", PathOf("o.csv")).Error.Split(':')[0]);
            Environment.SetEnvironmentVariable("GRUPPERA_SET", "mine");
            var config = Config();
            Assert.Equal("set=mine GRUPPERA_SET True", config[0]);
            Assert.Contains("set=of-folder gruppera.json False", config);
            Assert.Contains($"cost-column=kr {PathOf("home/gruppera.json")} True", config);
            Assert.Contains($"exclude={PathOf("home/out.json")} {PathOf("home/gruppera.json")} True", config);
            Assert.Contains($"från GRUPPERA_SET: --set mine", Here("group", Contacts, "-o", PathOf("o.csv")).Error, StringComparison.Ordinal);
            Assert.Contains("set open-se", Here("group", Contacts, "-o", PathOf("o.csv"), "--set", "open-se", "--lang", "en").Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("GRUPPERA_SET", before);
        }
    }

    [Theory]
    [InlineData("{\n  \"sets\": \"mine\" }", "gruppera.json:2: there is no setting sets. Did you mean set")]
    [InlineData("{ \"set\": null }", "gruppera.json:1: set: give a text, a number, true or false, or a list of texts")]
    [InlineData("{ \"set\": [\"a\", {}] }", "gruppera.json:1: set: give a text, a number, true or false, or a list of texts")]
    [InlineData("{ \"set\": \"a\",\n\"set\": \"b\" }", "gruppera.json:2: set stands twice")]
    [InlineData("{ \"set\": \"a\"\n oh }", "gruppera.json:2: from here on it is no JSON")]
    [InlineData("[]", "gruppera.json:1: the file is no object of options")]
    [InlineData("{ \"verbs\": { \"casemx\": { \"by\": \"unit\" } } }", "gruppera.json:1: there is no verb casemx")]
    [InlineData("{ \"verbs\": { \"casemix\": { \"buy\": \"unit\" } } }", "gruppera.json:1: casemix has no option --buy")]
    [InlineData("{ \"verbs\": { \"casemix\": { \"output\": \"o.csv\" } } }", "gruppera.json:1: --output names a file to write")]
    [InlineData("{ \"verbs\": [] }", "gruppera.json:1: verbs: give an object of verbs")]
    public void What_it_may_not_have_is_refused_with_the_place(string json, string fault)
    {
        Write("gruppera.json", json);
        var said = Here("group", Contacts, "-o", PathOf("o.csv"));
        Assert.Equal((1, false), (said.ExitCode, File.Exists(PathOf("o.csv"))));
        Assert.StartsWith(fault, said.Error, StringComparison.Ordinal);
        Assert.Equal(1, Here("config").ExitCode);
        Assert.Equal(0, Here("group", "--help").ExitCode);
    }

    [Fact]
    public void Comments_lists_and_switches_are_read_and_rivals_give_way()
    {
        Write("gruppera.json", """
            {
              // the set of the year
              "set": "mine", "column": ["hospital=none", "discharge=none"],
              "verbs": { "group": { "strict": true, "excel": false, }, },
            }
            """);
        var said = Here("group", Contacts, "-o", PathOf("o.csv"));
        Assert.Contains("--set mine", said.Error, StringComparison.Ordinal);
        Assert.Contains("--column hospital=none discharge=none", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, Here("group", Contacts, "-o", PathOf("o.csv"), "--set-by-date", "2024=mine,2025=mine").ExitCode);
        Assert.Equal(3, Here("group", Mistakes, "-o", PathOf("o.csv")).ExitCode);
        Assert.Equal(0, Here("explain", "--dx", "I10", "--age", "50", "--days", "1").ExitCode);
    }

    private string[] Config()
    {
        using var json = JsonDocument.Parse(Here("config", "--json").Out);
        return [.. json.RootElement.GetProperty("settings").EnumerateArray().Select(each =>
            $"{each.GetProperty("option").GetString()![2..]}={each.GetProperty("values")[0].GetString()} {each.GetProperty("source").GetString()} {each.GetProperty("holds").GetBoolean()}")];
    }

    private Said Here(params string[] args)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var code = CommandLine.Run(args, new Session { Out = output, Error = error, Folder = Root });
        return new(code, output.ToString(), error.ToString());
    }
}
