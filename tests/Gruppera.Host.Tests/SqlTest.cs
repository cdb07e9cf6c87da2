using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>SQL over files of contacts and sets: the examples of docs/sql.md run, and functions give what <c>gruppera group</c> gives.</summary>
[Collection(CommandLineCollection.Name)]
public partial class SqlTest : Home
{
    private const string Arguments =
        "diagnoses, procedures, sex := sex, age_days := age_days, duration := duration, discharge := discharge, leave_days := leave_days, " +
        "care_form := care_form, admission_date := admission_date, discharge_date := discharge_date";

    public static IEnumerable<TheoryDataRow<string, string>> Examples =>
        Block().Matches(Repository.Read("docs/sql.md")).Select(match => new TheoryDataRow<string, string>(match.Groups["sql"].Value, match.Groups["says"].Value));

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_of_the_document_runs(string sql, string says)
    {
        var here = Directory.GetCurrentDirectory();
        File.Copy(Contacts, PathOf("contacts.csv"));
        Directory.SetCurrentDirectory(Root);
        try
        {
            var said = Run("sql", sql);
            Assert.Equal((sql, 0, ""), (sql, said.ExitCode, said.Error));
            Assert.True(said.Lines.Length > 1, said.Out);
            if (says.Length > 0)
                Assert.Equal(says, said.Out);
        }
        finally
        {
            Directory.SetCurrentDirectory(here);
        }
    }

    [Fact]
    public void The_document_has_examples() => Assert.True(Examples.Count() > 6);

    [Fact]
    public void Functions_give_each_row_what_group_gives_it()
    {
        Assert.Equal(0, Run("synth", "--contacts", "20000", "--faults", "0.3", "-o", PathOf("c.csv"), "--quiet").ExitCode);
        Write("list.csv", "DRG;Vikt\n" + string.Concat(Run("sql", "select drg || ';' || replace(((row_number() over ()) / 7)::decimal(9,4)::varchar, '.', ',') from groups()", "--format", "csv").Lines.Skip(1).Select(line => line.Trim('"') + "\n")));
        Assert.Equal(3, Run("group", PathOf("c.csv"), "--weights", PathOf("list.csv"), "-o", PathOf("g.parquet")).ExitCode);
        var read = $"read_csv('{PathOf("c.csv")}', all_varchar = true)";
        foreach (var arguments in new[] { Arguments, Arguments.Replace("diagnoses, procedures", "string_split(diagnoses, ' '), string_split(procedures, ' ')", StringComparison.Ordinal) })
        {
            var said = Run(
                "sql", $"with f as (select id, drg({arguments}) d, mdc({arguments}) m, rtc({arguments}) r, rule_id({arguments}) u, " +
                $"issue({arguments}) i, weight({arguments}, weights := '{PathOf("list.csv")}') w from {read}) " +
                $"select count(*), count(g.drg), count(w), count(i), count(*) filter (where g.drg is distinct from d or (g.drg is not null and (g.mdc is distinct from m or g.rtc is distinct from r or g.rule_id is distinct from u)) or g.weight is distinct from w or (g.drg is null and g.issue is distinct from i)) " +
                $"from '{PathOf("g.parquet")}' g join f using (id)",
                "--format", "csv");
            Assert.Equal(0, said.ExitCode);
            var counts = said.Lines[1].Split(',').Select(int.Parse).ToArray();
            Assert.Equal(20000, counts[0]);
            Assert.InRange(counts[1], 19000, 19999);
            Assert.InRange(counts[2], 1, 20000);
            Assert.InRange(counts[3], 1, 2000);
            Assert.Equal(0, counts[4]);
        }

        Assert.Equal("20000,true", Run("sql", $"select count(*), bool_and(a.drg is not distinct from b.drg and a.weight is not distinct from b.weight and a.issue is not distinct from b.issue) from '{PathOf("g.parquet")}' a join grouped('{PathOf("c.csv")}', weights := '{PathOf("list.csv")}') b using (id)", "--format", "csv").Lines[1]);
    }

    [Fact]
    public void Several_sets_stand_in_one_question()
    {
        Assert.Equal(0, Run("tables", "import", Tables, "--id", "sample").ExitCode);
        var said = Run("sql", $"select drg('I50.9', sex := 'F', age_years := 79, duration := 5) as open, drg('I50.9', sex := 'F', age_years := 79, duration := 5, \"set\" := 'sample') as sample, (select count(*) from rules(\"set\" := 'sample')) <> (select count(*) from rules()) as differ", "--format", "csv");
        Assert.Equal(0, said.ExitCode);
        var cells = said.Lines[1].Split(',');
        Assert.NotEqual(cells[0], cells[1]);
        Assert.Equal("true", cells[2]);
    }

