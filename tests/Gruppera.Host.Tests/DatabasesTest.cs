using System.Diagnostics;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Host.Tests;

/// <summary>Contacts out of PostgreSQL and groups into it: the rows of a file, all or none, and no secret said.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public sealed class DatabasesTest(PostgresServer server) : Home, IClassFixture<PostgresServer>
{
    private const string Columns = "id int, patient text, hospital text, clinic text, care_form text, sex text, age_days int, admission_date date, discharge_date date, duration int, discharge text, leave_days int, diagnoses text, procedures text";

    [Fact]
    public void Rows_from_a_query_group_as_those_of_a_file_and_go_into_a_table()
    {
        Prepare(2000);
        var query = "select * from v order by id";
        Done(Run("group", PathOf("c.csv"), "-o", PathOf("text.csv"), "--quiet"));
        Done(Run("group", "--from", server.Address, "--query", query, "-o", PathOf("db.csv"), "--quiet"));
        var (text, database) = (Cells("text.csv"), Cells("db.csv"));
        Assert.Equal(2001, database.Length);
        Assert.Equal(text, database);
        Done(Run("group", "--from", server.Address, "--query-file", Write("q.sql", query + ";\n"), "--to", server.Address + ";table=grouped", "--quiet"));
        Assert.Equal(database[1..].Select(line => line.Split('|')[0] + "|" + line.Split('|')[14]).Order(StringComparer.Ordinal), server.Query("select string_agg(id || '|' || coalesce(drg, ''), ' ') from grouped").Split(' ').Order(StringComparer.Ordinal));
        Assert.Equal("integer timestamp without time zone text bigint", server.Query("select string_agg(data_type, ' ' order by ordinal_position) from information_schema.columns where table_name = 'grouped' and column_name in ('id', 'admission_date', 'drg', 'cc')"));
    }

    [Fact]
    public void Every_command_takes_a_table_or_a_query_in_place_of_a_file()
    {
        Prepare(500);
        Write("q.sql", "select * from v order by id");
        foreach (var verb in new[] { "quality", "waiting", "agree" })
        {
            var file = Run(verb, PathOf("c.csv"));
            foreach (var contacts in new[] { "table=contacts", "query_file=" + PathOf("q.sql") })
            {
                var said = Run(verb, $"{server.Address};{contacts}");
                Assert.Equal((verb, file.ExitCode, file.Out), (verb, said.ExitCode, said.Out.Replace("postgres", "c.csv", StringComparison.Ordinal)));
            }
        }

        Assert.Contains("names no contacts", Run("quality", server.Address).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_there_is_kept_replaced_or_added_to()
    {
        Prepare(100);
        var to = server.Address + ";table=kept";
        Done(Run("group", PathOf("c.csv"), "--to", to, "--quiet"));
        var refused = Run("group", PathOf("c.csv"), "--to", to, "--quiet");
        Assert.Equal((1, "100"), (refused.ExitCode, server.Query("select count(*) from kept")));
        Assert.Contains("mode=replace", refused.Error, StringComparison.Ordinal);
        Done(Run("group", PathOf("c.csv"), "--to", to + ";mode=append", "--quiet"));
        Assert.Equal("200", server.Query("select count(*) from kept"));
        server.Query("create index on kept (drg)");
        Done(Run("group", PathOf("c.csv"), "--to", to + ";mode=replace", "--quiet"));
        Assert.Equal("100 1", server.Query("select (select count(*) from kept) || ' ' || (select count(*) from pg_indexes where tablename = 'kept')"));
    }

    [Fact]
    public void A_run_that_is_killed_or_fails_leaves_nothing_half()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are sent with kill");
        Prepare(10);
        Done(Run("group", PathOf("c.csv"), "--to", server.Address + ";table=old", "--quiet"));
        foreach (var (table, signal) in new[] { ("new", "-KILL"), ("old;mode=replace", "-KILL"), ("old;mode=append", "-TERM") })
        {
            var info = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true };
            foreach (var word in new[] { Path.Combine(AppContext.BaseDirectory, "Gruppera.Cli.dll"), "group", "-", "--to", server.Address + ";table=" + table })
                info.ArgumentList.Add(word);
            info.Environment["PGPASSWORD"] = PostgresServer.Password;
            using var process = Process.Start(info)!;
            process.StandardInput.Write(File.ReadLines(PathOf("c.csv")).First() + "\n");
            var block = string.Concat(Enumerable.Repeat(File.ReadLines(PathOf("c.csv")).ElementAt(1) + "\n", 50_000));
            for (var i = 0; i < 4; i++)
                process.StandardInput.Write(block);
            process.StandardInput.Flush();
            SpinWait.SpinUntil(() => server.Query("select count(*) from pg_stat_progress_copy where tuples_processed > 1000") != "0", TimeSpan.FromSeconds(30));
            Assert.Equal("1", server.Query("select count(*) from pg_stat_progress_copy where tuples_processed > 1000"));
            using (var kill = Process.Start("kill", [signal, $"{process.Id}"]))
                kill.WaitForExit();
            Assert.True(process.WaitForExit(20_000));
            Assert.NotEqual(0, process.ExitCode);
            SpinWait.SpinUntil(() => server.Query("select count(*) from pg_stat_activity where application_name = 'gruppera'") == "0", TimeSpan.FromSeconds(20));
            Assert.Equal("True 10", server.Query("select (to_regclass('new') is null)::text || ' ' || (select count(*) from old)").Replace("true", "True", StringComparison.Ordinal));
        }

        server.Query("create table narrow (id int, drg text)");
        var failed = Run("group", PathOf("c.csv"), "--to", server.Address + ";table=narrow;mode=append");
        Assert.Equal((1, "0"), (failed.ExitCode, server.Query("select count(*) from narrow")));
        Assert.Contains("does not exist (42703)", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_a_password_nor_a_value_stands_in_an_error()
    {
        Prepare(10);
        Environment.SetEnvironmentVariable("PGPASSWORD", "wrong-but-secret");
        var wrong = Run("group", "--from", server.Address, "--query", "select 1");
        Environment.SetEnvironmentVariable("PGPASSWORD", null);
        var open = Run("group", "--from", server.Address + ";password=open-secret", "--query", "select 1");
        File.WriteAllText(PathOf("pgpass"), $"127.0.0.1:{server.Port}:*:analyst:{PostgresServer.Password}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(PathOf("pgpass"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var value = Run("group", "--from", server.Address + ";passfile=" + PathOf("pgpass"), "--query", "select clinic::int as diagnoses from contacts");
        var none = Run("group", "--from", $"postgres:host=127.0.0.1;port=1;passfile={PathOf("pgpass")}", "--query", "select 1");
        foreach (var (said, reason) in new[] { (wrong, "28P01"), (open, "PGPASSWORD"), (value, "22P02"), (none, "cannot be reached") })
        {
            Assert.Equal(1, said.ExitCode);
            Assert.Contains(reason, said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(PostgresServer.Password, said.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(server.Query("select clinic from contacts limit 1"), said.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--from needs a query", "--from", "postgres:host=x")]
    [InlineData("not both", "c.csv", "--from", "postgres:host=x", "--query", "select 1")]
    [InlineData("--query has no effect without --from", "c.csv", "--query", "select 1")]
    [InlineData("-o has no effect together with --to", "c.csv", "--to", "postgres:host=x;table=t", "-o", "o.csv")]
    [InlineData("a database is written", "c.csv", "--to", "mysql:host=x")]
    [InlineData("no table", "c.csv", "--to", "postgres:host=127.0.0.1;port=1")]
    [InlineData("not known", "c.csv", "--to", "postgres:hosst=x;table=t")]
    [InlineData("mode is", "c.csv", "--to", "postgres:host=x;table=t;mode=all")]
    public void What_does_not_go_together_is_said(string reason, params string[] words)
    {
        Write("c.csv", "id;sex;age_years;duration;diagnoses\n1;F;79;5;I50.0\n");
        var said = Run(["group", .. words.Select(word => word == "c.csv" ? PathOf(word) : word)]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(reason, said.Error, StringComparison.Ordinal);
    }

    private static void Done(Said said) => Assert.True(said.ExitCode is 0 or 3, said.Error);

    private void Prepare(int contacts)
    {
        Assert.SkipWhen(server.Missing is not null, server.Missing ?? "");
        Environment.SetEnvironmentVariable("PGPASSWORD", PostgresServer.Password);
        Assert.Equal(0, Run("synth", "--contacts", $"{contacts}", "--faults", "0.3", "-o", PathOf("c.csv"), "--quiet").ExitCode);
        server.Query("drop table if exists contacts cascade");
        server.Query($"create table contacts ({Columns})");
        using (var connection = server.Open())
        {
            using var copy = connection.BeginTextImport("copy contacts from stdin (format csv, header)");
            copy.Write(File.ReadAllText(PathOf("c.csv")));
        }

        server.Query("create view v as select id, patient, hospital, clinic, care_form, sex, age_days, admission_date::timestamp, discharge_date, duration, discharge, leave_days, string_to_array(diagnoses, ' ') as diagnoses, procedures from contacts");
    }

    private string[] Cells(string name) => [.. TableFile.Rows(PathOf(name)).Select(row => string.Join('|', row.Cells))];
}
