using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>A code of a catalogue. Immutable.</summary>
/// <param name="Code">The code as its owner writes it, <c>I71.4</c> or <c>JFB30</c>; of a pair the asterisk code.</param>
/// <param name="Dagger">The dagger code of a pair, or empty.</param>
public sealed record CatalogueCode(string Code, string Dagger = "")
{
    /// <summary>Its texts, at most one a language.</summary>
    public ImmutableArray<CodeText> Texts { get; init; } = [];

    /// <summary>The first day it may be used; null if not given.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day it may be used; null if not given.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Codes that took its place; empty if not given.</summary>
    public ImmutableArray<string> Successors { get; init; } = [];

    /// <summary>True if it may be used on a day, as far as its dates say.</summary>
    public bool IsValid(DateOnly day) => !(day < From) && !(day > To);
}
