namespace Gruppera;

/// <summary>What grouping needs of a contact besides codes; a set of them.</summary>
[Flags]
public enum ContactNeeds
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Age in days at admission or visit.</summary>
    Age = 1,

    /// <summary>Care days, or that the contact is a visit.</summary>
    Duration = 2,

    /// <summary>Legal sex.</summary>
    Sex = 4,

    /// <summary>Diagnoses.</summary>
    Diagnoses = 8,

    /// <summary>All of them.</summary>
    All = Age | Duration | Sex | Diagnoses,
}
