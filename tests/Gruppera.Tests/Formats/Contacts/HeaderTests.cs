using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>What columns mean is found out by layouts, synonyms and by hand; no column is taken twice, and no unit is chosen in silence.</summary>
public class HeaderTests
{
    [Theory]
    [InlineData("Kön;Ålder;Huvuddiagnos;Bidiagnos 1;Bidiagnos 2;Vårddagar;Åtgärder\nK;79;I50.0;I48.9;N17.9;5;NFJ59", " Female 28855 5 Alive [I500 I489 N179] [NFJ59]")]
    [InlineData("kön;ålder;diagnoser;vårddagar\nM;40;I50.0 I10;2", " Male 14610 2 Alive [I500 I10] []")]
    [InlineData("gender,dob,admit_date,discharge_date,primary_diagnosis,secondary_diagnosis_1\nfemale,1950-01-02,2025-01-02,2025-01-04,I500,I10", " Female 27394 3 Alive [I500 I10] []")]
    [InlineData("Sex,Age (years),Admission Date,Discharge Date,Dx1,Dx2,Procedure 1\nF,40,2025-01-02,2025-01-04,I500,I10,NFJ59", " Female 14610 3 Alive [I500 I10] [NFJ59]")]
    [InlineData("kjønn;alder_år;innleggelsesdato;utskrivningsdato;hovedtilstand;bitilstand1\nM;40;2025-01-02;2025-01-02;I500;I10", " Male 14610 1 Alive [I500 I10] []")]
    [InlineData("køn;fødselsdato;indlæggelsesdato;udskrivningsdato;aktionsdiagnose;bidiagnose1\nK;1950-01-02;2025-01-02;2025-01-04;I500;I10", " Female 27394 3 Alive [I500 I10] []")]
    [InlineData("sukupuoli;ikä_vuosina;tulopäivä;lähtöpäivä;päädiagnoosi;sivudiagnoosi1;toimenpide1\nmies;40;2.1.2025;4.1.2025;I50.0;I10;NFJ60", " Male 14610 3 Alive [I500 I10] [NFJ60]")]
    [InlineData("sex;age;icd10_1;icd10_2;nights\nF;40;I500;I10;2", " Female 14610 3 Alive [I500 I10] []")]
    [InlineData("sex;age;diagnoses;liggetid\nF;40;I500;4", " Female 14610 5 Alive [I500] []")]
    [InlineData("SEX;AGE;DIAGNOSIS;CARE_DAYS\nF;40;I500;4", " Female 14610 4 Alive [I500] []")]
    [InlineData("sex;age_in_days;diagnoses;duration\nF;3;P07.3;4", " Female 3 4 Alive [P073] []")]
    public void Common_names_are_known(string text, string contact) => Assert.Equal(contact, Read(text));

    [Theory]
    [InlineData("los=days", " Female 14610 4 Alive [I500] []")]
    [InlineData("los=nights", " Female 14610 5 Alive [I500] []")]
    [InlineData("LOS=care_days", " Female 14610 4 Alive [I500] []")]
    public void A_length_of_stay_needs_its_unit_by_hand(string byHand, string contact)
    {
        const string Text = "sex;age;diagnoses;los\nF;40;I500;4";
        var refusal = Refused(Text);
        Assert.Contains("--column \"los=days\"", refusal, StringComparison.Ordinal);
        Assert.Contains("--column \"los=nights\"", refusal, StringComparison.Ordinal);
        Assert.Equal(contact, Read(Text, byHand));
    }

    [Theory]
    [InlineData("Length of stay")]
    [InlineData("length_of_stay_days")]
    [InlineData("vårdtid")]
    [InlineData("hoitopäivät")]
    [InlineData("sengedage")]
    public void Other_lengths_of_stay_need_it_too(string header) => Assert.Contains($"{header}=nights", Refused($"sex;age;diagnoses;{header}\nF;40;I500;4"), StringComparison.Ordinal);

