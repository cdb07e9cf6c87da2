using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Moves;
using Gruppera.Tests.Changes;
using Gruppera.Workflows.Synthesis;

namespace Gruppera.Tests.Moves;

/// <summary>The test that tells which contacts a change can move is never wrong about one that it lets be.</summary>
public class ChangeReachTests
{
    [Trait("lane", "slow")]
    [Fact]
    public void No_contact_that_moves_is_missed()
    {
        var (moved, spared, total) = (0, 0, 0);
        for (var seed = 0; seed < 800; seed++)
        {
            var (before, after, contacts) = Variants.Pair(seed);
            foreach (var (one, other) in ((DefinitionSet, DefinitionSet)[])[(before, after), (after, before), (before, Small(before, seed))])
            {
                var (then, now) = (new Grouper(one), new Grouper(other));
                var reach = new ChangeReach(SetDiff.Of(one, other), then.Definition, now.Definition);
                total += reach.IsTotal ? 0 : contacts.Length;
                foreach (var contact in contacts)
                {
                    var isSame = IsSame(then.Group(contact), now.Group(contact));
                    var canMove = reach.CanMove(contact.View) && reach.CanMove(contact.View, then.Group(contact).Rank);
                    Assert.True(isSame || canMove, $"seed {seed}: {Matching.World.Describe(contact)}");
                    moved += isSame ? 0 : 1;
                    spared += canMove ? 0 : 1;
                }
            }
        }

        Assert.InRange(moved, 1_000, int.MaxValue);
        Assert.InRange(spared, total / 10, int.MaxValue); // and it does spare some
    }

    /// <summary>On a made-up region the test spares all but a few, and what it spares is the same.</summary>
    [Trait("lane", "slow")]
    [Fact]
    public void A_small_change_leaves_most_contacts_be()
    {
        var set = OpenSet.Open(TestCases.Read).Set!;
        using var file = new MemoryStream();
        new SyntheticPopulation(new Grouper(set), new() { Contacts = 100_000 }).Write(file, stop: TestContext.Current.CancellationToken);
        file.Position = 0;
        var contacts = ContactReader.Read(file, LayoutCatalog.Find("canonical")!).Select(row => row.Contact).ToList();
        var (moved, tried) = (0, 0);
        for (var seed = 0; seed < 6; seed++)
        {
            var other = Small(set, seed);
            var (then, now) = (new Grouper(set), new Grouper(other));
            var reach = new ChangeReach(SetDiff.Of(set, other), then.Definition, now.Definition);
            foreach (var contact in contacts)
            {
                var canMove = reach.CanMove(contact.View) && reach.CanMove(contact.View, then.Group(contact).Rank);
                var isSame = IsSame(then.Group(contact), now.Group(contact));
                Assert.True(canMove || isSame);
                moved += isSame ? 0 : 1;
                tried += canMove ? 1 : 0;
            }
        }

        Assert.InRange(tried, moved, contacts.Count * 6 / 10);
    }

    private static bool IsSame(in GroupingResult one, in GroupingResult other) => (one.Drg, one.ReturnCode, one.Mdc) == (other.Drg, other.ReturnCode, other.Mdc);

    /// <summary>The same set with one rule's group, or one code's row, another.</summary>
    private static DefinitionSet Small(DefinitionSet set, int seed)
    {
        var random = new Random(seed);
        var at = random.Next(set.Rules.Length);
        var rules = set.Rules.Select((rule, rank) => rank == at && random.Next(2) == 0 ? rule with { Drg = "G8" } : rule);
        return new(set.Version, rules, set.Order, () => set.Texts)
        {
            CodeLookup = set.CodeLookup,
            PrimaryCareCode = set.PrimaryCareCode,
            DiagnosisFeatures = set.DiagnosisFeatures.Length > 0 ? set.DiagnosisFeatures.RemoveAt(random.Next(set.DiagnosisFeatures.Length)) : [],
            ProcedureFeatures = set.ProcedureFeatures,
            ComplicationExclusions = set.ComplicationExclusions,
            ComplicationCategories = set.ComplicationCategories,
            DrgNames = set.DrgNames,
        };
    }
}
