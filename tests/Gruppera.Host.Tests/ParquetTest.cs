using System.Diagnostics;
using System.Text;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Parquet in and out of every command: the rows are those of the CSV file, types are kept, and specs/parquet.md holds.</summary>
[Collection(CommandLineCollection.Name)]
public class ParquetTest : Home
{
    private static readonly List<string[]> Spec =
    [
        .. Repository.Read("specs/parquet.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1)
            .Select(line => line.Trim().Trim('|').Split('|').Select(cell => cell.Trim().Trim('`')).ToArray()),
    ];

    public static IEnumerable<TheoryDataRow<int>> Values => Spec.Select((row, number) => new TheoryDataRow<int>(number) { TestDisplayName = $"parquet › {row[1]} › {row[4]}: {row[0]}", Label = "" });

    [Theory]
    [MemberData(nameof(Values))]
    public void A_value_is_read_as_text_and_written_back_in_its_type(int number)
    {
        var (value, type, text, back) = (Spec[number][0], Spec[number][1], Spec[number][2], Spec[number][3]);
        Sql($"copy (select 1 as id, 'F' as sex, 79 as age_years, 5 as duration, 'I50.9' as diagnoses, ({value})::{type} as x) to '{PathOf("in.parquet")}'");
        using (var table = ParquetFormat.Instance.Open(PathOf("in.parquet")).Text)
        using (var reader = new StreamReader(table))
        {
            Assert.Equal("id;sex;age_years;duration;diagnoses;x", reader.ReadLine());
            var (row, position, data) = (new CsvRow(), 0, Encoding.UTF8.GetBytes(reader.ReadLine()!));
            row.Read(data, ref position, (byte)';', isLast: true);
            Assert.Equal(text, Encoding.UTF8.GetString(row.Get(data, 5)).Replace("\"\"", "\"", StringComparison.Ordinal));
            Assert.Null(reader.ReadLine());
        }

        Assert.Equal(0, Run("group", PathOf("in.parquet"), "-o", PathOf("out.parquet"), "--quiet").ExitCode);
        var stored = Sql($"select typeof(x) as type, coalesce(x::varchar, 'NULL') as x from '{PathOf("out.parquet")}'").Lines;
        Assert.Equal($"{CsvText.Quote(type == "BLOB" ? "VARCHAR" : type)},{CsvText.Quote(back)}", stored[1]);
    }

    [Fact]
    public void Groups_are_those_of_the_file_as_text_in_rows_of_the_same_number()
    {
        Synth(20_000, "c.csv");
        Sql($"copy (select * replace(string_split(diagnoses, ' ') as diagnoses), year(admission_date) as year from read_csv('{PathOf("c.csv")}', types = {{'diagnoses': 'VARCHAR', 'procedures': 'VARCHAR'}})) to '{PathOf("c.parquet")}' (row_group_size 2048)");
        Assert.Equal(3, Run("group", PathOf("c.csv"), "-o", PathOf("text.csv"), "--issues", PathOf("i1.csv")).ExitCode);
        Assert.Equal(3, Run("group", PathOf("c.parquet"), "-o", PathOf("columns.csv"), "--issues", PathOf("i2.csv")).ExitCode);
        Assert.Equal(3, Run("group", PathOf("c.parquet"), "-o", PathOf("columns.parquet")).ExitCode);
        var expected = Results("text.csv", ',');
        Assert.Equal(20_001, expected.Count);
        Assert.Equal(expected, Results("columns.csv", ';'));
        Sql($"copy (from '{PathOf("columns.parquet")}') to '{PathOf("again.csv")}' (delimiter ';')");
        Assert.Equal(expected, Results("again.csv", ';'));
        Assert.Equal(Places("i1.csv"), Places("i2.csv"));
        Assert.Equal("BIGINT VARCHAR[] DATE BIGINT VARCHAR", Sql($"select typeof(id) || ' ' || typeof(diagnoses) || ' ' || typeof(admission_date) || ' ' || typeof(cc) || ' ' || typeof(drg) as t from '{PathOf("columns.parquet")}' limit 1").Lines[1]);
    }

    [Fact]
    public void Every_command_on_contacts_takes_it_and_says_the_same()
    {
        Synth(1500, "c.csv");
        Write("list.csv", "DRG;Vikt\n" + string.Concat(Sql("select drg || ';1,5' from groups()").Lines.Skip(1).Select(line => line + "\n")));
        Assert.True(Run("group", PathOf("c.csv"), "-o", PathOf("g.csv")).ExitCode is 0 or 3);
        foreach (var (from, to) in new[] { ("c.csv", "c.parquet"), ("g.csv", "g.parquet") })
            Sql($"copy (from read_csv('{PathOf(from)}', all_varchar = true)) to '{PathOf(to)}'");
        foreach (var command in new[] { "quality C", "contacts check C", "casemix G --weights L", "los G", "casemix C --weights L --set open-se", "pay G --weights L --rules P", "waiting C", "agree C" })
        {
            Write("payer.json", """{ "name": "R", "version": "1", "prices": [ { "price": 1000 } ] }""");
            var (text, columns) = (Said(command, "csv"), Said(command, "parquet"));
            Assert.Equal((command, text.ExitCode, text.Out), (command, columns.ExitCode, columns.Out.Replace(".parquet", ".csv", StringComparison.Ordinal).Replace(": parquet\n", ": csv, commas, utf-8\n", StringComparison.Ordinal)));
        }

        Said Said(string command, string extension) => Run([.. command.Split(' ').Select(word => word switch
        {
            "C" or "G" => PathOf($"{word.ToLowerInvariant()}.{extension}"),
            "L" => PathOf("list.csv"),
            "P" => PathOf("payer.json"),
            _ => word,
        })]);
    }

    [Fact]
    public void Every_output_of_rows_can_be_Parquet()
    {
        Assert.Equal(0, Run("synth", "--contacts", "500", "-o", PathOf("s.parquet"), "--quiet").ExitCode);
        Assert.Equal(0, Run("episodes", PathOf("s.parquet"), "-o", PathOf("e.parquet")).ExitCode);
        Assert.Equal(3, Run("group", Contacts.Replace("contacts", "contacts-with-mistakes", StringComparison.Ordinal), "-o", PathOf("g.parquet"), "--issues", PathOf("i.parquet")).ExitCode);
        Assert.Contains(Run("group", PathOf("e.parquet"), "-o", PathOf("h.parquet")).ExitCode, new[] { 0, 3 });
        Assert.Equal("500", Sql($"select count(*) from '{PathOf("s.parquet")}'").Lines[1]);
        Assert.True(int.Parse(Sql($"select count(*) from '{PathOf("i.parquet")}' where code like 'GRP%'").Lines[1], null) > 0);
        Assert.Empty(Directory.GetFiles(Root, ".gruppera*"));
    }

    [Fact]
    public void A_folder_a_pattern_and_parts_are_one_file_in_the_order_of_names()
    {
        foreach (var (part, id) in new[] { ("year=2024/b", 3), ("year=2024/a", 2), ("year=2023/z", 1), ("year=2025/_tmp", 8), ("year=2025/.hidden", 9) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf($"d/{part}"))!);
            Sql($"copy (select {id} as id, 'F' as sex, 79 as age_years, 5 as duration, 'I50.9' as diagnoses) to '{PathOf($"d/{part}.parquet")}'");
        }

        foreach (var (path, ids) in new[] { ("d", "1 2 3"), ("d/year=2024", "2 3"), ("d/**/a.parquet", "2"), ("d/*/?.parquet", "1 2 3"), ("d/year=202[3]/z.parquet", "") })
        {
            File.Delete(PathOf("o.csv"));
            var said = Run("group", PathOf(path), "-o", PathOf("o.csv"), "--quiet");
            Assert.Equal((path, ids.Length > 0 ? 0 : 1), (path, said.ExitCode));
            var rows = ids.Length == 0 ? [] : File.ReadAllLines(PathOf("o.csv")).Skip(1).Select(line => line.Split(';')).ToList();
            Assert.Equal(ids, string.Join(' ', rows.Select(row => row[0])));
        }

        Assert.Contains(";year;drg;", File.ReadAllLines(RunTo("d"))[0], StringComparison.Ordinal);
        Assert.DoesNotContain(";year;", File.ReadAllLines(RunTo("d/year=2024/a.parquet"))[0], StringComparison.Ordinal);
        Assert.Contains("no file matches", Run("group", PathOf("d/x*.parquet")).Error, StringComparison.Ordinal);
        Assert.Contains("there is no file", Run("group", PathOf("none.parquet")).Error, StringComparison.Ordinal);
        File.Copy(PathOf("d/year=2024/a.parquet"), PathOf("odd[1]?.parquet"));
        Assert.Equal(0, Run("group", PathOf("odd[1]?.parquet"), "-o", PathOf("o.csv"), "--quiet").ExitCode);
        File.Copy(PathOf("d/year=2024/a.parquet"), PathOf("export.dat"));
        Assert.Equal(0, Run("group", PathOf("export.dat"), "-o", PathOf("o.csv"), "--quiet").ExitCode);

        string RunTo(string path)
        {
            Assert.Equal(0, Run("group", PathOf(path), "-o", PathOf("h.csv"), "--quiet").ExitCode);
            return PathOf("h.csv");
        }
    }

