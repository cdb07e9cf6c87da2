using System.Text;
using System.Text.RegularExpressions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>Codes come out of cells however people and programs have put them there.</summary>
public class CodeWordsTests
{
    [Theory]
    [InlineData("NFJ59 ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59,ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59, ZXA05,", "NFJ59 ZXA05")]
    [InlineData("NFJ59;ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59|ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59 | ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59\u00A0ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59\u202FZXA05\u00A0", "NFJ59 ZXA05")]
    [InlineData("NFJ59\tZXA05", "NFJ59 ZXA05")]
    [InlineData("(NFJ59)(ZXA05)", "NFJ59 ZXA05")]
    [InlineData("[NFJ59, ZXA05]", "NFJ59 ZXA05")]
    [InlineData("['NFJ59', 'ZXA05']", "NFJ59 ZXA05")]
    [InlineData("b'NFJ59'", "NFJ59")]
    [InlineData("{NFJ59,ZXA05}", "NFJ59 ZXA05")]
    [InlineData("NFJ59(20140311) ZXA05(20140311)", "NFJ59 ZXA05")]
    [InlineData("NFJ59 (2014-03-11), ZXA05 (11/3/2014)", "NFJ59 ZXA05")]
    [InlineData("NFJ59 2014-03-11T08:30:00", "NFJ59")]
    [InlineData("NFJ59[20140311 12:30]", "NFJ59")]
    [InlineData("NFJ59-ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59/ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59\\ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59^ZXA05~XS900", "NFJ59 ZXA05 XS900")]
    [InlineData("NFJ59><ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59\u3000ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59\u2003ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59.ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ59#ZXA05", "NFJ59 ZXA05")]
    [InlineData("NFJ.59", "NFJ59")]
    [InlineData("NFJ-59", "NFJ59")]
    [InlineData("NFJ 59", "NFJ59")]
    [InlineData("nfj59", "NFJ59")]
    [InlineData("L01XC02 XS900", "L01XC02 XS900")]
    [InlineData("DV0 PWU", "DV0 PWU")]
    [InlineData("PWU", "PWU")]
    [InlineData("-", "")]
    [InlineData(".", "")]
    [InlineData("NULL", "")]
    [InlineData(";;", "")]
    public void Procedures(string cell, string codes) => Assert.Equal(codes, string.Join(' ', Row("procedures", cell).Procedures));

    [Theory]
    [InlineData("I50.0 I48.9", "I500 I489")]
    [InlineData("I50.0,I48.9;N17.9|E11", "I500 I489 N179 E11")]
    [InlineData("I50.0.N17.9", "I500 N179")]
    [InlineData("I50.N17.E11.9", "I50 N17 E119")]
    [InlineData("I509.N179", "I509 N179")]
    [InlineData("I50.0#N17.9", "I500 N179")]
    [InlineData("I50.0/N17.9", "I500 N179")]
    [InlineData("I50.0^N17.9", "I500 N179")]
    [InlineData("I 50.0", "I500")]
    [InlineData("I50 0", "I500")]
    [InlineData("I50,0", "I500")]
    [InlineData("I50-0", "I500")]
    [InlineData("i50.0, i48.9", "I500 I489")]
    [InlineData("A52.7† N37.0*", "N370*A527")]
    [InlineData("A52.7 † N37.0 *", "N370*A527")]
    [InlineData("A52.7+ N37.0*", "N370*A527")]
    [InlineData("A52.7†, N37.0*", "N370*A527")]
    [InlineData("N37.0* A52.7†", "N370*A527")]
    [InlineData("N37.0*A52.7", "N370*A527")]
    [InlineData("A52.7+N37.0", "N370*A527")]
    [InlineData("N37.0* A52.7", "N370 A527")]
    [InlineData("A52.7 N37.0", "A527 N370")]
    [InlineData("I10 E10.3+ H36.0* N08.3*", "I10 H360*E103 N083")]
    [InlineData("S720 H", "S720")]
    [InlineData("I50.0 Hjärtsvikt", "I500")]
    [InlineData("I50.0 (hjärtsvikt), I10", "I500 I10")]
    [InlineData("BLANKED", "BLANKED")]
    [InlineData("S720+TUL", "S720")]
    public void Diagnoses(string cell, string codes) => Assert.Equal(codes, string.Join(' ', Row("diagnoses", cell).Diagnoses));

    [Theory]
    [InlineData("dx1", "I50.0 I48.9", "I500 I489")]
    [InlineData("dx1", "\u00A0I50.0\u00A0", "I500")]
    [InlineData("dx1", "A52.7† N37.0*", "N370*A527")]
    public void A_column_of_one_code_may_hold_several(string column, string cell, string codes) => Assert.Equal(codes, string.Join(' ', Row(column, cell).Diagnoses));

