namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class LayoutsTest : Home
{
    [Fact]
    public void Layouts_are_listed_in_both_languages()
    {
        var said = Run("layouts");
        Assert.Equal((0, "", 21), (said.ExitCode, said.Error, said.Lines.Length));
        Assert.Equal("canonical         Gruppera's own: a header, lists or numbered columns; common n…", said.Lines[0]);
        Assert.Equal("canonical         Grupperas egen: rubrikrad, listor eller numrerade kolumner; ä…", Run("layouts", "--lang", "sv").Lines[0]);
    }

    [Theory]
    [InlineData("canonical")]
    [InlineData("nordic")]
    public void A_layout_that_is_shown_can_be_used(string name)
    {
        var said = Run("layouts", "show", name);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        var file = Write("l.json", said.Out);
        Expect(Run("layouts", "check", file), 0, $"{file}: right\n", "");
    }

    [Fact]
    public void A_layout_is_tried_on_a_file()
    {
        Expect(Run("layouts", "check", "canonical", "--contacts", Contacts), 0, "canonical: right\n60 rows tried, 0 could not be read\n", "");
        var said = Run("layouts", "check", "canonical", "--contacts", Mistakes, "--lang", "sv");
        Assert.Equal((3, ""), (said.ExitCode, said.Error));
        Assert.StartsWith("canonical: rätt\nGRP3004 contacts-with-mistakes.csv:3 [admission_date]: datumet går inte att läsa", said.Out, StringComparison.Ordinal);
        Assert.EndsWith("10 rader prövade, 5 gick inte att läsa\n", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_is_said()
    {
        var file = Write("l.json", """{ "name": "x", "diagnoses": { "list": 1 }, "colour": 1 }""");
        Expect(Run("layouts", "check", file), 1, "", $"{file} $.diagnoses.list: must be a text\n{file} $.colour: not known; remove it, or use one of name, title, kind, delimiter, header, care_form, missing_discharge, encoding, inside, columns, diagnoses, procedures, values, dates, leave_out, keep, inpatient_hours, carry\nThe layout {file} cannot be used.\n");
        Expect(Run("layouts", "show", "none"), 1, "", "There is no layout none; choose one of canonical, estonian, fhir, hilmo, kpp, lpr-drg, lpr2-wide, lpr3-wide, nordic, norwegian, norwegian-string, npr, par, par-ov, testcase, testrule, hilmo-files, kpp-join, lpr2, lpr3, lpr3-a\n");
        Assert.Equal(1, Run("layouts", "check", PathOf("none.json")).ExitCode);
    }
}
