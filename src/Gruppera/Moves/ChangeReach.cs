using Gruppera.Changes;
using Gruppera.Compilation;
using Gruppera.Definitions;

namespace Gruppera.Moves;

/// <summary>Which contacts a change of the tables can move: a test of a contact's codes and circumstances, many times faster than grouping,
/// that never says no to a contact whose group, return code or MDC differs. Immutable, thread-safe.</summary>
/// <remarks>
/// <para>The test says yes where one of the contact's codes has a row that differs (of the properties that it gives in its part, of the
/// exclusion lists it stands on, of the activators of its complication category), or where a rule that came, went, changed or moved may
/// hold: the contact's codes give every property, category, MDC and OR value that the rule asks for, one of them is a complication where it
/// asks for a level, and age, care days, sex and discharge fit. A first look takes a little more for given than the codes give.</para>
/// <para>Why that is enough. Let no code of a contact have a row that differs. What the rules can ask of it is then the same under both
/// sets, since it is made of the rows of its codes alone, so a rule with the same conditions holds under both or neither. Rules that
/// neither came, went, changed nor moved stand in the same order in both sets. Let further no other rule hold under its set. The first rule
/// that holds is then one of those that stayed, and the first of them, in both sets. Where none holds, both give the result of their last
/// rule: where that is not the same, and no rule that stayed always holds, the test says yes to all. A code that is read as its prefix asks
/// for the rows of all its prefixes, and a pair for those of all pairs of its code, which is more than is needed. Where the sets read
/// contacts in different ways, the test says yes to all. Of a contact that a rule took that stayed, only rules of the later set that stand
/// before it there can change the result.</para>
/// <para>Source: docs/specification/grouping.md §3-§7.</para>
/// </remarks>
public sealed class ChangeReach
{
    private const ulong Differs = 1UL << 63;
    private const ulong Named = 1UL << 62;
    private readonly ContactBits _bits;
    private readonly ReachableRule[] _rules; // of both sets
    private readonly ReachableRule[] _newRules; // of the later set
    private readonly int[] _stays; // earlier rank -> later rank, or -1 if the rule left, changed or moved
    private readonly ulong _keys; // bits without any of which a contact cannot move

    /// <summary>Prepares the test.</summary>
    /// <param name="diff">What differs.</param>
    /// <param name="before">The earlier set, compiled.</param>
    /// <param name="after">The later set, compiled.</param>
    public ChangeReach(SetDiff diff, CompiledDefinition before, CompiledDefinition after)
    {
        ArgumentNullException.ThrowIfNull(diff);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var takesPrefixes = before.Codes.TakesPrefixes || after.Codes.TakesPrefixes;
        _bits = new(takesPrefixes, before.Options.PrimaryCareCode); // the same code after, or the test says yes to all
        var changed = diff.Rules.Where(rule => rule is { Steers: true, HasOtherCombinedOnly: false }).ToList();
        IsTotal = diff.Options.Length > 0 || !HasSameLast(diff, changed);
        var asked = new AskedFacts(before, 0);
        ReachableRule[] oldRules = [.. changed.Where(rule => rule.BeforeRank >= 0).Select(rule => asked.Rule(rule.BeforeRank))];
        var askedAfter = new AskedFacts(after, asked.Count);
        _newRules = [.. changed.Where(rule => rule.AfterRank >= 0).Select(rule => askedAfter.Rule(rule.AfterRank))];
        _rules = [.. oldRules, .. _newRules];
        _stays = new int[before.Set.Rules.Length];
        Array.Fill(_stays, -1);
        foreach (var rank in Enumerable.Range(0, after.Set.Rules.Length).Where(rank => diff.BeforeRankOf(rank) >= 0))
            _stays[diff.BeforeRankOf(rank)] = rank;
        foreach (var rule in changed.Where(rule => rule.BeforeRank >= 0))
            _stays[rule.BeforeRank] = -1;
        foreach (var change in diff.Diagnoses)
        {
            var part = change.Kind == ChangeKind.Changed && change.Edits.All(edit => IsOfPrincipal(edit.Type))
                ? _bits.Principals
                : _bits.Diagnoses;
            foreach (var code in change.Codes)
            {
                Mark(code, Named, _bits.Diagnoses);
                if (change.Steers)
                    Mark(code, Differs, part);
            }
        }

        foreach (var change in diff.Procedures)
        {
            foreach (var code in change.Codes)
                _bits.Procedures.Add(code.Bits, change.Steers ? Differs | Named : Named);
        }

        foreach (var code in diff.Exclusions.SelectMany(list => list.Added.Concat(list.Removed)))
            Mark(
                code,
                Differs | Named,
                takesPrefixes ? _bits.Diagnoses : _bits.Principals); // a code on a list is known, and read as longer ones
        var categories = diff.Activators.Select(change => change.Category).ToHashSet(StringComparer.Ordinal);
        foreach (var row in diff.Before.DiagnosisFeatures.Concat(diff.After.DiagnosisFeatures)
            .Where(row => row.Type == FeatureType.Compl && categories.Contains(row.Value)))
            Mark(new(row.Code, row.Dagger), Differs, _bits.Diagnoses);
        MarkCategories(before, after);
        MarkCategories(after, before);
        asked.GiveTo(_bits);
        askedAfter.GiveTo(_bits);
        NamesCodes = diff.Diagnoses.Length + diff.Procedures.Length + diff.Exclusions.Length > 0;
        _keys = _rules.Aggregate(Differs, (keys, rule) => keys | rule.Key);
        _bits.Freeze();
    }

