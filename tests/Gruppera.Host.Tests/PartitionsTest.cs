using System.Text;
using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>Runs on parts, put together, are the run on all, byte for byte; and nothing is lost or doubled without being told.</summary>
[Collection(CommandLineCollection.Name)]
public sealed class PartitionsTest : Home
{
    private const int Many = 700;

    /// <summary>Contacts with line ends within quotes, quotes that are never closed, blank lines, and rows that cannot be read.</summary>
    private string Odd(Encoding? encoding = null)
    {
        Run("synth", "--contacts", $"{Many}", "--kpp", "-o", PathOf("s.csv"), "-q");
        var (text, row) = (new StringBuilder(), 0);
        foreach (var line in File.ReadLines(PathOf("s.csv")))
        {
            var note = row++ == 0 ? "note" : (row % 5) switch
            {
                0 => "\"a \"\"b\"\" c\"",
                1 => "\"two\nlines, and\n\nmore\"",
                2 => "å",
                _ => "",
            };
            text.Append(line).Append(',').Append(note).Append(row % 11 == 0 ? "\r\n" : "\n");
            if (row % 97 == 0)
                text.Append("\"never closed,x\n\n");
        }

        File.WriteAllText(PathOf("c.csv"), text.ToString(), encoding ?? new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        return PathOf("c.csv");
    }

    /// <summary>Runs on all and on parts, and compares every output.</summary>
    private void Same(int parts, string[] words, params string[] outputs)
    {
        string[] Named(string name) => [.. words, .. outputs.SelectMany(option => new[] { option, PathOf($"{name}{option}.csv") }), "-q"];
        var whole = Run(Named("whole"));
        Assert.True(whole.ExitCode is 0 or 3 or 5, whole.Error);
        for (var i = 1; i <= parts; i++)
        {
            var said = Run([.. Named($"part{i}"), "--partition", $"{i}/{parts}"]);
            Assert.True(said.ExitCode == 0, said.Error);
        }

        var gathered = Run(
            ["gather", .. Enumerable.Range(1, parts).Reverse().Select(i => PathOf($"part{i}--output.csv")),
            .. outputs.SelectMany(option => new[] { option, PathOf($"all{option}.csv") })]);
        Assert.True(gathered.ExitCode == whole.ExitCode, gathered.Error);
        foreach (var option in outputs)
            Assert.Equal(File.ReadAllText(PathOf($"whole{option}.csv")), File.ReadAllText(PathOf($"all{option}.csv")));
        foreach (var file in Directory.GetFiles(Root, "part*"))
            File.Delete(file);
    }

    [Theory]
    [InlineData("utf-8", 1)]
    [InlineData("utf-8", 2)]
    [InlineData("utf-8", 3)]
    [InlineData("utf-8", 13)]
    [InlineData("utf-16", 4)]
    [InlineData("iso-8859-1", 4)]
    public void Stretches_of_a_file_are_grouped_as_the_whole(string encoding, int parts) =>
        Same(parts, ["group", Odd(Encoding.GetEncoding(encoding))], "--output", "--issues");

    [Fact]
    public void Parts_smaller_than_a_row_are_empty() => Same(200, ["group", Copy(12)], "--output", "--issues");

    [Fact]
    public void A_file_with_lines_above_its_header_has_parts()
    {
        File.WriteAllText(PathOf("c.csv"), "Report\n\n" + File.ReadAllText(Contacts));
        Same(3, ["group", PathOf("c.csv")], "--output", "--issues");
        File.WriteAllText(PathOf("c.csv"), "sep=,\n" + File.ReadAllText(Contacts));
        Same(3, ["group", PathOf("c.csv")], "--output", "--issues");
    }

    [Fact]
    public void Manythat_hang_on_a_code_are_found_in_parts() => Same(3, ["sensitivity", Odd()], "--output", "--issues");

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Quality_finds_doubles_since_a_patient_is_in_one_part(int parts)
    {
        var file = Odd();
        File.AppendAllLines(file, File.ReadLines(PathOf("s.csv")).Skip(20).Take(40).Select(line => line + ","));
        Same(parts, ["quality", file, "--format", "csv"], "--output", "--issues");
        Assert.Contains("GRQ1301", File.ReadAllText(PathOf("all--output.csv")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Episodes_of_a_patient_are_in_one_part(int parts) =>
        Same(parts, ["episodes", Odd(), "--level", "hospital"], "--output", "--issues", "--merged", "--joined");

    [Fact]
    public void Running_numbers_of_patients_are_not_those_of_a_part()
    {
        var file = Write("c.csv", "id,pnr,hospital,admission_date,sex,duration,dx1\n1,191212121212,A,2025-01-01,M,1,I10\n");
        var layout = Write("l.json", """
            {"name": "own", "delimiter": ",", "columns": {"id": "id", "patient": "pnr", "personal_id": "pnr", "hospital": "hospital",
            "admission_date": "admission_date", "sex": "sex", "duration": "duration"}, "diagnoses": {"principal": "dx1"}, "procedures": {}}
            """);
        var said = Run("episodes", file, "-o", PathOf("o.csv"), "--partition", "1/2", "-q", "--layout", layout);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("personal identity numbers", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_Parquet_data_set_have_parts()
    {
        Run("synth", "--contacts", "900", "-o", PathOf("s.csv"), "-q");
        var lines = File.ReadAllLines(PathOf("s.csv"));
        Directory.CreateDirectory(PathOf("text"));
        Directory.CreateDirectory(PathOf("parquet"));
        for (var i = 0; i < 3; i++)
        {
            // The last line of a file may lack its end.
            File.WriteAllText(PathOf($"text/{i}.csv"), string.Join('\n', lines[1..].Skip(i * 300).Take(300).Prepend(lines[0])) + (i == 1 ? "" : "\n"));
            Run("group", PathOf($"text/{i}.csv"), "-o", PathOf($"parquet/{i}.parquet"), "-q");
        }

        Run("group", PathOf("s.csv"), "-o", PathOf("one.csv"), "-q");
        foreach (var parts in new[] { 1, 2, 7 })
        {
            Same(parts, ["group", PathOf("text")], "--output", "--issues");
            Assert.Equal(File.ReadAllText(PathOf("one.csv")), File.ReadAllText(PathOf("all--output.csv")));
            Same(parts, ["group", PathOf("parquet")], "--output", "--issues");
        }

        Same(3, ["quality", PathOf("parquet"), "--format", "csv"], "--output");
        File.WriteAllText(PathOf("text/9.csv"), "id,sex\n1,M\n");
        var said = Run("group", PathOf("text"), "-o", PathOf("o.csv"), "-q");
        Assert.Equal(1, said.ExitCode);
        Assert.Contains("9.csv: its first line is not that of the other files of text", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_there_is_left_alone_where_all_is_as_it_was()
    {
        var file = Copy(60);
        string[] words = ["group", file, "-o", PathOf("p.csv"), "--partition", "2/3"];
        Assert.Equal(0, Run([.. words, "-q"]).ExitCode);
        File.SetLastWriteTimeUtc(PathOf("p.csv"), new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var again = Run(words);
        Assert.Equal((0, "p.csv is there already, as this run would make it: left alone\n"), (again.ExitCode, again.Error));
        Assert.Equal(2020, File.GetLastWriteTimeUtc(PathOf("p.csv")).Year);

        // A change in another part is none of this one.
        var text = File.ReadAllText(file);
        var (first, last) = (text.IndexOf('\n', StringComparison.Ordinal) + 1, text.LastIndexOf('\n', text.Length - 2));
        File.WriteAllText(file, text[..first] + "X" + text[(first + 1)..]);
        Assert.Equal(0, Run([.. words, "-q"]).ExitCode);
        var middle = text.IndexOf('\n', text.Length / 2) + 1;
        File.WriteAllText(file, text[..middle] + "X" + text[(middle + 1)..]);
        Refused("and c.csv has changed since then");
        File.WriteAllText(file, text);
        Assert.NotEqual(first, last);

        File.AppendAllText(PathOf("p.csv"), "x");
        Refused("and p.csv is not what its run wrote");
        File.Delete(PathOf("p.csv.manifest.json"));
        Refused("and it has no manifest");
        File.Delete(PathOf("p.csv"));
        Assert.Equal(0, Run([.. words, "-q"]).ExitCode);
        words[^1] = "1/3";
        Refused("and it is of another command line");

        void Refused(string why)
        {
            var said = Run([.. words, "-q"]);
            Assert.Equal(1, said.ExitCode);
            Assert.Contains(why, said.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_run_that_was_broken_off_is_done_again()
    {
        string[] words = ["group", Copy(60), "-o", PathOf("p.csv"), "--partition", "1/1", "-q"];
        Run(words);
        var whole = File.ReadAllText(PathOf("p.csv"));
        using (var manifest = JsonDocument.Parse(File.ReadAllText(PathOf("p.csv.manifest.json"))))
        {
            var begun = manifest.RootElement.EnumerateObject().ToDictionary(each => each.Name, each => (object)each.Value);
            begun["outputs"] = Array.Empty<string>();
            File.WriteAllText(PathOf("p.csv.manifest.json"), JsonSerializer.Serialize(begun));
        }

        var gathered = Run("gather", PathOf("p.csv"));
        Assert.Contains("p.csv was begun and has not ended", gathered.Error, StringComparison.Ordinal);
        File.WriteAllText(PathOf("p.csv"), "half");
        Assert.Equal(0, Run(words).ExitCode);
        Assert.Equal(whole, File.ReadAllText(PathOf("p.csv")));
    }

    [Fact]
    public void Parts_that_do_not_make_a_whole_are_refused()
    {
        var file = Copy(60);
        for (var i = 1; i <= 3; i++)
            Run("group", file, "-o", PathOf($"p{i}.csv"), "--partition", $"{i}/3", "-q");
        Run("group", file, "-o", PathOf("again.csv"), "--partition", "2/3", "-q");
        Run("group", file, "-o", PathOf("other.csv"), "--partition", "2/3", "--allow-missing", "sex", "-q");
        Run("group", file, "-o", PathOf("half.csv"), "--partition", "2/2", "-q");
        Run("group", file, "-o", PathOf("all.csv"), "--manifest", "-q");
        Refused("Of 3 parts these are missing: 2", "p1.csv", "p3.csv");
        Refused("are the same part, 2", "p1.csv", "p2.csv", "p3.csv", "again.csv");
        Refused("command line differs", "p1.csv", "other.csv", "p3.csv");
        Refused("--partition differs", "p1.csv", "half.csv", "p3.csv");
        Refused("is of a run on all contacts, not on a part", "p1.csv", "all.csv");
        Assert.Equal(0, Run("gather", PathOf("p1.csv"), PathOf("p2.csv.manifest.json"), PathOf("p3.csv")).ExitCode);
        File.AppendAllText(PathOf("p2.csv"), "x");
        Refused("p2.csv is not what its run wrote: its hash differs", "p1.csv", "p2.csv", "p3.csv");

        void Refused(string why, params string[] parts)
        {
            var said = Run(["gather", .. parts.Select(PathOf), "-o", PathOf("o.csv")]);
            Assert.Equal(1, said.ExitCode);
            Assert.Contains(why, said.Error, StringComparison.Ordinal);
            Assert.False(File.Exists(PathOf("o.csv")));
        }
    }

    [Theory]
    [InlineData("group c.csv.gz -o o.csv --partition 1/2", "every part would have to unpack all of it")]
    [InlineData("group c.xlsx -o o.csv --partition 1/2", "every part would have to unpack all of the workbook")]
    [InlineData("group - -o o.csv --partition 1/2", "cannot be had again")]
    [InlineData("group c.csv --partition 1/2", "--partition needs --output")]
    [InlineData("group c.csv -o o.csv --partition 3/2", "give a part and how many there are, such as 3/12")]
    [InlineData("group c.csv -o o.csv --partition 0/2", "give a part and how many there are, such as 3/12")]
    [InlineData("casemix c.csv --partition 1/2 --weights x", "figures of one part are of no use")]
    public void What_has_no_parts_is_refused_with_the_reason(string command, string why)
    {
        Copy(20);
        Run("group", PathOf("c.csv"), "-o", PathOf("c.csv.gz"), "-q");
        Run("group", PathOf("c.csv"), "-o", PathOf("c.xlsx"), "-q");
        var said = Run([.. command.Split(' ').Select(word => word.StartsWith("c.", StringComparison.Ordinal) || word == "o.csv" ? PathOf(word) : word)]);
        Assert.Equal(1, said.ExitCode);
        Assert.Contains(why, said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_disk_that_is_full_is_tried_again()
    {
        if (!File.Exists("/dev/full"))
            Assert.Skip("There is no /dev/full here");
        var file = Copy(60);
        Assert.Equal(75, Run("quality", file, "--format", "csv", "-o", "/dev/full", "--manifest", PathOf("m.json"), "--partition", "1/2", "-q").ExitCode);
        Assert.Equal(1, Run("quality", file, "--format", "csv", "-o", "/dev/full", "-q").ExitCode);
        Assert.Equal(1, Run("group", PathOf("none.csv"), "-o", PathOf("o.csv"), "--partition", "1/2", "-q").ExitCode);
    }

    private string Copy(int rows)
    {
        File.WriteAllLines(PathOf("c.csv"), File.ReadLines(Contacts).Take(rows + 1));
        return PathOf("c.csv");
    }
}
