using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Excel;
using Gruppera.Formats.Schemas;
using Gruppera.Tests.Formats.Contacts;

namespace Gruppera.Tests.Formats.Excel;

public sealed class WorkbookTests : IDisposable
{
    private readonly Fixture _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("<v>2.0</v>", "2", null)]
    [InlineData("<v>1.0E2</v>", "100", null)]
    [InlineData("<v>0.1</v>", "0.1", null)]
    [InlineData("<v>1.1000000000000001</v>", "1.1", null)]
    [InlineData("<v>123456789012345</v>", "123456789012345", null)]
    [InlineData("<v>123456789012345678</v>", "123456789012345678", null)] // as programs write that keep all digits
    [InlineData("<v>123456789012345000</v>", "123456789012345000", CellFault.Rounded)] // as Excel rounds
    [InlineData("<v>1.23456789012345E+17</v>", "123456789012345000", CellFault.Rounded)]
    [InlineData("<v>1000000000000000</v>", "1000000000000000", CellFault.Rounded)]
    [InlineData("s<v>0</v>", "I50.9", null)]
    [InlineData("s<v>1</v>", "I50.9", null)]
    [InlineData("s<v>3</v>", "a", null)]
    [InlineData("b<v>1</v>", "True", null)]
    [InlineData("d<v>2014-03-01T00:00:00</v>", "2014-03-01", null)]
    [InlineData("e<v>#N/A</v>", "#N/A", CellFault.Error)]
    [InlineData("e<f>VLOOKUP(1,A:A,1)</f><v>#REF!</v>", "#REF!", CellFault.Error)]
    [InlineData("<f>A1</f>", "#FORMULA!", CellFault.NoValue)]
    [InlineData("<f>A1</f><v></v>", "#FORMULA!", CellFault.NoValue)]
    [InlineData("<f>A1</f><v/>", "#FORMULA!", CellFault.NoValue)]
    [InlineData("str<f>A1</f>", "#FORMULA!", CellFault.NoValue)]
    [InlineData("<f>A1</f><v>5</v>", "5", null)]
    [InlineData("str<f>A1</f><v>x</v>", "x", null)]
    [InlineData("1<v>41699</v>", "2014-03-01", null)]
    [InlineData("3<v>41710.5</v>", "2014-03-12 12:00:00", null)]
    [InlineData("1<v>1</v>", "1900-01-01", null)]
    [InlineData("3<v>0.25</v>", "06:00:00", null)]
    [InlineData("2<v>41699</v>", "41699", null)]
    public void A_cell_is_read_as_the_file_has_it(string cell, string text, object? fault)
    {
        var row = Assert.Single(Open(("Blad1", [["x", cell]])).Rows(0));
        Assert.Equal(["x", text], row.Cells);
        Assert.Equal(fault is null ? [] : [(1, (CellFault)fault)], row.Faults.AsEnumerable());
    }

    [Fact]
    public void A_formula_that_gives_an_empty_text_is_empty() =>
        Assert.Equal(["x"], Assert.Single(Open(("Blad1", [["x", "str<f>A1</f><v></v>"]])).Rows(0)).Cells);

    [Fact]
    public void Rows_keep_their_numbers_and_are_read_as_often_as_needed()
    {
        var book = Open(("One", [[], ["a"], [], ["", "b"]]), ("Two", []));
        Assert.Equal(["One", "Two"], book.Sheets);
        for (var i = 0; i < 2; i++)
            Assert.Equal(["2 a", "4  b"], book.Rows(0).Select(row => $"{row.Number} {string.Join(' ', row.Cells)}"));
        Assert.Empty(book.Rows(1));
        Assert.Equal([0, 1, 1, -1, -1], new[] { "one", "2", "Two", "3", "three" }.Select(book.Find));
    }

    [Theory]
    [InlineData("XFE1", "16 384 columns")]
    [InlineData("ZZZZZZ1", "16 384 columns")]
    public void A_column_behind_the_last_is_refused(string place, string reason)
    {
        var book = Book.Of(("Blad1", [["x"]]));
        var bytes = Replaced(book, "xl/worksheets/sheet1.xml", "r='A1'", $"r='{place}'");
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Workbook.Open(() => new MemoryStream(bytes)).Rows(0).ToList())
            .Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_behind_the_last_is_refused()
    {
        var bytes = Replaced(Book.Of(("Blad1", [["x"]])), "xl/worksheets/sheet1.xml", "row r='1'", "row r='1048577'");
        Assert.Contains("1 048 576 rows",
            Assert.Throws<InvalidDataException>(() => Workbook.Open(() => new MemoryStream(bytes)).Rows(0).ToList()).Message,
                StringComparison.Ordinal);
    }

    [Trait("lane", "slow")]
    [Fact]
    public void A_workbook_that_is_cut_or_damaged_is_refused()
    {
        var book = Book.Of(("Blad1", [["id", "dx1"], .. Enumerable.Range(0, 300).Select(i => new[] { $"{i}", "I50.9" })]));
        for (var cut = 1; cut < book.Length; cut += 97)
        {
            _folder.Write("f.xlsx", book[..^cut]);
            Assert.Throws<ContactFileException>(() => ContactReader.Read(PathOf("f.xlsx"), ContactText.Canonical).ToList());
        }

        for (var at = 40; at < book.Length - 700; at += 31)
        {
            var damaged = book.ToArray();
            damaged[at] ^= 4;
            _folder.Write("f.xlsx", damaged);
            try
            {
                Assert.Equal(300, ContactReader.Read(PathOf("f.xlsx"), ContactText.Canonical)
                    .Count(row => row.Issue is null && $"{row.Contact.Diagnoses[0]}" == "I509"));
            }
            catch (ContactFileException)
            {
                continue;
            }
        }
    }

    [Theory]
    [InlineData("a.xlsx", 4, "Blad1")]
    [InlineData("b.xlsx", 1, "Data")]
    [InlineData("c.xlsx", 3, "Blad1")]
    public void The_sheet_and_the_header_of_people_are_found(string name, int header, string sheet)
    {
        string[] columns = ["LOPNR", "KON", "ALDER", "INDATUM", "UTDATUM", "HDIA", "DIA1", "OP"];
        string[][] rows = [columns, ["1", "<v>2</v>", "<v>79</v>", "1<v>41699</v>", "1<v>41703</v>", "I500", "N179"]];
        _folder.Write(name, name switch
        {
            "a.xlsx" => Book.Of(("Blad1", [["Uttag 2014"], ["", "Sekretess"], [], .. rows])),
            "b.xlsx" => Book.Of(("Info", [["Uttag 2014"], ["HDIA", "huvuddiagnos"], ["ALDER", "ålder i år"]]), ("Data", rows)),
            _ => Book.Of(("Blad1", [["Uttag ur PAR"], [], .. rows])),
        });
        var layout = LayoutCatalog.Detect(PathOf(name))!;
        Assert.Equal("par", layout.Name);
        using var input = ContactSource.Open(PathOf(name), layout);
        Assert.Equal((sheet, header), (input.Sheet, input.HeaderRow));
        var contact = Assert.Single(ContactReader.Read(PathOf(name), layout));
        Assert.Equal("I500 N179", string.Join(' ', contact.Contact.Diagnoses));
        Assert.Equal(5, contact.Contact.Duration.Days);
    }

    [Fact]
    public void A_workbook_that_is_cut_is_damaged()
    {
        _folder.Write("cut.xlsx", Book.Of(("Blad1", [["id", "dx1"], ["1", "I509"]]))[..^40]);
        Assert.Contains("it is truncated or damaged: get it again",
            Assert.Throws<ContactFileException>(() => ContactSource.Open(PathOf("cut.xlsx"), ContactText.Canonical)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.sav")]
    [InlineData("a.sas7bdat")]
    [InlineData("a.parquet")]
    [InlineData("a.NDJSON")]
    public void Files_of_other_programs_are_refused_by_name(string name)
    {
        _folder.Write(name, "$FL2@(#) SPSS"u8.ToArray());
        Assert.Contains("which contacts are not read from: save it as .csv or .xlsx",
            Assert.Throws<ContactFileException>(() => LayoutCatalog.Detect(PathOf(name))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_may_be_named()
    {
        _folder.Write("f.xlsx", Book.Of(("2023", [["id", "dx1"], ["old", "I509"]]), ("2024", [["id", "dx1"], ["new", "I509"]])));
        Assert.Equal("old", Id("2023"));
        Assert.Contains("its sheets 2023, 2024 have the same columns. Give one with --sheet",
            Assert.Throws<ContactFileException>(() => Id(null)).Message, StringComparison.Ordinal);
        Assert.Equal("new", Id("2024"));
        Assert.Equal("new", Id("2"));
        Assert.Contains("no sheet 2025, but 2023, 2024", Assert.Throws<ContactFileException>(() => Id("2025")).Message,
            StringComparison.Ordinal);

        string Id(string? sheet)
        {
            using var input = ContactSource.Open(PathOf("f.xlsx"), ContactText.Canonical, sheet);
            return ContactReader.Read(input.Text, ContactText.Canonical).Single().Contact.Id;
        }
    }

    [Fact]
    public void Errors_in_contacts_are_issues_and_rounded_ids_are_told()
    {
        _folder.Write("f.xlsx",
            Book.Of(("Blad1", [["id", "age_days", "dx1", "dx2"], ["<v>1.23456789012345E+17</v>", "<v>9000</v>", "I509"],
                ["2", "e<v>#N/A</v>", "I509"], ["3", "<v>1</v>", "I509", "<f>A1</f>"], ["4", "<v>1</v>", "I509", "", "outside"]])));
        using var input = ContactSource.Open(PathOf("f.xlsx"), ContactText.Canonical);
        Assert.Equal(
            ["123456789012345000 Missing 9000 0 Alive [I509] []", "3 GRP3020 age_days", "4 GRP3020 dx2", "4 Missing 1 0 Alive [I509] []"],
            ContactReader.Read(input.Text, ContactText.Canonical).Select(ContactText.Describe));
        Assert.Equal([("GRP1020", 2, "id"), ("GRP1015", 5, "")],
            input.Issues.Select(issue => (issue.Code.Id, (int)issue.Row, issue.Column)));
    }

    [Theory]
    [InlineData("e<v>#N/A</v>")]
    [InlineData("<f>A1</f>")]
    public void An_error_in_a_rule_makes_a_set_unusable_and_one_in_a_text_does_not(string cell)
    {
        string[] header = [.. Fixture.ClassicRules.Split(',')];
        string[] Rule(string drg, string mdc) =>
            [.. header.Select(column => column switch { "ORD" => "100D01", "DRG" => drg, "RTC" => "0", "MDC" => mdc, _ => "" })];
        (string, string[][]) Names(string text) => ("drgnames", [["DRG", "MDC", "DRGNAME"], ["1A", "1", text]]);
        (string, string[][])[] rest =
            [("dg_1", [["CODE", "D_CODE", "VARTYPE", "VARVAL"], ["A010", "", "DGCAT", "08M01"]]),
                ("proc1", [["CODE", "VARTYPE", "VARVAL"], ["AAA00", "OR", "1"]])];

        _folder.Write("d.xlsx", Book.Of([("drglogic", [["Rules of a made-up year"], header, Rule("1A", cell)]), Names("Name"), .. rest]));
        var wrong = DefinitionReader.Read(PathOf("d.xlsx"));
        Assert.False(wrong.IsUsable);
        Assert.Equal(("drg_logic", 3, "MDC"), wrong.Issues.Where(issue => issue.Code == FormatIssues.ErrorInCell)
            .Select(issue => (issue.Table, (int)issue.Row, issue.Column)).Single());

        _folder.Write("d.xlsx", Book.Of([("drglogic", [["Rules of a made-up year"], header, Rule("1A", "1")]), Names(cell), .. rest]));
        var right = DefinitionReader.Read(PathOf("d.xlsx"));
        Assert.True(right.IsUsable);
        Assert.Equal("DRGNAME", right.Issues.Single(issue => issue.Code == FormatIssues.ErrorInText).Column);
    }

    [Fact]
    public void A_key_that_is_an_error_is_no_version_row()
    {
        _folder.Smallest().WithNames()
            .Write("dg_1.csv", "CODE,D_CODE,VARTYPE,VARVAL\n#####,,,NordDRG X 2014\nA010,,DGCAT,01M01\n#N/A,,DGCAT,01M02\n");
        var reading = DefinitionReader.Read(_folder.Root);
        Assert.Equal((4, "CODE"), reading.Issues.Where(issue => issue.Code == FormatIssues.ErrorInCell)
            .Select(issue => ((int)issue.Row, issue.Column)).Single());
    }

    [Fact]
    public void Lists_of_people_are_found_on_a_later_sheet()
    {
        _folder.Write("l.xlsx",
            Book.Of(("Info", [["Viktlista 2014"]]), ("Vikter", [["Viktlista"], ["DRG", "Vikt"], ["A01", "<v>1.5</v>"]])));
        Assert.Equal(("Info", 1), Of(TableFile.Read(PathOf("l.xlsx"))));
        Assert.Equal(("Vikter", 3), Of(TableFile.Read(PathOf("l.xlsx"), isHeader: row => row.Contains("Vikt"))));
        Assert.Equal(("Vikter", 3), Of(TableFile.Read(PathOf("l.xlsx"), "vikter")));
        Assert.Throws<InvalidDataException>(() => TableFile.Read(PathOf("l.xlsx"), "none"));
        _folder.Write("l.csv", System.Text.Encoding.Unicode.GetPreamble()
            .Concat(System.Text.Encoding.Unicode.GetBytes("DRG|Namn\nA01|Å\n")).ToArray());
        var text = TableFile.Read(PathOf("l.csv"));
        Assert.Equal(("utf-16", "A01 Å"), (text.EncodingName, string.Join(' ', text.Rows.Last().Cells)));

        static (string, int) Of(TableFileText text) => (text.Sheet, text.Rows.Count());
    }

    [Theory]
    [InlineData("f.xlsx", "id,dx1\n1,I509\n")]
    [InlineData("f.xls", "<html><table/></html>")]
    public void A_text_that_is_named_a_workbook_is_said_to_be_none(string name, string text)
    {
        _folder.Write(name, text);
        Assert.Contains("has the name of a workbook but is not one", Assert.Throws<ContactFileException>(() => ContactSource.Open(PathOf(name))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_by_another_name_is_one()
    {
        _folder.Write("f.csv", Book.Of(("Blad1", [["id", "dx1"], ["1", "I509"]])));
        Assert.Equal("1", Assert.Single(ContactReader.Read(PathOf("f.csv"), LayoutCatalog.Detect(PathOf("f.csv"))!)).Contact.Id);
    }

    [Fact]
    public void Errors_of_old_workbooks_are_seen()
    {
        byte[] bytes =
        [
            .. Record(0x0409, 0, 0, 0x10, 0, 0, 0),
            .. Record(0x0200, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0),
            .. Label(0, 0, "id"), .. Label(0, 1, "age"), .. Label(1, 0, "A"), .. Record(0x0205, 1, 0, 1, 0, 0, 0, 0x2A, 1),
            .. Record(0x000A),
        ];
        var book = new XlsWorkbook(() => new MemoryStream(bytes));
        var rows = book.Rows(0).ToList();
        Assert.Equal(["id age", "A #N/A"], rows.Select(row => string.Join(' ', row.Cells)));
        Assert.Equal([(1, CellFault.Error)], rows[1].Faults.AsEnumerable());

        static byte[] Label(byte row, byte column, string text) =>
            Record(0x0204, [row, 0, column, 0, 0, 0, (byte)text.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(text)]);

        static byte[] Record(int id, params byte[] data) => [(byte)id, (byte)(id >> 8), (byte)data.Length, 0, .. data];
    }

    internal static Workbook Open(params (string Name, string[][] Rows)[] sheets)
    {
        var bytes = Book.Of(sheets);
        return Workbook.Open(() => new MemoryStream(bytes));
    }

    private static byte[] Replaced(byte[] book, string part, string old, string now)
    {
        var file = new MemoryStream();
        file.Write(book);
        using (var zip = new System.IO.Compression.ZipArchive(file, System.IO.Compression.ZipArchiveMode.Update, leaveOpen: true))
        {
            string xml;
            using (var reader = new StreamReader(zip.GetEntry(part)!.Open()))
                xml = reader.ReadToEnd().Replace(old, now, StringComparison.Ordinal);
            zip.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(xml);
        }

        return file.ToArray();
    }

    private string PathOf(string name) => Path.Combine(_folder.Root, name);
}
