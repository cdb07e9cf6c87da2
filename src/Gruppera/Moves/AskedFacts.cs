using Gruppera.Compilation;

namespace Gruppera.Moves;

/// <summary>The facts that some rules of a set require, each with a bit that the codes that may give it get. Not thread-safe.</summary>
/// <param name="definition">The set.</param>
/// <param name="firstBit">Number of the first fact's bit; those behind follow on, and begin anew at the end.</param>
internal sealed class AskedFacts(CompiledDefinition definition, int firstBit)
{
    private const int IsOperation = -1; // what no fact stands for: a code of OR 1,
    private const int HasOr = -2; // of any OR value,
    private const int IsComplication = -3; // with a complication category or level
    private readonly Dictionary<int, ulong> _bits = [];
    private readonly int[] _uses = Uses(definition);

    internal int Count => _bits.Count;

    /// <summary>The rule of a rank; its facts are asked for from now on.</summary>
    internal ReachableRule Rule(int rank)
    {
        var conditions = definition.Conditions[rank];
        var facts = Required(conditions).OrderBy(fact => fact > 0 ? _uses[fact] : int.MaxValue).ToList();
        return new(
            rank, conditions, facts.Aggregate(0UL, (bits, fact) => bits | BitOf(fact)),
            facts.Count == 0 ? ContactBits.Always : BitOf(facts[0]));
    }

    /// <summary>Gives every code the bits of the facts asked for that it may give.</summary>
    internal void GiveTo(ContactBits bits)
    {
        var asked = new ulong[definition.Facts.Count];
        foreach (var (fact, bit) in _bits.Where(each => each.Key > 0))
            asked[fact] = bit;
        foreach (var recode in definition.Recodes98)
            asked[recode.Fact] |= asked[recode.Male] | asked[recode.Female] | asked[recode.SexMissing];
        var (operation, or, complication) =
            (_bits.GetValueOrDefault(IsOperation), _bits.GetValueOrDefault(HasOr), _bits.GetValueOrDefault(IsComplication));
        var codes = definition.Codes;
        foreach (var (code, entry) in codes.Diagnoses.All)
            Give(code, codes.Entries[entry], bits.Diagnoses, bits.Principals);
        foreach (var (pair, entry) in codes.Pairs)
            Give(pair.Code.Bits, codes.Entries[entry], bits.Pairs, bits.Pairs);
        foreach (var (code, entry) in codes.Procedures.All)
            Give(code, codes.Entries[entry], bits.Procedures, bits.Procedures);

        void Give(ulong code, in CodeEntry entry, CodeBits anywhere, CodeBits first)
        {
            var shared = (entry.OrMask & 1) != 0 ? operation | or : entry.OrMask != 0 ? or : 0;
            var principal = 0UL;
            if (entry.Complications > 0 || entry.ComplicationLevel > 0)
                shared |= complication;
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

    /// <summary>How many rules require each fact: what few ask for, few contacts have.</summary>
    private static int[] Uses(CompiledDefinition definition)
    {
        var uses = new int[definition.Facts.Count];
        foreach (var fact in definition.Conditions.SelectMany(Required).Where(fact => fact > 0))
            uses[fact]++;
        return uses;
    }

    private static IEnumerable<int> Required(Condition[] conditions) => conditions
        .SelectMany(condition => condition.Test switch
        {
            Test.Has => [condition.Operand],
            Test.TwoUnits => [condition.Operand, condition.Second],
            Test.OrState when (condition.Operand & 0b0101_0101) == 0 => [IsOperation],
            Test.OrState when (condition.Operand & 1) == 0 => [HasOr],
            Test.Level when condition.Operand > 0 => [IsComplication],
            _ => Array.Empty<int>(),
        })
        .Where(fact => fact != 0).Distinct();

    private ulong BitOf(int fact)
    {
        if (!_bits.TryGetValue(fact, out var bit))
            _bits[fact] = bit = 1UL << ((firstBit + _bits.Count) % ContactBits.FactBits);
        return bit;
    }
}
