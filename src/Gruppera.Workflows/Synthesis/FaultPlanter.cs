using System.Collections.Immutable;

namespace Gruppera.Workflows.Synthesis;

/// <summary>Puts faults into finished contacts. Immutable, thread-safe.</summary>
internal sealed class FaultPlanter
{
    /// <summary>Kinds that few contacts can have: tried first, or they would hardly occur.</summary>
    private static readonly ImmutableArray<FaultKind> Rare =
        [FaultKind.SexMissing, FaultKind.SexAgainstDiagnosis, FaultKind.AgeAgainstDiagnosis, FaultKind.ProcedureUnrelated];

    private readonly ImmutableArray<FaultKind> _rare;
    private readonly World _world;
    private readonly FaultCodes _codes;

    internal FaultPlanter(World world, bool hasCosts)
    {
        (_world, _codes) = (world, new(world));
        Kinds = [.. Enum.GetValues<FaultKind>().Where(kind => IsPossible(kind, hasCosts))];
        _rare = [.. Rare.Intersect(Kinds)];
    }

    /// <summary>The kinds that the set has codes and rules for.</summary>
    internal ImmutableArray<FaultKind> Kinds { get; }

    /// <summary>Puts one fault into the contact, of a kind that it can have; null if it can have none of those tried.</summary>
    internal FaultKind? Plant(ContactDrafter drafter)
    {
        ref var dice = ref drafter.Dice;
        var rare = dice.Chance(0.5) ? _rare.Length : 0;
        var first = dice.Below(Math.Max(1, rare));
        for (var tries = 0; tries < rare + 8; tries++)
        {
            var kind = tries < rare ? _rare[(first + tries) % rare] : Kinds[dice.Below(Kinds.Length)];
            if (Plant(kind, drafter, ref dice))
                return kind;
        }

        return null;
    }

    private bool IsPossible(FaultKind kind, bool hasCosts) => kind switch
    {
        FaultKind.PrincipalNotApplicable => _codes.NotApplicable.Length > 0,
        FaultKind.PrincipalUnspecific => _codes.Unspecific.Length > 0,
        FaultKind.AsteriskWithoutDagger => _codes.Asterisks.Length > 0,
        FaultKind.DaggerFirst => _codes.Reversed.Length > 0,
        FaultKind.NotAsterisk => _codes.NotAsterisk.Length > 0,
        FaultKind.SexMissing => Has('2'),
        FaultKind.AgeAgainstDiagnosis => Has('4') || Has('5'),
        FaultKind.ProcedureUnrelated => _codes.Operations.Length > 0 && Has('7'),
        FaultKind.ProfessionMissing => _world.Visits.Physician is not null,
        FaultKind.VisitFormMissing => _world.Visits.Individual is not null,
        FaultKind.MedicineWithoutAtc => _codes.Giving.Length > 0,
        FaultKind.MedicineWithoutCost => hasCosts && _codes.Steering.Length > 0,
        FaultKind.CostNotPositive => hasCosts,
        _ => true,
    };

    private bool Has(char returnCode) => _world.Grouper.Definition.Set.Rules.Any(rule => rule.ReturnCode.Value == returnCode);

    private bool Plant(FaultKind kind, ContactDrafter drafter, ref Dice dice)
    {
        var draft = drafter.Draft;
        switch (kind)
        {
            case FaultKind.PrincipalMissing: draft.DiagnosisCount = 0; return true;
            case FaultKind.PrincipalUnknown: draft.Diagnoses[0] = dice.Pick(_codes.Unknown); return true;
            case FaultKind.PrincipalUnspecific: draft.Diagnoses[0] = dice.Pick(_codes.Unspecific); return true;
            case FaultKind.PrincipalNotApplicable: return Refuse(drafter, dice.Pick(_codes.NotApplicable));
            case FaultKind.AsteriskWithoutDagger: return AddAsterisk(draft, dice.Pick(_codes.Asterisks));
            case FaultKind.DaggerFirst: return Append(draft, dice.Pick(_codes.Reversed));
            case FaultKind.NotAsterisk: return Append(draft, dice.Pick(_codes.NotAsterisk));
            case FaultKind.SecondaryIsPrincipal: return Append(draft, draft.Diagnoses[0]);
            case FaultKind.SecondaryTwice:
                return draft.DiagnosisCount > 1 && Append(draft, draft.Diagnoses[1 + dice.Below(draft.DiagnosisCount - 1)]);
            case FaultKind.DiagnosisUnknown: return Append(draft, dice.Pick(_codes.Unknown));
            case FaultKind.AgeImpossible: draft.Age = 46_100 + dice.Below(3_000); return true;
            case FaultKind.DatesImpossible: return Undo(draft, 1 + dice.Below(20));
            case FaultKind.SexMissing: return LoseSex(drafter);
            case FaultKind.SexAgainstDiagnosis: return ChangeSex(draft);
            case FaultKind.AgeAgainstDiagnosis:
                return ChangeAge(drafter, 1_000 + dice.Below(1_000)) || ChangeAge(drafter, 15_000 + dice.Below(10_000));
            case FaultKind.ProcedureUnknown:
                draft.AddProcedure(dice.Pick(_codes.UnknownProcedures));
                return draft.ProcedureCount < Draft.MaxCodes;
            case FaultKind.ProcedureUnrelated: return Operate(drafter, ref dice);
            case FaultKind.ProfessionMissing: return IsVisit(draft) && Remove(draft, VisitCodes.IsProfession);
            case FaultKind.VisitFormMissing: return IsVisit(draft) && Remove(draft, VisitCodes.IsForm);
            case FaultKind.OutsideNordDrg: draft.IsOutside = true; return true;
            case FaultKind.LongWithLeave: return Lengthen(draft, 366 + dice.Below(300), 5 + dice.Below(60));
            case FaultKind.MedicineWithoutAtc:
                draft.AddProcedure(dice.Pick(_codes.Giving));
                return !draft.HasProcedure(code => Medicines.IsAtc(code.Name));
            case FaultKind.MedicineWithoutCost: draft.AddProcedure(dice.Pick(_codes.Steering)); draft.Cost = 0; return true;
            case FaultKind.CostNotPositive:
                draft.Cost = dice.Chance(0.5) ? 0 : -1 - dice.Below(5_000);
                return !draft.HasProcedure(code => Medicines.IsAtc(code.Name)); // Without cost a medicine that steers is another fault.
            default: return false; // The block does it: ContactTwice is about the row before.
        }
    }

