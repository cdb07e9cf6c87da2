using System.Collections.Immutable;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>Counts of one thread; merged when all are done.</summary>
internal sealed class Tally(ImmutableArray<DatedGrouper> sets)
{
    private static readonly int Forms = Enum.GetValues<CareForm>().Length;
    private static readonly int Sources = Enum.GetValues<FactSource>().Length;
    private readonly long[][] _byRule = [.. sets.Select(set => new long[set.Grouper.Definition.Set.Rules.Length])];
    private readonly long[] _byForm = new long[Forms * Sources];
    private readonly UnknownCodes _unknown = new();
    private long _noRule;
    private long _partOfStay;
    private long _partOfStayByMark;

    internal long Unreadable { get; set; }

    internal long Outside { get; set; }

    internal void Count(int set, in GroupingResult result, in ContactForm form, bool isPartOfStay)
    {
        _byRule[set][result.Rank]++;
        _byForm[((int)form.CareForm * Sources) + (int)form.CareFormFrom]++;
        _noRule += result.RuleHeld ? 0 : 1;
        if (!isPartOfStay)
            return;
        _partOfStay++;
        _partOfStayByMark += JoinedVisit.Says(result) ? 0 : 1;
    }

    internal void CountUnknown(in ContactView contact, KnownCodes known) => _unknown.Count(contact, known);

    internal static GroupingSummary Sum(ImmutableArray<DatedGrouper> sets, IReadOnlyCollection<Tally> tallies, TimeSpan elapsed)
    {
        var rules = sets.SelectMany((set, i) => set.Grouper.Definition.Set.Rules.Select((rule, rank) => (
            Rule: rule, Mdc: set.Grouper.Definition.DrgNameOf(rank).Mdc ?? "", Set: i, Count: tallies.Sum(tally => tally._byRule[i][rank])))).Where(each => each.Count > 0).ToList();
        var (grouped, unreadable, outside) = (rules.Sum(each => each.Count), tallies.Sum(tally => tally.Unreadable), tallies.Sum(tally => tally.Outside));
        var unknown = UnknownCodes.Sum(tallies.Select(tally => tally._unknown));
        return new()
        {
            Rows = grouped + unreadable + outside,
            Grouped = grouped,
            Outside = outside,
            PartOfStay = tallies.Sum(tally => tally._partOfStay),
            PartOfStayByMark = tallies.Sum(tally => tally._partOfStayByMark),
            Unreadable = unreadable,
            NoRule = tallies.Sum(tally => tally._noRule),
            Elapsed = elapsed,
            ByDrgMdc = [.. rules.GroupBy(each => each.Mdc, each => each.Count, StringComparer.Ordinal).Select(group => (group.Key, group.Sum())).OrderBy(pair => pair.Key, StringComparer.Ordinal)],
            ByDrg = [.. rules.GroupBy(each => each.Rule.Drg, each => each.Count, StringComparer.Ordinal).Select(group => (group.Key, group.Sum())).OrderBy(pair => pair.Key, StringComparer.Ordinal)],
            ByReturnCode = [.. rules.GroupBy(each => each.Rule.ReturnCode, each => each.Count).Select(group => (group.Key, group.Sum())).OrderBy(pair => pair.Key.Value)],
            BySet = [.. sets.Select((set, i) => (set.Grouper.Definition.Set.Version.Id, rules.Where(each => each.Set == i).Sum(each => each.Count)))],
            ByCareForm =
            [
                .. Enumerable.Range(0, Forms * Sources).Select(i => ((CareForm)(i / Sources), (FactSource)(i % Sources), tallies.Sum(tally => tally._byForm[i]))).Where(each => each.Item3 > 0),
            ],
            UnknownCodes = unknown.Most(GroupingSummary.MostUnknown),
            Unknown = unknown.Times,
            WithUnknown = unknown.Contacts,
            UnknownPrincipal = unknown.Principals,
        };
    }
}
