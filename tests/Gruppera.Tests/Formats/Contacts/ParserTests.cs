using System.Text;
using Gruppera.Formats.Contacts;

namespace Gruppera.Tests.Formats.Contacts;

public class ParserTests
{
    [Theory]
    [InlineData("diagnoses,procedures\n\"I50.9  i10.9\tE11\",jea00\tJEA01", "[I509 I109 E11] [JEA00 JEA01]")]
    [InlineData("dx1,dx2,dx3,proc1,proc2\nI50.9,,e11.9,JEA00,", "[I509 E119] [JEA00]")]
    [InlineData("dx01,dx02,proc01\nI509,E119,JEA00", "[I509 E119] [JEA00]")]
    [InlineData("diagnoses,dx1\nI509,E119", "[I509 E119] []")]
    [InlineData("diagnoses\nF00.9*G30.9+ G309+F009* G309†F009* F00.9*", "[F009*G309 F009*G309 F009*G309 F009] []")]
    [InlineData("dx1,dx1_dagger,dx2,dx2_dagger,dx3,dx3_dagger\nF009*,G309+,I509,,F009*G309,", "[F009*G309 I509 F009*G309] []")]
    [InlineData("diagnoses,note\n ,x", "[] []")]
    [InlineData("diagnoses\n\"I509\nE119\"", "[I509 E119] []")]
    public void Codes_are_read_as_people_write_them(string text, string codes) =>
        Assert.EndsWith(codes, ContactText.Describe(ContactText.Row(text)), StringComparison.Ordinal);

    [Fact]
    public void The_reader_and_the_vocabulary_agree_on_pairs() => Assert.All(
        ["I50.9", "F00.9*G30.9+", "G30.9+F00.9*", "G30.9†F00.9*", "F00.9*", "G30.9+", "*I509", "+", "i10"],
        text => Assert.Equal(new[] { Diagnosis.Parse(text) }.Where(diagnosis => !diagnosis.IsBlank), ContactText.Row($"dx1,x\n{text},1").Contact.Diagnoses));

    [Theory]
    [InlineData("M", Sex.Male)]
    [InlineData("1", Sex.Male)]
    [InlineData("f", Sex.Female)]
    [InlineData("2", Sex.Female)]
    [InlineData(" K ", Sex.Female)]
    [InlineData("", Sex.Missing)]
    [InlineData("9", Sex.Missing)]
    [InlineData("male", Sex.Male)]
    [InlineData("å", Sex.Missing)]
    public void Sex_has_its_usual_letters(string text, Sex sex) => Assert.Equal(sex, ContactText.Row($"sex,dx1\n{text},I509").Contact.Sex);

    [Theory]
    [InlineData("E", DischargeMode.Dead)]
    [InlineData("r", DischargeMode.Transferred)]
    [InlineData("L", DischargeMode.LeftAgainstAdvice)]
    [InlineData("", DischargeMode.Alive)]
    [InlineData("H", DischargeMode.Alive)]
    public void Discharge_has_its_usual_letters(string text, DischargeMode mode) =>
        Assert.Equal(mode, ContactText.Row($"discharge,dx1\n{text},I509").Contact.Discharge);

    [Theory]
    [InlineData("2024-02-28", "2024-03-01", 2)]
    [InlineData("2023-02-28", "2023-03-01", 1)]
    [InlineData("1900-02-28", "1900-03-01", 1)]
    [InlineData("20000228", "2000-03-01 14:30", 2)]
    [InlineData("2000-02-29", "2024-02-29T08:00:00", 8766)]
    [InlineData("2024-05-05", "2024-05-05", 0)]
    public void Age_is_counted_in_days_over_leap_days_and_centuries(string birth, string admission, int days) =>
        Assert.Equal(days, ContactText.Row($"birth_date,admission_date,dx1\n{birth},{admission},I509").Contact.Age.Days);

