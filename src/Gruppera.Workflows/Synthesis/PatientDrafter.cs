namespace Gruppera.Workflows.Synthesis;

/// <summary>Takes each finished contact; false if there is no room for more.</summary>
internal delegate bool Taker(Draft draft);

/// <summary>Makes people and the contacts they have in a year, in the order of their dates. Not thread-safe.</summary>
internal sealed class PatientDrafter(World world, ContactDrafter drafter)
{
    private const int MaxContacts = 24;
    private const double UnplannedShare = 0.3;
    private const double OtherHospitalShare = 0.12;
    private readonly (int Day, Care Care)[] _plans = new (int, Care)[MaxContacts];
    private readonly DayOrder _order = new();

    /// <summary>Makes a patient's contacts.</summary>
    /// <param name="patient">Number of the patient.</param>
    /// <param name="room">Contacts that there is room for.</param>
    /// <param name="take">Takes each contact.</param>
    internal void Make(long patient, int room, Taker take)
    {
        ref var dice = ref drafter.Dice;
        var region = world.Region;
        var band = region.BandShares.Draw(ref dice);
        var sex = dice.Chance(band.Men) ? Sex.Male : Sex.Female;
        var (home, centre) = (region.Hospitals.Draw(ref dice), region.Centres.Draw(ref dice));
        drafter.NewPatient(band.Index);
        var count = Math.Min(Math.Min(1 + dice.Poisson(band.Contacts - 1), MaxContacts), room);
        for (var i = 0; i < count; i++)
        {
            var care = band.Care.Draw(ref dice);
            _plans[i] = (region.DrawDay(care, ref dice), care);
        }

        Array.Sort(_plans, 0, count, _order);
        var birth = _plans[0].Day - (band.FromDays + dice.Below(band.ToDays - band.FromDays + 1));
        var free = 0;
        for (var i = 0; i < count; i++)
        {
            var (day, care) = _plans[i];
            day = Math.Max(day, free);
            if (day > region.LastDay || (band.Index == 0 && day - birth > band.ToDays))
                return;
            var unit = care == Care.Primary ? centre : dice.Chance(OtherHospitalShare) ? region.Hospitals.Draw(ref dice) : home;
            if (!Draft(care, sex, day - birth, day, unit))
                continue;
            var draft = drafter.Draft;
            (draft.Patient, draft.Unit, draft.Admission) = (patient, unit, day);
            free = day + Math.Max(1, draft.Days);
            draft.Discharged = day + draft.Days - 1;
            if (draft.Days > 21 && dice.Chance(0.1))
                draft.LeaveDays = 1 + dice.Below(3);
            var isDead = draft.Discharge == DischargeMode.Dead;
            if (!take(draft) || isDead)
                return;
        }
    }

    /// <summary>True if an inpatient contact began with a visit to the emergency ward that led to it.</summary>
    internal bool IsUnplanned(Draft draft) => draft.Care == Care.Inpatient && draft.Age > 27 && world.Visits.Unplanned is not null
        && draft.Diagnoses[0].Mdc is not "14" && drafter.Dice.Chance(UnplannedShare);

    private bool Draft(Care care, Sex sex, int age, int day, SyntheticUnit unit)
    {
        ref var dice = ref drafter.Dice;
        var profiles = world.ProfilesFor(care, world.Region.BandOf(age).Index, sex);
        if (profiles.IsEmpty)
            return false;
        for (var tries = 0; tries < 40; tries++)
        {
            var profile = profiles.Draw(ref dice);
            if (profile.IsSeasonal && !dice.Chance(world.Region.RespiratoryAt(day)))
                continue;
            if (drafter.TryDraft(profile, sex, age, unit))
                return true;
        }

        return false;
    }

    private sealed class DayOrder : IComparer<(int Day, Care Care)>
    {
        public int Compare((int Day, Care Care) x, (int Day, Care Care) y) =>
            x.Day != y.Day ? x.Day.CompareTo(y.Day) : x.Care.CompareTo(y.Care);
    }
}
