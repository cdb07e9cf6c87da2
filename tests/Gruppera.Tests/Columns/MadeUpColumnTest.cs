using Gruppera.Changes;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Questions;
using Gruppera.Reach;
using Gruppera.Tests.Changes;
using Gruppera.Tests.Matching;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Tests.Columns;

/// <summary>A column more in the table of columns is found wherever columns are walked. For each known column a made-up one asks the same: what was said
/// of the known one is then said of the made-up one.</summary>
public class MadeUpColumnTest
{
    public static TheoryData<string> Columns => [.. RuleColumn.All.Select(column => column.Name)];

    private static IEnumerable<(World World, DefinitionSet Moved, Twin Twin)> Worlds(string column, int count)
    {
        var twin = new Twin(RuleColumn.Of(column)!);
        return Enumerable.Range(0, count).Select(seed => new WorldMaker(new Random(seed)).Make()).Select(world => (world, twin.Moved(world.Set), twin));
    }

    [Theory, MemberData(nameof(Columns))]
    public void The_compiler_the_state_and_both_matchers_know_it(string column)
    {
        foreach (var (world, moved, twin) in Worlds(column, 50))
        {
            var (one, other) = (CompiledDefinition.Compile(world.Set), CompiledDefinition.Compile(moved));
            Assert.Equal(one.Conditions.Select(rule => Meanings(rule, one)), other.Conditions.Select(rule => Meanings(rule, other)));
            Assert.Equal(
                one.Conditions.SelectMany((rule, rank) => rule.Select(condition => twin.NameIn(world.Set.Rules[rank], condition.Column))).Order(),
                other.Conditions.SelectMany(rule => rule.Select(condition => condition.Column.Name)).Order());
            Assert.Equal(one.Index.Candidates.Select(candidate => (candidate.Rule, candidate.Accept)).Order(), other.Index.Candidates.Select(candidate => (candidate.Rule, candidate.Accept)).Order());
            Assert.Equal(Places(one.Issues.Select(issue => (issue.Detail, issue.Column)), twin, world.Set), other.Issues.Select(issue => $"{issue.Detail} {issue.Column}").Order());
            var (linear, indexed, plain) = (new Grouper(other, Matcher.Linear), new Grouper(other), new Grouper(one));
            Assert.All(world.Contacts, contact => Assert.Equal(plain.Group(contact).Rank, indexed.Group(contact).Rank));
            Assert.All(world.Contacts, contact => Assert.Equal(linear.Group(contact), indexed.Group(contact)));
        }

        static IEnumerable<string> Meanings(Condition[] rule, CompiledDefinition definition) => rule.Select(condition =>
            $"{condition.Test} {(condition.Test is Test.Has or Test.Lacks or >= Test.TwoUnits and <= Test.NoOtherUnit ? definition.Facts[condition.Operand] : condition.Operand)} {definition.Facts[condition.Second]}").Order();
    }

    [Theory, MemberData(nameof(Columns))]
    public void Reach_knows_it(string column)
    {
        var unmet = new HashSet<string>();
        foreach (var (world, moved, _) in Worlds(column, 50))
        {
            var (one, other) = (new Reachability(CompiledDefinition.Compile(world.Set)), new Reachability(CompiledDefinition.Compile(moved)));
            for (var rank = 0; rank < Math.Min(moved.Rules.Length, 30); rank++)
            {
                var reach = other.ToRule(rank);
                Assert.Equal(one.ToRule(rank).Verdict, reach.Verdict);
                unmet.UnionWith(reach.Conditions.Select(each => each.Name));
            }
        }

        Assert.Contains(Twin.Name, unmet);
    }

    [Theory, MemberData(nameof(Columns))]
    public void Wording_near_misses_and_explanations_know_it(string column)
    {
        var near = new HashSet<string>();
        foreach (var (world, moved, twin) in Worlds(column, 50))
        {
            Assert.All(world.Set.Rules.Zip(moved.Rules), pair => Assert.Equal(
                RuleWording.Of(pair.First, world.Set.Index).Select(word => $"{twin.NameIn(pair.First, word.Column)} {word.Cell} {word.Text}").Order(),
                RuleWording.Of(pair.Second, moved.Index).Select(word => $"{word.Column.Name} {word.Cell} {word.Text}").Order()));
            var (one, other) = (new Explainer(new(world.Set)), new Explainer(new(moved)));
            foreach (var contact in world.Contacts.Take(2))
            {
                var (plain, explained) = (one.Explain(contact, ExplanationLens.Full), other.Explain(contact, ExplanationLens.Full));
                Assert.Equal(plain.Failed.SelectMany(rule => rule.Unmet.Select(each => $"{rule.Group.Rank} {twin.NameIn(world.Set.Rules[rule.Group.Rank], each)}")).Order(),
                    explained.Failed.SelectMany(rule => rule.Unmet.Select(each => $"{rule.Group.Rank} {each.Name}")).Order());
                Assert.Equal(plain.Conditions.Select(Evidence).Order(), explained.Conditions.Select(Evidence).Order());
                Assert.Equal(plain.Siblings.Length, column == "compl" ? plain.Siblings.Length : explained.Siblings.Length);
                near.UnionWith(explained.NearMisses.Select(miss => miss.Unmet.Column.Name));
            }
        }

        Assert.Contains(Twin.Name, near);

        static string Evidence(ExplainedCondition condition) => $"{condition.Cell} {condition.Text} {condition.Evidence.Text} {string.Join(' ', condition.Evidence.Codes)}";
    }

