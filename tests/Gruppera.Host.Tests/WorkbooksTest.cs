using Gruppera.Tests.Formats.Excel;

namespace Gruppera.Host.Tests;

/// <summary>Workbooks as people have them, through the command line: cells of <see cref="Book"/> in, groups or issues out.</summary>
[Collection(CommandLineCollection.Name)]
public class WorkbooksTest : Home
{
    private static readonly string[] Header = ["id", "sex", "age_years", "duration", "diagnoses", "procedures"];
    private static readonly string[] Hip = ["1", "F", "<v>79</v>", "<v>5</v>", "S72.0", "NFJ59"];

    public static TheoryData<string, string[][], string, string> Cells => new()
    {
        { "numbers with parts of a binary fraction", [Header, ["1", "<v>2</v>", "<v>79.0</v>", "<v>5.0000</v>", "S72.0", "NFJ59"]], "H11E", "" },
        { "a number that is no whole one", [Header, ["1", "F", "<v>79.25</v>", "<v>5</v>", "S72.0", ""]], "GRP3002", "f.xlsx,2,age_years" },
        { "an error in a secondary code", [Header, Hip, ["2", "F", "<v>79</v>", "<v>5</v>", "S72.0", "e<v>#REF!</v>"]], "H11E GRP3020", "f.xlsx,3,procedures" },
        { "an error in the age", [Header, ["1", "F", "e<v>#DIV/0!</v>", "<v>5</v>", "S72.0", ""]], "GRP3020", "f.xlsx,2,age_years" },
        { "an error that somebody has typed", [Header, ["1", "F", "<v>79</v>", "<v>5</v>", "#N/A", ""]], "GRP3020", "f.xlsx,2,diagnoses" },
        { "an error where nothing is read", [[.. Header, "note"], [.. Hip, "e<v>#N/A</v>"]], "H11E", "" },
        { "a formula that was never calculated", [Header, ["1", "F", "<v>79</v>", "<f>B2+1</f>", "S72.0", "NFJ59"]], "GRP3020", "f.xlsx,2,duration" },
        { "a formula with its value", [Header, ["1", "F", "<v>79</v>", "<f>B2+1</f><v>5</v>", "str<f>A1</f><v>S72.0</v>", "NFJ59"]], "H11E", "" },
        { "rows below titles and gaps have their own numbers", [["Uttag 2025"], [], ["Sekretess"], [], Header, [], Hip, [], [], ["2", "F", "x", "<v>5</v>", "S72.0", ""]], "H11E GRP3002", "f.xlsx,10,age_years" },
        { "a header in other words", [["Kön", "Ålder", "Vårddagar", "Huvuddiagnos", "Åtgärd 1"], ["Kvinna", "<v>79</v>", "<v>5</v>", "S72.0", "NFJ59"]], "H11E", "" },
        { "days as days", [["sex", "birth_date", "admission_date", "discharge_date", "dx1", "proc1"], ["F", "1<v>12816</v>", "3<v>41699.3125</v>", "1<v>41703</v>", "S72.0", "NFJ59"]], "H11E", "" },
        { "days as text and as bare numbers", [["sex", "birth_date", "admission_date", "discharge_date", "dx1", "proc1"], ["F", "1935-02-01", "<v>41699</v>", "2014-03-05 12:00", "S72.0", "NFJ59"]], "H11E", "" },
        { "a day that is none", [["sex", "birth_date", "admission_date", "discharge_date", "dx1"], ["F", "1935-02-01", "31.2.2014", "1<v>41703</v>", "S72.0"]], "GRP3004", "f.xlsx,2,admission_date" },
        { "several codes on lines of a cell", [Header, ["1", "F", "<v>79</v>", "<v>5</v>", "S72.0\nW01.9", "NFJ59\nZXA05"]], "H11E", "" },
    };

