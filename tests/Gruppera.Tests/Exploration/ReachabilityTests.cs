using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Grouping;
using Gruppera.Reach;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Exploration;

/// <summary>A rule is reachable where some contact gets to it. Each Reachable shows its contact, which the grouper confirms; and no
/// contact among many gets to a rule that is said to be unreachable.</summary>
public class ReachabilityTests
{
    private const int Worlds = 200;
    private const int Contacts = 2500;

    /// <summary>Columns that rules are limited to in some of the worlds, so that their rules meet more often; none for no limit.</summary>
    private static readonly RuleColumn[][] Focus = [[], [RuleColumn.Procpro, RuleColumn.Secpro, RuleColumn.Or], [RuleColumn.Icd, RuleColumn.Compl, RuleColumn.Dgprop1, RuleColumn.Dgprop2], [RuleColumn.Mdc, RuleColumn.Pdgprop, RuleColumn.Dgprop1, RuleColumn.Sex, RuleColumn.Compl]];

    [Trait("lane", "slow")]
    [Fact]
    public void Rules_are_reachable_just_where_contacts_get_to_them() => Check((reachability, rank, _) => reachability.ToRule(rank), (_, _) => true, _ => (IEnumerable<bool>)[true]);

    [Trait("lane", "slow")]
    [Fact]
    public void The_same_by_principal_diagnosis() => Check(
        (reachability, rank, code) => reachability.ToRule(rank, code),
        (contact, code) => contact.Diagnoses.FirstOrDefault() == code,
        universe => universe.Principals.Append(default(Diagnosis)));

    [Trait("lane", "slow")]
    [Fact]
    public void The_same_by_secondary_diagnosis() => Check(
        (reachability, rank, code) => reachability.ToRuleWithSecondary(rank, code),
        (contact, code) => contact.Diagnoses.Skip(1).Contains(code),
        universe => universe.Secondaries);

    [Trait("lane", "slow")]
    [Fact]
    public void The_same_by_procedure() => Check(
        (reachability, rank, code) => reachability.ToRule(rank, code),
        (contact, code) => contact.Procedures.Contains(code),
        universe => universe.Procedures);

    [Trait("lane", "slow")]
    [Fact]
    public void The_groups_of_a_code_are_those_of_the_rules_it_gets_to()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var set = new WorldMaker(new Random(seed)).Make().Set;
            var reachability = new Reachability(CompiledDefinition.Compile(set));
            var universe = new Universe(set, seed);
            Same(universe.Principals, reachability.DrgsOf, code => rank => reachability.ToRule(rank, code), set);
            Same(universe.Secondaries, reachability.DrgsOfSecondary, code => rank => reachability.ToRuleWithSecondary(rank, code), set);
            Same(universe.Procedures, reachability.DrgsOf, code => rank => reachability.ToRule(rank, code), set);
        }
    }

    private static void Same<T>(List<T> codes, Func<T, ReachableDrgs> groups, Func<T, Func<int, RuleReach>> reach, DefinitionSet set)
    {
        foreach (var code in codes.Take(3))
        {
            var found = groups(code).Groups;
            Assert.Equal(
                Enumerable.Range(0, set.Rules.Length).Where(rank => reach(code)(rank).Verdict == Verdict.Reachable),
                found.SelectMany(group => group.Rules).Order());
            Assert.All(found, group => Assert.All(group.Rules, rank => Assert.Equal(group.Drg, set.Rules[rank].Drg)));
            Assert.All(found, group => Assert.Equal(group.Rules[0], new Grouper(set).Group(group.Witness).Rank));
        }
    }

    private static void Check<T>(Func<Reachability, int, T, RuleReach> ask, Func<CareContact, T, bool> isOf, Func<Universe, IEnumerable<T>> codesOf)
    {
        var verdicts = new int[3];
        for (var seed = 0; seed < Worlds; seed++)
        {
            var world = new WorldMaker(new Random(seed)).Make();
            world = world with { Set = World.With(world.Set, rules: world.Set.Rules.Select(rule => Narrow(rule, Focus[seed % Focus.Length]))) };
            var definition = CompiledDefinition.Compile(world.Set);
            var (grouper, reachability) = (new Grouper(definition), new Reachability(definition));
            var universe = new Universe(world.Set, seed);
            var groups = Enumerable.Range(0, Contacts).Select(_ => universe.Contact())
                .Select(contact => (Contact: contact, Result: grouper.Group(contact))).Where(each => each.Result.RuleHeld)
                .ToLookup(each => each.Result.Rank, each => each.Contact);
            foreach (var code in codesOf(universe).OrderBy(_ => Random.Shared.Next()).Take(4))
            {
                for (var rank = 0; rank < world.Set.Rules.Length; rank++)
                {
                    var reach = ask(reachability, rank, code);
                    verdicts[(int)reach.Verdict]++;
                    var said = $"world {seed} rule {world.Set.Rules[rank].Id} code {code}: {reach.Verdict} {string.Join(' ', reach.Winners)} {string.Join(' ', reach.Conditions)} ";
                    Assert.True(reach.Verdict != Verdict.Undecided, said);
                    if (reach.Witness is { } witness)
                        Assert.True(grouper.Group(witness) is { RuleHeld: true } result && result.Rank == rank && isOf(witness, code), said + World.Describe(witness));
                    else if (groups[rank].FirstOrDefault(contact => isOf(contact, code)) is { } contact)
                        Assert.Fail($"{said} but {World.Describe(contact)}{world}");
                }
            }
        }

        Assert.InRange(verdicts[(int)Verdict.Unreachable], 100, int.MaxValue);
        Assert.InRange(verdicts[(int)Verdict.Reachable], 100, int.MaxValue);
    }

    private static RuleRow Narrow(RuleRow rule, RuleColumn[] columns) => columns.Length == 0
        ? rule
        : rule with { Conditions = [.. rule.Columns.Select(column => columns.Contains(column) ? rule[column] : "")] };
}
