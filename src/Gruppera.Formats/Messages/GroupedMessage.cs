namespace Gruppera.Formats.Messages;

/// <summary>A grouped contact as messages tell it: who, when, where, and the result. Never a diagnosis. Immutable.</summary>
public sealed record GroupedMessage
{
    /// <summary>Its place in the file, the first contact being 1.</summary>
    public required long Number { get; init; }

    /// <summary>What the sender calls it; may be empty.</summary>
    public required string Id { get; init; }

    /// <summary>What the sender calls the patient; may be empty.</summary>
    public string Patient { get; init; } = "";

    /// <summary>Hospital or other unit; may be empty.</summary>
    public string Hospital { get; init; } = "";

    /// <summary>Sex.</summary>
    public Sex Sex { get; init; }

    /// <summary>Date of admission or visit.</summary>
    public DateOnly? Admission { get; init; }

    /// <summary>Date of discharge.</summary>
    public DateOnly? Discharge { get; init; }

    /// <summary>The word of its care form; empty where it has no group.</summary>
    public string CareForm { get; init; } = "";

    /// <summary>The group; empty for a contact that was not grouped.</summary>
    public string Drg { get; init; } = "";

    /// <summary>Its name.</summary>
    public string DrgName { get; init; } = "";

    /// <summary>MDC of the contact.</summary>
    public string Mdc { get; init; } = "";

    /// <summary>Return code.</summary>
    public string ReturnCode { get; init; } = "";

    /// <summary>Level of complication.</summary>
    public string Complication { get; init; } = "";

    /// <summary>The definition set.</summary>
    public string Set { get; init; } = "";

    /// <summary>Order of the rule.</summary>
    public string Order { get; init; } = "";

    /// <summary>Id of the rule.</summary>
    public string Rule { get; init; } = "";

    /// <summary>The weight; empty without a list.</summary>
    public string Weight { get; init; } = "";

    /// <summary>Codes of what was wrong; empty for nothing.</summary>
    public string Issue { get; init; } = "";

    /// <summary>The last day that is known of it.</summary>
    internal DateOnly? LastDay => Discharge ?? Admission;

    /// <summary>True for a stay.</summary>
    internal bool IsInpatient => CareForm == Gruppera.CareForm.Inpatient.Word;
}
