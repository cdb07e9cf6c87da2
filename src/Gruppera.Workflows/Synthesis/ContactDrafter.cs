using Gruppera.Grouping;

namespace Gruppera.Workflows.Synthesis;

/// <summary>Makes one contact after another for given people, and groups each: what it is and costs is known. Not thread-safe.</summary>
internal sealed class ContactDrafter(World world, Dice dice)
{
    /// <summary>How strongly cost goes with care days within a group.</summary>
    private const double CostWithDays = 0.6;

    /// <summary>How often a drawn secondary diagnosis that complicates is recorded, so that most stays are not complicated.</summary>
    private const double WithComplication = 0.1;
    private readonly Code[] _chronic = new Code[6];
    private int _chronicCount;
    private Dice _dice = dice;

    internal Draft Draft { get; } = new();

    internal GroupingResult Result { get; private set; }

    internal ref Dice Dice => ref _dice;

    /// <summary>Draws what a new patient lives with.</summary>
    internal void NewPatient(int band)
    {
        _chronicCount = 0;
        var common = world.ComorbiditiesOf(band);
        if (common.IsEmpty)
            return;
        for (var i = Math.Min(_chronic.Length, 1 + _dice.Poisson(1.5 + (band * 0.3))); i > 0; i--)
            _chronic[_chronicCount++] = common.Draw(ref _dice);
    }

    /// <summary>Makes a contact of a profile; false if this person cannot have it or it does not group without remark.</summary>
    internal bool TryDraft(Profile profile, Sex sex, int age, SyntheticUnit? unit = null)
    {
        if (!profile.Limits.Fit(sex, age))
            return false;
        var draft = Draft;
        draft.Clear(profile.Care);
        (draft.Sex, draft.Age, draft.Clinic) =
            (sex, age, profile.Care == Care.Primary ? World.GeneralPractice : world.Region.MdcOf(profile.Mdc).Clinic);
        var principal = _dice.PickCommon(profile.Principals);
        if (!principal.Limits.Fit(sex, age))
            return false;
        draft.Add(principal);
        if (!AddNeeded(profile))
            return false;
        AddSecondary(unit);
        AddOthers(profile.Care);
        var normal = _dice.Normal();
        if (profile.Care == Care.Inpatient)
        {
            draft.Discharge = profile.Discharge ?? DrawDischarge(age);
            draft.Days = DrawDays(world.Costs.OfRule(profile.Rank), normal, profile.FromDays, profile.ToDays);
        }

        Result = world.Grouper.Group(draft.View);
        if (Result.ReturnCode.Value != '0' || !Result.RuleHeld || world.IsError(Result.Rank))
            return false;
        if (profile.Care == Care.Inpatient)
            SettleDays(profile, normal);
        DrawCost(normal, unit);
        return true;
    }

    /// <summary>Groups the draft as it stands now.</summary>
    internal GroupingResult Regroup() => Result = world.Grouper.Group(Draft.View);

    internal void DrawCost(double normal, SyntheticUnit? unit)
    {
        var cost = world.Costs.OfRule(Result.Rank);
        if (Draft.Days > 0 && !world.IsSteeredByDays(Result.Mdc, Draft.Discharge))
            normal = (CostWithDays * normal) + (Math.Sqrt(1 - (CostWithDays * CostWithDays)) * _dice.Normal());
        else
            normal = _dice.Normal();
        var amount = GroupCost.LogNormal(cost.MeanCost * (unit?.Efficiency ?? 1), cost.CostSigma, normal);
        Draft.Cost = Math.Max(1, (long)Math.Floor(amount + 0.5));
    }

    private bool AddNeeded(Profile profile)
    {
        foreach (var list in profile.Diagnoses)
        {
            var code = _dice.PickCommon(list);
            if (!code.Limits.Fit(Draft.Sex, Draft.Age))
                return false;
            Draft.Add(code);
        }

        foreach (var list in profile.Procedures)
            Draft.AddProcedure(_dice.PickCommon(list));
        return true;
    }

    /// <summary>Adds secondary diagnoses: most of what the patient lives with, then what is common at the age, then anything.</summary>
    private void AddSecondary(SyntheticUnit? unit)
    {
        var mean = (unit?.Secondary ?? 3) * (Draft.Care == Care.Outpatient ? 0.25 : 1);
        var wanted = 1 + Math.Min(_dice.Poisson(mean * (0.5 + (0.5 * _dice.Below(3)))), Draft.MaxCodes - 6);
        var common = world.ComorbiditiesOf(world.Region.BandOf(Draft.Age).Index);
        for (var tries = (3 * wanted) + 4; tries > 0 && Draft.DiagnosisCount < wanted; tries--)
        {
            var code = tries > wanted && _chronicCount > 0 && _dice.Chance(0.6) ? _chronic[_dice.Below(_chronicCount)]
                : tries > wanted && !common.IsEmpty ? common.Draw(ref _dice)
                : _dice.PickCommon(world.Rest);
            if (code.Limits.Fit(Draft.Sex, Draft.Age) && (!world.Complicates(code) || _dice.Chance(WithComplication)))
                Draft.Add(code);
        }
    }

    private void AddOthers(Care care)
    {
        if (care == Care.Inpatient)
        {
            if (world.Simple.Length > 0)
            {
                for (var more = _dice.Poisson(0.6); more > 0; more--)
                    Draft.AddProcedure(_dice.PickCommon(world.Simple));
            }

            return;
        }

        if (world.Visits.Individual is { } form && !Draft.HasProcedure(VisitCodes.IsForm))
            Draft.AddProcedure(form);
        if (world.Visits.Physician is { } physician && !Draft.HasProcedure(VisitCodes.IsProfession))
            Draft.AddProcedure(_dice.Chance(0.85) ? physician : world.Visits.Nurse!);
    }

    private DischargeMode DrawDischarge(int age)
    {
        var unit = _dice.Unit();
        var dead = world.Region.BandOf(age).Dead;
        return unit < dead ? DischargeMode.Dead
            : unit < dead + 0.06 ? DischargeMode.Transferred
            : unit < dead + 0.066 ? DischargeMode.LeftAgainstAdvice
            : DischargeMode.Alive;
    }

    private static int DrawDays(GroupCost group, double normal, int from, int to) =>
        Math.Clamp((int)Math.Floor(GroupCost.LogNormal(Math.Max(1.2, group.MeanDays), GroupCost.DaysSigma, normal) + 0.5), from, to);

    /// <summary>Care days of the group that the contact came to, where they do not lead it to yet another.</summary>
    private void SettleDays(Profile profile, double normal)
    {
        var (days, result) = (Draft.Days, Result);
        if (result.Rank == profile.Rank)
            return;
        Draft.Days = DrawDays(world.Costs.OfRule(result.Rank), normal, profile.FromDays, profile.ToDays);
        if (Draft.Days == days || Regroup().Rank == result.Rank)
            return;
        (Draft.Days, Result) = (days, result);
    }
}
