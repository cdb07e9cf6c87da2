using Gruppera.Compilation;
using Gruppera.Definitions;

namespace Gruppera.Reach;

/// <summary>What one code gives in its role, taken from the same entries as the grouper takes it. Source: docs/specification/grouping.md
/// §3-§5.</summary>
internal sealed class CodeReader
{
    private readonly CompiledDefinition _definition;
    private readonly bool[] _asked;

    internal CodeReader(CompiledDefinition definition)
    {
        _definition = definition;
        _asked = new bool[definition.Facts.Count];
        foreach (var condition in definition.Conditions.SelectMany(rule => rule))
        {
            if (condition.Test is Test.Has or Test.Lacks or Test.TwoUnits or Test.OtherUnit or Test.NoOtherUnit)
                (_asked[condition.Operand], _asked[condition.Second]) = (true, true);
        }

        // Those of categories that no code has count too.
        var activators = definition.Set.ComplicationCategories.Select(row => row.Activator).ToHashSet(StringComparer.Ordinal);
        foreach (var fact in definition.Facts.Of(FeatureType.Dgprop))
            _asked[fact] |= activators.Contains(definition.Facts[fact].Value);
    }

    /// <summary>True if a rule or an activator asks for the fact, or for what it becomes by sex.</summary>
    internal bool IsAsked(int fact) => Enum.GetValues<Sex>().Any(sex => _asked[Recoded((ushort)fact, sex)]);

    internal CodeClass Principal(Diagnosis recorded)
    {
        var entries = Find(recorded);
        var number = entries[^1].Category != 0 ? entries[^1].Category : entries[0].Category;
        var isValid = number != 0 && (recorded.Dagger.IsBlank || entries[1].IsInTable);
        return new()
        {
            Diagnoses = { recorded },
            Facts = BySex(sex =>
            [
                .. CategoryFacts(number, sex), .. Each(entries, entry => [.. _definition.Codes.Pdgprops(entry), .. Shared(entry)]),
            ]),
            Procprops = Procprops(entries),
            Sdgprops = Asked(Each(entries, entry => _definition.Codes.Sdgprops(entry).ToArray())),
            Exclusions = Distinct(Each(entries, entry => _definition.Codes.ExclusionsOf(entry).ToArray())),
            OrMask = OrMask(entries),
            IsValid = isValid,
            Steers = Steers(entries),
        };
    }

    internal CodeClass Secondary(Diagnosis recorded)
    {
        var entries = Find(recorded);
        return new()
        {
            Diagnoses = { recorded },
            Facts = BySex(_ => Each(entries, Shared)),
            Procprops = Procprops(entries),
            Sdgprops = Asked(Each(entries, entry => _definition.Codes.Sdgprops(entry).ToArray())),
            Complications = Distinct(Each(entries, entry => _definition.Codes.ComplicationsOf(entry).ToArray())
                .Where(number => _definition.Complications[number].Level > 0)),
            OrMask = OrMask(entries),
            Steers = Steers(entries),
        };
    }

    internal CodeClass Of(ProcedureCode procedure)
    {
        CodeEntry[] entries = [_definition.Codes.Entries[EntryOf(procedure)]];
        return new()
        {
            Procedure = procedure,
            Facts = BySex(_ => Shared(entries[0])),
            Procprops = Procprops(entries),
            OrMask = OrMask(entries),
            Level = entries[0].ComplicationLevel,
            Steers = Steers(entries),
        };
    }

    /// <summary>Numbers of the entries that a diagnosis draws on; codes with the same numbers give the same.</summary>
    internal (int Code, int Dagger, int Pair, bool HasDagger) EntriesOf(Diagnosis recorded)
    {
        var codes = _definition.Codes;
        var (code, dagger) = (recorded.Code.Bits, recorded.Dagger.Bits);
        var first = codes.FindDiagnosis(ref code);
        if (dagger == 0)
            return (first, 0, 0, false);
        var second = codes.FindDiagnosis(ref dagger);
        return (first, second, codes.Entries[first].HasPairs ? codes.FindPair(code, dagger) : 0, true);
    }

    internal int EntryOf(ProcedureCode code) => _definition.Codes.FindProcedure(code.Bits);

    /// <summary>Entries of the code, the dagger code and the pair; the first alone where there is no dagger code.</summary>
    private CodeEntry[] Find(Diagnosis recorded)
    {
        var (code, dagger, pair, hasDagger) = EntriesOf(recorded);
        var entries = _definition.Codes.Entries;
        return hasDagger ? [entries[code], entries[dagger], entries[pair]] : [entries[code]];
    }

    private ushort[] CategoryFacts(int number, Sex sex)
    {
        if (number == 0)
            return [];
        ref readonly var recorded = ref _definition.Categories[number];
        ref readonly var category =
            ref _definition.Categories[sex switch { Sex.Male => recorded.Male, Sex.Female => recorded.Female, _ => recorded.SexMissing }];
        return [category.Fact, category.MdcFact];
    }

    private ushort[] Shared(CodeEntry entry) => _definition.Codes.DgpropsAndProcprops(entry).ToArray();

    private ushort[] Procprops(CodeEntry[] entries) => Asked(Each(entries, entry => _definition.Codes.Procprops(entry).ToArray()));

    private static byte OrMask(CodeEntry[] entries) => (byte)entries.Aggregate(0, (mask, entry) => mask | entry.OrMask);

    private static bool Steers(CodeEntry[] entries) => (OrMask(entries) & 1) != 0 && entries.Sum(entry => entry.Procprops) > 0;

    private ushort[][] BySex(Func<Sex, IEnumerable<ushort>> facts) =>
        [.. Enum.GetValues<Sex>().Select(sex => Asked(facts(sex).Select(fact => Recoded(fact, sex))))];

    private ushort Recoded(ushort fact, Sex sex)
    {
        foreach (var recode in _definition.Recodes98)
        {
            if (recode.Fact == fact)
                return sex switch { Sex.Male => recode.Male, Sex.Female => recode.Female, _ => recode.SexMissing };
        }

        return fact;
    }

    private ushort[] Asked(IEnumerable<ushort> facts) => Distinct(facts.Where(fact => _asked[fact]));

    private static ushort[] Distinct(IEnumerable<ushort> numbers) => [.. numbers.Distinct().Order()];

    private static IEnumerable<ushort> Each(CodeEntry[] entries, Func<CodeEntry, ushort[]> items) => entries.SelectMany(items);
}
