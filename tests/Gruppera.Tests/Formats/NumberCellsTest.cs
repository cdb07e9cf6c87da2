using Gruppera.Formats.Excel;

namespace Gruppera.Tests.Formats;

public class NumberCellsTest
{
    [Fact]
    public void Columns_of_numbers_are_written_as_numbers_and_read_back()
    {
        using var stream = new MemoryStream();
        WorkbookWriter.Write([new("A", ["code", "kronor"], [["007", "1234.5"], ["008", ""]]) { Numbers = new HashSet<int> { 1 } }], stream);
        stream.Position = 0;
        using (var zip = new System.IO.Compression.ZipArchive(stream, System.IO.Compression.ZipArchiveMode.Read, leaveOpen: true))
        using (var sheet = new StreamReader(zip.GetEntry("xl/worksheets/sheet1.xml")!.Open()))
            Assert.Contains("<c r=\"B2\"><v>1234.5</v></c>", sheet.ReadToEnd(), StringComparison.Ordinal);
        Assert.Equal(["code kronor", "007 1234.5", "008"], Workbook.Open(() => new MemoryStream(stream.ToArray())).Rows(0)
            .Select(row => string.Join(' ', row.Cells)));
    }
}
