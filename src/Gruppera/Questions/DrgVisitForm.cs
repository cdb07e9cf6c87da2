namespace Gruppera.Questions;

/// <summary>Form of a visit that a Swedish DRG code says.</summary>
public enum DrgVisitForm
{
    /// <summary>Individual visit (enskilt besök).</summary>
    Individual,

    /// <summary>Team visit (teambesök).</summary>
    Team,

    /// <summary>Group visit (gruppbesök).</summary>
    Group,

    /// <summary>Consultation by telephone (telefonkonsultation).</summary>
    Telephone,
}
