namespace Gruppera;

/// <summary>The form of a care contact.</summary>
public enum CareForm
{
    /// <summary>Not given: care days or a date of discharge make it inpatient.</summary>
    ByDates,

    /// <summary>Inpatient care (slutenvård): one care day or more.</summary>
    Inpatient,

    /// <summary>Outpatient care (öppenvård): no care days, whatever the dates.</summary>
    Outpatient,

    /// <summary>Primary care (primärvård): no care days, unless it is inpatient care within primary care.</summary>
    Primary,

    /// <summary>Care that NordDRG does not describe: home care, self-care, care chains, contacts without patient.
    /// It has no group.</summary>
    Outside,
}
