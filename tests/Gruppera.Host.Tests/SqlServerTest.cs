using System.Data;
using System.Globalization;
using Gruppera.Columnar.Databases;
using Gruppera.Formats.Contacts;

namespace Gruppera.Host.Tests;

/// <summary>SQL Server without a server: what is asked of it, all rows or none, and what its rows are as text.</summary>
public sealed class SqlServerTest
{
    private const string Address = "sqlserver:server=nowhere;database=register;user=analyst;table=dbo.grouped";

    [Theory]
    [InlineData(false, "", "CREATE TABLE [dbo].[grouped] ([id] int, [day] date, [drg] nvarchar(max), [cc] bigint)", "copy [dbo].[grouped]", "commit")]
    [InlineData(true, ";mode=append", "copy [dbo].[grouped]", "commit")]
    [InlineData(
        true, ";mode=replace", "SELECT [id], [day], [drg], [cc] INTO [#gruppera_staging] FROM [dbo].[grouped] WHERE 1 = 0", "copy [#gruppera_staging]",
        "DELETE FROM [dbo].[grouped]", "INSERT INTO [dbo].[grouped] ([id], [day], [drg], [cc]) SELECT [id], [day], [drg], [cc] FROM [#gruppera_staging]", "commit")]
    public void Rows_go_into_a_table_all_at_once(bool isThere, string mode, params string[] steps)
    {
        using var server = new Fake { IsThere = isThere };
        using (var output = Open(server, mode))
        {
            Write(output, "id;day;drg;cc\n1;2025-03-01;\"E51;C\"\"\";2\n2;  ;;\n3");
            Assert.DoesNotContain("commit", server.Did);
            output.Complete();
        }

        Assert.Equal(steps, server.Did);
        Assert.Equal(["1|2025-03-01|E51;C\"|2", "2|||", "3|||"], server.Rows);
        Assert.True(server.IsClosed);
    }

    [Fact]
    public void A_run_that_ends_early_or_fails_commits_nothing_and_says_no_value()
    {
        using var stopped = new Fake();
        using (var output = Open(stopped, ""))
            Write(output, "id;day\n" + string.Concat(Enumerable.Range(0, SqlServerOutput.Batch + 1).Select(id => $"{id};\n")));
        Assert.Equal((SqlServerOutput.Batch, true), (stopped.Rows.Count, stopped.IsClosed));
        Assert.DoesNotContain("commit", stopped.Did);

        foreach (var (text, failure) in new[] { ("1;2025-03-01\n", new InvalidOperationException("The given value Anna of type String")), ("Anna;\n", null) })
        {
            using var failing = new Fake { Failure = failure };
            using var output = Open(failing, "");
            var said = Assert.Throws<ContactFileException>(() =>
            {
                Write(output, "id;day\n" + text);
                output.Complete();
            });
            Assert.Equal("database register: a value does not fit the type of its column", said.Message);
            Assert.DoesNotContain("commit", failing.Did);
        }
    }

    [Fact]
    public void A_table_that_is_there_is_refused_where_nothing_was_said()
    {
        using var server = new Fake { IsThere = true };
        Assert.Contains("mode=replace", Assert.Throws<ContactFileException>(() => Open(server, "")).Message, StringComparison.Ordinal);
        Assert.True(server.IsClosed);
        Assert.Contains("names no table", Assert.Throws<ContactFileException>(() => SqlServerAddress.Parse("sqlserver:server=s").Write()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlserver:server=s;password=open-secret", "SQLCMDPASSWORD")]
    [InlineData("sqlserver:server=s;colour=open-secret", "colour")]
    [InlineData("sqlserver:server=s;user=u;passfile=/no/such/open-secret", "cannot be read")]
    [InlineData("oracle:server=open-secret", "a database is written")]
    public void An_address_that_cannot_be_used_is_refused_without_its_values(string address, string reason)
    {
        var said = Assert.Throws<ContactFileException>(() => DatabaseAddress.Parse(address)).Message;
        Assert.Contains(reason, said, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_of_a_query_are_the_text_of_a_file()
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var (name, type) in new[] { ("id", typeof(long)), ("sex", typeof(string)), ("age", typeof(decimal)), ("day", typeof(DateTime)), ("zone", typeof(DateTimeOffset)), ("ok", typeof(bool)), ("cost", typeof(double)) })
            table.Columns.Add(name, type);
        table.Rows.Add(1L, "F;\"x\"", 65.00m, new DateTime(2025, 3, 1), new DateTimeOffset(2025, 3, 1, 1, 30, 0, TimeSpan.FromHours(2)), true, 1.5);
        table.Rows.Add(2L, DBNull.Value, 65.5m, new DateTime(2025, 3, 1, 10, 5, 0), DBNull.Value, false, 2.0);
        using var owner = new Fake();
        var source = ReaderText.Source(table.CreateDataReader(), owner, "register", "sqlserver", _ => null);
        using (var text = new StreamReader(source.Text))
            Assert.Equal("id;sex;age;day;zone;ok;cost\n1;\"F;\"\"x\"\"\";65;2025-03-01;2025-02-28 23:30:00;1;1.5\n2;;65.5;2025-03-01 10:05:00;;0;2\n", text.ReadToEnd());
        Assert.True(owner.IsClosed);
        Assert.Equal(("GRP1022", "zone"), (Assert.Single(source.Issues).Code.Id, source.Issues[0].Column));
    }

    private static SqlServerOutput Open(Fake server, string mode)
    {
        var output = new SqlServerOutput(SqlServerAddress.Parse(Address + mode), () => server);
        output.Describe(';', [new("id", "INTEGER"), new("day", "DATE")], "parquet");
        return output;
    }

    private static void Write(TableOutput output, string text) => output.Stream.Write(System.Text.Encoding.UTF8.GetBytes(text));

    private sealed class Fake : IBulkServer
    {
        public bool IsThere { get; init; }

        public Exception? Failure { get; init; }

        public List<string> Did { get; } = [];

        public List<string> Rows { get; } = [];

        public bool IsClosed { get; private set; }

        public bool Has(string table) => IsThere;

        public void Run(string sql) => Did.Add(sql);

        public void Copy(string table, DataTable rows)
        {
            if (Failure is not null)
                throw Failure;
            Did.Add($"copy {table}");
            Rows.AddRange(rows.Rows.Cast<DataRow>().Select(row => string.Join('|', row.ItemArray.Select(Cell))));
        }

        public void Commit() => Did.Add("commit");

        public void Dispose() => IsClosed = true;

        private static string Cell(object? cell) => cell is DateTime day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : $"{cell}";
    }
}
