using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Questions;
using Gruppera.Reach;

namespace Gruppera.Presentation.Answers;

/// <summary>An answer that a definition set gave, with what it came from. Immutable.</summary>
public abstract record SetAnswer
{
    private protected SetAnswer(DefinitionVersion version) => (Set, SourceHash) = (version.Id, version.SourceHash);

    /// <summary>Id of the definition set.</summary>
    [JsonPropertyOrder(-3)]
    public string Set { get; }

    /// <summary>SHA-256 of the files that the set was read from.</summary>
    [JsonPropertyOrder(-2)]
    public string SourceHash { get; }

    /// <summary>Version of the engine.</summary>
    [JsonPropertyOrder(-1)]
    public string Engine { get; } = Grouper.EngineVersion;

    /// <summary>The weights of groups; null without a list.</summary>
    private protected static SortedDictionary<string, double>? WeightsOf(WeightList? list, IEnumerable<string> drgs) => list is null
        ? null
        : new(
            drgs.Distinct().Where(drg => list.Of(drg) is not null).ToDictionary(drg => drg, drg => list.Of(drg)!.Value),
            StringComparer.Ordinal);
}

/// <summary>What the logic says of a group. Immutable.</summary>
public sealed record DrgAnswer : SetAnswer
{
    /// <summary>What a set says of a group.</summary>
    /// <param name="set">The set.</param>
    /// <param name="group">The group.</param>
    /// <param name="list">Weights to show beside groups, or null.</param>
    /// <param name="contacts">Where it occurs in a file, or null.</param>
    public DrgAnswer(DefinitionSet set, DrgView group, WeightList? list, Occurrences? contacts = null)
        : base(set.Version)
    {
        (Group, Contacts) = (group, contacts);
        Weights = WeightsOf(list, group.Siblings.Select(sibling => sibling.Drg.Drg).Prepend(group.Drg.Drg));
    }

    /// <summary>The group.</summary>
    public DrgView Group { get; }

    /// <summary>Weights of the groups named, where a list is served.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; }

    /// <summary>Where it occurs in a file; from the command line only.</summary>
    public Occurrences? Contacts { get; }
}

/// <summary>What a code means to the logic: as a diagnosis, as a procedure, or both. Immutable.</summary>
public sealed record CodeAnswer : SetAnswer
{
    /// <summary>What a set says of a code.</summary>
    /// <param name="set">The set.</param>
    /// <param name="codes">The code in each table that has it.</param>
    /// <param name="reaches">For each of them the groups that it can lead to, see <see cref="ReachOf"/>.</param>
    /// <param name="list">Weights to show beside groups, or null.</param>
    /// <param name="contacts">Where it occurs in a file, or null.</param>
    public CodeAnswer(
        DefinitionSet set, ImmutableArray<CodeView> codes, ImmutableArray<ReachableDrgs> reaches, WeightList? list,
        Occurrences? contacts = null)
        : base(set.Version)
    {
        (Codes, Reaches, Contacts) = (codes, reaches, contacts);
        Weights = WeightsOf(list, codes.SelectMany(view => view.AskedForBy).SelectMany(use => use.Drgs).Select(drg => drg.Drg)
            .Concat(reaches.SelectMany(reach => reach.Groups).Select(group => group.Drg))
            .Concat(contacts?.Groups.Select(group => group.Drg) ?? []));
    }

    /// <summary>The code in each table that has it.</summary>
    public ImmutableArray<CodeView> Codes { get; }

    /// <summary>For each of them the groups that contacts can reach with it: as principal diagnosis, or with the procedure among
    /// others.</summary>
    public ImmutableArray<ReachableDrgs> Reaches { get; }

    /// <summary>The groups that each view of a code can reach.</summary>
    public static ImmutableArray<ReachableDrgs> ReachOf(Reachability reachability, ImmutableArray<CodeView> views, string code) =>
        [.. views.Select(view =>
            view.Kind == CodeKind.Diagnosis ? reachability.DrgsOf(Diagnosis.Parse(code)) : reachability.DrgsOf(ProcedureCode.Parse(code)))];

    /// <summary>Weights of the groups named, where a list is served.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; }

    /// <summary>Where it occurs in a file; from the command line only.</summary>
    public Occurrences? Contacts { get; }
}

/// <summary>Which codes give a property and which rules ask for it, by type. Immutable.</summary>
public sealed record PropertyAnswer : SetAnswer
{
    /// <summary>What a set says of a property.</summary>
    /// <param name="set">The set.</param>
    /// <param name="properties">The property under each type that has it.</param>
    /// <param name="list">Weights to show beside groups, or null.</param>
    /// <param name="contacts">Where it occurs in a file, or null.</param>
    public PropertyAnswer(DefinitionSet set, ImmutableArray<PropertyView> properties, WeightList? list, Occurrences? contacts = null)
        : base(set.Version)
    {
        (Properties, Contacts) = (properties, contacts);
        Weights = WeightsOf(
            list,
            properties.SelectMany(view => view.Use.Drgs).Select(drg => drg.Drg).Concat(contacts?.Groups.Select(group => group.Drg) ?? []));
    }

    /// <summary>The property under each type that has it.</summary>
    public ImmutableArray<PropertyView> Properties { get; }

    /// <summary>Weights of the groups named, where a list is served.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; }

    /// <summary>Where it occurs in a file; from the command line only.</summary>
    public Occurrences? Contacts { get; }
}

/// <summary>What a rule says, and what distinguishes it from the rules near it. Immutable.</summary>
public sealed record RuleAnswer : SetAnswer
{
    /// <summary>What a set says of a rule.</summary>
    /// <param name="set">The set.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="list">Weights to show beside groups, or null.</param>
    public RuleAnswer(DefinitionSet set, RuleView rule, WeightList? list)
        : base(set.Version)
    {
        Rule = rule;
        Weights = WeightsOf(
            list,
            rule.Siblings.Select(sibling => sibling.Drg.Drg).Concat(rule.Nearest.Select(near => near.Drg.Drg)).Prepend(rule.Rule.Drg.Drg));
    }

    /// <summary>The rule.</summary>
    public RuleView Rule { get; }

    /// <summary>Weights of the groups named, where a list is served.</summary>
    public IReadOnlyDictionary<string, double>? Weights { get; }
}