    [Trait("lane", "slow")]
    [Theory, MemberData(nameof(Columns))]
    public void Differences_and_moves_know_it(string column)
    {
        var causes = new HashSet<string>();
        foreach (var (world, moved, twin) in Worlds(column, 90))
        {
            var blank = twin.Blank(moved);
            var diff = SetDiff.Of(blank, moved);
            var cells = diff.Rules.SelectMany(rule => rule.Cells).Where(cell => cell.Condition == twin.Column).ToList();
            Assert.All(cells, cell => Assert.Equal(Twin.Name, cell.Column));
            Assert.Equal(blank.Rules.Zip(moved.Rules).Any(pair => pair.Second[twin.Column].Length > 0), diff.Rules.Length > 0);
            var (before, after) = (new Grouper(blank), new Grouper(moved));
            var reach = new ChangeReach(diff, before.Definition, after.Definition);
            foreach (var contact in world.Contacts)
            {
                var (then, now) = (before.Group(contact), after.Group(contact));
                if ((then.Drg, then.ReturnCode, then.Mdc) == (now.Drg, now.ReturnCode, now.Mdc))
                    continue;
                Assert.True(reach.CanMove(contact.View));
                if (new MoveFinder(diff, before, after).Of(contact, then, now) is { Kind: MoveCauseKind.RuleChanged, Column: { } cause } found)
                    causes.Add($"{cause.Name} {MoveWording.Of(found, diff).ToString().Contains(Twin.Name, StringComparison.Ordinal)}");
            }
        }

        Assert.Contains($"{Twin.Name} True", causes);
    }

    /// <summary>Which condition is the first that is not met depends on the order of columns, so causes are compared where there is one alone.</summary>
    [Trait("lane", "slow")]
    [Theory, MemberData(nameof(Columns))]
    public void Causes_of_moves_are_found_through_it(string column)
    {
        var twin = new Twin(RuleColumn.Of(column)!);
        for (var seed = 0; seed < 80; seed++)
        {
            var (before, after, contacts) = Variants.Pair(seed);
            var (plain, moved) = (Causes(before, after, contacts), Causes(twin.Moved(before), twin.Moved(after), contacts));
            Assert.Equal(plain.Where(cause => cause?.Also.Length == 0).Select(cause => cause! with { Column = null }), moved.Where((_, i) => plain[i]?.Also.Length == 0).Select(cause => cause! with { Column = null }));
        }

        static List<MoveCause?> Causes(DefinitionSet before, DefinitionSet after, IEnumerable<CareContact> contacts)
        {
            var (one, other) = (new Grouper(before), new Grouper(after));
            var finder = new MoveFinder(SetDiff.Of(before, after), one, other);
            return [.. contacts.Select(contact => (contact, one.Group(contact), other.Group(contact))).Select(each => each.Item2.Drg == each.Item3.Drg ? null : finder.Of(each.contact, each.Item2, each.Item3))];
        }
    }

    [Theory, MemberData(nameof(Columns))]
    public void Questions_and_checks_know_it(string column)
    {
        foreach (var (world, moved, twin) in Worlds(column, 50))
        {
            var rules = world.Set.Rules;
            Assert.Equal(Places(DefinitionChecks.Run(world.Set).Select(issue => (issue.Detail, issue.Column)), twin, world.Set), DefinitionChecks.Run(moved).Select(issue => $"{issue.Detail} {issue.Column}").Order());
            Assert.Equal(
                RuleUses.Of(world.Set).Select(use => $"{use.Value} {use.Rank} {twin.NameIn(rules[use.Rank], use.Column)} {use.Forbids}").Order(),
                RuleUses.Of(moved).Select(use => $"{use.Value} {use.Rank} {use.Column.Name} {use.Forbids}").Order());
            Assert.Equal(GroupingOptions.From(world.Set), GroupingOptions.From(moved));
            var (one, other) = (new ProcedureDemands(new(world.Set)), new ProcedureDemands(new(moved)));
            Assert.All(rules.Zip(moved.Rules), pair =>
            {
                var (plain, asked) = (one.Of(pair.First), other.Of(pair.Second));
                Assert.Equal((plain.Column is null, plain.OperatingRoom), (asked.Column is null, asked.OperatingRoom));
            });
            Assert.Equal(Intentions.Holds(twin.Of), Intentions.Holds(twin.Column));
        }
    }

    [Theory, MemberData(nameof(Columns))]
    public void Rules_that_differ_in_it_alone_are_neighbours(string column)
    {
        var twin = new Twin(RuleColumn.Of(column)!);
        RuleRow[] rules = [twin.With(Exploration.SmallSet.Rule("1"), twin.Of.Letters.FirstOrDefault("<9")), twin.With(Exploration.SmallSet.Rule("2"), "")];
        var near = Assert.Single(new Explorer(Exploration.SmallSet.Set(rules, [], [])).Rule("2")!.Nearest);
        Assert.Equal((twin.Column, "1"), (near.Column, near.Id));
    }

    /// <summary>Where issues are, with the column as the moved set calls it.</summary>
    private static IEnumerable<string> Places(IEnumerable<(string Detail, string Column)> issues, Twin twin, DefinitionSet set) => issues.Select(issue =>
        RuleColumn.Of(issue.Column) is { } known && set.Rules.FirstOrDefault(rule => issue.Detail == $"rule {rule.Id}") is { } rule && twin.NameIn(rule, known) == Twin.Name
            ? $"{issue.Detail} {Twin.Name}" : $"{issue.Detail} {issue.Column}").Order();
}
