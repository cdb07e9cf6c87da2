using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Cli.Commands;

/// <summary>Sets and weight lists by year, out of options such as <c>--set-by-date 2024=swe-2024,2025=swe-2025</c>.</summary>
internal static class SetsByDate
{
    /// <summary>The sets with their weights: one for all dates where none were asked for by date.</summary>
    internal static ImmutableArray<DatedGrouper> Open(
        Session session, bool isSetNamed, string set, string? setByDate, string? weights, string? weightsByDate, string? country)
    {
        if (setByDate is not null && isSetNamed)
            throw new UsageException("Give --set or --set-by-date, not both");
        CheckLists(weights, weightsByDate);
        var groupers = new Dictionary<string, Grouper>(StringComparer.Ordinal);
        if (setByDate is null && weightsByDate is null)
        {
            var list = Weights.Open(session, weights, Grouper(set).Definition.Set);
            return [new(DateOnly.MinValue, DateOnly.MaxValue, Grouper(set), list is null ? null : list.Of)];
        }

        var sets = Years("--set-by-date", setByDate);
        var lists = Years("--weights-by-date", weightsByDate);
        if (sets.Count > 0 && lists.Count > 0 && !sets.Keys.SequenceEqual(lists.Keys))
            throw new UsageException("--set-by-date and --weights-by-date must name the same years");
        return [.. (sets.Count > 0 ? sets : lists).Keys.Select(year =>
        {
            var grouper = Grouper(sets.GetValueOrDefault(year, set));
            var name = lists.GetValueOrDefault(year, weights ?? "");
            var list = Weights.Open(session, name.Length == 0 ? null : name, grouper.Definition.Set);
            return new DatedGrouper(new(year, 1, 1), new(year, 12, 31), grouper, list is null ? null : list.Of, list?.Name);
        })];

        Grouper Grouper(string id) => groupers.TryGetValue(id, out var known) ? known : groupers[id] = Sets.Grouper(session, id, country);
    }

    /// <summary>Refuses one list beside lists by year.</summary>
    internal static void CheckLists(string? list, string? byDate)
    {
        if (list is not null && byDate is not null)
            throw new UsageException("Give --weights or --weights-by-date, not both");
    }

    internal static Option<string?> WeightsOption(Session session) => new("--weights-by-date")
    {
        Description = session.Say("Weight lists by year, such as 2024=list-2024,2025=list-2025, instead of --weights"),
    };

    internal static SortedDictionary<int, string> Years(string option, string? text)
    {
        var years = new SortedDictionary<int, string>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || at == part.Length - 1 || !int.TryParse(part[..at], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                || year is < 1900 or > 2200 || !years.TryAdd(year, part[(at + 1)..]))
                throw new UsageException($"{option} {part}: give each year once, such as 2025=swe-2025");
        }

        return years;
    }
}
