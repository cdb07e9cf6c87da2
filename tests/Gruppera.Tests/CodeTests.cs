namespace Gruppera.Tests;

public class CodeTests
{
    [Theory]
    [InlineData("i71.4", "I714")]
    [InlineData(" G94.0* ", "G940")]
    [InlineData("A50.3†", "A503")]
    [InlineData("A50.3+", "A503")]
    [InlineData("I71.4\u00A0", "I714")]
    [InlineData("", "")]
    [InlineData("-", "")]
    [InlineData("V4n1i", "V4N1I")]
    [InlineData("ABCDEFGHIJK", "?")]
    [InlineData("Å10", "?")]
    public void Codes_are_normalised(string delivered, string normalised)
    {
        Assert.Equal(normalised, DiagnosisCode.Parse(delivered).ToString());
        Assert.Equal(normalised, DiagnosisCode.Parse(System.Text.Encoding.UTF8.GetBytes(delivered)).ToString());
        Assert.Equal(normalised, ProcedureCode.Parse(delivered).ToString());
    }

    [Fact]
    public void Codes_sort_as_their_texts()
    {
        string[] codes = ["A00", "A000", "A01", "Z99", "0AA", "A0", "B", "A:", "A_", "A!", "A(", "A/", "A=", "A?"];
        Assert.Equal(
            codes.Order(StringComparer.Ordinal),
            codes.Select(c => DiagnosisCode.Parse(c)).Order().Select(c => c.ToString()));
    }

    [Theory]
    [InlineData("G94.0*A50.3", "G940*A503")]
    [InlineData("A50.3+G94.0*", "G940*A503")]
    [InlineData("G94.0*", "G940")]
    [InlineData("A50.3+", "A503")]
    public void Pairs_are_read_in_either_notation(string written, string pair) =>
        Assert.Equal(pair, Diagnosis.Parse(written).ToString());
}
