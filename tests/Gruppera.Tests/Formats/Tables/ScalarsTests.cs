using System.Globalization;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Tables;
using Gruppera.Grouping;
using Gruppera.Tests.Formats.Contacts;

namespace Gruppera.Tests.Formats.Tables;

/// <summary>Single values as pandas, R, SAS, databases and Excel leave them.</summary>
public class ScalarsTests
{
    [Theory]
    [InlineData("79", 79)]
    [InlineData("079", 79)]
    [InlineData("+79", 79)]
    [InlineData("79.0", 79)]
    [InlineData("79.00", 79)]
    [InlineData("79,0", 79)]
    [InlineData("79.", 79)]
    [InlineData("10950.0", 10950)]
    [InlineData("10950.000", 10950)]
    [InlineData("0.0", 0)]
    [InlineData("1.0E2", 100)]
    [InlineData("1e2", 100)]
    [InlineData("7.9E+01", 79)]
    [InlineData("790e-1", 79)]
    [InlineData("99999999", 99999999)]
    [InlineData("79.5", null)]
    [InlineData("79,5", null)]
    [InlineData("7.95E1", null)]
    [InlineData("795e-1", null)]
    [InlineData("10.000", null)]
    [InlineData("193.861", null)]
    [InlineData("-1", null)]
    [InlineData("1e99", null)]
    [InlineData("1e", null)]
    [InlineData("100000000", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("1.2.0", null)]
    [InlineData("12 days", null)]
    public void A_whole_number_is_read_however_it_was_written(string text, int? number)
    {
        Assert.Equal(number, WholeNumber.TryParse(Encoding.UTF8.GetBytes(text), out var read) ? read : null);
        Assert.Equal(number, WholeNumber.TryParse(text, out read) ? read : null);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(".", true)]
    [InlineData("NA", true)]
    [InlineData("na", true)]
    [InlineData("N/A", true)]
    [InlineData("<NA>", true)]
    [InlineData("NULL", true)]
    [InlineData("null", true)]
    [InlineData("NaN", true)]
    [InlineData("nan", true)]
    [InlineData("NaT", true)]
    [InlineData("None", true)]
    [InlineData("N", false)]
    [InlineData("NAT", false)]
    [InlineData("0", false)]
    [InlineData("..", false)]
    [InlineData("NULLA", false)]
    public void What_stands_for_no_value_is_blank(string text, bool isBlank) => Assert.Equal(isBlank, Scalars.IsBlank(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("47.0", "47")]
    [InlineData("47,00", "47")]
    [InlineData("47", "47")]
    [InlineData("047", "047")]
    [InlineData("47.5", "47.5")]
    [InlineData("E47A", "E47A")]
    [InlineData("I50.0", "I50.0")]
    [InlineData("NaN", "")]
    [InlineData(".", "")]
    public void A_code_that_became_a_number_is_a_code_again(string text, string code) => Assert.Equal(code, Scalars.Code(text));

    [Fact]
    public void Certification_takes_codes_that_lost_their_zeros()
    {
        var rule = new RuleRow { Ord = "0010", Id = "R1", Drg = "047", ReturnCode = new('0'), Conditions = [.. RuleColumn.All.Select(_ => "")] };
        var rows = ContactText.Rows("id,dx1,exp_drg,exp_rtc,exp_ord\n1,I509,47.0,0.0,10.0\n2,I509,47,0,R1\n3,I509,047,NaN,.\n4,I509,48,0,10\n");
        var report = Certifier.Run(new Grouper(new DefinitionSet(new() { Id = "x" }, [rule], RuleOrder.Number)), TestCases.Read(rows));
        Assert.Equal((4, (4, 3), (3, 3), (3, 3)), (report.Cases, report.Drg, report.ReturnCode, report.Rule));
    }

    [Theory]
    [InlineData("2014-03-01")]
    [InlineData("2014-3-1")]
    [InlineData("2014/03/01")]
    [InlineData("2014.03.01")]
    [InlineData("20140301")]
    [InlineData("20140301.0")]
    [InlineData("201403011230")]
    [InlineData("20140301123000")]
    [InlineData("2014-03-01 12:30")]
    [InlineData("2014-03-01T12:30:00Z")]
    [InlineData("2014-3-1 12:30")]
    [InlineData("01.03.2014")]
    [InlineData("1.3.2014")]
    [InlineData("1.3.2014 00:00:00")]
    [InlineData("01-03-2014")]
    [InlineData("01MAR2014")]
    [InlineData("1-Mar-2014")]
    [InlineData("01mar2014:00:00:00")]
    [InlineData("41699")]
    [InlineData("41699.0")]
    [InlineData("41699.520833")]
    public void A_date_is_read_in_every_usual_form(string text) => Assert.Equal("2014-03-01", Read(text, "yyyy-MM-dd", "yyyyMMdd"));

    [Theory]
    [InlineData("01/03/2014")]
    [InlineData("2014-02-30")]
    [InlineData("2014-13-01")]
    [InlineData("14-03-01")]
    [InlineData("01032014")]
    [InlineData("2014031")]
    [InlineData("16130")]
    [InlineData("19783")]
    [InlineData("2014")]
    [InlineData("soon")]
    [InlineData("2014-03-01x")]
    [InlineData("41699x")]
    public void What_could_be_two_dates_or_none_is_not_read(string text) => Assert.Equal("", Read(text, "yyyy-MM-dd", "yyyyMMdd"));

    [Theory]
    [InlineData("dd.MM.yyyy", "1.3.2014", "2014-03-01")]
    [InlineData("dd.MM.yyyy", "01.03.2014 12:30", "2014-03-01")]
    [InlineData("dd.MM.yyyy", "2014-03-01", "2014-03-01")]
    [InlineData("MM/dd/yyyy", "3/1/2014", "2014-03-01")]
    [InlineData("dd/MM/yyyy", "01/03/2014", "2014-03-01")]
    [InlineData("MM.dd.yyyy", "13.01.2014", "")]
    [InlineData("yyyy-dd-MM", "2014-01-03", "2014-03-01")]
    [InlineData("yyyy-dd-MM", "2014/03/01", "")]
    [InlineData("yyyyMMdd", "2014111", "")]
    public void What_the_layout_says_goes_first_and_is_not_overruled(string form, string text, string date) => Assert.Equal(date, Read(text, form));

    [Fact]
    public void A_bare_number_is_a_birth_from_1927_on()
    {
        Assert.True(Scalars.TryReadDate("18264"u8, ["yyyyMMdd"], Scalars.FirstBirthSerial, out var birth));
        Assert.Equal(new(1950, 1, 1), birth);
        Assert.False(Scalars.TryReadDate("1950"u8, ["yyyyMMdd"], Scalars.FirstBirthSerial, out _));
    }

    [Theory]
    [InlineData("M", "M")]
    [InlineData("Man", "M")]
    [InlineData("MALE", "M")]
    [InlineData("01", "M")]
    [InlineData("1.0", "M")]
    [InlineData("K", "F")]
    [InlineData("Kvinna", "F")]
    [InlineData("female", "F")]
    [InlineData(" 2 ", "F")]
    [InlineData("02", "F")]
    [InlineData("2,0", "F")]
    [InlineData("9", "none")]
    [InlineData("0", "none")]
    [InlineData("x", "none")]
    [InlineData("", "none")]
    public void Sex_reads_itself(string text, string letter)
    {
        Assert.Equal(letter, Sex.TryRead(Encoding.UTF8.GetBytes(text), out var sex) ? sex.Letter : "none");
        Assert.Equal(letter, Sex.TryRead(text, out sex) ? sex.Letter : "none");
    }

    [Theory]
    [InlineData("e", "dead")]
    [InlineData("Död", "dead")]
    [InlineData("DÖD", "dead")]
    [InlineData("avliden", "dead")]
    [InlineData("R", "transferred")]
    [InlineData("överflyttad", "transferred")]
    [InlineData("left", "left")]
    [InlineData("N", "alive")]
    [InlineData("levande", "alive")]
    [InlineData("4", "none")]
    [InlineData("", "none")]
    public void Discharge_reads_itself(string text, string word)
    {
        Assert.Equal(word, DischargeMode.TryRead(Encoding.UTF8.GetBytes(text), out var mode) ? mode.Word : "none");
        Assert.Equal(word, DischargeMode.TryRead(text, out mode) ? mode.Word : "none");
    }

    [Theory]
    [InlineData("Inpatient", "inpatient")]
    [InlineData("slutenvård", "inpatient")]
    [InlineData("SV", "inpatient")]
    [InlineData("Öppenvård", "outpatient")]
    [InlineData("ov", "outpatient")]
    [InlineData("outside", "outside")]
    [InlineData("dates", "dates")]
    [InlineData("primary", "primary")]
    [InlineData("1", "none")]
    public void Care_form_reads_itself(string text, string word)
    {
        Assert.Equal(word, CareForm.TryRead(Encoding.UTF8.GetBytes(text), out var form) ? form.Word : "none");
        Assert.Equal(word, CareForm.TryRead(text, out form) ? form.Word : "none");
    }

    [Fact]
    public void What_a_type_writes_it_reads() => Assert.All(Enum.GetValues<DischargeMode>(), mode =>
    {
        Assert.True(DischargeMode.TryRead(mode.Word, out var read));
        Assert.Equal(mode, read);
        Assert.True(mode == DischargeMode.Alive || (DischargeMode.TryRead(mode.Letter, out read) && read == mode));
    });

    [Theory]
    [InlineData("""{"1":"female","2":"male"}""", "1.0", Sex.Female)]
    [InlineData("""{"1":"female","2":"male"}""", "02", Sex.Male)]
    [InlineData("""{"1":"female","2":"male"}""", "Kvinna", Sex.Female)]
    [InlineData("""{"1":"female","3":"male"}""", "2", Sex.Missing)]
    [InlineData("""{"1":"female","*":"male"}""", "Kvinna", Sex.Male)]
    [InlineData("""{"flicka":"female"}""", "M", Sex.Male)]
    public void A_layout_adds_to_what_a_type_reads(string values, string text, Sex sex)
    {
        var layout = LayoutJson.Read($$"""{"name":"x","columns":{"sex":"s","age_years":"a","duration":"d"},"diagnoses":{"list":"dx"},"values":{"sex":{{values}} } }""", out var problems);
        Assert.Empty(problems);
        var rows = ContactReader.Read(new MemoryStream(Encoding.UTF8.GetBytes($"s;a;d;dx\n{text};50;1;I509\n{text};50;1;I509\n")), layout!);
        Assert.All(rows, row => Assert.Equal(sex, row.Contact.Sex));
    }

    private static string Read(string text, params string[] forms) =>
        Scalars.TryReadDate(Encoding.UTF8.GetBytes(text), [.. forms], Scalars.FirstSerial, out var date) ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
}
