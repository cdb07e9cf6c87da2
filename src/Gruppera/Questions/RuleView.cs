using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>A rule and what stands near it. Immutable.</summary>
public sealed record RuleView
{
    /// <summary>The rule, with its cells in plain words.</summary>
    public required RuleBrief Rule { get; init; }

    /// <summary>Its group in the Combined version; may be empty.</summary>
    public string CombinedDrg { get; init; } = "";

    /// <summary>Text of its return code; may be empty.</summary>
    public TableText ReturnCodeText { get; init; }

    /// <summary>National versions that it belongs to, as delivered; may be empty.</summary>
    public string NationalVersions { get; init; } = "";

    /// <summary>Its place among the rules, from 1.</summary>
    public int Place { get; init; }

    /// <summary>How many rules the set has.</summary>
    public int Of { get; init; }

    /// <summary>File that it stands in; may be empty.</summary>
    public string File { get; init; } = "";

    /// <summary>Row in that file, the first one being 1.</summary>
    public int Row { get; init; }

    /// <summary>The three rules that are tried before it, in order.</summary>
    public ImmutableArray<RuleBrief> Before { get; init; } = [];

    /// <summary>The three rules that are tried after it, in order.</summary>
    public ImmutableArray<RuleBrief> After { get; init; } = [];

    /// <summary>The rule and those that differ from it in the complication level only, in order; empty if there are none.</summary>
    public ImmutableArray<SiblingRule> Siblings { get; init; } = [];

    /// <summary>Rules that differ from it in one other cell, in order.</summary>
    public ImmutableArray<NearRule> Nearest { get; init; } = [];

    /// <summary>Known problems of the version that are about it.</summary>
    public ImmutableArray<KnownProblem> Problems { get; init; } = [];
}
