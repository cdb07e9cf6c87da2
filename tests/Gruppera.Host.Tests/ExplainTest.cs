using System.Text.Json;

namespace Gruppera.Host.Tests;

/// <summary>Stories about one contact: why this group, and what else it could have been.</summary>
[Collection(CommandLineCollection.Name)]
public class ExplainTest : Home
{
    private static readonly string[] Aneurysm = ["--sex", "M", "--age", "65", "--days", "5", "--dx", "I71.4", "I20.9"];

    [Theory]
    [InlineData("primary", "E57S")]
    [InlineData("outpatient", "E57Q")]
    public void A_contact_of_options_has_the_care_form_that_is_given(string form, string drg) =>
        Assert.StartsWith(drg, Run("explain", "--dx", "I10", "--age", "50", "--sex", "M", "--days", "0", "--care-form", form).Out, StringComparison.Ordinal);

    [Fact]
    public void Why_this_group()
    {
        Expect(
            Run(["explain", .. Aneurysm, "--lens", "why"]),
            0,
            """
            E51C Diseases of arteries, complicated
            Rule E51C01 of open-se, return code 0 (Grouped without remark).
            Contact: male, 65 years old (23742 days), 5 care days, alive at discharge.
            MDC 05 Diseases of the circulatory organs, category 05M06, complication level 1.

            CODES
            - I71.4 Aneurysm of the abdominal aorta without rupture: principal diagnosis,
              decides; without it E47E
            - I20.9 Angina, unspecified: secondary diagnosis, decides; without it E51E
            code   type   value  counts  row               name
            I71.4  DGCAT  05M06  yes     dg_feat.csv:3865  Diseases of arteries
            I71.4  MDC    05     yes     dg_feat.csv:3866  Diseases of the circulatory
                                                           organs
            I20.9  DGCAT  05M04  -       dg_feat.csv:3394  Angina pectoris
            I20.9  MDC    05     -       dg_feat.csv:3395  Diseases of the circulatory
                                                           organs
            I20.9  COMPL  05C02  yes     dg_feat.csv:3396  Angina pectoris

            COMPLICATIONS
            - I20.9, 05C02 Angina pectoris: gives level 1

            RULE E51C01
            - valid principal diagnosis  <- I71.4: category 05M06
            - principal diagnosis of category 05M06 Diseases of arteries  <- I71.4: 05M06
            - complicated or very complicated  <- I20.9: complication level 1
            - inpatient contact (at least one care day)  <- 5 care days

            """,
            "");
    }

