using System.Text;
using System.Text.Json;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>A code of functions (ICF) is never read as a diagnosis (ICD-10). Source: docs/quality.md.</summary>
public class FunctionCodeTests
{
    [Theory]
    [InlineData("b455", true)]
    [InlineData("d450", true)]
    [InlineData("e11500", true)]
    [InlineData("s730.1", true)]
    [InlineData("D450.2", true)]
    [InlineData("e115+2", true)]
    [InlineData("e115.+2", true)]
    [InlineData("d450.", false)]
    [InlineData("D450", false)]
    [InlineData("D45.0", false)]
    [InlineData("d45", false)]
    [InlineData("e11.9", false)]
    [InlineData("i509", false)]
    [InlineData("", false)]
    public void Its_form_tells_it(string text, bool isFunction)
    {
        Assert.Equal(isFunction, FunctionCode.IsWritten(text));
        Assert.Equal(isFunction, FunctionCode.IsWritten(Encoding.UTF8.GetBytes(text)));
    }

    [Theory]
    [InlineData("I50.9,d450", "I509,?")]
    [InlineData("d450", "?")]
    [InlineData("d450,I50.9", "?,I509")]
    [InlineData("D450,I50.9", "D450,I509")]
    [InlineData("i509,d450", "I509,D450")]
    [InlineData("i509,d450.2", "I509,?")]
    public void It_holds_its_place_as_a_code_that_no_set_has(string written, string read)
    {
        var reader = new ContactJsonReader(20);
        var codes = string.Join(',', written.Split(',').Select(code => $"\"{code}\""));
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes($$"""{"ageDays":20000,"duration":3,"diagnoses":[{{codes}}]}"""));
        json.Read();
        reader.Read(ref json);
        Assert.Equal(read, string.Join(',', reader.Contact.Diagnoses));
    }
}
