using Gruppera.Definitions;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Synthesis;

/// <summary>All that contacts are drawn from: the region, the codes and profiles of a set, and what its groups cost. Immutable
/// once made; shared by all threads.</summary>
internal sealed class World
{
    private const int Trials = 12;
    private readonly Weighted<Profile>[] _profiles;
    private readonly bool[] _isError;
    private readonly HashSet<DiagnosisCode> _complicating;
    private readonly Weighted<Code>[] _comorbidities;
    private readonly HashSet<(string Mdc, DischargeMode Discharge)> _steeredByDays = [];

    /// <exception cref="ArgumentException">No contact can be made for any group of the set.</exception>
    internal World(Grouper grouper, int year)
    {
        var set = grouper.Definition.Set;
        (Grouper, Region, Book) = (grouper, new(year), new(set));
        Costs = new(set, Region);
        Visits = new(Book);
        Rest = CodeBook
            .InOrder(Book.Diagnoses.Where(code => code.Category.Length > 0 && code.Diagnosis.Dagger.IsBlank && !Book.IsLoneAsterisk(code)
                && code.Mdc is not ("12" or "13" or "14" or "15" or "98" or "99")));
        var mdcs = set.DrgNames.DistinctBy(name => name.Drg)
            .ToDictionary(name => name.Drg, name => name.Mdc, StringComparer.Ordinal);
        _complicating = [.. set.DiagnosisFeatures
            .Where(row => row.Type == FeatureType.Compl && row.Value is [_, _, 'C' or 'G', ..]).Select(row => row.Code)];
        _isError = [.. set.Rules.Select(rule => mdcs.GetValueOrDefault(rule.Drg, "") == "99")];
        Simple = CodeBook.InOrder(Book.ProceduresWith(FeatureType.Or, "0")
            .Where(code => code.Procedure != set.PrimaryCareCode
                && !code.Name.StartsWith("XS", StringComparison.Ordinal) && !Medicines.IsAtc(code.Name)));
        _comorbidities = [.. Region.Bands.Select(band => Comorbidities(band.Name))];
        FindSteeringDays(set);
        var profiles = new ProfileMaker(set, Book).Make().ToList();
        foreach (var group in profiles.GroupBy(profile => (profile.Mdc, profile.Care)))
        {
            var total = group.Sum(profile => profile.Weight);
            foreach (var profile in group)
                profile.Weight /= total;
        }

        profiles.RemoveAll(profile => !Works(profile));
        if (!profiles.Exists(profile => profile.Care == Care.Primary))
            profiles.AddRange([.. profiles.Where(IsForCentres).Select(AtCentre)]);
        _profiles = [.. from care in Enum.GetValues<Care>()
            from band in Region.Bands
            from sex in Sexes
            select ProfilesFor(profiles, care, band, sex)];
        if (_profiles.All(some => some.IsEmpty))
            throw new ArgumentException("no contact can be made for any group of the set", nameof(grouper));
    }

    internal static Sex[] Sexes { get; } = [Sex.Male, Sex.Female];

    internal static byte[] EmergencyWard { get; } = "Akutmottagning"u8.ToArray();

    internal static byte[] GeneralPractice { get; } = "Allmänmedicin"u8.ToArray();

    internal Grouper Grouper { get; }

    internal Region Region { get; }

    internal CodeBook Book { get; }

    internal GroupCosts Costs { get; }

    internal VisitCodes Visits { get; }

    /// <summary>Diagnoses that anybody may have beside another.</summary>
    internal Code[] Rest { get; }

    /// <summary>Procedures that need no operating room and affect grouping little.</summary>
    internal Code[] Simple { get; }

    internal Weighted<Profile> ProfilesFor(Care care, int band, Sex sex) =>
        _profiles[((((int)care * Region.Bands.Length) + band) * 2) + (sex == Sex.Male ? 0 : 1)];

    internal Weighted<Code> ComorbiditiesOf(int band) => _comorbidities[band];

    /// <summary>True if care days help to decide the group, so that cost and days must be drawn apart for the mean to hold.</summary>
    internal bool IsSteeredByDays(string mdc, DischargeMode discharge) =>
        _steeredByDays.Count > 0 && (_steeredByDays.Contains((mdc, discharge)) || _steeredByDays.Contains(("", discharge)));

    /// <summary>True for a diagnosis that can raise the level of complication by itself.</summary>
    internal bool Complicates(Code code) => _complicating.Contains(code.Diagnosis.Code);

