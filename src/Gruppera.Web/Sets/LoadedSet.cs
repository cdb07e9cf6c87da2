using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Grouping;

namespace Gruppera.Web.Sets;

/// <summary>A definition set with all that answers from it, each made when first asked for. Thread-safe.</summary>
public sealed class LoadedSet
{
    private readonly Lazy<Grouper> _grouper;
    private readonly Lazy<Explainer> _explainer;
    private readonly Lazy<WhatIf> _whatIf;

    /// <summary>Wraps a set, with a list of weights where there is one.</summary>
    public LoadedSet(DefinitionSet set, WeightList? weights = null)
    {
        (Set, Weights) = (set, weights);
        _grouper = new(() => new(set));
        _explainer = new(() => new(Grouper));
        _whatIf = new(() => new(Grouper));
    }

    /// <summary>Its id.</summary>
    public string Id => Set.Version.Id;

    /// <summary>The tables.</summary>
    public DefinitionSet Set { get; }

    /// <summary>Weights of its groups, or null.</summary>
    public WeightList? Weights { get; }

    /// <summary>Groups contacts.</summary>
    public Grouper Grouper => _grouper.Value;

    /// <summary>Explains contacts.</summary>
    public Explainer Explainer => _explainer.Value;

    /// <summary>Tries changes.</summary>
    public WhatIf WhatIf => _whatIf.Value;

    /// <summary>Entity tag of everything that depends on the set and the program alone.</summary>
    public string ETag => $"\"{Set.Version.Id}-{Set.Version.SourceHash[..Math.Min(16, Set.Version.SourceHash.Length)]}-{Grouper.EngineVersion}-{Weights?.Name}\"";
}