    [Theory]
    [MemberData(nameof(Cells))]
    public void Cells_are_read_or_told(string what, string[][] rows, string right, string issue)
    {
        var said = Group(Book.Of(("Blad1", rows)));
        Assert.Equal((what, right), (what, Results()));
        Assert.Equal(right.Contains("GRP", StringComparison.Ordinal) ? 3 : 0, said.ExitCode);
        if (issue.Length > 0)
            Assert.Contains("\n" + issue + ",", File.ReadAllText(PathOf("i.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_of_many_digits_keep_them_or_are_told()
    {
        Group(Book.Of(("Blad1", [Header, ["20140301123456789012", .. Hip[1..]]])));
        Assert.StartsWith("20140301123456789012;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        var said = Group(Book.Of(("Blad1", [Header, ["<v>20140301123456800000</v>", .. Hip[1..]]])));
        Assert.StartsWith("20140301123456800000;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        Assert.Contains("f.xlsx", said.Error, StringComparison.Ordinal);
        Assert.Contains("15 digits", said.Error, StringComparison.Ordinal);
        said = Group(Book.Of(("Blad1", [Header, ["<v>2.01403011234568E+19</v>", .. Hip[1..]]])));
        Assert.StartsWith("20140301123456800000;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        Assert.Contains("15 digits", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sheet_of_the_contacts_is_found_or_named()
    {
        var book = Book.Of(("Läs mig", [["Detta är ett uttag"], ["med två rader"]]), ("Kvinnor", [Header, Hip]), ("Män", [Header, ["9", "M", "<v>40</v>", "<v>2</v>", "I50.0", ""]]));
        Refused(Group(book), "Kvinnor", "Män", "--sheet");
        var said = Group(book, "--sheet", "Kvinnor");
        Assert.Equal("H11E", Results());
        Assert.Contains("sheet Kvinnor", said.Error, StringComparison.Ordinal);
        Group(book, "--sheet", "Män");
        Assert.StartsWith("9;M;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        Group(book, "--sheet", "3");
        Assert.StartsWith("9;M;", File.ReadAllLines(PathOf("o.csv"))[1], StringComparison.Ordinal);
        Refused(Group(book, "--sheet", "Barn"), "no sheet Barn", "Läs mig, Kvinnor, Män");
        Refused(Group(book, "--sheet", "Läs mig"), "Detta är ett uttag");
    }

    [Fact]
    public void Text_beside_the_table_is_told()
    {
        var said = Group(Book.Of(("Blad1", [Header, [.. Hip, "I50.0"]])));
        Assert.Equal("H11E", Results());
        Assert.Contains("7 cells, 6 columns", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_whole_workbook_is_refused()
    {
        var book = Book.Of(("Blad1", [Header, Hip]));
        Refused(Group(book[..^1]), "f.xlsx");
        Refused(Group(book[..(book.Length / 2)]), "f.xlsx");
        Refused(Group([.. book[..60], (byte)(book[60] ^ 0xFF), .. book[61..]]), "f.xlsx");
        Refused(Group("<html><table><tr><td>sex</td></tr></table></html>"u8.ToArray(), name: "f.xls"), "f.xls has the name of a workbook but is not one");
        Refused(Group("sex;age_years;duration;diagnoses\nF;79;5;I50.0\n"u8.ToArray()), "has the name of a workbook but is not one");
        Refused(Group(Book.Of(("Blad1", []))), "f.xlsx");
        Refused(Group(Book.Of(("Blad1", [["sex", "Sex", "age_years", "duration", "diagnoses"], ["F", "M", "79", "5", "I50.0"]]))), "the same column twice");
        Group(book, name: "f.csv");
        Assert.Equal("H11E", Results());
    }

    private Said Group(byte[] book, params string[] options) => Group(book, "f.xlsx", options);

    private Said Group(byte[] book, string name, string[]? options = null)
    {
        File.Delete(PathOf("o.csv"));
        File.WriteAllBytes(PathOf(name), book);
        return RunWithReading(["group", PathOf(name), "-o", PathOf("o.csv"), "--issues", PathOf("i.csv"), .. options ?? []]);
    }

    private void Refused(Said said, params string[] texts)
    {
        Assert.Equal((1, false), (said.ExitCode, File.Exists(PathOf("o.csv"))));
        Assert.All(texts, text => Assert.Contains(text, said.Error, StringComparison.Ordinal));
    }

    /// <summary>The group or the issue of each row.</summary>
    private string Results()
    {
        var text = string.Concat(File.ReadAllText(PathOf("o.csv")).Split('"').Where((_, i) => i % 2 == 0));
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(';')).ToList();
        return string.Join(' ', lines.Skip(1).Select(row => row[^1].Length > 0 ? row[^1] : row[Array.IndexOf(lines[0], "drg")]));
    }
}