    /// <summary>True for a rule whose group is of MDC 99: errors, which only planted faults lead to.</summary>
    internal bool IsError(int rank) => _isError[rank];

    private Weighted<Code> Comorbidities(string band) => new(SmallTable.Read("comorbidities")
        .Select(row => (Book.Find(row["code"])!, band == "newborn" ? 0 : row.Number(band)))
        .Where(pair => pair.Item1 is { } code && !Book.IsLoneAsterisk(code)));

    private void FindSteeringDays(DefinitionSet set)
    {
        foreach (var rule in set.Rules.Where(rule => rule[RuleColumn.Dur] is not ("" or "<1" or ">0")))
        {
            var mdc = rule[RuleColumn.Mdc].Length > 0 ? rule[RuleColumn.Mdc]
                : rule[RuleColumn.Dgcat] is { Length: > 2 } category ? category[..2]
                : "";
            foreach (var discharge in Enum.GetValues<DischargeMode>())
            {
                if (rule[RuleColumn.Disch] switch
                {
                    "E" => discharge == DischargeMode.Dead,
                    "R" => discharge == DischargeMode.Transferred,
                    "L" => discharge == DischargeMode.LeftAgainstAdvice,
                    "N" => discharge != DischargeMode.Dead,
                    _ => true,
                })
                    _steeredByDays.Add((mdc, discharge));
            }
        }
    }

    /// <summary>True if contacts made from the profile group without remark now and then.</summary>
    private bool Works(Profile profile)
    {
        var drafter = new ContactDrafter(this, new(0, profile.Rank));
        return Region.Bands.SelectMany(band => Sexes.Select(sex => (Band: band, Sex: sex)))
            .Where(person => profile.ShareFor(person.Sex, MiddleOf(person.Band)) > 0)
            .Any(person => Enumerable.Range(0, Trials).Any(_ => drafter.TryDraft(profile, person.Sex, MiddleOf(person.Band))));
    }

    private Weighted<Profile> ProfilesFor(List<Profile> profiles, Care care, AgeBand band, Sex sex) => new(profiles
        .Where(profile => profile.Care == care)
        .Select(profile =>
            (profile, profile.Weight * Region.MdcOf(profile.Mdc).Of(care, band.Index, sex) * profile.ShareFor(sex, MiddleOf(band)))));

    private static int MiddleOf(AgeBand band) => (band.FromDays + band.ToDays) / 2;

    /// <summary>Where a set has no groups for primary care, simple visits stand for it.</summary>
    private bool IsForCentres(Profile profile) =>
        profile.Care == Care.Outpatient && profile.Procedures.All(list => list.All(code => Visits.Describes(code)));

    private static Profile AtCentre(Profile visit) => new()
    {
        Mdc = visit.Mdc,
        Care = Care.Primary,
        Rank = visit.Rank,
        Principals = visit.Principals,
        Diagnoses = visit.Diagnoses,
        Procedures = visit.Procedures,
        Limits = visit.Limits,
        FromDays = 0,
        ToDays = 0,
        Discharge = visit.Discharge,
        Weight = visit.Weight,
    };
}

/// <summary>The codes of a set that describe a visit: its form, who was met, and that it led to unplanned admission.</summary>
internal sealed class VisitCodes
{
    internal const string UnplannedName = "XS100";

    internal VisitCodes(CodeBook book)
    {
        Individual = book.Procedure("XS900") ?? Forms(book).FirstOrDefault();
        Physician = book.Procedure("XS915") ?? Professions(book).FirstOrDefault();
        Nurse = book.Procedure("XS919") ?? Physician;
        Unplanned = book.Procedure(UnplannedName);
    }

    internal Code? Individual { get; }

    internal Code? Physician { get; }

    internal Code? Nurse { get; }

    internal Code? Unplanned { get; }

    internal static bool IsForm(Code code) => code.Name is "XS900" or "XS901" or "XS902" || IsDistance(code);

    internal static bool IsProfession(Code code) =>
        string.CompareOrdinal(code.Name, "XS910") >= 0 && string.CompareOrdinal(code.Name, "XS925") <= 0;

    internal bool Describes(Code code) => code != Unplanned && (IsForm(code) || IsProfession(code));

    private static bool IsDistance(Code code) => code.Name.StartsWith("XS0", StringComparison.Ordinal);

    private static IEnumerable<Code> Forms(CodeBook book) => book.Procedures.Where(IsForm);

    private static IEnumerable<Code> Professions(CodeBook book) => book.Procedures.Where(IsProfession);
}
