namespace Gruppera.Questions;

/// <summary>Form of care that a Swedish DRG code says.</summary>
public enum DrgCareForm
{
    /// <summary>Inpatient care (slutenvård).</summary>
    Inpatient,

    /// <summary>Outpatient care (öppenvård).</summary>
    Outpatient,

    /// <summary>Primary care (primärvård).</summary>
    PrimaryCare,

    /// <summary>Inpatient care in primary care.</summary>
    PrimaryCareInpatient,
}
