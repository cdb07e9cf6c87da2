namespace Gruppera;

/// <summary>How much an issue matters.</summary>
public enum IssueSeverity
{
    /// <summary>Worth knowing; nothing is wrong.</summary>
    Information,

    /// <summary>Probably a mistake; the data are used as they are.</summary>
    Warning,

    /// <summary>What it stands for could not be used.</summary>
    Error,
}
