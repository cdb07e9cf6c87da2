namespace Gruppera.Formats.Contacts;

/// <summary>What a single column of a file of contacts can mean. In layouts the names are written <c>age_days</c> and so on.</summary>
public enum ContactRole
{
    /// <summary>What the sender calls the contact.</summary>
    Id,

    /// <summary>Legal sex.</summary>
    Sex,

    /// <summary>Age in whole days at admission or visit.</summary>
    AgeDays,

    /// <summary>Age in completed years; used where days and birth date are empty.</summary>
    AgeYears,

    /// <summary>Date of birth; with the admission date it gives the age in days.</summary>
    BirthDate,

    /// <summary>Date of admission or visit.</summary>
    AdmissionDate,

    /// <summary>Date of discharge; empty for an outpatient contact.</summary>
    DischargeDate,

    /// <summary>Care days; 0 for an outpatient contact.</summary>
    Duration,

    /// <summary>Mode of discharge.</summary>
    Discharge,

    /// <summary>Flag: discharged dead.</summary>
    Dead,

    /// <summary>Flag: transferred or remitted.</summary>
    Transferred,

    /// <summary>Flag: left against advice.</summary>
    LeftAgainstAdvice,

    /// <summary>Expected group of a test case.</summary>
    ExpDrg,

    /// <summary>Expected return code of a test case.</summary>
    ExpRtc,

    /// <summary>Expected rule of a test case, by order or id.</summary>
    ExpOrd,
}