    [Theory]
    [InlineData("select drg('I50.9', foo := 3)", "does not support the supplied arguments")]
    [InlineData("from grouped('x.csv', sett := 'y')", "sett")]
    [InlineData("from grouped('none.csv')", "none.csv")]
    [InlineData("from grouped('postgres:host=127.0.0.1;table=t')", "nothing of a network is read")]
    [InlineData("from contacts('none.parquet')", "there is no file none.parquet")]
    [InlineData("select drg('I50.9', \"set\" := 'none')", "There is no definition set none")]
    [InlineData("select weight('I50.9', sex := 'F', age_years := 79, duration := 5, weights := 'none')", "There is no weight list none")]
    [InlineData("select drg(509, [1, 2])", "texts, or lists of texts")]
    [InlineData("select drg('I50.9', [1, 2])", "texts, or lists of texts")]
    [InlineData("install httpfs", "INSTALL and LOAD are refused")]
    [InlineData("select 1; /* x */ load httpfs", "INSTALL and LOAD are refused")]
    [InlineData("force install 'httpfs' from 'http://127.0.0.1:1'", "INSTALL and LOAD are refused")]
    [InlineData("from 'http://127.0.0.1:1/x.parquet'", "httpfs")]
    [InlineData("set autoinstall_known_extensions = true; from 'http://127.0.0.1:1/x.parquet'", "locked")]
    [InlineData("select 191212121212::integer", "Conversion Error")]
    [InlineData("select 'O''Tolvansson 191212121212'::int", "Conversion Error")]
    [InlineData("select 'Tolvansson'::int", "Conversion Error")]
    [InlineData("select from", "syntax error")]
    [InlineData(" -- nothing", "there is no statement")]
    public void What_cannot_be_run_says_why(string sql, string reason)
    {
        var said = Run("sql", sql);
        Assert.Equal((1, ""), (said.ExitCode, said.Out));
        Assert.Contains(reason, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Tolvansson", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1912", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("INSTALL httpfs", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_has_the_form_that_was_asked_for()
    {
        const string Sql = "create table t as select * from (values (1, 'a;b', [1, 2], date '2025-03-01'), (2, NULL, [], NULL)) v(n, t, l, d); -- and\nfrom t; /* ; */ ";
        Assert.Equal("n  t    l       d\n1  a;b  [1, 2]  2025-03-01\n2       []\n", Run("sql", Sql).Out.Replace(" \n", "\n", StringComparison.Ordinal));
        Assert.Equal("n,t,l,d\n1,a;b,1 2,2025-03-01\n2,,,\n", Run("sql", "-f", Write("q.sql", Sql), "--format", "csv").Out);
        using var json = JsonDocument.Parse(Run("sql", Sql, "--format", "json").Out);
        Assert.Equal("""[{"n":1,"t":"a;b","l":[1,2],"d":"2025-03-01"},{"n":2,"t":null,"l":[],"d":null}]""", JsonSerializer.Serialize(json.RootElement));
        Assert.Equal("[]\n", Run("sql", "select 1 where false", "--format", "json").Out);
        Assert.Equal(0, Run("sql", Sql, "-o", PathOf("t.parquet")).ExitCode);
        Assert.Equal("2,INTEGER[]", Run("sql", $"select count(*), any_value(typeof(l)) from '{PathOf("t.parquet")}'", "--format", "csv").Lines[1]);
        Assert.Equal(0, Run("sql", Sql, "-o", PathOf("t.json")).ExitCode);
        Assert.StartsWith("[\n  {\"n\":1,", File.ReadAllText(PathOf("t.json")), StringComparison.Ordinal);
        Assert.Equal(1, Run("sql", "create table u(i int)", "-o", PathOf("u.parquet")).ExitCode);
        Assert.False(File.Exists(PathOf("u.parquet")));
        var long_ = Run("sql", "from range(5000)");
        Assert.Equal((201, "200 of 5 000 rows are shown: give --format csv or -o for all\n"), (long_.Lines.Length, long_.Error));
        Assert.Equal(1, Run("sql").ExitCode);
        Assert.Equal(1, Run("sql", "select 1", "-f", PathOf("q.sql")).ExitCode);
        Assert.Equal(1, Run("sql", "select 1", "--format", "parquet").ExitCode);
        Assert.Equal(1, Run("sql", "select 1", "--format", "csv", "-o", PathOf("x.parquet")).ExitCode);
    }

    [Fact]
    public async Task A_question_that_is_stopped_ends()
    {
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => RunWithReading(stop.Token, "sql", "select sum(a.i * b.i) from range(10000000) a(i), range(1000000) b(i)", "-o", PathOf("o.csv")), TestContext.Current.CancellationToken);
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        var said = await run.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.NotEqual(0, said.ExitCode);
        Assert.Empty(Directory.GetFiles(Root));
    }

    [GeneratedRegex("```sql\n(?<sql>.*?)```(\n\n```text\n(?<says>.*?)```)?", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Block();
}
