namespace Gruppera;

/// <summary>A fact that a contact may be given with.</summary>
public enum GivenFact
{
    /// <summary>None.</summary>
    None,

    /// <summary>Age in whole days.</summary>
    AgeDays,

    /// <summary>Date of birth.</summary>
    BirthDate,

    /// <summary>Date of birth within a personal identity number.</summary>
    PersonalId,

    /// <summary>Age in completed years.</summary>
    AgeYears,

    /// <summary>Year of birth.</summary>
    BirthYear,

    /// <summary>Date of admission or visit.</summary>
    Admission,

    /// <summary>Date of discharge.</summary>
    Discharge,

    /// <summary>Care days as a number.</summary>
    Duration,

    /// <summary>Care form.</summary>
    CareForm,
}
