using System.CommandLine;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Cli.Commands;

/// <summary>The weight list that a command was given.</summary>
internal static class Weights
{
    internal static Option<string?> Option(Session session) => new("--weights")
    {
        Description = session.Say("Weight list: id of a stored one, or a file, CSV or Excel, with a row that names a DRG and a weight column"),
    };

    /// <summary>Reads the list for a set; null where none was named. A list that belongs to another set is refused: by its manifest,
    /// or, where that names none, where the set knows fewer than half of its groups.</summary>
    internal static WeightList? Open(Session session, string? idOrPath, DefinitionSet set)
    {
        if (Read(session, idOrPath) is not { } list)
            return null;
        if (Refusal(list, idOrPath!, set) is { } refusal)
            throw refusal;
        TellLacking(session, list, set);
        return list;
    }

    /// <summary>Counts the groups of a set that a list lacks.</summary>
    internal static void TellLacking(Session session, WeightList list, DefinitionSet set)
    {
        var drgs = set.Rules.Select(rule => rule.Drg).Distinct().ToList();
        var lacking = drgs.Count - drgs.Count(list.Rows().Select(row => row.Drg).ToHashSet(StringComparer.Ordinal).Contains);
        if (lacking > 0)
            session.Error.WriteLine(new Issue(IssueCodes.DrgWithoutWeight, list.Name, Detail: $"{lacking} / {drgs.Count}").ToString(session.Language));
    }

    /// <summary>Why a list does not belong to a set; null where it does.</summary>
    internal static UsageException? Refusal(WeightList list, string idOrPath, DefinitionSet set)
    {
        if (list.Manifest is { Set: { Length: > 0 } other } && other != set.Version.Id)
        {
            return new($"The weight list {idOrPath} is for {other}, not {set.Version.Id}: choose that set, or another list");
        }

        var drgs = set.Rules.Select(rule => rule.Drg).ToHashSet(StringComparer.Ordinal);
        var groups = list.Rows().Select(row => row.Drg).Distinct().ToList();
        var known = groups.Count(drgs.Contains);
        return known == 0 || (known * 2 < groups.Count && list.Manifest is not { Set.Length: > 0 })
            ? new($"The weight list {idOrPath} belongs to another set: {set.Version.Id} knows {known} of its {groups.Count:groups} DRGs")
            : null;
    }

    /// <summary>Reads a stored list by id, or a file; null where none was named. Rows that cannot be read are printed.</summary>
    internal static WeightList? Read(Session session, string? idOrPath)
    {
        if (idOrPath is null)
            return null;
        if (WeightsCommand.Store.Exists(idOrPath))
        {
            return WeightsCommand.Store.Open(idOrPath) ?? throw new UsageException(
                $"The stored weight list {idOrPath} was changed or damaged: import it again");
        }

        if (!File.Exists(idOrPath))
            throw new UsageException($"No weight list {idOrPath}");
        var name = Path.GetFileName(idOrPath);
        var issues = new List<Issue>();
        var list = Path.GetExtension(idOrPath) == ".json" ? WeightJson.Read(name, File.ReadAllBytes(idOrPath)) : WeightList.Read(name, TableFile.Rows(idOrPath), issues);
        foreach (var issue in issues)
            session.Error.WriteLine(issue.ToString(session.Language));
        return list ?? throw new UsageException($"The weight list {idOrPath} cannot be used");
    }
}
