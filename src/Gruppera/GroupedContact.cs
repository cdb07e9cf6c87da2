namespace Gruppera;

/// <summary>What casemix needs of a grouped contact: its group and its cost, and nothing that grouping needs.</summary>
/// <remarks>Texts are the same object wherever a reader meets them again, so a value allocates nothing.</remarks>
public readonly record struct GroupedContact
{
    /// <summary>Row in the file, the first one (a header counts) being 1.</summary>
    public long Row { get; init; }

    /// <summary>National group; empty for a contact without one.</summary>
    public string Drg { get; init; }

    /// <summary>MDC of the group; empty where the file has none.</summary>
    public string Mdc { get; init; }

    /// <summary>Care form as the file has it, such as inpatient, outpatient, psychiatry, primary; empty where it has none.</summary>
    public string CareForm { get; init; }

    /// <summary>Unit that the contact counts for.</summary>
    public ReportingUnit Unit { get; init; }

    /// <summary>Cost in kronor of the year of the file; not a number where the file has none.</summary>
    public double Cost { get; init; }

    /// <summary>Care days; 0 for a visit.</summary>
    public int Days { get; init; }

    /// <summary>Secondary diagnoses recorded.</summary>
    public int SecondaryDiagnoses { get; init; }
}
