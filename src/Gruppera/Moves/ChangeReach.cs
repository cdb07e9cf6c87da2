using Gruppera.Changes;
using Gruppera.Compilation;
using Gruppera.Definitions;

namespace Gruppera.Moves;

/// <summary>Which contacts a change of the tables can move: a test of a contact's codes and circumstances, many times faster than grouping, that
/// never says no to a contact whose group, return code or MDC differs. Immutable, thread-safe.</summary>
/// <remarks>
/// <para>The test says yes where one of the contact's codes has a row that differs (of its properties, of the exclusion lists it stands on, of the
/// activators of its complication category), or where a rule that came, went, changed or moved may hold: the contact's codes give every property,
/// category and MDC that the rule asks for, and age, care days, sex and discharge fit.</para>
/// <para>Why that is enough. Let no code of a contact have a row that differs. What the rules can ask of it is then the same under both sets, since it is
/// made of the rows of its codes alone, so a rule with the same conditions holds under both or neither. Rules that neither came, went, changed nor
/// moved stand in the same order in both sets. Let further no other rule hold under its set. The first rule that holds is then one of those that
/// stayed, and the first of them, in both sets. Where none holds, both give the result of their last rule: where that is not the same, and no rule that
/// stayed always holds, the test says yes to all. A code that is taken for its prefix asks for the rows of all its prefixes, and a pair for
/// those of all pairs of its code, which is more than is needed. Where the sets read contacts in different ways, the test says yes to all.</para>
/// <para>Source: grouping.md §3-§7.</para>
/// </remarks>
public sealed class ChangeReach
{
    private const int FactBits = 61;
    private const ulong Differs = 1UL << 63;
    private const ulong Named = 1UL << 62;
    private const ulong Always = 1UL << 61;
    private readonly CodeBits _principals;
    private readonly CodeBits _diagnoses;
    private readonly CodeBits _pairs;
    private readonly CodeBits _procedures;
    private readonly ReachableRule[] _rules;
    private readonly ulong _keys; // bits without any of which a contact cannot move
    private readonly Dictionary<(bool IsAfter, int Fact), ulong> _facts = [];

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
        (_principals, _diagnoses, _pairs, _procedures) = (new(takesPrefixes), new(takesPrefixes), new(takesPrefixes), new(takesPrefixes));
        var changed = diff.Rules.Where(rule => rule is { Steers: true, HasOtherCombinedOnly: false }).ToList();
        IsTotal = diff.Options.Length > 0 || !HasSameLast(diff, changed);
        var (uses, usesAfter) = (Uses(before), Uses(after));
        _rules =
        [
            .. changed.Where(rule => rule.BeforeRank >= 0).Select(rule => Reachable(before, uses, rule.BeforeRank, isAfter: false)),
            .. changed.Where(rule => rule.AfterRank >= 0).Select(rule => Reachable(after, usesAfter, rule.AfterRank, isAfter: true)),
        ];
        foreach (var change in diff.Diagnoses)
        {
            foreach (var code in change.Codes)
                Mark(code, change.Steers ? Differs | Named : Named, _diagnoses);
        }

        foreach (var change in diff.Procedures)
        {
            foreach (var code in change.Codes)
                _procedures.Add(code.Bits, change.Steers ? Differs | Named : Named);
        }

