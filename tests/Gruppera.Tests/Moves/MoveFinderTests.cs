using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Tests.Changes;
using Gruppera.Tests.Exploration;

namespace Gruppera.Tests.Moves;

public class MoveFinderTests
{
    private static readonly string[] Rules = ["S E1 mdc=05 or=S procpro=05S01", "C E2 mdc=05 compl=1", "P E3 mdc=05 dgprop1=05X01", "Y E4 mdc=05 agelim=<6575", "U E5 mdc=05", "Z Z9"];
    private static readonly string[] Diagnoses = ["I200 dgcat 05M01", "I209 dgcat 05M01", "I209 dgprop 05X01", "N390 dgcat 11M01", "N390 compl 11C06", "D649 compl 16I14"];
    private static readonly string[] Procedures = ["FNG02 or 2", "FNG02 procprop 05S01"];

    [Theory]
    [InlineData("I200", "rule N is new", "N E9 mdc=05|S|C|P|Y|U|Z")]
    [InlineData("I209", "rule P is removed", "S|C|Y|U|Z")]
    [InlineData("I209", "rule P gives E8 instead of E3", "S|C|P E8 mdc=05 dgprop1=05X01|Y|U|Z")]
    [InlineData("I200", "rule P changed, dgprop1: 05X01 -> -", "S|C|P E3 mdc=05|Y|U|Z")]
    [InlineData("I209", "rule P changed, dgprop1: 05X01 -> 05X02", "S|C|P E3 mdc=05 dgprop1=05X02|Y|U|Z")]
    [InlineData("I209", "rule U is now tried before rule P", "S|C|U|P|Y|Z")]
    public void A_rule_is_the_cause(string diagnoses, string cause, string rules) =>
        Assert.Equal(cause, Cause(diagnoses, "", MadeUpSet.Of([.. rules.Split('|').Select(rule => rule.Contains(' ') ? rule : Array.Find(Rules, known => known.StartsWith(rule + " ", StringComparison.Ordinal))!)], Diagnoses, Procedures)));

    [Theory]
    [InlineData("I209", "", "I20.9 lost diagnosis property 05X01, so rule P no longer holds", "-I209 dgprop 05X01")]
    [InlineData("I200", "", "I20.0 gained diagnosis property 05X01, so rule P now holds", "I200 dgprop 05X01")]
    [InlineData("I200", "", "I20.0 changed category 05M01 -> 06M01, so rule U no longer holds", "-I200 dgcat 05M01|I200 dgcat 06M01")]
    [InlineData("I200 J189", "", "J18.9 gained complication category 04C01, so rule C now holds", "J189 compl 04C01")]
    [InlineData("I200 N390", "", "N39.0 lost complication category 11C06, so rule C no longer holds", "-N390 compl 11C06")]
    [InlineData("I200 N390", "", "I20.0 now excludes 11C06, so rule C no longer holds", "excl 11G06 I200")]
    [InlineData("I200 D649", "", "16I14 of D64.9 is now activated, so rule C now holds", "cat 16I14 05X09|I200 dgprop 05X09")]
    [InlineData("I200", "FNG02", "FNG02 changed OR 2 -> 1, so rule S now holds", "-FNG02 or 2|FNG02 or 1")]
    [InlineData("N390", "FNG02", "N39.0 changed category 11M01 -> 05M01, so rule S now holds (it differs in or too)", "-N390 dgcat 11M01|N390 dgcat 05M01|-FNG02 or 2|FNG02 or 1")]
    public void A_row_of_a_code_is_the_cause(string diagnoses, string procedures, string cause, string edits)
    {
        List<string> dx = [.. Diagnoses], proc = [.. Procedures], exclusions = [], categories = [];
        foreach (var edit in edits.Split('|'))
        {
            var list = edit.Contains("FNG", StringComparison.Ordinal) ? proc : edit.StartsWith("excl", StringComparison.Ordinal) ? exclusions : edit.StartsWith("cat", StringComparison.Ordinal) ? categories : dx;
            if (edit[0] == '-')
                Assert.True(list.Remove(edit[1..]));
            else
                list.Add(ReferenceEquals(list, exclusions) || ReferenceEquals(list, categories) ? edit[(edit.IndexOf(' ', StringComparison.Ordinal) + 1)..] : edit);
        }

        Assert.Equal(cause, Cause(diagnoses, procedures, MadeUpSet.Of(Rules, [.. dx], [.. proc], [.. exclusions], [.. categories])));
    }

