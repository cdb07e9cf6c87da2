using Gruppera.Definitions;
using Gruppera.Workflows.Codes;

namespace Gruppera.Tests.Formats.Catalogues;

public class SuccessionTests
{
    /// <summary>The mark by which tables say that a code has gone out would be four words that no successor has.</summary>
    [Theory]
    [InlineData("En ovanlig åkomma i handen")]
    [InlineData("Deleted 2008/12/31-En ovanlig åkomma i handen")]
    public void Marks_of_codes_that_went_out_make_no_code_less_like_its_successor(string text)
    {
        var row = Assert.Single(CodeSuccession.Draft(Edition(("Q120", text)), Edition(("Q121", "En ovanlig åkomma i handen"), ("Q122", "Något annat"))));
        Assert.Equal(("Q120", "Q121", 1.0), (row.Code.Code, row.Successors[0].Code.Code, row.Successors[0].Words));
    }

    private static CodeEdition Edition(params (string Code, string Text)[] codes) => CodeEdition.Of(new CodeCatalogue
    {
        Id = "x",
        System = CodeSystem.Find("icd-10-se")!,
        Codes = [.. codes.Select(code => new CatalogueCode(code.Code) { Texts = [new("sv", code.Text)] })],
    });
}
