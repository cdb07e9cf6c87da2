using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Sets;
using Gruppera.Tests;

namespace Gruppera.Host.Tests;

/// <summary>Runs specs/files.md: files as people have them, through the command line, against the plain file that they should equal.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public class FilesSpecTest : Home
{
    private static readonly List<FilesSpec> All = FilesSpec.Read();
    private static readonly Gruppera.Definitions.DefinitionSet Known = OpenSet.Open().Set!;

    public static IEnumerable<TheoryDataRow<int>> Examples => All.Select((example, number) => new TheoryDataRow<int>(number) { TestDisplayName = example.Name, Label = "" });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(int number)
    {
        var example = All[number];
        File.WriteAllBytes(PathOf("f.csv"), example.File);
        var said = RunWithReading(["group", PathOf("f.csv"), "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"), .. example.Options]);
        var all = (said.Error + (File.Exists(PathOf("i.csv")) ? File.ReadAllText(PathOf("i.csv")) : "")).ReplaceLineEndings(" ");
        Assert.All(example.Says, text => Assert.Contains(text, all, StringComparison.Ordinal));
        if (example.IsRefused)
        {
            Assert.Equal((1, false), (said.ExitCode, File.Exists(PathOf("o.csv"))));
            Assert.NotEmpty(example.Says);
            return;
        }

        var (output, plain) = (Rows(PathOf("o.csv")), Plain(example));
        Assert.Equal(example.Right.Length, output.Length - 1);
        var next = 0;
        Assert.All(example.Right, (right, row) =>
        {
            var result = output[row + 1][^ResultColumns.Length..];
            if (FilesSpec.IsIssue(right))
                Assert.Equal((right, ""), (result[^1], result[0]));
            else
                Assert.Equal(plain[next++].Result, Result(result));
        });
        Assert.Equal(plain.Select(each => each.Facts), Facts(PathOf("f.csv"), example.Options));
        Assert.Equal(Array.Exists(example.Right, FilesSpec.IsIssue) ? 3 : 0, said.ExitCode);
        Assert.Contains($"{example.Right.Length} contact{(example.Right.Length == 1 ? "" : "s")} in ", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reading_order_names_the_spec() => Assert.Contains("[files](files.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);

    /// <summary>Columns that say where a fact comes from, in which a plain file may differ.</summary>
    private static readonly string[] Origins = ["care_form_from", "specialty_from"];

    private string[] ResultColumns { get; set; } = [];

    /// <summary>The facts and the result of each row of the plain file.</summary>
    private (string Facts, string Result)[] Plain(FilesSpec example)
    {
        var file = Write("plain.csv", example.Plain());
        Assert.Contains(Run("group", file, "-o", PathOf("p.csv"), "--allow-missing", "age,duration,sex,diagnoses").ExitCode, new[] { 0, 1 });
        var rows = File.Exists(PathOf("p.csv")) ? Rows(PathOf("p.csv")) : [];
        var header = rows.Length > 0 ? rows[0] : Rows(PathOf("o.csv"))[0];
        ResultColumns = header[Array.IndexOf(header, "drg")..];
        return [.. Facts(file, ["--allow-missing", "age"]).Zip(rows.Skip(1), (facts, row) => (facts, Result(row[^ResultColumns.Length..])))];
    }

    /// <summary>The result without where its facts come from and what was warned of.</summary>
    private string Result(string[] cells) =>
        string.Join(' ', ResultColumns.Zip(cells).Where(each => each.First != "issue" && !Origins.Contains(each.First)).Select(each => each.Second));

    private static List<string> Facts(string path, string[] options)
    {
        var columns = options.Index().Where(each => each.Item == "--column").Select(each => ColumnByHand.Parse(options[each.Index + 1]) ?? throw new InvalidOperationException(options[each.Index + 1])).ToImmutableArray();
        using var source = ContactSource.Open(path);
        var fitted = LayoutFit.Of(source.Text, new() { Columns = columns, AllowMissing = options.Contains("--allow-missing") ? ContactNeeds.All : ContactNeeds.None });
        var reader = new RecordReader(fitted.Text, fitted.Layout, "", Known);
        return [.. reader.Read().Where(record => record.Issue is null).Select(record => record.Contact).Select(contact =>
            $"{contact.Sex} {contact.Age} {contact.Duration} {contact.Discharge} {string.Join(' ', contact.Diagnoses)}; {string.Join(' ', contact.Procedures)}")];
    }

    private static string[][] Rows(string path)
    {
        var data = File.ReadAllBytes(path);
        var (rows, row, position) = (new List<string[]>(), new CsvRow(), 0);
        var delimiter = (byte)data.AsSpan(0, Array.IndexOf(data, (byte)'\n')).ToArray().Where(b => ";,\t|^~! "u8.Contains(b)).GroupBy(b => b).MaxBy(group => group.Count())!.Key;
        while (position < data.Length)
        {
            row.Read(data, ref position, delimiter, isLast: true);
            rows.Add([.. Enumerable.Range(0, row.Count).Select(column => Encoding.UTF8.GetString(row.Get(data, column)))]);
        }

        return [.. rows];
    }
}