    [Theory]
    [InlineData("age_days,age_years\n100,50", 100)]
    [InlineData("age_days,age_years\n,50", 18263)]
    [InlineData("age_days,birth_date,admission_date\n3,1950-01-01,2020-01-01", 3)]
    [InlineData("age_years,birth_date,admission_date\n50,2019-12-31,2020-01-01", 1)]
    [InlineData("age_years,birth_date,admission_date\n18,,2020-01-01", 6575)]
    [InlineData("age_years,birth_date,admission_date\n,2019-12-31,", 0)]
    public void Age_is_taken_from_days_then_dates_then_years(string text, int days) =>
        Assert.Equal(days, ContactText.Row(text.Replace("\n", ",dx1\n", StringComparison.Ordinal) + ",I509").Contact.Age.Days);

    [Fact]
    public void Completed_years_stand_on_the_adult_side_of_every_limit() =>
        Assert.All(Enumerable.Range(1, 120), years => Assert.InRange(AgeInDays.FromYears(years).Days, years * 365.25, (years * 365.25) + 0.999));

    [Theory]
    [InlineData("duration\n3", 3)]
    [InlineData("duration\n0", 0)]
    [InlineData("admission_date,discharge_date\n2024-02-28,2024-03-01", 3)]
    [InlineData("admission_date,discharge_date\n2024-02-28,2024-02-28", 1)]
    [InlineData("admission_date,discharge_date\n2024-02-28,", 0)]
    [InlineData("duration,admission_date,discharge_date\n9,2024-02-28,2024-02-28", 9)]
    public void Duration_counts_both_days_and_is_0_for_a_visit(string text, int days) =>
        Assert.Equal(days, ContactText.Row(text.Replace("\n", ",dx1\n", StringComparison.Ordinal) + ",I509").Contact.Duration.Days);

    [Theory]
    [InlineData("age_days", "12.5", "GRP3002")]
    [InlineData("age_days", "-1", "GRP3002")]
    [InlineData("age_days", "99999999999", "GRP3002")]
    [InlineData("age_years", "old", "GRP3002")]
    [InlineData("duration", "two", "GRP3003")]
    [InlineData("admission_date", "2023-02-29", "GRP3004")]
    [InlineData("admission_date", "1900-02-29", "GRP3004")]
    [InlineData("admission_date", "2024-1-32", "GRP3004")]
    [InlineData("admission_date", "2024-01-05x", "GRP3004")]
    [InlineData("admission_date", "0000-01-05", "GRP3004")]
    [InlineData("birth_date", "24-01-05", "GRP3004")]
    public void A_field_that_cannot_be_read_is_named(string column, string value, string code) =>
        Assert.Equal($"2 {code} {column}", ContactText.Describe(ContactText.Row($"id,{column},dx1\n1,{value},I509")));

    [Fact]
    public void Dates_in_the_wrong_order_are_named()
    {
        const string Header = "birth_date,admission_date,discharge_date,dx1\n";
        Assert.Equal("2 GRP3005 birth_date", ContactText.Describe(ContactText.Row(Header + "2024-01-02,2024-01-01,,I509")));
        Assert.Equal("2 GRP3005 discharge_date", ContactText.Describe(ContactText.Row(Header + "1950-01-02,2024-01-02,2024-01-01,I509")));
        Assert.Equal("2 GRP3004 discharge_date", ContactText.Describe(ContactText.Row(Header + "1950-01-02,2024-01-02,soon,I509")));
    }

    [Theory]
    [InlineData("1,I509", "1 Missing")]
    [InlineData("1,I509,", "1 Missing")]
    [InlineData("1,I509,\"\",,\"\"", "1 Missing")]
    [InlineData("1", "2 GRP3001")]
    [InlineData("1,I509,x", "2 GRP3001")]
    [InlineData("1,\"I509\"x", "2 GRP3001")]
    [InlineData("1,\"I509", "2 GRP3001")]
    public void A_row_must_have_the_fields_of_the_header(string row, string start)
    {
        var read = ContactText.Row($"id,dx1\n{row}\n");
        Assert.StartsWith(start, ContactText.Describe(read), StringComparison.Ordinal);
        Assert.Equal(read.Issue is null ? "1" : "", read.Contact.Id);
    }

