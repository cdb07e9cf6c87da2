using System.Collections.Immutable;
using Gruppera.Changes;

namespace Gruppera.Presentation.Answers;

/// <summary>How many changes of a kind there are between two sets. Immutable.</summary>
/// <param name="Part">The kind in words; one that is a part of the kind above it begins with two blanks.</param>
/// <param name="Steers">True if changes of the kind can affect grouping.</param>
/// <param name="Added">Added.</param>
/// <param name="Removed">Removed.</param>
/// <param name="Changed">Changed.</param>
/// <param name="Moved">Of rules: those that are tried earlier or later than before.</param>
public sealed record DiffCount(string Part, bool Steers, int Added, int Removed, int Changed, int Moved)
{
    internal bool IsEmpty => Added + Removed + Changed + Moved == 0;
}

/// <summary>Counts of what differs, those that can affect grouping first; kinds without any are left out.</summary>
public static class DiffCounts
{
    /// <summary>Counts the changes.</summary>
    /// <param name="language">Language of the kinds.</param>
    /// <param name="diff">The comparison.</param>
    /// <param name="parts">Parts to count.</param>
    public static ImmutableArray<DiffCount> Of(Language language, SetDiff diff, DiffParts parts) =>
    [
        .. All(language, diff).Where(count => !count.Count.IsEmpty && parts.HasFlag(count.Part)).Select(count => count.Count)
            .OrderByDescending(count => count.Steers),
    ];

    private static IEnumerable<(DiffParts Part, DiffCount Count)> All(Language language, SetDiff diff)
    {
        var rules = diff.Rules.Where(rule => rule.Steers).ToList();
        yield return (DiffParts.Rules, new(language.Say("rules"), true,
            rules.Count(rule => rule.Kind == ChangeKind.Added), rules.Count(rule => rule.Kind == ChangeKind.Removed),
            rules.Count(rule => rule.HasOtherConditions || rule.HasOtherResult || rule.HasOtherCombinedOnly),
            rules.Count(rule => rule.Moved is not null)));
        yield return (
            DiffParts.Rules, new(language.Say("  other DRG or return code"), true, 0, 0, rules.Count(rule => rule.HasOtherResult), 0));
        yield return (
            DiffParts.Rules, new(language.Say("  other Combined DRG only"), true, 0, 0, rules.Count(rule => rule.HasOtherCombinedOnly), 0));
        yield return (DiffParts.Rules, Count(language.Say("DRGs that rules give"), true, diff.Groups, group => group.Kind));
        yield return (DiffParts.Codes, Codes(language.Say("diagnosis codes"), true, diff.Diagnoses));
        yield return (DiffParts.Codes, Codes(language.Say("procedure codes"), true, diff.Procedures));
        yield return (DiffParts.Codes, new(
            language.Say("codes that exclude"), true, diff.Exclusions.Sum(change => change.Categories.Length * change.Added.Length),
            diff.Exclusions.Sum(change => change.Categories.Length * change.Removed.Length), 0, 0));
        yield return (DiffParts.Codes, Count(language.Say("complication categories"), true, diff.Activators, change => change.Kind));
        yield return (DiffParts.Rules, new(language.Say("how the tables are read"), true, 0, 0, diff.Options.Length, 0));
        yield return (DiffParts.Rules, new(language.Say("rules renumbered"), false, 0, 0, diff.Rules.Count(rule => !rule.Steers), 0));
        yield return (DiffParts.Codes, Codes(language.Say("diagnosis codes"), false, diff.Diagnoses));
        yield return (DiffParts.Codes, Codes(language.Say("procedure codes"), false, diff.Procedures));
        foreach (var kind in Enum.GetValues<NameKind>())
            yield return (
                DiffParts.Names, Count(NameOf(language, kind), false, diff.Names.Where(name => name.Of == kind), name => name.Kind));
    }

    /// <summary>A kind of names in words.</summary>
    /// <param name="language">Language.</param>
    /// <param name="kind">The kind.</param>
    public static string NameOf(Language language, NameKind kind) => kind switch
    {
        NameKind.Drg => language.Say("names of DRGs"),
        NameKind.Mdc => language.Say("names of MDCs"),
        NameKind.Category => language.Say("names of categories"),
        NameKind.Property => language.Say("names of properties"),
        NameKind.Complication => language.Say("names of complications"),
        NameKind.ReturnCode => language.Say("texts of return codes"),
        NameKind.Diagnosis => language.Say("texts of diagnoses"),
        _ => language.Say("texts of procedures"),
    };

    private static DiffCount Codes<TCode>(string part, bool steers, IEnumerable<FeatureChange<TCode>> changes)
        where TCode : struct =>
        Count(
            part, steers,
            changes.Where(change => change.Steers == steers).SelectMany(change => Enumerable.Repeat(change.Kind, change.Codes.Length)),
            kind => kind);

    private static DiffCount Count<T>(string part, bool steers, IEnumerable<T> changes, Func<T, ChangeKind> kindOf)
    {
        var counts = changes.CountBy(kindOf).ToDictionary();
        return new(
            part, steers, counts.GetValueOrDefault(ChangeKind.Added), counts.GetValueOrDefault(ChangeKind.Removed),
            counts.GetValueOrDefault(ChangeKind.Changed), 0);
    }
}

/// <summary>Which parts of a comparison to show.</summary>
[Flags]
public enum DiffParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Rules and groups, and how the tables are read.</summary>
    Rules = 1,

    /// <summary>Properties and exclusions of codes.</summary>
    Codes = 2,

    /// <summary>Names and texts.</summary>
    Names = 4,

    /// <summary>Everything.</summary>
    All = Rules | Codes | Names,
}
