namespace Gruppera;

/// <summary>What casemix needs of a grouped contact: its group and its cost, and nothing that grouping needs.</summary>
/// <remarks>Texts are the same object wherever a reader meets them again, so a value allocates nothing.</remarks>
public readonly record struct GroupedContact
{
    /// <summary>Row in the file, the first one (a header counts) being 1.</summary>
    public long Row { get; init; }

    /// <summary>National group; empty for a contact without one.</summary>
    public string Drg { get; init; }

    /// <summary>MDC of the group, or of the contact in files that do not have that; empty if the file has neither.</summary>
    public string Mdc { get; init; }

    /// <summary>Care form as the file has it, such as inpatient, outpatient, primary; empty if it has none.</summary>
    public string CareForm { get; init; }

    /// <summary>Specialty as the file has it, somatic or psychiatric; empty if it has none.</summary>
    public string Specialty { get; init; }

    /// <summary>True for a visit that is part of an inpatient stay: no contact of its own.
    /// Only handed on where that is asked for.</summary>
    public bool IsPartOfStay { get; init; }

    /// <summary>Unit that the contact counts for.</summary>
    public ReportingUnit Unit { get; init; }

    /// <summary>Cost in kronor of the year of the file; not a number if the file has none.</summary>
    public double Cost { get; init; }

    /// <summary>Care days; 0 for a visit.</summary>
    public int Days { get; init; }

    /// <summary>Secondary diagnoses recorded; -1 if the file has no column of diagnoses.</summary>
    public int SecondaryDiagnoses { get; init; }

    /// <summary>Year of discharge, or else of admission or visit; 0 if it was not asked for, or the file does not say.</summary>
    public int Year { get; init; }

    /// <summary>Day of admission or visit; null if it was not asked for, or the file does not say.</summary>
    public DateOnly? Admitted { get; init; }

    /// <summary>Day of discharge; null if it was not asked for, or the file does not say.</summary>
    public DateOnly? Discharged { get; init; }

    /// <summary>Id of the contact; null if it was not asked for, or the file has none.</summary>
    public string? Id { get; init; }

    /// <summary>Place of its costs by type in a table of costs, the first being 1; 0 if its cost stands in the file of contacts.</summary>
    public int CostPlace { get; init; }

    /// <summary>Contacts that a row of a table of volumes stands for, beyond the first: cost, care days and secondary diagnoses are then
    /// those of all of them together. 0 for a row that is one contact.</summary>
    public int More { get; init; }
}
