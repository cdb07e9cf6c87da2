namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>What has been decided of a change.</summary>
public enum ChangeStatus
{
    /// <summary>Nothing yet.</summary>
    Proposed,

    /// <summary>It goes into the next version.</summary>
    Accepted,

    /// <summary>Its author took it back.</summary>
    Withdrawn,

    /// <summary>It is asked again for a later version.</summary>
    Postponed,
}
