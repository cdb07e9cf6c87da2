using System.Text.Json.Serialization;

namespace Gruppera.Questions;

/// <summary>A code, or an asterisk-dagger pair, with its text. Immutable.</summary>
/// <param name="Code">The normalised code; a pair as <c>G940*A503</c>.</param>
/// <param name="Text">Its text; empty if no table has it.</param>
public sealed record NamedCode(string Code, TableText Text)
{
    /// <summary>True for a procedure.</summary>
    [JsonIgnore]
    public bool IsProcedure { get; init; }

    /// <summary>The code as people write it, <c>I71.4</c>.</summary>
    [JsonIgnore]
    public string Written => CodeNotation.Written(Code, IsProcedure);
}
