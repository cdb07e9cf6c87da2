using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Tests.Production;

/// <summary>Which weight list belongs to which set, for every surface.</summary>
public class ListOfSetTest
{
    private static readonly DefinitionSet Set = OpenSet.Open(null).Set!;

    [Theory]
    [InlineData("open-se", 1, 9, true)]
    [InlineData("open-se", 0, 1, false)]
    [InlineData("another", 9, 0, false)]
    [InlineData("", 5, 5, true)]
    [InlineData("", 4, 5, false)]
    [InlineData(null, 5, 5, true)]
    [InlineData(null, 0, 0, false)]
    public void A_list_belongs_by_its_manifest_or_else_by_half_of_its_groups(string? named, int known, int unknown, bool belongs)
    {
        var list = List(named, known, unknown);
        Assert.Equal(belongs, ListOfSet.Belongs(list, Set));
        Assert.Equal(belongs, ListOfSet.Refusal(list, "l.csv", Set) is null);
        var loaded = new LoadedSet(Set);
        Assert.Equal((belongs, belongs), (ListOfSet.Belongs(list, loaded), ListOfSet.Belongs(list, loaded)));
        Assert.Equal(belongs ? [list] : [], ListOfSet.Of(loaded, [list]));
    }

    [Fact]
    public void Contacts_have_to_be_grouped_under_the_set_of_the_list()
    {
        var (named, free) = (List("open-se", 1, 0), List(null, 1, 0));
        Assert.Null(ListOfSet.Refusal(named, Grouped("open-se")));
        Assert.Null(ListOfSet.Refusal(named, Grouped()));
        Assert.Null(ListOfSet.Refusal(free, Grouped("open-se", "another")));
        Assert.Contains("grouped under open-se (3), another (3)", ListOfSet.Refusal(named, Grouped("open-se", "another"))!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Lists_by_year_are_held_against_the_sets_of_their_own_years()
    {
        var lists = new YearlyWeights([KeyValuePair.Create(2024, List("open-se", 1, 0)), KeyValuePair.Create(2025, List("later", 1, 0)), KeyValuePair.Create(2026, List(null, 1, 0))]);
        Assert.Null(ListOfSet.Refusal(lists, ByYear(("open-se", 2024), ("later", 2025), ("any", 2026), ("any", 2027), ("", 2025))));
        Assert.Equal(
            "The weight list l of 2025 is for later, but 3 contacts of 2025 are grouped under open-se: choose another list for 2025, or group them by date (group --set-by-date)",
            ListOfSet.Refusal(lists, ByYear(("later", 2025), ("open-se", 2024), ("open-se", 2025)))!.ToString());
        Assert.NotNull(ListOfSet.Refusal(lists, ByYear(("later", 2024), ("open-se", 2025))));

        static GroupedSummary ByYear(params (string Set, int Year)[] sets) => Grouped([.. sets.Select(each => each.Set).Distinct()]) with { SetsByYear = [.. sets.Select(each => (each.Set, each.Year, 3L))] };
    }

    [Fact]
    public void Groups_that_a_list_lacks_are_counted()
    {
        var (lacking, groups) = ListOfSet.Lacks(List(null, 2, 7), Set);
        Assert.Equal(groups - 2, lacking);
    }

    private static GroupedSummary Grouped(params string[] sets) => new() { Sets = [.. sets.Select(set => (set, 3L))] };

    private static WeightList List(string? set, int known, int unknown) => new(
        "l",
        Set.Rules.Select(rule => rule.Drg).Distinct().Take(known).Concat(Enumerable.Range(0, unknown).Select(i => $"?{i}")).Select(drg => new DrgWeight(drg, 1)),
        set is null ? null : new() { Set = set });
}