    private static bool IsVisit(Draft draft) => draft.Care != Care.Inpatient && draft.ProcedureCount > 0;

    private static bool Append(Draft draft, Code code)
    {
        if (draft.DiagnosisCount == Draft.MaxCodes)
            return false;
        draft.Diagnoses[draft.DiagnosisCount++] = code;
        return true;
    }

    /// <summary>Adds a manifestation last, where the diagnosis before it is not its cause.</summary>
    private bool AddAsterisk(Draft draft, Code asterisk) =>
        !_world.Book.Has(new(asterisk.Diagnosis.Code, draft.Diagnoses[draft.DiagnosisCount - 1].Diagnosis.Code)) && Append(draft, asterisk);

    private static bool Refuse(ContactDrafter drafter, Code code)
    {
        var before = drafter.Draft.Diagnoses[0];
        drafter.Draft.Diagnoses[0] = code;
        if (code.Category.Length == 0 || drafter.Regroup().ReturnCode.Value == '8')
            return true;
        drafter.Draft.Diagnoses[0] = before;
        return false;
    }

    private static bool Undo(Draft draft, int days)
    {
        if (draft.Care != Care.Inpatient)
            return false;
        (draft.Days, draft.LeaveDays, draft.Discharged) = (0, 0, draft.Admission - days);
        return true;
    }

    private static bool LoseSex(ContactDrafter drafter)
    {
        var (draft, sex) = (drafter.Draft, drafter.Draft.Sex);
        var known = drafter.Regroup().Rank;
        draft.Sex = Sex.Missing;
        if (drafter.Regroup().Rank != known)
            return true;
        draft.Sex = sex;
        return false;
    }

    private static bool ChangeSex(Draft draft)
    {
        if (draft.Diagnoses[0].Mdc is not ("12" or "13" or "14"))
            return false;
        draft.Sex = draft.Sex == Sex.Male ? Sex.Female : Sex.Male;
        return true;
    }

    private static bool ChangeAge(ContactDrafter drafter, int age)
    {
        var (draft, before) = (drafter.Draft, drafter.Draft.Age);
        draft.Age = age;
        if (drafter.Regroup().ReturnCode.Value is '4' or '5')
            return true;
        draft.Age = before;
        return false;
    }

    /// <summary>Adds an operation that makes the contact a rare combination; a few are tried.</summary>
    private bool Operate(ContactDrafter drafter, ref Dice dice)
    {
        var draft = drafter.Draft;
        if (draft.Care != Care.Inpatient || draft.ProcedureCount == Draft.MaxCodes)
            return false;
        for (var tries = 0; tries < 8; tries++)
        {
            draft.AddProcedure(dice.Pick(_codes.Operations));
            if (drafter.Regroup().ReturnCode.Value == '7')
                return true;
            draft.ProcedureCount--;
        }

        return false;
    }

    private static bool Remove(Draft draft, Predicate<Code> unwanted)
    {
        var before = draft.ProcedureCount;
        for (var i = before - 1; i >= 0; i--)
        {
            if (unwanted(draft.Procedures[i]))
                draft.RemoveProcedureAt(i);
        }

        return draft.ProcedureCount < before;
    }

    private static bool Lengthen(Draft draft, int days, int leave)
    {
        if (draft.Care != Care.Inpatient)
            return false;
        (draft.Days, draft.LeaveDays, draft.Discharged) = (days, leave, draft.Admission + days - 1);
        return true;
    }
}
