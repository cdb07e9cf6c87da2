namespace Gruppera.Explanation;

/// <summary>How plausible it is that a contact was meant as a changed one, the most plausible first. A change of the patient, or one
/// that makes the contact an error, explains least.</summary>
public enum Plausibility
{
    /// <summary>MDC, OR state and patient stay as they are.</summary>
    SameCare,

    /// <summary>The contact's own codes, fewer or in another order, give another MDC or OR state.</summary>
    OwnCodes,

    /// <summary>A code is added that gives another OR state in the same MDC.</summary>
    OtherTreatment,

    /// <summary>Something is added that gives another MDC, by the principal diagnosis or by the group.</summary>
    OtherCare,

    /// <summary>The patient has another age or sex.</summary>
    OtherPatient,

    /// <summary>The changed contact gets a return code for a fault, which it has not now.</summary>
    Fault,
}
