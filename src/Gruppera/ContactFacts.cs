using System.Collections.Immutable;

namespace Gruppera;

/// <summary>
/// Age, care days and care form of a contact, decided from whatever was given: the one place for files, JSON, command line and forms.
/// Age: days, else date of birth (or that of a personal identity number) with the date of admission or visit, else completed years, else
/// year of birth with that date. Care days: none for outpatient care, else the number given, else the dates. Facts that contradict each
/// other are told; the contact keeps what goes before. Immutable.
/// </summary>
/// <remarks>Source: specs/contact-facts.md; docs/specification/grouping.md §0.</remarks>
public readonly record struct ContactFacts
{
    /// <summary>Days of 150 years: nobody is older, or longer in care.</summary>
    private const int MostDays = 54_787;

    private static readonly ImmutableArray<IssueCode>[] WarningsOf =
    [
        [], [IssueCodes.AgesDiffer], [IssueCodes.DurationsDiffer], [IssueCodes.AgesDiffer, IssueCodes.DurationsDiffer],
    ];

    /// <summary>Age at admission or visit; 0 if it is missing.</summary>
    public AgeInDays Age { get; private init; }

    /// <summary>What gave the age; none if it is missing.</summary>
    public GivenFact AgeFrom { get; private init; }

    /// <summary>Care days; 0 for a visit and where they are missing.</summary>
    public Duration Duration { get; private init; }

    /// <summary>What gave the care days; none if they are missing.</summary>
    public GivenFact DurationFrom { get; private init; }

    /// <summary>Care form, as given.</summary>
    public CareForm CareForm { get; private init; }

    /// <summary>Which of age and care days nothing gives.</summary>
    public ContactNeeds Missing { get; private init; }

    /// <summary>Of which of age and care days two facts say different things.</summary>
    public ContactNeeds Contradictory { get; private init; }

    /// <summary>Why the contact cannot be grouped, or null: dates in the wrong order, or what is missing and may not be.</summary>
    public IssueCode? Problem => Fault switch
    {
        FactFault.WrongOrder => IssueCodes.DatesInWrongOrder,
        FactFault.UnreadableDate => IssueCodes.UnreadableDate,
        FactFault.AgeMissing => IssueCodes.AgeMissing,
        FactFault.DurationMissing => IssueCodes.DurationMissing,
        FactFault.OutOfRange => IssueCodes.LongerThanALife,
        _ => null,
    };

    /// <summary>The fact that the problem is about; where one is missing, the plainest that would give it.</summary>
    public GivenFact ProblemIn { get; private init; }

    private FactFault Fault { get; init; }

    /// <summary>What to warn of: one code for each of age and care days that is contradictory.</summary>
    public ImmutableArray<IssueCode> Warnings => WarningsOf[(int)Contradictory];

    /// <summary>What is missing and contradictory, and nothing of a patient.</summary>
    public override string ToString() => $"missing {Missing}, contradictory {Contradictory}";

    /// <summary>Decides.</summary>
    /// <param name="given">What is given.</param>
    /// <param name="allowed">What may be missing.</param>
    /// <param name="isOfCase">True for a case with a known result, whose numbers may be any.</param>
    public static ContactFacts Of(in GivenFacts given, ContactNeeds allowed = ContactNeeds.None, bool isOfCase = false)
    {
        var age = AgeDecision.Of(given);
        var duration = DurationDecision.Of(given);
        var missing = Needs(age.From == GivenFact.None, duration.From == GivenFact.None);
        var (fault, fact) = age.Fault != FactFault.None ? (age.Fault, age.From)
            : duration.Fault != FactFault.None ? (duration.Fault, duration.From)
            : age.Days > MostDays && !isOfCase ? (FactFault.OutOfRange, age.From)
            : duration.Days > MostDays && !isOfCase ? (FactFault.OutOfRange, duration.From)
            : (missing & ~allowed & ContactNeeds.Age) != ContactNeeds.None ? (FactFault.AgeMissing, GivenFact.AgeDays)
            : (missing & ~allowed & ContactNeeds.Duration) != ContactNeeds.None ? (FactFault.DurationMissing, GivenFact.Duration)
            : (FactFault.None, GivenFact.None);
        return new()
        {
            Age = new(age.Days),
            AgeFrom = age.From,
            Duration = new(duration.Days),
            DurationFrom = duration.From,
            CareForm = given.CareForm,
            Missing = missing,
            Contradictory = Needs(age.IsContradictory, duration.IsContradictory),
            Fault = fault,
            ProblemIn = fact,
        };
    }

    private static ContactNeeds Needs(bool age, bool duration) =>
        (age ? ContactNeeds.Age : ContactNeeds.None) | (duration ? ContactNeeds.Duration : ContactNeeds.None);
}
