using System.Collections.Immutable;
using Gruppera.Definitions;
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
    private readonly long[] _missing = new long[4];
    private readonly long[] _contradictory = new long[4];
    private long _noRule;
    private long _partOfStay;
    private long _partOfStayByMark;

    /// <summary>True once a contact had diagnoses.</summary>
    internal bool HasDiagnoses { get; private set; }

    internal long Unreadable { get; set; }

    internal long Outside { get; set; }

    /// <summary>Rows that a condition of the layout leaves out.</summary>
    internal long LeftOut { get; set; }

    /// <summary>Rows that are unreadable because they lack age.</summary>
    internal long LackAge { get; set; }

    /// <summary>Rows that are unreadable because they lack care days.</summary>
    internal long LackDuration { get; set; }

    /// <summary>The parser whose values are counted here.</summary>
    internal ContactParser? Parser { get; set; }

    internal void Count(int set, in GroupingResult result, in CareSetting form, in ContactFacts facts, bool isPartOfStay)
    {
        if (facts.Missing != ContactNeeds.None)
            _missing[(int)facts.Missing]++;
        if (facts.Contradictory != ContactNeeds.None)
            _contradictory[(int)facts.Contradictory]++;
        _byRule[set][result.Rank]++;
        _byForm[((int)form.CareForm * Sources) + (int)form.CareFormFrom]++;
        _noRule += result.RuleHeld ? 0 : 1;
        if (!isPartOfStay)
            return;
        _partOfStay++;
        _partOfStayByMark += JoinedVisit.Says(result) ? 0 : 1;
    }

    /// <summary>Remembers that some contact has diagnoses.</summary>
    internal void NoteDiagnoses(in ContactView contact) => HasDiagnoses |=
        contact.Diagnoses.Length > 0 && (contact.Diagnoses.Length > 1 || contact.Diagnoses[0] != Diagnosis.NotGiven);

    internal void CountUnknown(in ContactView contact, KnownCodes known) => _unknown.Count(contact, known);

    internal static GroupingSummary Sum(
        ImmutableArray<DatedGrouper> sets, LayoutBinding binding, IReadOnlyCollection<Tally> tallies, TimeSpan elapsed)
    {
        var rules = new List<RuleCount>();
        for (var i = 0; i < sets.Length; i++)
        {
            var definition = sets[i].Grouper.Definition;
            for (var rank = 0; rank < definition.Set.Rules.Length; rank++)
            {
                var count = 0L;
                foreach (var tally in tallies)
                    count += tally._byRule[i][rank];
                if (count > 0)
                    rules.Add(new(definition.Set.Rules[rank], definition.DrgNameOf(rank).Mdc ?? "", i, count));
            }
        }

        var (grouped, unreadable, outside) =
            (rules.Sum(each => each.Count), tallies.Sum(tally => tally.Unreadable), tallies.Sum(tally => tally.Outside));
        var leftOut = tallies.Sum(tally => tally.LeftOut);
        var unknown = UnknownCodes.Sum(tallies.Select(tally => tally._unknown));
        return new()
        {
            Rows = grouped + unreadable + outside + leftOut,
            LeftOut = leftOut,
            Blank = tallies.Sum(tally => tally.Parser?.Blank ?? 0),
            AllLack = grouped > 0 ? (IsWithoutDiagnoses(binding.Layout, tallies) ? "diagnoses" : null)
                : unreadable == 0 ? null
                : tallies.Sum(tally => tally.LackAge) == unreadable ? "age"
                : tallies.Sum(tally => tally.LackDuration) == unreadable ? "duration"
                : null,
            Odd = OddValues.Sum(binding, tallies.Where(tally => tally.Parser is not null).Select(tally => tally.Parser!.Odd)),
            WithoutAge = tallies.Sum(tally => Of(tally._missing, ContactNeeds.Age)),
            WithoutDuration = tallies.Sum(tally => Of(tally._missing, ContactNeeds.Duration)),
            Warned =
            [
                .. new[] { (IssueCodes.AgesDiffer, ContactNeeds.Age), (IssueCodes.DurationsDiffer, ContactNeeds.Duration) }
                    .Select(each => (each.Item1, Count: tallies.Sum(tally => Of(tally._contradictory, each.Item2))))
                    .Where(pair => pair.Count > 0),
            ],
            Grouped = grouped,
            Outside = outside,
            PartOfStay = tallies.Sum(tally => tally._partOfStay),
            PartOfStayByMark = tallies.Sum(tally => tally._partOfStayByMark),
            Unreadable = unreadable,
            NoRule = tallies.Sum(tally => tally._noRule),
            Elapsed = elapsed,
            ByDrgMdc = Sums(rules, each => each.Mdc),
            ByDrg = Sums(rules, each => each.Rule.Drg),
            ByReturnCode = [.. rules.GroupBy(each => each.Rule.ReturnCode, each => each.Count).Select(group => (group.Key, group.Sum()))
                .OrderBy(pair => pair.Key.Value)],
            BySet = [.. sets.Select((set, i) =>
                (set.Grouper.Definition.Set.Version.Id, rules.Where(each => each.Set == i).Sum(each => each.Count)))],
            ByCareForm =
            [
                .. Enumerable.Range(0, Forms * Sources)
                    .Select(i => ((CareForm)(i / Sources), (FactSource)(i % Sources), tallies.Sum(tally => tally._byForm[i])))
                    .Where(each => each.Item3 > 0),
            ],
            UnknownCodes = unknown.Most(GroupingSummary.MostUnknown),
            EveryUnknown = unknown.Most(int.MaxValue),
            Unknown = unknown.Times,
            WithUnknown = unknown.Contacts,
            UnknownPrincipal = unknown.Principals,
        };
    }

    /// <summary>Contacts by a text of their rules, in its order.</summary>
    private static ImmutableArray<(string, long)> Sums(List<RuleCount> rules, Func<RuleCount, string> textOf)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var rule in rules)
            sums[textOf(rule)] = sums.GetValueOrDefault(textOf(rule)) + rule.Count;
        var inOrder = ImmutableArray.CreateBuilder<(string, long)>(sums.Count);
        foreach (var text in sums.Keys.Order(StringComparer.Ordinal))
            inOrder.Add((text, sums[text]));
        return inOrder.MoveToImmutable();
    }

    /// <summary>A rule that some contacts were grouped by.</summary>
    private sealed record RuleCount(RuleRow Rule, string Mdc, int Set, long Count);

    private static bool IsWithoutDiagnoses(ContactLayout layout, IEnumerable<Tally> tallies) =>
        !layout.IsOfCases && !layout.AllowMissing.HasFlag(ContactNeeds.Diagnoses) && !tallies.Any(tally => tally.HasDiagnoses);

    /// <summary>Contacts that a need is counted for, of counts by age and care days together.</summary>
    private static long Of(long[] counts, ContactNeeds need) => counts.Where((_, needs) => ((ContactNeeds)needs).HasFlag(need)).Sum();
}
