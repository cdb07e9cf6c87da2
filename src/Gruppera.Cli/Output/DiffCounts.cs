using System.Collections.Immutable;
using Gruppera.Changes;

namespace Gruppera.Cli.Output;

/// <summary>How many changes of a kind there are between two sets.</summary>
internal sealed record DiffCount(string Part, bool Steers, int Added, int Removed, int Changed, int Moved)
{
    internal bool IsEmpty => Added + Removed + Changed + Moved == 0;
}

/// <summary>Counts of what differs, those that can steer grouping first; kinds without any are left out.</summary>
internal static class DiffCounts
{
    internal static ImmutableArray<DiffCount> Of(Session session, SetDiff diff, DiffParts parts) =>
    [
        .. All(session, diff).Where(count => !count.Count.IsEmpty && parts.HasFlag(count.Part)).Select(count => count.Count)
            .OrderByDescending(count => count.Steers),
    ];

    private static IEnumerable<(DiffParts Part, DiffCount Count)> All(Session session, SetDiff diff)
    {
        var rules = diff.Rules.Where(rule => rule.Steers).ToList();
        yield return (DiffParts.Rules, new(session.Say("rules", "regler"), true,
            rules.Count(rule => rule.Kind == ChangeKind.Added), rules.Count(rule => rule.Kind == ChangeKind.Removed),
            rules.Count(rule => rule.HasOtherConditions || rule.HasOtherResult || rule.HasOtherCombinedOnly), rules.Count(rule => rule.Moved is not null)));
        yield return (DiffParts.Rules, new(session.Say("  other DRG or return code", "  annan DRG eller returkod"), true, 0, 0, rules.Count(rule => rule.HasOtherResult), 0));
        yield return (DiffParts.Rules, new(session.Say("  other Combined DRG only", "  bara annan kombinerad DRG"), true, 0, 0, rules.Count(rule => rule.HasOtherCombinedOnly), 0));
        yield return (DiffParts.Rules, Count(session.Say("DRGs that rules give", "DRG som regler ger"), true, diff.Groups, group => group.Kind));
        yield return (DiffParts.Codes, Codes(session.Say("diagnosis codes", "diagnoskoder"), true, diff.Diagnoses));
        yield return (DiffParts.Codes, Codes(session.Say("procedure codes", "åtgärdskoder"), true, diff.Procedures));
        yield return (DiffParts.Codes, new(session.Say("codes that exclude", "koder som undantar"), true, diff.Exclusions.Sum(change => change.Categories.Length * change.Added.Length), diff.Exclusions.Sum(change => change.Categories.Length * change.Removed.Length), 0, 0));
        yield return (DiffParts.Codes, Count(session.Say("complication categories", "komplikationskategorier"), true, diff.Activators, change => change.Kind));
        yield return (DiffParts.Rules, new(session.Say("ways of reading", "sätt att läsa"), true, 0, 0, diff.Options.Length, 0));
        yield return (DiffParts.Rules, new(session.Say("rules renumbered", "regler omnumrerade"), false, 0, 0, diff.Rules.Count(rule => !rule.Steers), 0));
        yield return (DiffParts.Codes, Codes(session.Say("diagnosis codes", "diagnoskoder"), false, diff.Diagnoses));
        yield return (DiffParts.Codes, Codes(session.Say("procedure codes", "åtgärdskoder"), false, diff.Procedures));
        foreach (var kind in Enum.GetValues<NameKind>())
            yield return (DiffParts.Names, Count(NameOf(session, kind), false, diff.Names.Where(name => name.Of == kind), name => name.Kind));
    }

    internal static string NameOf(Session session, NameKind kind) => kind switch
    {
        NameKind.Drg => session.Say("names of DRGs", "namn på DRG"),
        NameKind.Mdc => session.Say("names of MDCs", "namn på MDC"),
        NameKind.Category => session.Say("names of categories", "namn på kategorier"),
        NameKind.Property => session.Say("names of properties", "namn på egenskaper"),
        NameKind.Complication => session.Say("names of complications", "namn på komplikationer"),
        NameKind.ReturnCode => session.Say("texts of return codes", "texter till returkoder"),
        NameKind.Diagnosis => session.Say("texts of diagnoses", "texter till diagnoser"),
        _ => session.Say("texts of procedures", "texter till åtgärder"),
    };

    private static DiffCount Codes<TCode>(string part, bool steers, IEnumerable<FeatureChange<TCode>> changes)
        where TCode : struct =>
        Count(part, steers, changes.Where(change => change.Steers == steers).SelectMany(change => Enumerable.Repeat(change.Kind, change.Codes.Length)), kind => kind);

    private static DiffCount Count<T>(string part, bool steers, IEnumerable<T> changes, Func<T, ChangeKind> kindOf)
    {
        var counts = changes.CountBy(kindOf).ToDictionary();
        return new(part, steers, counts.GetValueOrDefault(ChangeKind.Added), counts.GetValueOrDefault(ChangeKind.Removed), counts.GetValueOrDefault(ChangeKind.Changed), 0);
    }
}

/// <summary>Which parts of a comparison to show.</summary>
[Flags]
internal enum DiffParts
{
    None = 0,
    Rules = 1,
    Codes = 2,
    Names = 4,
    All = Rules | Codes | Names,
}