    [Fact]
    public void What_is_no_whole_file_is_refused_and_leaves_nothing()
    {
        Sql($"copy (select i as id, 'F' as sex, 79 as age_years, 5 as duration, 'I50.9' as diagnoses from range(5000) t(i)) to '{PathOf("c.parquet")}' (row_group_size 2048)");
        var whole = File.ReadAllBytes(PathOf("c.parquet"));
        foreach (var (name, bytes) in new[] { ("cut", whole[..^1]), ("text", "id;sex\n"u8.ToArray()), ("torn", [.. whole[..40], .. Enumerable.Repeat((byte)0xAA, 300), .. whole[340..]]) })
        {
            File.WriteAllBytes(PathOf($"{name}.parquet"), bytes);
            var said = Run("group", PathOf($"{name}.parquet"), "-o", PathOf("o.parquet"));
            Assert.Equal((name, 1, false), (name, said.ExitCode, File.Exists(PathOf("o.parquet"))));
            Assert.Contains($"{name}.parquet", said.Error, StringComparison.Ordinal);
        }

        Assert.Empty(Directory.GetFiles(Root, ".gruppera*"));
        Assert.Contains("--excel", Run("group", PathOf("c.parquet"), "-o", PathOf("o.parquet"), "--excel").Error, StringComparison.Ordinal);
        Assert.Contains("--sheet has no effect", Run("group", PathOf("c.parquet"), "--sheet", "1").Error, StringComparison.Ordinal);
        Assert.Contains("is the file that is read", Run("group", PathOf("c.parquet"), "-o", PathOf("c.parquet")).Error, StringComparison.Ordinal);
        Directory.CreateDirectory(PathOf("d"));
        File.Copy(PathOf("c.parquet"), PathOf("d/c.parquet"));
        Assert.Contains("is the file that is read", Run("group", PathOf("d"), "-o", PathOf("d/c.parquet")).Error, StringComparison.Ordinal);
        Assert.Contains("is the file that is read", Run("group", PathOf("d/*.parquet"), "-o", PathOf("d/c.parquet")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_of_its_own_reads_the_same_rows_and_its_end_is_told()
    {
        Assert.InRange(Run("group", Repository.PathOf("samples/population.csv"), "-o", PathOf("g.parquet"), "-q").ExitCode, 0, 3);
        var bytes = File.ReadAllBytes(PathOf("g.parquet"));
        Assert.Equal(Rows(ParquetFormat.Instance), Rows(Apart));
        foreach (var seed in Enumerable.Range(1, 8))
        {
            // A reader of another process may say anything of a damaged file, or end: it is told, and shows nothing of where the file lies.
            var random = new Random(seed);
            var damaged = bytes.ToArray();
            for (var i = 0; i < 200; i++)
                damaged[random.Next(4, damaged.Length - 4)] = (byte)random.Next(256);
            File.WriteAllBytes(PathOf("g.parquet"), damaged);
            if (Record.Exception(() => Rows(Apart)) is { } told)
                Assert.DoesNotContain(Root, Assert.IsType<ContactFileException>(told).Message, StringComparison.Ordinal);
        }

        File.WriteAllBytes(PathOf("g.parquet"), bytes);
        var ended = Assert.Throws<ContactFileException>(() => new ParquetApart(path => Start("/bin/false", path)).Open(PathOf("g.parquet")));
        Assert.StartsWith("cannot read g.parquet: ", ended.Message, StringComparison.Ordinal);
        using var unread = Apart.Open(PathOf("g.parquet")).Text;

        string Rows(ITableFormat format)
        {
            using var text = new StreamReader(format.Open(PathOf("g.parquet")).Text);
            return text.ReadToEnd();
        }
    }

    private static ParquetApart Apart { get; } =
        new(path => Start(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Gruppera.Cli.exe" : "Gruppera.Cli"), path));

    private static ProcessStartInfo Start(string program, string path) =>
        new(program, [ParquetApart.Verb, path]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

    [Fact]
    public void A_personal_identity_number_goes_nowhere_and_times_in_a_zone_are_warned_of()
    {
        Sql($"copy (select 193502011234 as personnummer, '2014-03-01 00:30:00+01'::timestamptz as admission_date, '2014-03-05'::date as discharge_date, 'F' as sex, 'I50.9' as diagnoses) to '{PathOf("c.parquet")}'");
        var said = Run("group", PathOf("c.parquet"), "-o", PathOf("o.parquet"), "--quiet", "--column", "personnummer=personal_id");
        Assert.True(said.ExitCode == 0, said.Error);
        Assert.Contains("GRP1022", said.Error, StringComparison.Ordinal);
        Assert.Equal("true", Sql($"select personnummer is null as gone from '{PathOf("o.parquet")}'").Lines[1]);
    }

    private void Synth(int contacts, string name) => Assert.Equal(0, Run("synth", "--contacts", $"{contacts}", "-o", PathOf(name), "--quiet").ExitCode);

    private static Said Sql(string sql)
    {
        var said = Run("sql", sql, "--format", "csv");
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        return said;
    }

    /// <summary>The id and the columns of the result of each row.</summary>
    private List<string> Results(string name, char delimiter)
    {
        var (data, row, position, rows, first) = (File.ReadAllBytes(PathOf(name)), new CsvRow(), 0, new List<string>(), 0);
        while (position < data.Length)
        {
            row.Read(data, ref position, (byte)delimiter, isLast: true);
            var cells = Enumerable.Range(0, row.Count).Select(i => Encoding.UTF8.GetString(row.Get(data, i))).ToArray();
            first = rows.Count == 0 ? Array.IndexOf(cells, "drg") : first;
            rows.Add(string.Join('|', cells[first..].Prepend(cells[0])));
        }

        return rows;
    }

    private List<string> Places(string name) => [.. File.ReadLines(PathOf(name)).Skip(1).Select(line => string.Join(',', line.Split(',')[1..4]))];
}
