namespace Gruppera;

/// <summary>What is given of a contact's age, care days and care form, read but not yet weighed against each other: what
/// <see cref="ContactFacts"/> decides from. A value that is null was not given.</summary>
public readonly record struct GivenFacts
{
    /// <summary>Age in whole days at admission or visit, 0 or more.</summary>
    public int? AgeDays { get; init; }

    /// <summary>Date of birth.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Date of birth that a personal identity number holds.</summary>
    public DateOnly? BirthDateOfId { get; init; }

    /// <summary>Age in completed years, 0 or more.</summary>
    public int? AgeYears { get; init; }

    /// <summary>Year of birth.</summary>
    public int? BirthYear { get; init; }

    /// <summary>Date of admission or visit.</summary>
    public DateOnly? Admission { get; init; }

    /// <summary>Date of discharge.</summary>
    public DateOnly? Discharge { get; init; }

    /// <summary>Care days, 0 or more.</summary>
    public int? Duration { get; init; }

    /// <summary>Days of leave within the stay, 0 or more.</summary>
    public int? LeaveDays { get; init; }

    /// <summary>Care form; <see cref="CareForm.ByDates"/> where it was not given.</summary>
    public CareForm CareForm { get; init; }

    /// <summary>True if a date of admission without discharge, care days and care form is a visit.</summary>
    public bool IsVisitWithoutDischarge { get; init; }

    /// <summary>Nothing of what is given: facts in a log say nothing of a patient.</summary>
    public override string ToString() => nameof(GivenFacts);
}