    [Theory]
    [InlineData("D", "DI500 DN179", "I500 N179")]
    [InlineData("D", "D500", "D500")]
    [InlineData("D", "DD500", "D500")]
    public void A_letter_of_the_register_is_taken_away(string prefix, string cell, string codes)
    {
        var layout = LayoutJson.Read($$"""{ "name": "x", "diagnoses": { "list": "d", "prefix": "{{prefix}}" }, "procedures": { "list": "p", "prefix": "K" } }""", out _)! with { IsOfCases = true };
        var row = ContactText.Row($"d;p\n{cell};KNFB40 KKAA00 KAA00 BAFA10", layout);
        Assert.Equal(codes, string.Join(' ', row.Contact.Diagnoses));
        Assert.Equal("NFB40 KAA00 KAA00 BAFA10", string.Join(' ', row.Contact.Procedures));
    }

    [Fact]
    public void A_letter_of_side_goes_only_where_the_set_lacks_the_whole_code_and_has_the_rest_and_all_is_counted()
    {
        var known = WholeCodes.Of(OpenSet.Open().Set!);
        var whole = DiagnosisCode.Parse("S72");
        Assert.True(known.Has(whole));
        var file = new ContactFile(new MemoryStream(Encoding.UTF8.GetBytes("sex;diagnoses;procedures\nx;S72H Q99L fel;TUL1\n")), ContactText.Canonical with { AllowMissing = ContactNeeds.All });
        var parser = file.NewParser(known);
        var (block, position) = (file.NextBlock()!, file.Start);
        Assert.True(parser.Read(block.Text, ref position));
        Assert.Equal(whole, parser.Contact.Diagnoses[0].Code);
        var odd = OddValues.Sum(file.Binding, [parser.Odd]);
        Assert.Equal(
            ["sex WithoutMeaning 1 x", "diagnoses NoCode 1 fel", "diagnoses Side 2 "],
            odd.Where(column => column.Column != "procedures").Select(column => $"{column.Column} {column.Kind} {column.Count} {string.Join(',', column.MostFrequent.Select(value => value.Value))}"));
    }

    [Fact]
    public void Identity_numbers_are_never_shown()
    {
        Assert.Equal("…", OddValues.Shown("19500102-9244"));
        Assert.Equal("x … y", OddValues.Shown("x 195001029244 y"));
        Assert.Equal("20140311", OddValues.Shown("20140311"));
    }

    private static CareContact Row(string column, string cell) => ContactText.Row($"id\tdx2{(column == "diagnoses" ? "" : "\tdiagnoses")}\t{column}\n1\t{(column == "diagnoses" ? "" : "\t")}\t\"{cell}\"", ContactText.Canonical with { IsOfCases = true }).Contact;

    /// <summary>The quick reading of plain codes is the slow one: what it takes has the form of a code and is that code, and it takes all that
    /// are written so.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plain_codes_are_read_at_once_as_letter_by_letter(bool isDiagnoses)
    {
        var words = new CodeWords(isDiagnoses, "");
        var plain = new Regex("^[A-Z][A-Za-z0-9]{1,6}[0-9]$");
        var (random, taken) = (new Random(4), 0);
        for (var i = 0; i < 200_000; i++)
        {
            var text = new char[random.Next(14)];
            for (var at = 0; at < text.Length; at++)
                text[at] = random.Next(8) == 0 ? " .,*-+\tÅ\u00A0"[random.Next(9)] : "09123AZJKaz"[random.Next(11)];
            var bytes = Encoding.UTF8.GetBytes(text);
            var list = bytes.AsSpan();
            var (isTaken, bits, length) = isDiagnoses
                ? (DiagnosisCode.TryReadPlain(list, out var diagnosis, out var read), diagnosis.ToString(), read)
                : (ProcedureCode.TryReadPlain(list, out var procedure, out var other), procedure.ToString(), other);
            var word = list.IndexOf((byte)' ') is >= 0 and var end ? list[..end] : list;
            Assert.True(isTaken == (words.HasForm(word) && plain.IsMatch(Encoding.UTF8.GetString(word))), $"<{new string(text)}>");
            if (!isTaken)
                continue;
            Assert.Equal(word.Length, length);
            Assert.Equal(DiagnosisCode.Parse(word).ToString(), bits);
            taken++;
        }

        Assert.InRange(taken, 1000, 200_000);
    }
}
