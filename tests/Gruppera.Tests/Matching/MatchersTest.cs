using FsCheck;
using FsCheck.Fluent;
using Gruppera.Compilation;
using Gruppera.Grouping;

namespace Gruppera.Tests.Matching;

/// <summary>Both matchers and the oracle give the same, for any tables and any contacts.</summary>
public class MatchersTest
{
    /// <summary>Where each of a thousand changes of the code is to fail (eng/mutation) some worlds will do, and the smallest that fails is not looked for.</summary>
    private static readonly int? Few = Environment.GetEnvironmentVariable("GRUPPERA_WORLDS") is { } few ? int.Parse(few, System.Globalization.CultureInfo.InvariantCulture) : null;

    [Fact]
    public void Linear_and_indexed_agree() => Check(2500, world =>
    {
        var definition = CompiledDefinition.Compile(world.Set);
        var (linear, indexed) = (new Grouper(definition, Matcher.Linear), new Grouper(definition));
        return world.Contacts.All(contact => linear.Group(contact) == indexed.Group(contact));
    });

    [Trait("lane", "slow")]
    [Fact]
    public void The_engine_agrees_with_the_oracle() => Check(1500, Agrees);

    /// <summary>The same worlds each time, for those who work in haste.</summary>
    [Fact]
    public void The_engine_agrees_with_the_oracle_in_the_first_worlds() =>
        Assert.All(Enumerable.Range(0, 150), seed => Assert.True(Agrees(new WorldMaker(new Random(seed)).Make())));

    private static bool Agrees(World world)
    {
        var grouper = new Grouper(world.Set);
        var oracle = new Oracle(world.Set);
        return world.Contacts.All(contact =>
        {
            var result = grouper.Group(contact);
            var (rule, level, mdc) = oracle.Group(contact);
            return (result.RuleHeld ? result.Rule : null, result.ComplicationLevel, result.Mdc) == (rule, level, mdc)
                ? true
                : throw new InvalidOperationException($"{World.Describe(contact)}: engine {result} held {result.RuleHeld} cc {result.ComplicationLevel} mdc {result.Mdc}; oracle {rule?.Id} cc {level} mdc {mdc}");
        });
    }

    /// <summary>The worlds are worth the trouble: rules beyond the first hold, levels and MDCs vary, limits overflow the state.</summary>
    [Fact]
    public void Random_worlds_reach_far()
    {
        var results = Enumerable.Range(0, 400).Select(seed => new WorldMaker(new Random(seed)).Make())
            .SelectMany(world => world.Contacts.Select(new Grouper(world.Set).Group)).ToList();
        Assert.Equal([0, 1, 2], results.Select(result => result.ComplicationLevel).Distinct().Order());
        Assert.Empty(new[] { "", "05", "06", "12", "13", "98" }.Except(results.Select(result => result.Mdc)));
        Assert.InRange(results.Count(result => result.RuleHeld && result.Rank > 2), results.Count / 10, results.Count);
        Assert.Contains(results, result => !result.RuleHeld);
    }

    internal static void Check(int worlds, Func<World, bool> law) =>
        Prop.ForAll(Few is null ? World.Any : Arb.From(World.Any.Generator), law).Check(Config.QuickThrowOnFailure.WithMaxTest(Math.Min(worlds, Few ?? worlds)).WithQuietOnSuccess(true));
}
