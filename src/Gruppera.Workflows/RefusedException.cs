namespace Gruppera.Workflows;

/// <summary>An operation that cannot be done as it was asked for. Nothing was written.</summary>
/// <param name="text">What is in the way, and what to do.</param>
public class RefusedException(Text text) : Exception(text?.ToString())
{
    /// <summary>What is in the way, and what to do. A host may say it with the names of its own options.</summary>
    public Text Text { get; } = text ?? Text.None;
}
