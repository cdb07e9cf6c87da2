namespace Gruppera.Workflows.Synthesis;

/// <summary>Every kind of bad coding that can be planted in a synthetic population: those that a check of quality can know.</summary>
public enum FaultKind
{
    /// <summary>There is no diagnosis at all.</summary>
    PrincipalMissing,

    /// <summary>The principal diagnosis is a code that the set does not have.</summary>
    PrincipalUnknown,

    /// <summary>The principal diagnosis is a code that cannot be one, such as an external cause.</summary>
    PrincipalNotApplicable,

    /// <summary>The principal diagnosis says too little, such as R69.</summary>
    PrincipalUnspecific,

    /// <summary>A manifestation stands last among the diagnoses without its cause.</summary>
    AsteriskWithoutDagger,

    /// <summary>A pair is written with its cause first.</summary>
    DaggerFirst,

    /// <summary>Two diagnoses are written as a pair, and the first is no manifestation.</summary>
    NotAsterisk,

    /// <summary>A secondary diagnosis repeats the principal one.</summary>
    SecondaryIsPrincipal,

    /// <summary>A secondary diagnosis is given twice.</summary>
    SecondaryTwice,

    /// <summary>A secondary diagnosis is a code that the set does not have.</summary>
    DiagnosisUnknown,

    /// <summary>The patient is 126 years old or more.</summary>
    AgeImpossible,

    /// <summary>Discharge comes before admission, and an inpatient contact has no care days.</summary>
    DatesImpossible,

    /// <summary>Sex is missing if it decides the group.</summary>
    SexMissing,

    /// <summary>The principal diagnosis belongs to the other sex.</summary>
    SexAgainstDiagnosis,

    /// <summary>The patient is too young or too old for the principal diagnosis, by the rules of the set.</summary>
    AgeAgainstDiagnosis,

    /// <summary>A procedure is a code that the set does not have.</summary>
    ProcedureUnknown,

    /// <summary>An operation that no diagnosis explains: the contact groups as a rare combination.</summary>
    ProcedureUnrelated,

    /// <summary>A visit without the profession met.</summary>
    ProfessionMissing,

    /// <summary>A visit without its form.</summary>
    VisitFormMissing,

    /// <summary>The row before is there once more, under another id.</summary>
    ContactTwice,

    /// <summary>Care that NordDRG does not describe, by its care form.</summary>
    OutsideNordDrg,

    /// <summary>More than a year of care days with leave among them.</summary>
    LongWithLeave,

    /// <summary>A medicine was given, and its ATC code is missing.</summary>
    MedicineWithoutAtc,

    /// <summary>A medicine decides the group, and the contact has no cost; with costs only.</summary>
    MedicineWithoutCost,

    /// <summary>The cost is 0 or less; with costs only.</summary>
    CostNotPositive,
}

/// <summary>A fault that was put into a contact.</summary>
/// <param name="Row">Row in the file, the header being row 1.</param>
/// <param name="Id">Id of the contact.</param>
/// <param name="Kind">What is wrong with it.</param>
public readonly record struct PlantedFault(long Row, long Id, FaultKind Kind);
