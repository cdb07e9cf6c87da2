using System.Collections.Immutable;
using Gruppera.Casemix.Weights;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Lint;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Production;

/// <summary>Contacts whose rules are counted. Immutable.</summary>
/// <param name="Contacts">File of grouped contacts.</param>
/// <param name="RuleColumn">Column of the rule, by id or order.</param>
/// <param name="By">Columns that make up the unit, such as hospital and year.</param>
/// <param name="Lists">Weights; null for none.</param>
/// <param name="Set">The set of the rules; null for the one that the contacts are grouped under.</param>
public sealed record RuleUsageRequest(
    string Contacts, string RuleColumn, ImmutableArray<string> By, YearlyWeights? Lists, Func<DefinitionSet>? Set);

/// <summary>How the rules of a set are used. Immutable.</summary>
/// <param name="Set">The set; null where it is not at hand, so that rules that are never used are not known.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="HasPoints">True if contacts are weighed.</param>
/// <param name="Uses">Rule by rule and unit by unit, most contacts first.</param>
/// <param name="Findings">Codes of what the linter finds about rules of the set, by id of the rule.</param>
/// <param name="Read">What became of the rows.</param>
public sealed record RuleUsageResult(
    DefinitionSet? Set, ImmutableArray<string> By, bool HasPoints, ImmutableArray<UsedRule> Uses,
    ILookup<string, string> Findings, GroupedSummary Read)
{
    /// <summary>A rule that takes as much of its group, or more, takes most of it.</summary>
    public const double Most = 0.9;

    /// <summary>Rules over all units, most contacts first.</summary>
    public ImmutableArray<UsedRule> Rules { get; } =
    [
        .. Uses.GroupBy(use => use.Rule, StringComparer.Ordinal).Select(rule => Sum(rule, ReportingUnit.All))
            .OrderByDescending(rule => rule.Contacts).ThenBy(rule => rule.Rule, StringComparer.Ordinal),
    ];

    /// <summary>Units with all their rules together; the number of rules beside.</summary>
    public IEnumerable<(UsedRule All, int Rules)> Units => Uses.GroupBy(use => use.Unit)
        .Select(unit => (Sum(unit, unit.Key), unit.Count())).OrderBy(unit => unit.Item1.Unit.ToString(), StringComparer.Ordinal);

    /// <summary>Rules of the set that no contact has, in their order; none where the set is not at hand.</summary>
    public IEnumerable<RuleRow> Unused
    {
        get
        {
            var used = Rules.Select(rule => rule.Rule).ToHashSet(StringComparer.Ordinal);
            return Set is null ? [] : Set.Rules.Where(rule => !used.Contains(rule.Id));
        }
    }

    /// <summary>Rules that take most of a group which has several, with their share and the number of rules of the group.</summary>
    public IEnumerable<(UsedRule Rule, double Share, int Rules)> Dominant =>
        from rule in Rules
        let rules = Set?.Index.RulesOf(rule.Drg).Count() ?? Rules.Count(other => other.Drg == rule.Drg)
        let share = ShareOf(rule)
        where rules > 1 && share >= Most
        select (rule, share, rules);

    /// <summary>What part of the contacts of its group a rule takes.</summary>
    public double ShareOf(UsedRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return (double)rule.Contacts / _groups[rule.Drg];
    }

    private readonly Dictionary<string, long> _groups = Uses.GroupBy(use => use.Drg, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Sum(use => use.Contacts), StringComparer.Ordinal);

    /// <summary>A row for each rule and unit, and one without contacts for each rule that is never used.</summary>
    public Figures Figures() => new(
        "Rules", ["rule_id", "drg", .. By, "contacts", "points", "cost", "contacts_without_cost", "findings"],
        [
            .. Uses.Select(Row),
            .. Unused.Select(rule => Row(new(
                rule.Id, rule.Drg, new([.. By.Select(_ => "")]), 0, HasPoints ? 0 : double.NaN, 0, 0))),
        ]);

    private object[] Row(UsedRule use) =>
    [
        use.Rule, use.Drg, .. use.Unit.Parts, use.Contacts, use.Points, use.Cost, use.WithoutCost, string.Join(' ', Findings[use.Rule]),
    ];

    private static UsedRule Sum(IEnumerable<UsedRule> uses, ReportingUnit unit)
    {
        var all = uses.ToList();
        return new(
            all[0].Rule, all[0].Drg, unit, all.Sum(use => use.Contacts), all.Sum(use => use.Points), all.Sum(use => use.Cost),
            all.Sum(use => use.WithoutCost));
    }
}

/// <summary>Counts what each rule groups in a file of grouped contacts, beside what the linter says of it.</summary>
public static class RuleUsageRun
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="MixedSetsException">The contacts are grouped under several sets.</exception>
    /// <exception cref="RefusedException">The contacts and the list do not belong together.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static RuleUsageResult Run(RuleUsageRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var sums = new Dictionary<ReportingUnit, Sum>();
        var summary = input.Read(request.Contacts, ListOfSet.Wish([request.RuleColumn, .. request.By], request.Lists), Take);
        var id = input.SetId(summary);
        var set = request.Set?.Invoke() ?? (GroupNames.IsAtHand(id) ? input.Host.OpenSet(id) : null);
        return new(
            set, request.By, request.Lists is not null,
            [
                .. sums.Select(sum => Use(sum.Key, sum.Value)).OrderByDescending(use => use.Contacts)
                    .ThenBy(use => use.Rule, StringComparer.Ordinal).ThenBy(use => use.Unit.ToString(), StringComparer.Ordinal),
            ],
            FindingsOf(set), summary);

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            foreach (ref readonly var contact in contacts)
            {
                if (!sums.TryGetValue(contact.Unit, out var sum))
                    sums.Add(contact.Unit, sum = new(contact.Drg));
                sum.Add(contact, request.Lists?.Find(contact)?.Weight ?? 0);
            }
        }

        UsedRule Use(ReportingUnit unit, Sum sum) => new(
            set?.Index.RuleOf(unit.Parts[0]) is >= 0 and var rank ? set.Rules[rank].Id : unit.Parts[0], sum.Drg,
            new(unit.Parts.RemoveAt(0)), sum.Contacts, request.Lists is null ? double.NaN : sum.Points, sum.Cost, sum.WithoutCost);
    }

    private static ILookup<string, string> FindingsOf(DefinitionSet? set)
    {
        var rules = set?.Rules.ToLookup(rule => (long)rule.Source.Row, rule => rule.Id);
        return (set is null ? [] : DefinitionLint.RunAll(CompiledDefinition.Compile(set)).Where(issue => issue.Table == "drg_logic"))
            .SelectMany(issue => rules![issue.Row].Select(rule => (Rule: rule, issue.Code.Id))).Distinct()
            .ToLookup(pair => pair.Rule, pair => pair.Id, StringComparer.Ordinal);
    }

    private sealed class Sum(string drg)
    {
        internal string Drg { get; } = drg;

        internal long Contacts { get; private set; }

        internal double Points { get; private set; }

        internal double Cost { get; private set; }

        internal long WithoutCost { get; private set; }

        internal void Add(in GroupedContact contact, double weight)
        {
            var contacts = 1L + contact.More;
            Contacts += contacts;
            Points += contacts * weight;
            if (double.IsFinite(contact.Cost))
                Cost += contact.Cost;
            else
                WithoutCost += contacts;
        }
    }
}
