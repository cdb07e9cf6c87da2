using Gruppera.Compilation;

namespace Gruppera.Features;

/// <summary>Contact -> features: looks every code up, then collects what the codes give. Source: grouping.md §3-§5.</summary>
internal static class FeatureReader
{
    /// <summary>Fills new features.</summary>
    internal static void Read(in ContactView contact, ref ContactFeatures features)
    {
        var definition = features.Definition;
        var codes = definition.Codes;
        features.Sex = contact.Sex is Sex.Male or Sex.Female ? contact.Sex : Sex.Missing;
        features.Age = contact.Age.Days;
        features.Duration = contact.Duration.Days;
        features.Discharge = contact.Discharge is DischargeMode.Dead or DischargeMode.Transferred or DischargeMode.LeftAgainstAdvice
            ? contact.Discharge : DischargeMode.Alive;
        features.Add(0);

        // All look-ups come first, one after another: the processor then waits for memory once, not once a code.
        var diagnoses = FindDiagnoses(codes, contact.Diagnoses, features.Units, out var principal);
        var count = FindProcedures(codes, contact.Procedures, features.Units, diagnoses);
        features.Units = features.Units[..count];
        if (diagnoses > 0)
            ReadPrincipal(definition, principal, features.Units[0], ref features);
        if (diagnoses > 1)
            AddFirstSecondary(codes, features.Units[1], ref features);
        foreach (ref readonly var unit in features.Units)
            AddShared(codes, unit, ref features);
        foreach (ref readonly var unit in features.Units[diagnoses..])
            features.Level = Math.Max(features.Level, codes.Entries[unit.First].ComplicationLevel);
        Recode98(definition, ref features);
        foreach (ref readonly var unit in features.Units[..diagnoses])
        {
            if (!unit.Complicates || features.Level == 2)
                continue;
            Complicate(definition, unit.First, ref features);
            if (!unit.IsPair)
                continue;
            Complicate(definition, unit.Dagger, ref features);
            Complicate(definition, unit.Pair, ref features);
        }
    }

    /// <summary>Looks diagnoses up; entries without any code are dropped, and a dagger code on its own is the diagnosis.</summary>
    private static int FindDiagnoses(CodeTable codes, ReadOnlySpan<Diagnosis> diagnoses, Span<Unit> units, out Diagnosis principal)
    {
        principal = default;
        var count = 0;
        foreach (ref readonly var recorded in diagnoses)
        {
            if (recorded.IsBlank)
                continue;
            var diagnosis = recorded.Code.IsBlank ? new(recorded.Dagger) : recorded;
            if (count == 0)
                principal = diagnosis;
            var (code, daggerCode) = (diagnosis.Code.Bits, diagnosis.Dagger.Bits);
            var first = codes.FindDiagnosis(ref code);
            var (dagger, pair) = daggerCode == 0
                ? (0, 0)
                : (codes.FindDiagnosis(ref daggerCode), codes.Entries[first].HasPairs ? codes.FindPair(code, daggerCode) : 0);

            // A secondary diagnosis equal to the principal complicates nothing.
            units[count] = new(first, dagger, pair, count > 0 && (diagnosis.Code.Bits != principal.Code.Bits || diagnosis.Dagger.Bits != principal.Dagger.Bits));
            count++;
        }

        return count;
    }

    private static int FindProcedures(CodeTable codes, ReadOnlySpan<ProcedureCode> procedures, Span<Unit> units, int count)
    {
        foreach (var procedure in procedures)
        {
            var entry = codes.FindProcedure(procedure.Bits);
            if (entry != 0)
                units[count++] = new(entry, 0, 0, false);
        }

        return count;
    }

    /// <summary>Category, validity and principal properties. The dagger code alone never gives the category; the pair goes
    /// before the single code. Source: grouping.md §3 and §4.</summary>
    private static void ReadPrincipal(
        CompiledDefinition definition, in Diagnosis diagnosis, in Unit unit, ref ContactFeatures features)
    {
        var codes = definition.Codes;
        var number = codes.Entries[unit.Pair].Category;
        if (number == 0)
            number = codes.Entries[unit.First].Category;
        if (number != 0)
        {
            ref readonly var recorded = ref definition.Categories[number];
            number = features.Sex switch
            {
                Sex.Male => recorded.Male,
                Sex.Female => recorded.Female,
                _ => recorded.SexMissing,
            };
            ref readonly var category = ref definition.Categories[number];
            features.Category = number;
            features.Add(category.Fact);
            features.Add(category.MdcFact);
            features.HasValidPrincipal = diagnosis.Dagger.IsBlank || codes.Entries[unit.Dagger].IsInTable;
        }

        features.Add(codes.Pdgprops(codes.Entries[unit.First]));
        features.Add(codes.Pdgprops(codes.Entries[unit.Dagger]));
        features.Add(codes.Pdgprops(codes.Entries[unit.Pair]));
    }

    private static void AddFirstSecondary(CodeTable codes, in Unit unit, ref ContactFeatures features)
    {
        features.Add(codes.Sdgprops(codes.Entries[unit.First]));
        features.Add(codes.Sdgprops(codes.Entries[unit.Dagger]));
        features.Add(codes.Sdgprops(codes.Entries[unit.Pair]));
    }

    /// <summary>What any code gives, wherever it stands: diagnosis properties, procedure properties, OR values.</summary>
    private static void AddShared(CodeTable codes, in Unit unit, ref ContactFeatures features)
    {
        ref readonly var first = ref codes.Entries[unit.First];
        features.Add(codes.DgpropsAndProcprops(first));
        features.OrMask |= first.OrMask;
        if (!unit.IsPair)
            return;
        ref readonly var dagger = ref codes.Entries[unit.Dagger];
        ref readonly var pair = ref codes.Entries[unit.Pair];
        features.Add(codes.DgpropsAndProcprops(dagger));
        features.Add(codes.DgpropsAndProcprops(pair));
        features.OrMask |= dagger.OrMask | pair.OrMask;
    }

    /// <summary>Raises the level by the categories of an entry that are active and not switched off by the principal
    /// diagnosis. Source: grouping.md §5.</summary>
    private static void Complicate(CompiledDefinition definition, int entry, ref ContactFeatures features)
    {
        var codes = definition.Codes;
        foreach (var number in codes.ComplicationsOf(codes.Entries[entry]))
        {
            ref readonly var complication = ref definition.Complications[number];
            if (complication.Level > features.Level
                && (!complication.NeedsActivation || IsActivated(complication, features))
                && !IsExcluded(codes, complication.Group, features.Units[0]))
            {
                features.Level = complication.Level;
            }
        }
    }

    private static bool IsExcluded(CodeTable codes, ushort group, in Unit principal) =>
        codes.ExclusionsOf(codes.Entries[principal.First]).Contains(group)
        || (principal.IsPair
            && (codes.ExclusionsOf(codes.Entries[principal.Dagger]).Contains(group)
                || codes.ExclusionsOf(codes.Entries[principal.Pair]).Contains(group)));

    private static bool IsActivated(in Complication complication, in ContactFeatures features)
    {
        foreach (var activator in complication.Activators)
        {
            if (features.Has(activator))
                return true;
        }

        return false;
    }

    private static void Recode98(CompiledDefinition definition, ref ContactFeatures features)
    {
        foreach (ref readonly var recode in definition.Recodes98.AsSpan())
        {
            if (!features.Has(recode.Fact))
                continue;
            features.Remove(recode.Fact);
            features.Add(features.Sex switch
            {
                Sex.Male => recode.Male,
                Sex.Female => recode.Female,
                _ => recode.SexMissing,
            });
        }
    }
}
