using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Grouping;

/// <summary>The facade: sizes of contacts, value semantics, allocation, what is refused.</summary>
public class GrouperTest
{
    private static readonly World World = Enumerable.Range(1, 100).Select(seed => new WorldMaker(new Random(seed)).Make())
        .First(world => world.Set.Rules.Length > 20 && world.Set.DiagnosisFeatures.Length > 20);

    [Fact]
    public void A_contact_without_codes_is_grouped()
    {
        var result = new Grouper(World.Set).Group(new CareContact());
        Assert.Equal(("", 0), (result.Mdc, result.ComplicationLevel));
        Assert.Equal(new Grouper(CompiledDefinition.Compile(World.Set), Matcher.Linear).Group(new CareContact()).Rank, result.Rank);
    }

    [Fact]
    public void A_contact_with_arrays_that_were_never_set_is_grouped() =>
        Assert.Equal(
            new Grouper(World.Set).Group(new CareContact()).Rank,
            new Grouper(World.Set).Group(new CareContact { Diagnoses = default, Procedures = default }).Rank);

    /// <summary>Source: docs/specification/grouping.md §0: any other sex is missing, any other discharge is alive.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(99)]
    public void Values_that_no_enumeration_names_count_as_not_known(int value) => MatchersTest.Check(60, world =>
    {
        var grouper = new Grouper(world.Set);
        return world.Contacts.All(contact =>
            grouper.Group(contact with { Sex = Sex.Missing }) == grouper.Group(contact with { Sex = (Sex)value })
            && grouper.Group(contact with { Discharge = DischargeMode.Alive }) == grouper.Group(contact with { Discharge = (DischargeMode)value }));
    });

    [Theory]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(500)]
    public void A_contact_of_any_size_is_grouped_as_the_oracle_does(int codes)
    {
        var (grouper, oracle) = (new Grouper(World.Set), new Oracle(World.Set));
        foreach (var contact in World.Contacts.Where(contact => contact.Diagnoses.Length > 1 && contact.Procedures.Length > 0))
        {
            var diagnoses = codes / 2;
            var large = contact with
            {
                Diagnoses = [.. Enumerable.Repeat(contact.Diagnoses, diagnoses).SelectMany(all => all).Take(diagnoses)],
                Procedures = [.. Enumerable.Repeat(contact.Procedures, codes).SelectMany(all => all).Take(codes - diagnoses)],
            };
            var (rule, level, mdc) = oracle.Group(large);
            var result = grouper.Group(large);
            Assert.Equal((rule, level, mdc), (result.RuleHeld ? result.Rule : null, result.ComplicationLevel, result.Mdc));
        }
    }

    [Fact]
    public void Results_are_values()
    {
        var definition = CompiledDefinition.Compile(World.Set);
        var contact = World.Contacts[0];
        var (one, same, elsewhere) = (new Grouper(definition).Group(contact), new Grouper(definition).Group(contact), new Grouper(World.Set).Group(contact));
        Assert.True(one == same && one.Equals((object)same) && one.GetHashCode() == same.GetHashCode());
        Assert.True(one != elsewhere, "results of two compiled sets are not the same result");
        Assert.NotEqual<object>(one, "text");
        Assert.Contains(World.Contacts, other => new Grouper(definition).Group(other) != one);
        Assert.Equal($"{one.Drg} {one.ReturnCode} {one.Rule.Id}", one.ToString());
    }

    [Fact]
    public void Grouping_ordinary_contacts_allocates_nothing()
    {
        var definition = CompiledDefinition.Compile(World.Set);
        foreach (var grouper in new[] { new Grouper(definition), new Grouper(definition, Matcher.Linear) })
        {
            // The runtime itself allocates an object once when it compiles a loop anew, so the best of some rounds counts.
            Assert.NotEqual(0, Group(grouper, 2_000));
            Assert.Equal(0, Enumerable.Range(0, 4).Min(_ =>
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                Group(grouper, 10_000);
                return GC.GetAllocatedBytesForCurrentThread() - before;
            }));
        }
    }

    [Fact]
    public void A_set_without_rules_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Grouper(new DefinitionSet(new() { Id = "empty" }, [])));

    [Fact]
    public void A_condition_that_cannot_be_read_is_an_issue_with_its_place()
    {
        var cells = new string[RuleColumn.All.Length];
        Array.Fill(cells, "");
        cells[RuleColumn.Sex.Index] = "Q";
        var rule = new RuleRow { Ord = "1", Id = "05A", Drg = "X", Conditions = [.. cells], Source = new(0, 7) };
        var issue = Assert.Single(CompiledDefinition.Compile(new(new() { Id = "made-up" }, [rule]) { Files = ["drg_logic.csv"] }).Issues);
        Assert.Equal(
            (IssueCodes.UnreadableCondition, "drg_logic.csv", 7L, "sex", "Q", "rule 05A"),
            (issue.Code, issue.File, issue.Row, issue.Column, issue.Value, issue.Detail));
    }

    private static long Group(Grouper grouper, int times)
    {
        var sum = 0L;
        for (var i = 0; i < times; i++)
            sum += grouper.Group(World.Contacts[i % World.Contacts.Length]).Rank + 1;
        return sum;
    }
}
