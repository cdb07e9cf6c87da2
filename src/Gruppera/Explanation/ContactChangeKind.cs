namespace Gruppera.Explanation;

/// <summary>What is changed in a contact, the smaller kinds first.</summary>
public enum ContactChangeKind
{
    /// <summary>A code is left out: a procedure, a diagnosis, or one code of a pair.</summary>
    DropCode,

    /// <summary>A secondary diagnosis becomes the principal one; the others keep their order.</summary>
    MakePrincipal,

    /// <summary>A secondary diagnosis is added last, or a principal one where there is none.</summary>
    AddDiagnosis,

    /// <summary>A procedure is added.</summary>
    AddProcedure,

    /// <summary>Other care days.</summary>
    Duration,

    /// <summary>Another age.</summary>
    Age,

    /// <summary>Another mode of discharge.</summary>
    Discharge,

    /// <summary>Another sex.</summary>
    Sex,
}
