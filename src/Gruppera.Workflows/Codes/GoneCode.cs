namespace Gruppera.Workflows.Codes;

/// <summary>A code that the set does not know because it went out. Immutable.</summary>
/// <param name="Code">The code.</param>
/// <param name="Times">How often contacts have it.</param>
/// <param name="KnownTo">The catalogue or the earlier set that knows it.</param>
/// <param name="To">The last day it might be used; null if not known.</param>
public sealed record GoneCode(string Code, long Times, string KnownTo, DateOnly? To)
{
    /// <summary>Its text; empty where what knows it has none.</summary>
    public TableText Text { get; init; } = TableText.None;

    /// <summary>True for a procedure, where what knows it says so.</summary>
    public bool IsProcedure { get; init; }
}