    [Theory]
    [InlineData(40, false)]
    [InlineData(10, true)]
    public void A_rare_date_of_another_form_is_an_issue_of_its_row_and_a_frequent_one_is_asked_about(int plain, bool isAsked)
    {
        var text = "sex;age;diagnoses;admission_date;discharge_date\n"
            + string.Concat(Enumerable.Repeat("F;40;I500;2025-01-02;2025-01-04\n", plain)) + "F;40;I500;05/03/2025;2025-03-06\n";
        if (isAsked)
            Assert.Contains("admission_date=dmy", Refused(text), StringComparison.Ordinal);
        else
            Assert.Equal([plain + 2], Contacts(Fit(text)).Where(row => row.Issue is not null).Select(row => row.Row));
    }

    [Fact]
    public void With_dates_a_length_of_stay_is_not_needed() =>
        Assert.Equal(" Female 14610 3 Alive [I500] []", Read("sex;age;diagnoses;los;admission_date;discharge_date\nF;40;I500;9;2025-01-02;2025-01-04"));

    [Fact]
    public void Ages_above_125_are_days_and_others_years_as_an_assumption()
    {
        var years = Fit("sex;age;diagnoses;duration\nF;40;I500;1\nF;125;I500;1\n");
        Assert.Contains("completed years", Assert.Single(years.Reading.Assumptions).ToString(), StringComparison.Ordinal);
        var days = Fit("sex;age;diagnoses;duration\nF;40;I500;1\nF;14610;I500;1\n");
        Assert.Contains("in days", Assert.Single(days.Reading.Assumptions).ToString(), StringComparison.Ordinal);
        Assert.Equal([40, 14610], Contacts(days).Select(row => row.Contact.Age.Days));
    }