    [Fact]
    public void Rows_have_their_numbers_in_the_file_and_empty_lines_are_none() => Assert.Equal(
        ["2 GRP3002 age_days", "b Missing 1 0 Alive [I509] []", "6 GRP3002 age_days"],
        ContactText.Rows("id,age_days,dx1\r\na,x,I509\r\n\r\n\nb,1,I509\nc,y,I509").Select(ContactText.Describe));

    [Theory]
    [InlineData("id;a,b;dx1\n1;2,3;I509")]
    [InlineData("id\ta;b\tdx1\n1\t2;3\tI509")]
    [InlineData("\uFEFFid,\"a;b;c;d\",dx1\n1,x,I509")]
    [InlineData("id,dx1\r\n1,I509\r\n")]
    public void The_delimiter_is_the_most_frequent_one_outside_quotes(string text) =>
        Assert.Equal("1 Missing 0 0 Alive [I509] []", ContactText.Describe(ContactText.Row(text)));

    [Fact]
    public void Ids_lose_their_quotes() => Assert.Equal("a\"b,c", ContactText.Row("id,dx1\n\"a\"\"b,c\",I509").Contact.Id);

    [Fact]
    public void A_record_inside_a_column_that_is_not_there_costs_its_row()
    {
        var layout = LayoutJson.Read("""{"name":"x","header":false,"delimiter":";","inside":{"column":2,"delimiter":","},"columns":{"sex":1},"diagnoses":{"from":2,"count":1}}""", out _);
        Assert.Equal([" Female 0 0 Alive [I509] []", "2 GRP3001"], ContactText.Rows("a;2,I509\nb\n", layout).Select(ContactText.Describe));
    }

    [Fact]
    public void Fixed_width_lines_may_be_short_and_count_characters()
    {
        var layout = LayoutCatalog.Find("nordic")!;
        var full = "Åsa       " + "   9000" + "   25" + "2" + "4" + "   " + " " + " 12" + "I50.9 " + "      " + "F009  " + "G309  ";
        Assert.Equal(139, full.PadRight(139).Length);
        Assert.Equal(
            ["Åsa Female 9000 12 Dead [I509 F009*G309] [JEA00 UJF32]", "Åsa Female 9000 12 Dead [I509 F009*G309] []", "b Male 18263 0 Alive [] []", "c Missing 0 0 Alive [] []"],
            ContactText.Rows($"{full.PadRight(139)}JEA00 UJF32\n{full}\r\n{"b",-17}   501\nc", layout).Select(ContactText.Describe));
    }

    [Theory]
    [InlineData("T  ", DischargeMode.Dead)]
    [InlineData(" T ", DischargeMode.LeftAgainstAdvice)]
    [InlineData("  1", DischargeMode.Transferred)]
    [InlineData("F0N", DischargeMode.Alive)]
    public void Flags_tell_the_mode_of_discharge(string flags, DischargeMode mode) =>
        Assert.Equal(mode, ContactText.Row("x".PadRight(24) + flags + "    1" + "I509", LayoutCatalog.Find("nordic")).Contact.Discharge);

    [Fact]
    public void A_fixed_width_file_may_have_a_header()
    {
        var layout = LayoutJson.Read("""{"name":"x","kind":"fixed","columns":{"id":{"at":1,"length":2}},"diagnoses":{"from":3,"count":1,"length":4}}""", out _);
        Assert.Equal(["01 Missing 0 0 Alive [I509] []"], ContactText.Rows("idcode\n01I509\n", layout).Select(ContactText.Describe));
    }

    [Fact]
    public void Windows_1252_reads_as_itself()
    {
        using var folder = new Fixture().Write("f.csv", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("id;sjukhus;dx1\nÖ1;Säter;I509"));
        var layout = ContactText.Canonical with { Encoding = "windows-1252" };
        Assert.Equal("Ö1", Assert.Single(ContactReader.Read(Path.Combine(folder.Root, "f.csv"), layout)).Contact.Id);
    }
}
