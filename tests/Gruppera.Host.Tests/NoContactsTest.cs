using System.Net;
using System.Text.Json;
using Gruppera.Formats.Excel;

namespace Gruppera.Host.Tests;

/// <summary>A file with a header and no contacts does not pass in silence: in any command, as a workbook, over HTTP.</summary>
[Collection(CommandLineCollection.Name)]
public class NoContactsTest(Server server) : Home, IClassFixture<Server>
{
    private const string Header = "id;sex;age_years;duration;diagnoses;admission_date;discharge_date;patient;hospital\n";

    [Theory]
    [InlineData("group", "-o", "O")]
    [InlineData("quality")]
    [InlineData("episodes", "-o", "O")]
    [InlineData("casemix", "--by", "hospital", "--weights", "W")]
    [InlineData("sensitivity")]
    [InlineData("los")]
    public void Every_command_says_so(string verb, params string[] options)
    {
        foreach (var text in new[] { Header, Header + ";;;;;;;;\n", "Uttag\n" + Header })
        {
            var said = RunWithReading([verb, Write("f.csv", text), .. options.Select(option => option switch { "O" => PathOf("o.csv"), "W" => Write("w.csv", "DRG;Text;Weight\nE44E;x;1.0\n"), _ => option })]);
            Assert.Contains("Warning: f.csv has no contacts", said.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Contacts_check_says_so_in_text_and_JSON()
    {
        Assert.Contains("f.csv has no contacts", RunWithReading("contacts", "check", Write("f.csv", Header)).Out, StringComparison.Ordinal);
        var json = JsonDocument.Parse(RunWithReading("contacts", "check", PathOf("f.csv"), "--format", "json").Out).RootElement;
        Assert.True(json.GetProperty("reading").GetProperty("isEmpty").GetBoolean());
    }

    [Fact]
    public void A_workbook_without_rows_says_so()
    {
        using (var file = File.Create(PathOf("f.xlsx")))
            WorkbookWriter.Write([new("contacts", Header.TrimEnd().Split(';'), [])], file);
        var said = RunWithReading("group", PathOf("f.xlsx"), "-o", PathOf("o.csv"));
        Assert.Contains("f.xlsx has no contacts", said.Error, StringComparison.Ordinal);
        Assert.Equal(0, said.ExitCode);
    }

    [Fact]
    public async Task The_API_says_so_beside_the_rows()
    {
        var answer = await server.Post("/v1/group", Header, "text/csv");
        Assert.Equal((int)HttpStatusCode.OK, answer.Status);
        Assert.True(JsonDocument.Parse(answer["Gruppera-Reading"]!).RootElement.GetProperty("isEmpty").GetBoolean());
        var blank = await server.Post("/v1/group", Header + "1;F;79;5;I50.0;;;;\n;;;;;;;;\n", "text/csv");
        var summary = JsonDocument.Parse(blank["Gruppera-Summary"]!).RootElement;
        Assert.Equal((1, 1), (summary.GetProperty("rows").GetInt32(), summary.GetProperty("blank").GetInt32()));
    }
}