    [Theory]
    [InlineData("sex;age;diagnoses;duration\nF;3;P07.3;4\nF;40;I500;1")]
    [InlineData("sex;ålder;diagnoses;duration\nF;2;Z38.0;4")]
    [InlineData("sex;age;diagnoses;duration\nF;40;I500;4\nF;999;I500;4")]
    public void Ages_that_may_be_both_are_refused(string text)
    {
        var refusal = Refused(text);
        Assert.Contains("=age_days", refusal, StringComparison.Ordinal);
        Assert.Contains("=age_years", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_age_further_down_ends_the_reading()
    {
        var text = "sex;age;diagnoses;duration\n" + string.Concat(Enumerable.Repeat("F;40;I500;1\n", 150_000)) + "F;14610;I500;1\n";
        var fitted = Fit(text);
        Assert.False(fitted.Reading.IsWhole);
        Assert.Contains("further down", Assert.Throws<ContactFileException>(() => Contacts(fitted).Count).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sex;kön;age;diagnoses;duration\n", "sex and kön")]
    [InlineData("sex;age;ålder;diagnoses;duration\n", "age and ålder")]
    [InlineData("sex;age_years;ålder;diagnoses;duration\n", "age_years and ålder")]
    [InlineData("sex;age;huvuddiagnos;primary_dx;duration\n", "huvuddiagnos and primary_dx")]
    [InlineData("sex;age;dx1;huvuddiagnos;duration\n", "dx1 and huvuddiagnos")]
    [InlineData("sex;age;diagnoses;diagnoser;duration\n", "diagnoses and diagnoser")]
    [InlineData("sex;age;diagnoses;duration;vårddagar\n", "duration and vårddagar")]
    [InlineData("sex;age;diagnoses;admission_date;inskrivningsdatum;discharge_date\n", "admission_date and inskrivningsdatum")]
    [InlineData("sex;age;dx1;dx1;duration\n", "same column twice: dx1")]
    [InlineData("sex;age;diagnoses;duration;x;X\n", "same column twice: x")]
    public void Two_columns_for_one_fact_are_refused_by_name(string text, string names) => Assert.Contains(names, Refused(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("A;B;C;D;E\nF;40;I500;4;I10", "A=sex|B=age_years|C=principal|D=days|E=secondary", " Female 14610 4 Alive [I500 I10] []")]
    [InlineData("sex;kön;age;diagnoses;duration\nF;M;40;I500;1", "kön=none", " Female 14610 1 Alive [I500] []")]
    [InlineData("sex;kön;age;diagnoses;duration\nF;M;40;I500;1", "sex=none", " Male 14610 1 Alive [I500] []")]
    [InlineData("sex;age;diagnoses;duration;x\nF;40;I500;1;NFJ59", "x=procedures", " Female 14610 1 Alive [I500] [NFJ59]")]
    public void Columns_are_mapped_by_hand(string text, string byHand, string contact) => Assert.Equal(contact, Read(text, byHand.Split('|')));

    [Theory]
    [InlineData("Sexx=sex", "no such column; near: sex")]
    [InlineData("sex=kön", "kön is not a fact")]
    [InlineData("age=age", "near: age_days, age_years")]
    public void What_is_wrong_by_hand_is_said(string byHand, string message) =>
        Assert.Contains(message, Refused("sex;age;diagnoses;duration\nF;40;I500;1", byHand), StringComparison.Ordinal);

    [Theory]
    [InlineData("id;sex;duration;diagnoses\n1;F;5;I500", "no age")]
    [InlineData("id;sex;age_years;duration;diagnoses\n1;F;;5;I500\n2;F;;5;I10", "age_years: blank in every row")]
    [InlineData("id;sex;age_years;diagnoses\n1;F;40;I500", "no care days")]
    [InlineData("id;sex;age_years;admission_date;diagnoses\n1;F;40;2025-01-01;I500", "no care days")]
    [InlineData("id;sex;age_years;admission_date;discharge_date;diagnoses\n1;F;40;2025-01-01;;I500", "discharge_date: blank in every row")]
    [InlineData("id;sex;age_years;duration;diagnoses\n1;F;40;1;.\n", "no diagnoses")]
    [InlineData("id;sex;birth_date;duration;diagnoses\n1;F;1950-01-01;1;I500", "no age")]
    [InlineData("id;sex\n1;F", "No layout fits")]
    public void A_file_that_gives_too_little_is_refused(string text, string message) => Assert.Contains(message, Refused(text), StringComparison.Ordinal);

    [Fact]
    public void What_is_allowed_to_be_missing_goes_on_and_is_told()
    {
        var fitted = LayoutFit.Of(Stream("id;duration;diagnoses\n1;5;I500"), new() { Needs = LayoutWish.ToGroup, AllowMissing = ContactNeeds.Age }, "f.csv");
        Assert.Equal(["age", "sex", "procedures", "discharge"], fitted.Reading.Missing);
        Assert.Null(Assert.Single(Contacts(fitted)).Issue);
    }

    [Fact]
    public void Files_that_are_grouped_need_nothing_else() =>
        Assert.True(LayoutFit.Of(Stream("drg;los;kön;sex\nF05E;1;;"), new() { Needs = LayoutWish.ToGroup, UnlessColumn = "drg" }, "f.csv").Reading.IsExempt);

    [Fact]
    public void A_reading_tells_what_is_what()
    {
        var reading = Fit("LOPNR;KON;ALDER;INDATUM;UTDATUM;HDIA;DIA1;MVO\n1;2;40;20250101;20250102;I500;;x\n").Reading;
        Assert.Equal(("par", ';', true, 1L, true), (reading.Layout, reading.Delimiter, reading.IsFound, reading.RowsLookedAt, reading.IsWhole));
        Assert.Equal("LOPNR=id LOPNR=patient KON=sex ALDER=age_years INDATUM=admission_date UTDATUM=discharge_date HDIA=principal DIA1=secondary", string.Join(' ', reading.Columns.Select(column => $"{column.Column}={column.Fact}")));
        Assert.Equal(["DIA1"], reading.Columns.Where(column => column.IsBlank).Select(column => column.Column));
        Assert.Equal(["MVO"], reading.Unused);
    }

    private static string Read(string text, params string[] byHand) => ContactText.Describe(Assert.Single(Contacts(Fit(text, byHand))));

    private static string Refused(string text, params string[] byHand) => Assert.Throws<ContactFileException>(() => Fit(text, byHand)).Message;

    private static List<ContactRow> Contacts(FittedContacts fitted) => [.. ContactReader.Read(fitted.Text, fitted.Layout)];

    private static FittedContacts Fit(string text, params string[] byHand) =>
        LayoutFit.Of(Stream(text), new() { Needs = LayoutWish.ToGroup, Columns = [.. byHand.Select(each => ColumnByHand.Parse(each)!.Value)] }, "f.csv");

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
