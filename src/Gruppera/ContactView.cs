namespace Gruppera;

/// <summary>A contact without storage of its own: what a bulk reader hands to the grouper, so that nothing is allocated per
/// contact.</summary>
public readonly ref struct ContactView
{
    /// <summary>Wraps the parts of a contact; the spans must stay unchanged during the call that uses the view.</summary>
    public ContactView(
        Sex sex,
        AgeInDays age,
        Duration duration,
        DischargeMode discharge,
        ReadOnlySpan<Diagnosis> diagnoses,
        ReadOnlySpan<ProcedureCode> procedures,
        CareForm careForm = CareForm.ByDates)
    {
        Sex = sex;
        Age = age;
        Duration = duration;
        Discharge = discharge;
        Diagnoses = diagnoses;
        Procedures = procedures;
        CareForm = careForm;
    }

    /// <inheritdoc cref="CareContact.Sex"/>
    public Sex Sex { get; }

    /// <inheritdoc cref="CareContact.Age"/>
    public AgeInDays Age { get; }

    /// <inheritdoc cref="CareContact.Duration"/>
    public Duration Duration { get; }

    /// <inheritdoc cref="CareContact.Discharge"/>
    public DischargeMode Discharge { get; }

    /// <inheritdoc cref="CareContact.Diagnoses"/>
    public ReadOnlySpan<Diagnosis> Diagnoses { get; }

    /// <inheritdoc cref="CareContact.Procedures"/>
    public ReadOnlySpan<ProcedureCode> Procedures { get; }

    /// <inheritdoc cref="CareContact.CareForm"/>
    public CareForm CareForm { get; }
}