    /// <summary>True if the change can move any contact: the sets read contacts in different ways, or what no rule takes gets another
    /// result.</summary>
    public bool IsTotal { get; }

    /// <summary>True if rows of codes differ, so that contacts without any of them can be identified.</summary>
    public bool NamesCodes { get; }

    /// <summary>False if the contact has the same group, return code and MDC under both sets, for certain.</summary>
    public bool CanMove(in ContactView contact) =>
        IsTotal || (MayMove(contact, _bits.AtMost(contact)) && MayMove(contact, _bits.Of(contact)));

    /// <summary>The same of a contact that is grouped under the earlier set: false also where its rule stays, and no earlier rule that
    /// came, changed or moved may hold under the later set.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="rank">Rank of the rule that took it under the earlier set.</param>
    public bool CanMove(in ContactView contact, int rank)
    {
        var stays = _stays[rank];
        if (IsTotal || stays < 0)
            return true;
        var bits = _bits.Of(contact);
        if ((bits & Differs) != 0)
            return true;
        foreach (ref readonly var rule in _newRules.AsSpan())
        {
            if (rule.Rank < stays && rule.Allows(contact, bits))
                return true;
        }

        return false;
    }

    /// <summary>True if the contact has a code of which a row differs: of its properties, or of the exclusion lists it stands on.</summary>
    public bool HasNamedCode(in ContactView contact) => (_bits.Of(contact) & Named) != 0;

    /// <summary>True for properties that a code gives as the principal diagnosis only.</summary>
    private static bool IsOfPrincipal(FeatureType type) => type is FeatureType.Dgcat or FeatureType.Mdc or FeatureType.Pdgprop;

    private bool MayMove(in ContactView contact, ulong bits)
    {
        if ((bits & _keys) == 0)
            return false;
        if ((bits & Differs) != 0)
            return true;
        foreach (ref readonly var rule in _rules.AsSpan())
        {
            if (rule.Allows(contact, bits))
                return true;
        }

        return false;
    }

    /// <summary>True if contacts that no rule takes get the same result, or there are none.</summary>
    private static bool HasSameLast(SetDiff diff, List<RuleChange> changed)
    {
        var last = diff.After.Rules.Length - 1;
        if (diff.BeforeRankOf(last) == diff.Before.Rules.Length - 1 && changed.All(rule => rule.AfterRank != last))
            return true;
        var ranks = changed.Select(rule => rule.AfterRank).ToHashSet();
        return Enumerable.Range(0, last + 1)
            .Any(rank => !ranks.Contains(rank) && diff.After.Rules[rank].Conditions.All(cell => cell.Length == 0));
    }

    private void Mark(Diagnosis code, ulong bits, CodeBits codes)
    {
        if (code.Dagger.IsBlank)
        {
            codes.Add(code.Code.Bits, bits);
            return;
        }

        // That a pair stands in the tables makes its asterisk code known, and rows of it are those of the pair.
        _bits.Pairs.Add(code.Code.Bits, bits);
        _bits.Diagnoses.Add(code.Code.Bits, bits);
    }

    /// <summary>Marks codes with several categories, of which the order of rows decides which counts.</summary>
    private void MarkCategories(CompiledDefinition one, CompiledDefinition other)
    {
        foreach (var (code, entry) in one.Codes.Diagnoses.All)
        {
            if (CategoryOf(one, entry) != CategoryOf(other, other.Codes.Diagnoses.Find(code)))
                _bits.Principals.Add(code, Differs);
        }

        foreach (var (pair, entry) in one.Codes.Pairs)
        {
            if (CategoryOf(one, entry) != CategoryOf(other, other.Codes.Pairs.GetValueOrDefault(pair)))
                _bits.Pairs.Add(pair.Code.Bits, Differs);
        }

        static string CategoryOf(CompiledDefinition definition, int entry) =>
            definition.Codes.Entries[entry].Category is var category and not 0
                ? definition.Facts[definition.Categories[category].Fact].Value
                : "";
    }
}
