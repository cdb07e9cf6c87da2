namespace Gruppera.Host.Tests;

/// <summary>A technical change from an intention to a new set, as docs/changes/technical-changes.md tells it.</summary>
[Trait("lane", "slow")]
[Collection(CommandLineCollection.Name)]
public class ChangeTest : Home
{
    [Fact]
    public void A_group_is_split_and_a_contact_gets_the_new_one()
    {
        var change = PathOf("split.xlsx");
        var made = Run("change", "new", "split", "F12E", "--into", "F13E", "--by", "agelim", "--value", "<6575", "--name", "Blindtarmsoperation, barn", "--set", "open-se", "-o", change);
        Assert.Equal((0, 3), (made.ExitCode, made.Lines.Length));
        Assert.StartsWith("IN  drg_logic:", made.Lines[0], StringComparison.Ordinal);
        Assert.Equal("IN  drg_name: F13E Blindtarmsoperation, barn 06", made.Lines[1]);
        Assert.StartsWith("IN  testcase: F13E01 F13E F13E01 ", made.Lines[2], StringComparison.Ordinal);
        Assert.Equal(0, Run("change", "check", change).ExitCode);
        Assert.Equal("Stored open-x: 1 672 rules, 1 567 DRGs", Run("change", "apply", change, "--as", "open-x").Lines[^1]);
        Assert.StartsWith("F13E Blindtarmsoperation, barn\n", Explain("10"), StringComparison.Ordinal);
        Assert.StartsWith("F12E ", Explain("30"), StringComparison.Ordinal);
        Assert.Contains("split.xlsx: 0 rows out, 3 in", Run("tables", "info", "open-x").Out, StringComparison.Ordinal);

        // The change is there already: applied once more it fits no longer, and nothing is stored.
        var again = Run("change", "apply", change, "--set", "open-x", "--as", "open-y");
        Assert.Equal((5, "Nothing was stored.\n"), (again.ExitCode, again.Error));
        Assert.Contains("GRP6005 split.xlsx/drg_logic:2", again.Out, StringComparison.Ordinal);

        // Asked for, the rows that fit are applied and stored; those that do not are 3, as everywhere.
        var despite = Run("change", "apply", change, "--set", "open-x", "--as", "open-y", "--despite-errors");
        Assert.Equal((3, "Stored open-y: 1 672 rules, 1 567 DRGs"), (despite.ExitCode, despite.Lines[^1]));
        Assert.Equal("open-y", Run("tables", "list").Lines.Select(line => line.Split(' ')[0]).Last());

        string Explain(string age) => Run("explain", "--set", "open-x", "--sex", "M", "--age", age, "--days", "3", "--dx", "K35", "--proc", "JEA00").Out;
    }

    [Fact]
    public void A_rule_is_inserted_before_another()
    {
        var change = PathOf("rule.xlsx");
        string[] asked = ["change", "new", "rule", "F12C", "--before", "F12E01", "--if", "icd=+", "mdc=06", "procpro=06S04", "dur=>0", "sex=M", "-o", change];
        Assert.Equal(0, Run(asked).ExitCode);
        Assert.Equal(0, Run("change", "apply", change, "--as", "open-r").ExitCode);
        Assert.StartsWith("F12C ", Explain("M"), StringComparison.Ordinal);
        Assert.StartsWith("F12E ", Explain("F"), StringComparison.Ordinal);
        Assert.StartsWith("identical on 1 672 of 1 672 certification cases of pack open-r\n", Run("certify", "open-r").Out, StringComparison.Ordinal);
        Assert.Equal("open-se has no rule F12E99\n", Run([.. asked[..5], "F12E99", .. asked[6..]]).Error);
        Assert.Equal("Q00X is new: give its name with --name\n", Run([.. asked[..3], "Q00X", .. asked[4..]]).Error);
        Assert.StartsWith("--if sex: give a column and its cell", Run([.. asked, "--if", "sex"]).Error, StringComparison.Ordinal);
        Assert.StartsWith("--if colour: give a column of the rules, such as icd, mdc,", Run([.. asked, "--if", "colour=1"]).Error, StringComparison.Ordinal);

        string Explain(string sex) => Run("explain", "--set", "open-r", "--sex", sex, "--age", "30", "--days", "3", "--dx", "K35", "--proc", "JEA00").Out;
    }

    /// <summary>A set that takes codes for their prefixes: a code with rows of its own keeps what its prefix gave it.</summary>
    [Fact]
    public void A_code_that_was_taken_for_its_prefix_keeps_what_that_gave()
    {
        var change = PathOf("compl.xlsx");
        var made = Run("change", "new", "property", "--dx", "I71.42", "--type", "compl", "--value", "05C90", "--name", "Bukaneurysm", "-o", change);
        Assert.Contains("IN  dg_feat: I7142 DGCAT 05M", made.Out, StringComparison.Ordinal);
        Assert.Contains("IN  dg_feat: I7142 COMPL 05C90", made.Out, StringComparison.Ordinal);
        Assert.Contains("IN  compl_name: 05C90 Bukaneurysm", made.Out, StringComparison.Ordinal);
        Assert.Equal(0, Run("change", "apply", change, "--as", "open-c").ExitCode);
        Assert.StartsWith("E51E ", Run("explain", "--set", "open-c", "--sex", "M", "--age", "65", "--days", "5", "--dx", "I71.42").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_change_between_two_sets_is_written_and_leads_there()
    {
        var later = PathOf("later");
        Run("tables", "export", Tables, "-o", later);
        var rules = Path.Combine(later, "drg_logic.csv");
        File.WriteAllText(rules, File.ReadAllText(rules).Replace("04M01,,,,,,,,,,<6575", "04M01,,,,,,,,,,<5479", StringComparison.Ordinal));
        var found = Run("change", "from-diff", Tables, later, "-o", PathOf("tc.xlsx"));
        Assert.Equal((0, "drg_logic    1   1"), (found.ExitCode, found.Lines[^1]));
        Assert.Equal(0, Run("change", "apply", PathOf("tc.xlsx"), "--set", Tables, "--as", "new").ExitCode);
        Assert.Equal("No differences.", Run("tables", "diff", "new", later).Lines[^1]);
    }

    [Fact]
    public void Mistakes_are_said()
    {
        Run("change", "template", "-o", PathOf("empty.xlsx"));
        Assert.StartsWith("There is no row with IN or OUT.", Run("change", "check", PathOf("empty.xlsx")).Error, StringComparison.Ordinal);
        var table = Write("dg_feat.csv", "IN/OUT,code_nat,d_code_nat,vartype,varval\nUT,A00,,DGCAT,06M01\nOUT,A00,,DGCAT,06M99\n");
        var said = Run("change", "check", table);
        Assert.Equal(5, said.ExitCode);
        Assert.Contains("GRP6003 dg_feat.csv:2 [IN/OUT] 'UT'", said.Out, StringComparison.Ordinal);
        Assert.Contains("GRP6004 dg_feat.csv:3", said.Out, StringComparison.Ordinal);
        Assert.Equal(1, Run("change", "check", PathOf("none.xlsx")).ExitCode);
        Assert.Contains("Nothing changes", Run("change", "new", "property", "--type", "dgprop", "--value", "05X01").Error, StringComparison.Ordinal);
    }
}
