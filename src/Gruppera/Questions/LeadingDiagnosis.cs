namespace Gruppera.Questions;

/// <summary>A principal diagnosis that leads to a group as the only code of an ordinary contact: the patient is 40 years old, of either
/// sex, and leaves alive; the contact is inpatient with 1 or 10 care days, or an outpatient visit, tried plain and with the visit form
/// and profession that the group's rules ask for. Immutable.</summary>
/// <param name="Code">The diagnosis code.</param>
/// <param name="Text">Its text.</param>
/// <param name="Inpatient">True if an inpatient contact gets the group.</param>
/// <param name="Outpatient">True if a visit gets the group.</param>
/// <param name="Male">True if a man gets the group.</param>
/// <param name="Female">True if a woman gets the group.</param>
public sealed record LeadingDiagnosis(string Code, TableText Text, bool Inpatient, bool Outpatient, bool Male, bool Female);
