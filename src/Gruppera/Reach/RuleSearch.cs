using Gruppera.Compilation;
using Gruppera.Features;
using Gruppera.Matching;

namespace Gruppera.Reach;

/// <summary>Looks for a contact that one rule groups, or for the proof that there is none: makes the smallest contact that meets the
/// rule; where an earlier rule takes it, tries every way in which that rule can fail to hold. Used once.</summary>
/// <param name="classes">The codes there are.</param>
/// <param name="given">What is settled about the contact.</param>
/// <param name="rank">The rule.</param>
/// <param name="considered">Earlier rules that count, or null for all.</param>
internal sealed class RuleSearch(CodeClasses classes, Given given, int rank, HashSet<int>? considered = null)
{
    private const int MostContacts = 3000;
    private readonly CompiledDefinition _definition = classes.Definition;
    private readonly ContactMaker _maker = new(classes, given);
    private int _contacts;

    /// <summary>A later rule that the contact is to meet too.</summary>
    internal int? Also { get; init; }

    internal CareContact? Witness { get; private set; }

    /// <summary>Earlier rules that took a contact on the way.</summary>
    internal SortedSet<int> Winners { get; } = [];

    internal Verdict Run()
    {
        var goal = new Goal(_definition.Facts.Words);
        foreach (var condition in _definition.Conditions[rank].Concat(Also is { } also ? _definition.Conditions[also] : []))
            goal.Hold(condition);
        return Run(goal);
    }

    private Verdict Run(Goal goal)
    {
        if (goal.IsEmpty)
            return Verdict.Unreachable;
        if (++_contacts > MostContacts)
            return Verdict.Undecided;
        if (_maker.Make(goal) is not { } contact)
            return _maker.IsComplete ? Verdict.Unreachable : Verdict.Undecided;
        var winner = Winner(contact);
        if (winner == rank)
        {
            Witness = contact;
            return Verdict.Reachable;
        }

        if (winner < 0)
            return Verdict.Undecided;
        Winners.Add(winner);
        var undecided = false;
        var rest = goal.Clone();
        foreach (var condition in _definition.Conditions[winner].OrderBy(Cost))
        {
            foreach (var other in rest.Broken(condition))
            {
                var verdict = Run(other);
                if (verdict == Verdict.Reachable || _contacts > MostContacts)
                    return verdict;
                undecided |= verdict == Verdict.Undecided;
            }

            // What remains are the contacts in which it holds.
            if (rest.Hold(condition).IsEmpty)
                break;
        }

        return undecided ? Verdict.Undecided : Verdict.Unreachable;
    }

    /// <summary>The first rule that takes a contact, of those considered; -1 if the contact is not what was asked for.</summary>
    private int Winner(CareContact contact)
    {
        var features = new ContactFeatures(
            _definition, new ulong[_definition.Facts.Words], new Unit[contact.Diagnoses.Length + contact.Procedures.Length + 1]);
        FeatureReader.Read(contact.View, ref features);
        var rules = _definition.Conditions;
        if (LinearMatcher.FirstUnmet(rules[rank], features) >= 0)
            return -1;
        if (considered is null)
            return IndexedMatcher.Match(features);
        foreach (var earlier in considered.Order())
        {
            if (earlier < rank && LinearMatcher.FirstUnmet(rules[earlier], features) < 0)
                return earlier;
        }

        return rank;
    }

    /// <summary>What is given up first: a fact that nothing asks for, then a state, then the diagnosis; last, a fact is added.</summary>
    private int Cost(Condition condition) => condition.Test switch
    {
        Test.Has => _definition.Facts[condition.Operand].Type is Definitions.FeatureType.Dgcat or Definitions.FeatureType.Mdc ? 2 : 0,
        Test.Lacks or Test.TwoUnits or Test.OtherUnit or Test.NoOtherUnit => 3,
        _ => 1,
    };
}