    /// <summary>For any two sets: every contact that moves has a cause, which tells of rules and codes as the comparison has them.</summary>
    [Fact]
    public void Every_move_has_a_cause_that_the_comparison_knows()
    {
        var kinds = new Dictionary<MoveCauseKind, int>();
        var others = new Dictionary<string, int>();
        for (var seed = 0; seed < 600; seed++)
        {
            var (before, after, contacts) = Variants.Pair(seed);
            var diff = SetDiff.Of(before, after);
            var (one, other) = (new Grouper(before), new Grouper(after));
            var finder = new MoveFinder(diff, one, other);
            foreach (var contact in contacts)
            {
                var (then, now) = (one.Group(contact), other.Group(contact));
                if (then.Drg == now.Drg)
                    continue;
                var cause = finder.Of(contact, then, now);
                kinds[cause.Kind] = kinds.GetValueOrDefault(cause.Kind) + 1;
                if (cause.Kind == MoveCauseKind.Other)
                    others[$"{cause.Column}"] = others.GetValueOrDefault($"{cause.Column}") + 1;
                Assert.True(cause.Kind switch
                {
                    MoveCauseKind.RuleAdded => diff.Rules.Any(rule => rule.Kind == ChangeKind.Added && rule.After!.Id == cause.Rule),
                    MoveCauseKind.RuleRemoved => diff.Rules.Any(rule => rule.Kind == ChangeKind.Removed && rule.Before!.Id == cause.Rule),
                    MoveCauseKind.RuleChanged => diff.Rules.Any(rule => rule.Kind == ChangeKind.Changed && (rule.HasOtherConditions || rule.HasOtherResult) && (rule.Before!.Id == cause.Rule || rule.After!.Id == cause.Rule)),
                    MoveCauseKind.RuleMoved => diff.Rules.Any(rule => rule.Moved is not null),
                    MoveCauseKind.CodeChanged => diff.Diagnoses.Any(change => change.Codes.Any(code => code.ToString() == cause.Code))
                        || diff.Procedures.Any(change => change.Codes.Any(code => code.ToString() == cause.Code)) || before.CodeLookup == CodeLookup.LongestPrefix,
                    MoveCauseKind.ExclusionChanged => diff.Exclusions.Length > 0 || before.CodeLookup == CodeLookup.LongestPrefix || diff.Diagnoses.Length > 0,
                    _ => true,
                }, $"seed {seed}: {cause}");
            }
        }

        Assert.True(kinds.GetValueOrDefault(MoveCauseKind.Other) < kinds.Values.Sum() / 20, $"{string.Join(' ', kinds)} {string.Join(' ', others)}");
        Assert.All(Enum.GetValues<MoveCauseKind>().Where(kind => kind is not (MoveCauseKind.Other or MoveCauseKind.CodeConverted)), kind => Assert.True(kinds.GetValueOrDefault(kind) > 0, $"{kind}: {string.Join(' ', kinds)}"));
    }

    [Fact]
    public void Moves_are_counted_by_groups_and_cause()
    {
        var (before, after) = (MadeUpSet.Of(Rules, Diagnoses), MadeUpSet.Of(Rules, ["I200 dgcat 05M01", "I209 dgcat 05M01", "I200 dgprop 05X01"]));
        var diff = SetDiff.Of(before, after);
        var migration = new Migration(diff, new(before), new(after));
        foreach (var (code, row) in new[] { ("I209", 2), ("I200", 3), ("I209", 4), ("N390", 5), ("X99", 6) })
            migration.Add(CareContact.Of(code) with { Age = new(20_000) }, row);
        Assert.Equal((5, 3), (migration.Contacts, migration.Moved));
        Assert.Equal([("E3", "E5", 2, 2), ("E5", "E3", 1, 3)], migration.Moves.Select(move => (move.From, move.To, (int)move.Contacts, (int)move.Example)));
        Assert.Equal([("11", "", 1L)], migration.Mdcs);
        Assert.Empty(migration.ReturnCodes);
        Assert.Equal(5, migration.Groups.Sum(group => group.Contacts));
    }

    private static string Cause(string diagnoses, string procedures, DefinitionSet after)
    {
        var before = MadeUpSet.Of(Rules, Diagnoses, Procedures);
        var diff = SetDiff.Of(before, after);
        var contact = CareContact.Of(diagnoses, procedures) with { Age = new(20_000) };
        var (one, other) = (new Grouper(before), new Grouper(after));
        var (then, now) = (one.Group(contact), other.Group(contact));
        Assert.NotEqual(then.Drg, now.Drg);
        return MoveWording.Of(new MoveFinder(diff, one, other).Of(contact, then, now), diff).ToString();
    }
}
