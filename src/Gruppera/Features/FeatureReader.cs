using Gruppera.Compilation;

namespace Gruppera.Features;

/// <summary>Contact -> features: looks every code up and collects what it gives. Source: grouping.md §3-§5.</summary>
internal static class FeatureReader
{
    /// <summary>Fills <paramref name="features"/>, whose facts must be clear.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="features">Empty features.</param>
    /// <param name="secondary">Room for three entries per diagnosis.</param>
    internal static void Read(in ContactView contact, ref ContactFeatures features, Span<int> secondary)
    {
        var definition = features.Definition;
        var codes = definition.Codes;
        features.Sex = contact.Sex is Sex.Male or Sex.Female ? contact.Sex : Sex.Missing;
        features.Age = contact.Age.Days;
        features.Duration = contact.Duration.Days;
        features.Discharge = contact.Discharge is DischargeMode.Dead or DischargeMode.Transferred or DischargeMode.LeftAgainstAdvice
            ? contact.Discharge : DischargeMode.Alive;
        features.Add(0);

        var principal = default(Diagnosis);
        var principalUnit = default(Unit);
        var seen = 0;
        var complications = 0;
        foreach (var recorded in contact.Diagnoses)
        {
            if (recorded.IsBlank)
                continue;

            // A dagger code on its own is the diagnosis.
            var diagnosis = recorded.Code.IsBlank ? new(recorded.Dagger) : recorded;
            var unit = Find(codes, diagnosis);
            if (seen == 0)
            {
                principal = diagnosis;
                principalUnit = unit;
                ReadPrincipal(definition, diagnosis, unit, ref features);
            }
            else if (seen == 1)
            {
                AddFirstSecondary(codes, unit, ref features);
            }

            AddShared(codes, unit, ref features);

            // A secondary diagnosis equal to the principal complicates nothing.
            if (seen > 0 && diagnosis != principal)
                complications = KeepComplications(codes, unit, secondary, complications);
            seen++;
        }

        foreach (var procedure in contact.Procedures)
        {
            var entry = codes.Procedures.Find(procedure.Bits);
            if (entry == 0)
                continue;
            AddShared(codes, new(entry), ref features);
            features.Level = Math.Max(features.Level, codes.Entries[entry].ComplicationLevel);
        }

        Recode98(definition, ref features);
        for (var i = 0; i < complications && features.Level < 2; i++)
        {
            foreach (var complication in codes.ComplicationsOf(codes.Entries[secondary[i]]))
                Complicate(definition, definition.Complications[complication], principalUnit, ref features);
        }
    }

    private static Unit Find(CodeTable codes, in Diagnosis diagnosis)
    {
        var first = codes.Diagnoses.Find(diagnosis.Code.Bits);
        return diagnosis.Dagger.IsBlank
            ? new(first)
            : new(
                first,
                codes.Diagnoses.Find(diagnosis.Dagger.Bits),
                codes.Entries[first].HasPairs ? codes.Pairs.Find(diagnosis.Code.Bits, diagnosis.Dagger.Bits) : 0);
    }

    /// <summary>Category, validity and principal properties. The dagger code alone never gives the category; the pair goes
    /// before the single code. Source: grouping.md §3 and §4.</summary>
    private static void ReadPrincipal(
        CompiledDefinition definition, in Diagnosis diagnosis, Unit unit, ref ContactFeatures features)
    {
        var codes = definition.Codes;
        var number = codes.Entries[unit.Pair].Category;
        if (number == 0)
            number = codes.Entries[unit.First].Category;
        if (number != 0)
        {
            var category = definition.Categories[number];
            number = features.Sex switch
            {
                Sex.Male => category.Male,
                Sex.Female => category.Female,
                _ => category.SexMissing,
            };
            category = definition.Categories[number];
            features.Category = number;
            features.Add(category.Fact);
            features.Add(category.MdcFact);
            features.HasValidPrincipal = diagnosis.Dagger.IsBlank || codes.Entries[unit.Dagger].IsInTable;
        }

        features.Add(codes.Pdgprops(codes.Entries[unit.First]));
        if (!diagnosis.Dagger.IsBlank)
        {
            features.Add(codes.Pdgprops(codes.Entries[unit.Dagger]));
            features.Add(codes.Pdgprops(codes.Entries[unit.Pair]));
        }
    }

    private static void AddFirstSecondary(CodeTable codes, Unit unit, ref ContactFeatures features)
    {
        features.Add(codes.Sdgprops(codes.Entries[unit.First]));
        features.Add(codes.Sdgprops(codes.Entries[unit.Dagger]));
        features.Add(codes.Sdgprops(codes.Entries[unit.Pair]));
    }

    /// <summary>What any entry gives, wherever it stands: diagnosis properties, procedure properties, OR values.</summary>
    private static void AddShared(CodeTable codes, Unit unit, ref ContactFeatures features)
    {
        ref readonly var first = ref codes.Entries[unit.First];
        features.Add(codes.DgpropsAndProcprops(first));
        var orMask = first.OrMask;
        var isUnit = first.IsUnit;
        if (unit.Dagger != 0 || unit.Pair != 0)
        {
            ref readonly var dagger = ref codes.Entries[unit.Dagger];
            ref readonly var pair = ref codes.Entries[unit.Pair];
            features.Add(codes.DgpropsAndProcprops(dagger));
            features.Add(codes.DgpropsAndProcprops(pair));
            orMask |= (byte)(dagger.OrMask | pair.OrMask);
            isUnit |= dagger.IsUnit || pair.IsUnit;
        }

        features.OrMask |= orMask;
        if (isUnit)
            features.Units[features.UnitCount++] = unit;
    }

    private static int KeepComplications(CodeTable codes, Unit unit, Span<int> secondary, int count)
    {
        foreach (var entry in (ReadOnlySpan<int>)[unit.First, unit.Dagger, unit.Pair])
        {
            if (codes.Entries[entry].ComplicationCount > 0)
                secondary[count++] = entry;
        }

        return count;
    }

    /// <summary>Raises the level where the category is active and not switched off by the principal diagnosis. Source: grouping.md §5.</summary>
    private static void Complicate(
        CompiledDefinition definition, in Complication complication, Unit principal, ref ContactFeatures features)
    {
        if (complication.Level <= features.Level)
            return;
        if (complication.NeedsActivation && !IsActivated(complication, features))
            return;
        var codes = definition.Codes;
        if (codes.ExclusionsOf(codes.Entries[principal.First]).Contains(complication.Group)
            || codes.ExclusionsOf(codes.Entries[principal.Dagger]).Contains(complication.Group)
            || codes.ExclusionsOf(codes.Entries[principal.Pair]).Contains(complication.Group))
        {
            return;
        }

        features.Level = complication.Level;
    }

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
        foreach (var recode in definition.Recodes98)
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
