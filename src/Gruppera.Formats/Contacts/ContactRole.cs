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

    /// <summary>Time of day of admission, where the date does not hold it.</summary>
    AdmissionTime,

    /// <summary>Time of day of discharge, where the date does not hold it.</summary>
    DischargeTime,

    /// <summary>Nights between admission and discharge; 0 for a visit and for a stay of one day.</summary>
    Nights,

    /// <summary>Mode of discharge.</summary>
    Discharge,

    /// <summary>Flag: discharged dead.</summary>
    Dead,

    /// <summary>Date of death: on or before the last day of the contact it means discharged dead.</summary>
    DeathDate,

    /// <summary>Flag: transferred or remitted.</summary>
    Transferred,

    /// <summary>Flag: left against advice.</summary>
    LeftAgainstAdvice,

    /// <summary>Year of birth; used where neither days, birth date nor years are given, as the first of July of that year.</summary>
    BirthYear,

    /// <summary>Personal identity number or co-ordination number, for birth date and sex only; it goes to no output.</summary>
    PersonalId,

    /// <summary>Inpatient, outpatient, primary or outside; where it is empty the dates decide.</summary>
    CareForm,

    /// <summary>What the sender calls the patient; never used in grouping.</summary>
    Patient,

    /// <summary>Hospital or other unit.</summary>
    Hospital,

    /// <summary>Cost of the contact.</summary>
    Cost,

    /// <summary>Days of leave within the care days.</summary>
    LeaveDays,

    /// <summary>Of a visit: the inpatient episode that it has been joined to.</summary>
    Episode,

    /// <summary>Somatic or psychiatric care.</summary>
    Specialty,

    /// <summary>Time at which the contact began: of a visit its start, of a stay the admission. With a date before it or alone.</summary>
    StartTime,

    /// <summary>Of an emergency visit: time at which the physician saw the patient.</summary>
    DoctorTime,

    /// <summary>Time at which the contact ended.</summary>
    EndTime,

    /// <summary>Expected group of a test case.</summary>
    ExpDrg,

    /// <summary>Expected return code of a test case.</summary>
    ExpRtc,

    /// <summary>Expected rule of a test case, by order or id.</summary>
    ExpOrd,
}
