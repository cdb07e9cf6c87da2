using Gruppera.Compilation;
using Gruppera.Tracing;

namespace Gruppera.Features;

/// <summary>Contact -> features: looks every code up, then collects what the codes give. Source: docs/specification/grouping.md
/// §3-§5.</summary>
internal static class FeatureReader
{
    /// <summary>Fills new features.</summary>
    internal static void Read(in ContactView contact, ref ContactFeatures features) => Read(contact, ref features, default(NoTracer));

    /// <summary>Fills new features and reports how.</summary>
    internal static void Read<T>(in ContactView contact, ref ContactFeatures features, T tracer)
        where T : struct, ITracer
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
        var diagnoses = FindDiagnoses(codes, contact.Diagnoses, features.Units, out var principal, out var isAllKnown, tracer);
        var count = FindProcedures(codes, contact.Procedures, features.Units, diagnoses, tracer);
        features.HasUnknownCodes = !isAllKnown || count - diagnoses < contact.Procedures.Length;
        if (contact.CareForm == CareForm.Primary && definition.PrimaryCare != 0
            && !contact.Procedures.Contains(definition.Options.PrimaryCareCode))
            features.Units[count++] = new(definition.PrimaryCare, 0, 0, false);
        features.Units = features.Units[..count];
        if (diagnoses > 0)
            ReadPrincipal(definition, principal, features.Units[0], ref features, tracer);
        if (diagnoses > 1)
            AddFirstSecondary(codes, features.Units[1], ref features, tracer);
        for (var unit = 0; unit < count; unit++)
            AddShared(codes, unit, ref features, tracer);
        for (var unit = diagnoses; unit < count; unit++)
        {
            var level = codes.Entries[features.Units[unit].First].ComplicationLevel;
            features.Level = Math.Max(features.Level, level);
            if (T.IsOn && level > 0)
                tracer.Add(new(TraceKind.Level, level, Unit: unit));
        }