        foreach (var code in diff.Exclusions.SelectMany(list => list.Added.Concat(list.Removed)))
            Mark(code, Differs | Named, takesPrefixes ? _diagnoses : _principals); // a code on a list is known, and taken for longer ones
        var categories = diff.Activators.Select(change => change.Category).ToHashSet(StringComparer.Ordinal);
        foreach (var row in diff.Before.DiagnosisFeatures.Concat(diff.After.DiagnosisFeatures).Where(row => row.Type == FeatureType.Compl && categories.Contains(row.Value)))
            Mark(new(row.Code, row.Dagger), Differs, _diagnoses);
        MarkCategories(before, after);
        MarkCategories(after, before);
        GiveFacts(before, isAfter: false);
        GiveFacts(after, isAfter: true);
        NamesCodes = diff.Diagnoses.Length + diff.Procedures.Length + diff.Exclusions.Length > 0;
        _keys = _rules.Aggregate(Differs, (keys, rule) => keys | rule.Key);
        foreach (var codes in (CodeBits[])[_principals, _diagnoses, _pairs, _procedures])
            codes.Freeze(_keys);
    }

    /// <summary>True where the change can move any contact: the sets read contacts in different ways, or what no rule takes gets another result.</summary>
    public bool IsTotal { get; }

    /// <summary>True where rows of codes differ, so that contacts without any of them can be told.</summary>
    public bool NamesCodes { get; }

    /// <summary>False where the contact has the same group, return code and MDC under both sets, for certain.</summary>
    public bool CanMove(in ContactView contact)
    {
        if (IsTotal)
            return true;
        if ((_keys & Always) == 0 && !MayMatter(contact))
            return false;
        var bits = BitsOf(contact);
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

    /// <summary>True where the contact has a code of which a row differs: of its properties, or of the exclusion lists it stands on.</summary>
    public bool HasNamedCode(in ContactView contact) => (BitsOf(contact) & Named) != 0;

    /// <summary>A first look, at the filters alone.</summary>
    private bool MayMatter(in ContactView contact)
    {
        var may = false;
        foreach (ref readonly var procedure in contact.Procedures)
            may |= _procedures.MayMatter(procedure.Bits);
        var isFirst = true;
        foreach (ref readonly var recorded in contact.Diagnoses)
        {
            var (code, dagger) = (recorded.Code.Bits, recorded.Dagger.Bits);
            may |= _diagnoses.MayMatter(code);
            if (isFirst)
                may |= _principals.MayMatter(code);
            if (dagger != 0)
                may |= _pairs.MayMatter(code) | _diagnoses.MayMatter(dagger) | _principals.MayMatter(dagger);
            isFirst &= (code | dagger) == 0;
        }

        return may;
    }

    private ulong BitsOf(in ContactView contact)
    {
        var (bits, isFirst) = (Always, true);
        foreach (ref readonly var recorded in contact.Diagnoses)
        {
            var code = recorded.Code.Bits;
            var dagger = recorded.Dagger.Bits;
            if ((code | dagger) == 0)
                continue;
            if (code == 0)
                (code, dagger) = (dagger, 0);
            bits |= _diagnoses.Of(code);
            if (isFirst)
                bits |= _principals.Of(code);
            if (dagger != 0)
                bits |= _diagnoses.Of(dagger) | _pairs.Of(code) | (isFirst ? _principals.Of(dagger) : 0);
            isFirst = false;
        }

        foreach (ref readonly var procedure in contact.Procedures)
            bits |= _procedures.Of(procedure.Bits);
        return bits;
    }

    /// <summary>True where contacts that no rule takes get the same result, or there are none.</summary>
    private static bool HasSameLast(SetDiff diff, List<RuleChange> changed)
    {
        var last = diff.After.Rules.Length - 1;
        if (diff.BeforeRankOf(last) == diff.Before.Rules.Length - 1 && changed.All(rule => rule.AfterRank != last))
            return true;
        var ranks = changed.Select(rule => rule.AfterRank).ToHashSet();
        return Enumerable.Range(0, last + 1).Any(rank => !ranks.Contains(rank) && diff.After.Rules[rank].Conditions.All(cell => cell.Length == 0));
    }

    private void Mark(Diagnosis code, ulong bits, CodeBits codes)
    {
        if (code.Dagger.IsBlank)
        {
            codes.Add(code.Code.Bits, bits);
            return;
        }

        // That a pair stands in the tables makes its asterisk code known, and rows of it are those of the pair.
        _pairs.Add(code.Code.Bits, bits);
        _diagnoses.Add(code.Code.Bits, bits);
    }

    /// <summary>Marks codes with several categories, of which the order of rows tells which counts.</summary>
    private void MarkCategories(CompiledDefinition one, CompiledDefinition other)
    {
        foreach (var (code, entry) in one.Codes.Diagnoses.All)
        {
            if (CategoryOf(one, entry) != CategoryOf(other, other.Codes.Diagnoses.Find(code)))
                _principals.Add(code, Differs);
        }

        foreach (var (pair, entry) in one.Codes.Pairs)
        {
            if (CategoryOf(one, entry) != CategoryOf(other, other.Codes.Pairs.GetValueOrDefault(pair)))
                _pairs.Add(pair.Code.Bits, Differs);
        }

        static string CategoryOf(CompiledDefinition definition, int entry) =>
            definition.Codes.Entries[entry].Category is var category and not 0 ? definition.Facts[definition.Categories[category].Fact].Value : "";
    }

    /// <summary>How many rules require each fact.</summary>
    private static int[] Uses(CompiledDefinition definition)
    {
        var uses = new int[definition.Facts.Count];
        foreach (var fact in definition.Conditions.SelectMany(Required))
            uses[fact]++;
        return uses;
    }

    private static IEnumerable<int> Required(Condition[] conditions) => conditions
        .SelectMany(condition => condition.Test switch { Test.Has => [condition.Operand], Test.TwoUnits => [condition.Operand, condition.Second], _ => Array.Empty<int>() })
        .Where(fact => fact != 0).Distinct();

    private ReachableRule Reachable(CompiledDefinition definition, int[] uses, int rank, bool isAfter)
    {
        var conditions = definition.Conditions[rank];
        var facts = Required(conditions).OrderBy(fact => uses[fact]).ToList();
        return new(conditions, facts.Aggregate(0UL, (bits, fact) => bits | BitOf(fact)), facts.Count == 0 ? Always : BitOf(facts[0]));

        ulong BitOf(int fact)
        {
            if (!_facts.TryGetValue((isAfter, fact), out var bit))
                _facts[(isAfter, fact)] = bit = 1UL << (_facts.Count % FactBits);
            return bit;
        }
    }

    /// <summary>Gives every code the bits of the facts asked for that it may give under a set.</summary>
    private void GiveFacts(CompiledDefinition definition, bool isAfter)
    {
        var asked = new ulong[definition.Facts.Count];
        foreach (var ((after, fact), bit) in _facts)
        {
            if (after == isAfter)
                asked[fact] |= bit;
        }

        foreach (var recode in definition.Recodes98)
            asked[recode.Fact] |= asked[recode.Male] | asked[recode.Female] | asked[recode.SexMissing];
        var codes = definition.Codes;
        foreach (var (code, entry) in codes.Diagnoses.All)
            Give(code, codes.Entries[entry], _diagnoses, _principals);
        foreach (var (pair, entry) in codes.Pairs)
            Give(pair.Code.Bits, codes.Entries[entry], _pairs, _pairs);
        foreach (var (code, entry) in codes.Procedures.All)
            Give(code, codes.Entries[entry], _procedures, _procedures);

        void Give(ulong code, in CodeEntry entry, CodeBits anywhere, CodeBits first)
        {
            var (shared, principal) = (0UL, 0UL);
            foreach (var fact in codes.DgpropsAndProcprops(entry))
                shared |= asked[fact];
            foreach (var fact in codes.Sdgprops(entry))
                shared |= asked[fact];
            foreach (var fact in codes.Pdgprops(entry))
                principal |= asked[fact];
            if (entry.Category != 0)
            {
                var category = definition.Categories[entry.Category];
                foreach (var number in (ushort[])[category.Male, category.Female, category.SexMissing])
                    principal |= asked[definition.Categories[number].Fact] | asked[definition.Categories[number].MdcFact];
            }

            if (shared != 0)
                anywhere.Add(code, shared);
            if (principal != 0)
                first.Add(code, principal);
        }
    }
}