    [Fact]
    public void What_came_near_in_Swedish()
    {
        var said = Run(["--lang", "sv", "explain", .. Aneurysm]);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("SAMMA BASGRUPP, ANNAN KOMPLIKATIONSGRAD\n- E51E ", said.Out, StringComparison.Ordinal);
        Assert.Contains("GRUPPER SOM LÅG NÄRA\n", said.Out, StringComparison.Ordinal);
        Assert.Contains("kräver åtgärd med egenskap 05S01", string.Join(' ', said.Out.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.All(said.Lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void An_answer_as_json_and_markdown()
    {
        using var json = JsonDocument.Parse(Run(["explain", .. Aneurysm, "--format", "json", "--lens", "full"]).Out);
        Assert.Equal("E51C", json.RootElement.GetProperty("group").GetProperty("drg").GetString());
        Assert.Equal("decides", json.RootElement.GetProperty("codes")[1].GetProperty("influence").GetString());
        Assert.True(json.RootElement.GetProperty("failed").GetArrayLength() > 100);
        Assert.StartsWith("# E51C Diseases of arteries, complicated\n\nRule E51C01", Run(["explain", .. Aneurysm, "--format", "markdown"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_contact_of_a_file_by_its_id_or_row()
    {
        var byId = Run("explain", Contacts, "--id", "C002", "--set", Tables, "--lens", "why");
        Assert.Equal(0, byId.ExitCode);
        Assert.Equal(byId, Run("explain", Contacts, "--id", "#3", "--set", Tables, "--lens", "why"));
        Assert.Equal((1, $"{Contacts} has no contact 999999\n"), Failed("explain", Contacts, "--id", "999999"));
        Assert.Equal((1, "Give the contact of the file with --id\n"), Failed("explain", Contacts));
    }

    [Theory]
    [InlineData("I71.4,I20.9")]
    [InlineData("I71.4 I20.9")]
    [InlineData("I71.4; I20.9")]
    public void Several_codes_in_a_word_are_several_codes(string word) =>
        Assert.Equal(Run(["explain", .. Aneurysm]), Run(["explain", .. Aneurysm[..^2], word]));

    [Fact]
    public void What_is_missing_is_never_assumed_and_what_cannot_be_is_refused()
    {
        Assert.Equal(
            (1, "The age is missing. Give --age, --age-days, --birth-date with --admission-date, or --birth-year with --admission-date\n"),
            Failed("explain", "--dx", "I71.4", "--days", "1"));
        Assert.Equal(
            (1, "The care days are missing. Give --days (0 for a visit, 1 or more for inpatient care), --admission-date with --discharge-date, or --care-form outpatient\n"),
            Failed("explain", "--dx", "I71.4", "--age", "65"));
        Assert.Equal((1, "--age: the age is not a whole number of 0 or more. Give the age in days, in years, or the date of birth and of admission.\n"), Failed("explain", "--dx", "I71.4", "--age", "old", "--days", "1"));
        Assert.Equal((1, "Give the contact with --dx and --proc, or a file and --id\n"), Failed("explain"));
        Assert.Equal((1, "--sex X: use M or F\n"), Failed("explain", "--dx", "I71.4", "--sex", "X", "--age", "4", "--days", "1"));
        Assert.Equal((1, "--discharge Q: use E, R, L or N\n"), Failed("explain", "--dx", "I71.4", "--discharge", "Q", "--age", "4", "--days", "1"));
    }

    [Fact]
    public void What_if_lists_each_group_once_with_its_smallest_change()
    {
        var said = Run(["what-if", .. Aneurysm]);
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Contains("E51E  0    without I20.9 Angina, unspecified: Diseases of arteries, not\n           complicated\n", said.Out, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(Run(["what-if", .. Aneurysm, "--format", "json"]).Out);
        var groups = json.RootElement.GetProperty("outcomes").EnumerateArray()
            .Select(outcome => $"{outcome.GetProperty("group").GetProperty("drg")} {outcome.GetProperty("group").GetProperty("returnCode")}").ToList();
        Assert.Equal(groups.Distinct(), groups);
    }

    [Fact]
    public void Weights_order_the_outcomes_and_show_the_difference()
    {
        var weights = Write("weights.csv", "DRG;Vikt\nE51C;0,9\nE51E;0,5\nE41C;1,75\n");
        var said = Run(["--lang", "sv", "what-if", .. Aneurysm, "--weights", weights]);
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("\nGRP4112 weights.csv: listan saknar vikt för vissa DRG (", said.Error, StringComparison.Ordinal);
        Assert.Contains("vikt nu 0,90", said.Out, StringComparison.Ordinal);
        Assert.Matches("E41C +1,75 +\\+0,85 ", said.Out);
        Assert.Matches("E51E +0,50 +-0,40 +utan I20.9", said.Out);
        Assert.Equal(
            (1, $"other.csv, row 1: weight 'Weight'; 1 DRG\nThe weight list {Write("other.csv", "DRG;Weight\n101A;2\n")} belongs to another set: open-se has 0 of its 1 DRGs\n"),
            Failed(["explain", .. Aneurysm, "--weights", PathOf("other.csv")]));
        Assert.Equal((1, $"There is no weight list {PathOf("none.csv")}\n"), Failed(["explain", .. Aneurysm, "--weights", PathOf("none.csv")]));
    }

    [Fact]
    public void Contacts_that_hang_on_one_code()
    {
        var contacts = Write("c.csv", """
            id,hospital,sex,age_days,duration,discharge,diagnoses,procedures
            1,North,M,23742,5,,I714 I209,
            2,North,M,23742,5,,I714 I209 E86,
            3,South,M,23742,5,,I714,
            4,South,M,old,5,,I714,

            """);
        var weights = Write("weights.csv", "DRG;Weight\nE51C;0.9\nE51E;0.5\n");
        var said = Run("sensitivity", contacts, "--by", "hospital", "--weights", weights, "-o", PathOf("hang.csv"), "--issues", PathOf("issues.csv"));
        Assert.Equal(
            """
            Contacts that depend on a single code
            1 of 3 contacts (33.33 %) get another group, with the same return code, without
            one procedure or secondary diagnosis.
            1 row could not be read.
            Weight at stake: 0.4 by weights.csv.

            CODES
            contacts  weight  code   most often        text
                   1     0.4  I20.9  E51E -> E51C (1)  Angina, unspecified

            UNITS
            contacts  dependent    share  weight  unit
                   2          1  50.00 %     0.4  North
                   1          0   0.00 %     0.0  South

            """,
            said.Out);
        Assert.Equal(3, said.ExitCode);
        Assert.Contains("\nGRP4112 weights.csv: ", said.Error, StringComparison.Ordinal);
        Assert.Equal("row,id,unit,code,table,drg,drg_without,weight_at_stake\n2,1,North,I209,diagnosis,E51C,E51E,0.4\n", File.ReadAllText(PathOf("hang.csv")));
        Assert.Contains("GRP3002", File.ReadAllText(PathOf("issues.csv")), StringComparison.Ordinal);
    }

    private static (int, string) Failed(params string[] args) => Run(args) is var said ? (said.ExitCode, said.Error) : default;

    [Fact]
    public void The_weight_of_a_contact_is_that_of_its_care_form()
    {
        var weights = Write("forms.csv", "drg;care_form;weight\nE51C;outpatient;0.25\nE51C;inpatient;0.5\n");
        Assert.Contains(", weight 0.5", Run(["explain", .. Aneurysm, "--weights", weights]).Out, StringComparison.Ordinal);
        Assert.Contains("\"weight\": 0.5,", Run(["what-if", .. Aneurysm, "--weights", weights, "--format", "json"]).Out, StringComparison.Ordinal);
    }
}
