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

    /// <summary>Bytes are packed eight at a time, characters one by one.</summary>
    [Fact]
    public void Bytes_and_characters_give_the_same_code()
    {
        const string characters = "/09:@AMZ[`amz{ .-*+#()!_&~\0\u007F\u0080Åé†\u00A0";
        var random = new Random(1);
        for (var i = 0; i < 200_000; i++)
        {
            // Half of the texts are letters and digits but for one character.
            var text = new char[random.Next(12)];
            for (var at = 0; at < text.Length; at++)
                text[at] = i % 2 == 0 ? characters[random.Next(characters.Length)] : "09AZaz"[random.Next(6)];
            if (text.Length > 0 && i % 4 == 1)
                text[random.Next(text.Length)] = characters[random.Next(characters.Length)];
            var bytes = System.Text.Encoding.UTF8.GetBytes(text);
            Assert.True(DiagnosisCode.Parse(text) == DiagnosisCode.Parse(bytes), $"<{new string(text)}>");
        }
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
