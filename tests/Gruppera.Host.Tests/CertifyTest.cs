namespace Gruppera.Host.Tests;

[Collection(CommandLineCollection.Name)]
public class CertifyTest : Home
{
    private const string Cases = "id;sex;age_days;duration;dx1;proc1;exp_drg;exp_rtc;exp_ord\n";

    [Fact]
    public void The_samples_are_identical_on_all_their_cases()
    {
        var said = Run("certify", Tables);
        Expect(said, 0, """
            identical on 150 of 150 certification cases of pack tables
            DRG            150  of 150  100.00 %
            rule           150  of 150  100.00 %
            rules reached  123  of 123  100.00 %
            DRGs reached   122  of 122  100.00 %

            """, "");
        Assert.Equal(said with { Out = Run("certify", Tables, "--lang", "en").Out }, said);
        Assert.StartsWith("identiskt på 150 av 150 certifieringsfall i paketet tables\n", Run("certify", Tables, "--lang", "sv").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_difference_is_explained_and_filed()
    {
        var cases = Write("c.csv", Cases + "a;F;9000;3;I509;;E43E;0;\nb;F;9000;3;I509;;E43C;0;\nc;F;9000;3;I509;;E43E;1;\n");
        var said = Run("certify", Tables, "--cases", cases, "--mismatches", PathOf("m.csv"));
        Assert.Equal((4, ""), (said.ExitCode, said.Error));
        Assert.Contains("identical on 1 of 3 certification cases", said.Out, StringComparison.Ordinal);
        Assert.Contains("b: expected E43C 0, got", said.Out, StringComparison.Ordinal);
        Assert.Contains("  rule 05D0140 asks for compl 1, which the contact does not meet\n", said.Out, StringComparison.Ordinal);
        Assert.Equal(
            ["id,differs,exp_drg,drg,exp_rtc,rtc,exp_ord,rule_id,reason", "b,drg,E43C,E43E,0,0,,05D0150,\"rule 05D0140 asks for compl 1, which the contact does not meet\"", "c,rtc,E43E,E43E,1,0,,05D0150,the rule gives return code 0"],
            File.ReadAllLines(PathOf("m.csv")));
    }

    [Fact]
    public void Many_differences_are_counted_not_shown()
    {
        var cases = Write("c.csv", Cases + string.Concat(Enumerable.Range(1, 25).Select(i => $"{i};F;9000;3;I509;;X;;\n")));
        var said = Run("certify", Tables, "--cases", cases, "--lang", "sv");
        Assert.Equal(4, said.ExitCode);
        Assert.Contains("... och 5 till; --mismatches skriver alla\n", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Cases_that_cannot_be_read_are_told()
    {
        var cases = Write("c.csv", Cases + "a;F;9000;3;I509;;E43E;0;\nb;F;old;3;I509;;E43E;0;\n");
        var said = Run("certify", Tables, "--cases", cases, "--layout", "canonical");
        Assert.Equal((3, "1 row could not be read and was left out\n"), (said.ExitCode, said.Error));
        Assert.StartsWith("identical on 1 of 1 ", said.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_cases_there_is_nothing_to_certify()
    {
        Expect(Run("certify", Tables, "--cases", Contacts), 1, "", "tables has no cases of its own; give a file with --cases\n");
        Assert.Equal(1, Run("certify", "none").ExitCode);
        Assert.Equal(1, Run("certify", Tables, "--cases", PathOf("none.csv")).ExitCode);
    }

    [Fact]
    public void Cases_are_made_for_every_rule_and_what_no_case_reaches_is_named()
    {
        var said = Run("certify", "open-se", "--make-cases", PathOf("cases.csv"));
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        var rules = Rules();
        Assert.EndsWith($"cases written to {PathOf("cases.csv")}, one for each rule that some contact gets to\n", said.Out, StringComparison.Ordinal);
        var lines = File.ReadAllLines(PathOf("cases.csv"));
        Assert.Equal(rules, lines.Skip(1).Select(line => line.Split(',')[0]));

        said = Run("certify", "open-se", "--cases", PathOf("cases.csv"));
        Assert.Equal(0, said.ExitCode);
        Assert.DoesNotContain("no case reaches", said.Out, StringComparison.Ordinal);

        File.WriteAllLines(PathOf("few.csv"), lines.Take(rules.Length - 1));
        said = Run("certify", "open-se", "--cases", PathOf("few.csv"));
        Assert.Equal(0, said.ExitCode);
        Assert.Contains("Rules that no case reaches (--make-cases writes cases for them): 2\n", said.Out, StringComparison.Ordinal);
        Assert.Contains($"  {rules[^2]} (", said.Out, StringComparison.Ordinal);
        Assert.Equal(1, Run("certify", "open-se", "--cases", PathOf("few.csv"), "--make-cases", PathOf("few.csv")).ExitCode);

        static string[] Rules() => [.. Gruppera.Formats.Sets.OpenSet.Open().Set!.Rules.Select(rule => rule.Id)];
    }

    [Fact]
    public void A_dump_is_the_same_whichever_way_the_rules_are_tried()
    {
        var said = Run("dump", Tables, "-o", PathOf("a.txt"));
        Assert.Equal((0, ""), (said.ExitCode, said.Error));
        Assert.Matches("^[0-9a-f]{64}\n$", said.Out);
        Expect(Run("dump", Tables, "-o", PathOf("b.txt"), "--linear"), 0, said.Out, "");
        var lines = File.ReadAllLines(PathOf("a.txt"));
        Assert.Equal((155, "# gruppera-dump 1", "00D0010\tZ82O\t0\t05\t0\t00D0010", $"# body sha256 {said.Out.TrimEnd()} lines 150"), (lines.Length, lines[0], lines[4], lines[^1]));
    }

    [Fact]
    public void A_dump_of_a_file_leaves_unreadable_rows_out_and_says_so()
    {
        var said = Run("dump", Tables, "--cases", Mistakes, "-o", PathOf("a.txt"));
        Assert.Equal((3, "5 rows could not be read and were left out\n"), (said.ExitCode, said.Error));
        Assert.EndsWith(" lines 5", File.ReadAllLines(PathOf("a.txt"))[^1], StringComparison.Ordinal);
        Expect(Run(new CancellationToken(canceled: true), "dump", Tables, "-o", PathOf("c.txt")), 130, "", "Stopped; no output was written.\n");
        Assert.Equal([PathOf("a.txt")], Directory.GetFiles(Root));
    }
}
