using System.Collections.Immutable;

namespace Gruppera.Definitions;

/// <summary>A known error of a version of the tables, which stays until a later one. It changes no grouping. Immutable.</summary>
/// <param name="Id">What its owner calls it.</param>
/// <param name="Text">What is wrong.</param>
public sealed record KnownProblem(string Id, string Text)
{
    /// <summary>Ids of the rules that it is about.</summary>
    public ImmutableArray<string> Rules { get => field.IsDefault ? [] : field; init; }

    /// <summary>Groups that it is about.</summary>
    public ImmutableArray<string> Drgs { get => field.IsDefault ? [] : field; init; }

    /// <summary>Codes that it is about, normalised; a code stands for those that begin with it.</summary>
    public ImmutableArray<string> Codes { get => field.IsDefault ? [] : field; init; }

    /// <summary>The version or day from which it is known, as written; may be empty.</summary>
    public string From { get; init; } = "";

    /// <summary>The version in which it is mended, as written; empty if it is not.</summary>
    public string MendedIn { get; init; } = "";

    /// <summary>True if it is about a code.</summary>
    /// <param name="code">The code, normalised.</param>
    public bool IsAbout(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        foreach (var about in Codes)
        {
            if (code.StartsWith(about, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
