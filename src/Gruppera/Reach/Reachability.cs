using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Reach;

/// <summary>
/// Which rules and groups contacts can get to: every answer comes with a contact, or means that the whole space of contacts was
/// searched. Thread-safe; making one takes a fraction of a second for a set of national size.
/// </summary>
/// <remarks>The space: as principal diagnosis any code or asterisk-dagger pair of the tables, a code with an unknown dagger code, an
/// unknown code, or none; any number of secondary diagnoses (codes and pairs of the tables, or unknown) and procedures of the tables;
/// any sex, discharge, and age and duration of 0 days or more. Codes that the tables know only by a prefix count as that prefix.
/// See docs/lint.md.</remarks>
public sealed class Reachability
{
    private readonly CodeClasses _classes;
    private readonly Grouper _grouper;

    /// <summary>Sorts the codes of a set into classes that give the same.</summary>
    public Reachability(CompiledDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        _classes = new(definition);
        _grouper = new(definition);
    }

    /// <summary>The set that is asked about.</summary>
    public CompiledDefinition Definition => _classes.Definition;

    internal CodeClasses Classes => _classes;

    /// <summary>Whether any contact gets to a rule.</summary>
    /// <param name="rank">Rank of the rule among the set's rules.</param>
    public RuleReach ToRule(int rank) => To(rank, new());

    /// <summary>Whether a contact with this principal diagnosis gets to a rule.</summary>
    public RuleReach ToRule(int rank, Diagnosis principal) => To(rank, PrincipalOf(principal));

    /// <summary>Whether a contact with this procedure gets to a rule.</summary>
    public RuleReach ToRule(int rank, ProcedureCode procedure) => To(rank, ProcedureOf(procedure));

    /// <summary>Whether a contact with this secondary diagnosis gets to a rule, beside any principal diagnosis.</summary>
    public RuleReach ToRuleWithSecondary(int rank, Diagnosis secondary) => To(rank, SecondaryOf(secondary));

    /// <summary>The groups that contacts with this principal diagnosis can get.</summary>
    public ReachableDrgs DrgsOf(Diagnosis principal) => Drgs(PrincipalOf(principal));

    /// <summary>The groups that contacts with this procedure can get.</summary>
    public ReachableDrgs DrgsOf(ProcedureCode procedure) => Drgs(ProcedureOf(procedure));

    /// <summary>The groups that contacts with this secondary diagnosis can get.</summary>
    public ReachableDrgs DrgsOfSecondary(Diagnosis secondary) => Drgs(SecondaryOf(secondary));

    /// <summary>True if a rule groups some contact that also meets a later rule.</summary>
    internal bool TakesFrom(int earlier, int later) => new RuleSearch(_classes, new(), earlier) { Also = later }.Run() == Verdict.Reachable;

    private Given PrincipalOf(Diagnosis code) => new(Principal: code.IsBlank ? _classes.Nothing : _classes.Reader.Principal(Normal(code)));

    private Given SecondaryOf(Diagnosis code) => code.IsBlank ? new() : new(Secondary: _classes.Reader.Secondary(Normal(code)));

    private Given ProcedureOf(ProcedureCode code) => code.IsBlank ? new() : new(Procedure: _classes.Reader.Of(code));

    private static Diagnosis Normal(Diagnosis code) => code.Code.IsBlank ? new(code.Dagger) : code;

    private RuleReach To(int rank, Given given)
    {
        var (verdict, search) = Search(rank, given);
        return verdict switch
        {
            Verdict.Reachable => new(verdict, search.Witness, [], []),
            Verdict.Unreachable when Needed(rank, given) is { IsEmpty: false } impossible => new(verdict, null, [], impossible),
            Verdict.Unreachable => new(verdict, null, Fewest(search.Winners, given, rank), []),
            _ => new(verdict, null, [], []),
        };
    }

    /// <summary>The search for a rule; what it found is put before the grouper itself.</summary>
    private (Verdict Verdict, RuleSearch Search) Search(int rank, Given given)
    {
        var search = new RuleSearch(_classes, given, rank);
        var verdict = search.Run();
        return (verdict == Verdict.Reachable && _grouper.Group(search.Witness!).Rank != rank ? Verdict.Undecided : verdict, search);
    }

    private ReachableDrgs Drgs(Given given)
    {
        var rules = Definition.Set.Rules;
        var reached = Enumerable.Range(0, rules.Length).Select(rank => (Rank: rank, Reach: Search(rank, given))).ToList();
        return new(
            [
                .. reached.Where(rule => rule.Reach.Verdict == Verdict.Reachable)
                    .GroupBy(rule => rules[rule.Rank].Drg, StringComparer.Ordinal)
                    .Select(group =>
                        new ReachableDrg(group.Key, [.. group.Select(rule => rule.Rank)], group.First().Reach.Search.Witness!)),
            ],
            [.. reached.Where(rule => rule.Reach.Verdict == Verdict.Undecided).Select(rule => rule.Rank)]);
    }

    /// <summary>The fewest conditions of a rule that no contact meets together; empty if some contact meets them all.</summary>
    private ImmutableArray<RuleColumn> Needed(int rank, Given given)
    {
        var conditions = Definition.Conditions[rank].ToList();
        if (CanMeet(conditions, given))
            return [];
        foreach (var condition in conditions.ToList())
        {
            if (!CanMeet(conditions.Where(other => other != condition), given))
                conditions.Remove(condition);
        }

        return [.. conditions.Select(condition => condition.Column)];
    }

    private bool CanMeet(IEnumerable<Condition> conditions, Given given)
    {
        var goal = conditions.Aggregate(new Goal(Definition.Facts.Words), (goal, condition) => goal.Hold(condition));
        return !goal.IsEmpty && new ContactMaker(_classes, given).Make(goal) is not null;
    }

    /// <summary>The fewest earlier rules that still leave no contact over.</summary>
    private ImmutableArray<int> Fewest(SortedSet<int> winners, Given given, int rank)
    {
        var left = winners.ToHashSet();
        foreach (var winner in winners.Reverse())
        {
            left.Remove(winner);
            if (new RuleSearch(_classes, given, rank, left).Run() != Verdict.Unreachable)
                left.Add(winner);
        }

        return [.. left.Order()];
    }
}
