using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <content>Rules before others.</content>
public sealed partial class ChangeDraft
{
    /// <summary>Inserts a rule before another, with the name of a group that is new, and the extra rule for general anaesthesia (00X10)
    /// where the rule asks for an operating-room procedure and a procedure property that other procedures have too.</summary>
    /// <param name="before">Id or order of the rule that it is placed before.</param>
    /// <param name="drg">The group that it gives.</param>
    /// <param name="conditions">Cells of the columns in which it has a condition.</param>
    /// <param name="name">Name of the group, for one that is new.</param>
    /// <param name="returnCode">Return code that it gives; null for <see cref="ReturnCode.Grouped"/>.</param>
    /// <returns>A change; without rows where the set has no rule <paramref name="before"/>.</returns>
    public TechnicalChange Insert(
        string before, string drg, IReadOnlyDictionary<RuleColumn, string> conditions, string name = "", ReturnCode? returnCode = null)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(drg);
        ArgumentNullException.ThrowIfNull(conditions);
        var rank = set.Index.RuleOf(before);
        if (rank < 0)
            return Of($"{drg} before {before}", []);
        var (rule, places) = (set.Rules[rank], new RulePlaces(set));
        var asked = RuleColumn.All.Select(column => conditions.GetValueOrDefault(column, "").Trim().ToUpperInvariant()).ToImmutableArray();
        ImmutableArray<string>[] wanted = [asked, AnaesthesiaRule.Of(set, asked)];
        var rows = wanted.Where(cells => !cells.IsEmpty)
            .Select(cells => Rule(places.Before(rank, drg), drg, returnCode ?? ReturnCode.Grouped, cells, rule.NationalVersions)).ToList();
        rows.AddRange(GiveWay(places));
        if (!set.Index.HasDrg(drg))
            rows.Add(NameRow(drg, name, MdcOf(asked, rule)));
        return Of($"{drg} before {before}", rows);
    }

    private string MdcOf(ImmutableArray<string> conditions, RuleRow next) =>
        (conditions[RuleColumn.Mdc.Index], conditions[RuleColumn.Dgcat.Index]) switch
        {
            ([not '-', ..] mdc, _) => mdc,
            (_, [not '-', _, ..] category) => category[..2],
            _ => set.Index.DrgOf(next.Drg).Mdc ?? "",
        };

    private static ChangeRow Rule(
        (string Ord, string Id) place,
        string drg,
        ReturnCode returnCode,
        IEnumerable<string> conditions,
        string versions) => Row("drg_logic", ChangeDirection.In,
    [
        ("ord", place.Ord), ("id", place.Id), ("drg_nat", drg), ("rtc", $"{returnCode}"),
        .. RuleColumn.All.Zip(conditions, (column, cell) => (column.Name, cell)), ("nat_ver", versions),
    ]);

    private static ChangeRow NameRow(string drg, string name, string mdc, string englishName = "") =>
        Row("drg_name", ChangeDirection.In, ("drg_nat", drg), ("drg_text_nat", name), ("drg_text_comb", englishName), ("mdc", mdc));

    private static IEnumerable<ChangeRow> GiveWay(RulePlaces places) =>
        places.Moved().SelectMany(rule =>
            (ChangeRow[])[new("drg_logic", ChangeDirection.Out, rule.Out), new("drg_logic", ChangeDirection.In, rule.In)]);
}