        Recode98(definition, ref features, tracer);
        for (var number = 0; number < diagnoses; number++)
        {
            ref readonly var unit = ref features.Units[number];
            if (!unit.Complicates || (!T.IsOn && features.Level == 2))
                continue;
            Complicate(definition, unit.First, ref features, number, EntryPart.Code, tracer);
            if (!unit.IsPair)
                continue;
            Complicate(definition, unit.Dagger, ref features, number, EntryPart.Dagger, tracer);
            Complicate(definition, unit.Pair, ref features, number, EntryPart.Pair, tracer);
        }
    }

    /// <summary>Looks diagnoses up; entries without any code are dropped, and a dagger code on its own is the diagnosis.</summary>
    private static int FindDiagnoses<T>(
        CodeTable codes, ReadOnlySpan<Diagnosis> diagnoses, Span<Unit> units, out Diagnosis principal, out bool isAllKnown, T tracer)
        where T : struct, ITracer
    {
        principal = default;
        isAllKnown = true;
        var count = 0;
        for (var place = 0; place < diagnoses.Length; place++)
        {
            ref readonly var recorded = ref diagnoses[place];
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

            isAllKnown &= first != 0 && (daggerCode == 0 || dagger != 0);

            // A secondary diagnosis equal to the principal complicates nothing.
            units[count] = new(
                first, dagger, pair,
                count > 0 && (diagnosis.Code.Bits != principal.Code.Bits || diagnosis.Dagger.Bits != principal.Dagger.Bits));
            if (T.IsOn)
                tracer.Add(new(TraceKind.Diagnosis, 0, place, count));
            count++;
        }

        return count;
    }

    private static int FindProcedures<T>(CodeTable codes, ReadOnlySpan<ProcedureCode> procedures, Span<Unit> units, int count, T tracer)
        where T : struct, ITracer
    {
        for (var place = 0; place < procedures.Length; place++)
        {
            var entry = codes.FindProcedure(procedures[place].Bits);
            if (entry == 0)
                continue;
            units[count] = new(entry, 0, 0, false);
            if (T.IsOn)
                tracer.Add(new(TraceKind.Procedure, 0, place, count));
            count++;
        }

        return count;
    }

    /// <summary>Category, validity and principal properties. The dagger code alone never gives the category; the pair goes
    /// before the single code. Source: docs/specification/grouping.md §3 and §4.</summary>
    private static void ReadPrincipal<T>(
        CompiledDefinition definition, in Diagnosis diagnosis, in Unit unit, ref ContactFeatures features, T tracer)
        where T : struct, ITracer
    {
        var codes = definition.Codes;
        var recordedNumber = codes.Entries[unit.Pair].Category;
        var part = EntryPart.Pair;
        if (recordedNumber == 0)
            (recordedNumber, part) = (codes.Entries[unit.First].Category, EntryPart.Code);
        if (recordedNumber != 0)
        {
            ref readonly var recorded = ref definition.Categories[recordedNumber];
            var number = features.Sex switch
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
            if (T.IsOn)
                tracer.Add(new(TraceKind.Category, recordedNumber, number, 0, part));
        }

        Add(codes.Pdgprops(codes.Entries[unit.First]), ref features, 0, EntryPart.Code, tracer);
        Add(codes.Pdgprops(codes.Entries[unit.Dagger]), ref features, 0, EntryPart.Dagger, tracer);
        Add(codes.Pdgprops(codes.Entries[unit.Pair]), ref features, 0, EntryPart.Pair, tracer);
    }

    private static void AddFirstSecondary<T>(CodeTable codes, in Unit unit, ref ContactFeatures features, T tracer)
        where T : struct, ITracer
    {
        Add(codes.Sdgprops(codes.Entries[unit.First]), ref features, 1, EntryPart.Code, tracer);
        Add(codes.Sdgprops(codes.Entries[unit.Dagger]), ref features, 1, EntryPart.Dagger, tracer);
        Add(codes.Sdgprops(codes.Entries[unit.Pair]), ref features, 1, EntryPart.Pair, tracer);
    }

    /// <summary>What any code gives, wherever it stands: diagnosis properties, procedure properties, OR values.</summary>
    private static void AddShared<T>(CodeTable codes, int number, ref ContactFeatures features, T tracer)
        where T : struct, ITracer
    {
        ref readonly var unit = ref features.Units[number];
        AddShared(codes, codes.Entries[unit.First], ref features, number, EntryPart.Code, tracer);
        if (!unit.IsPair)
            return;
        AddShared(codes, codes.Entries[unit.Dagger], ref features, number, EntryPart.Dagger, tracer);
        AddShared(codes, codes.Entries[unit.Pair], ref features, number, EntryPart.Pair, tracer);
    }

    private static void AddShared<T>(CodeTable codes, in CodeEntry entry, ref ContactFeatures features, int unit, EntryPart part, T tracer)
        where T : struct, ITracer
    {
        Add(codes.DgpropsAndProcprops(entry), ref features, unit, part, tracer);
        features.OrMask |= entry.OrMask;
        if (T.IsOn && entry.OrMask != 0)
            tracer.Add(new(TraceKind.Or, entry.OrMask, 0, unit, part));
    }

    private static void Add<T>(scoped ReadOnlySpan<ushort> facts, ref ContactFeatures features, int unit, EntryPart part, T tracer)
        where T : struct, ITracer
    {
        features.Add(facts);
        if (!T.IsOn)
            return;
        foreach (var fact in facts)
            tracer.Add(new(TraceKind.Fact, fact, 0, unit, part));
    }

    /// <summary>Raises the level by the categories of an entry that are active and not excluded by the principal
    /// diagnosis. Source: docs/specification/grouping.md §5.</summary>
    private static void Complicate<T>(
        CompiledDefinition definition, int entry, ref ContactFeatures features, int unit, EntryPart part, T tracer)
        where T : struct, ITracer
    {
        var codes = definition.Codes;
        foreach (var number in codes.ComplicationsOf(codes.Entries[entry]))
        {
            ref readonly var complication = ref definition.Complications[number];
            if (complication.Level <= features.Level && !T.IsOn)
                continue;
            var activator = complication.NeedsActivation ? Activator(complication, features) : -1;
            if (complication.NeedsActivation && activator < 0)
            {
                if (T.IsOn)
                    tracer.Add(new(TraceKind.Inactive, number, 0, unit, part));
            }
            else if (IsExcluded(codes, complication.Group, features.Units[0], out var by))
            {
                if (T.IsOn)
                    tracer.Add(new(TraceKind.Excluded, number, (int)by, unit, part));
            }
            else
            {
                features.Level = Math.Max(features.Level, complication.Level);
                if (T.IsOn)
                    tracer.Add(new(TraceKind.Counts, number, activator, unit, part));
            }
        }
    }

    private static bool IsExcluded(CodeTable codes, ushort group, in Unit principal, out EntryPart by)
    {
        by = EntryPart.Code;
        if (codes.ExclusionsOf(codes.Entries[principal.First]).Contains(group))
            return true;
        if (!principal.IsPair)
            return false;
        by = EntryPart.Dagger;
        if (codes.ExclusionsOf(codes.Entries[principal.Dagger]).Contains(group))
            return true;
        by = EntryPart.Pair;
        return codes.ExclusionsOf(codes.Entries[principal.Pair]).Contains(group);
    }

    /// <summary>The fact that activates a category, or -1.</summary>
    private static int Activator(in Complication complication, in ContactFeatures features)
    {
        foreach (var activator in complication.Activators)
        {
            if (features.Has(activator))
                return activator;
        }

        return -1;
    }

    private static void Recode98<T>(CompiledDefinition definition, ref ContactFeatures features, T tracer)
        where T : struct, ITracer
    {
        foreach (ref readonly var recode in definition.Recodes98.AsSpan())
        {
            if (!features.Has(recode.Fact))
                continue;
            var to = features.Sex switch
            {
                Sex.Male => recode.Male,
                Sex.Female => recode.Female,
                _ => recode.SexMissing,
            };
            features.Remove(recode.Fact);
            features.Add(to);
            if (T.IsOn)
                tracer.Add(new(TraceKind.Recoded, recode.Fact, to));
        }
    }
}
