using System.Text;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Formats.Tables;

namespace Gruppera.Tests.Formats.Schemas;

public class DeliveryInMemoryTests
{
    private static readonly Delivery InMemory = new("open", [.. ModernLayout.Tables(OpenSet.Open().Set!).Select(table => new DeliveryFile(
        $"{table.Name}.csv", null, Text(table)))]);

    [Fact]
    public void A_set_is_read_out_of_memory_and_is_the_same()
    {
        var set = OpenSet.Open().Set!;
        var reading = DefinitionReader.Read(InMemory, new() { Id = "open" }, set.Version);
        Assert.Equal(set.Rules.Select(rule => rule.Drg), reading.Set!.Rules.Select(rule => rule.Drg));
        Assert.Equal(set.DiagnosisFeatures.Length, reading.Set.DiagnosisFeatures.Length);
        Assert.Same(set.Version, reading.Set.Version);
    }

    [Fact]
    public void Its_tables_are_found_as_they_are_written()
    {
        var issues = new IssueList();
        var table = Assert.Single(DefinitionReader.TablesOf(InMemory, new(), issues), each => each.Name == "compl_name");
        using var reader = table.Open(issues);
        Assert.Equal(["compl", "inclprop", "varval_text_comb", "nat_ver", "varval_text_nat"], reader.Columns);
        Assert.Equal("compl_name.csv", table.Place);
        Assert.Empty(issues);
    }

    [Fact]
    public void The_columns_that_are_read_of_a_table_are_known()
    {
        Assert.Equal(["compl", "inclprop", "varval_text_comb", "varval_text_nat", "nat_ver"], DefinitionReader.ColumnsOf("compl_name"));
        Assert.Throws<ArgumentException>(() => DefinitionReader.ColumnsOf("no_table"));
    }

    [Theory]
    [InlineData("5.0", "05", "5", false)]
    [InlineData("-5", "-05", "-5", false)]
    [InlineData("T", "T", "T", true)]
    [InlineData("1.0", "01", "1", true)]
    [InlineData("1.5", "1.5", "1.5", false)]
    public void Cells_are_read_however_they_are_written(string cell, string mdc, string number, bool isTrue) =>
        Assert.Equal((mdc, number, isTrue), (CellText.Mdc(cell), CellText.WithoutFraction(cell).ToString(), CellText.IsTrue(cell)));

    private static byte[] Text(ModernTable table)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(false)))
            ModernCsvWriter.Write(table, writer);
        return stream.ToArray();
    }
}
