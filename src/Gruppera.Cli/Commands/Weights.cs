using System.CommandLine;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Output;
using Gruppera.Definitions;
using Gruppera.Formats;

namespace Gruppera.Cli.Commands;

/// <summary>The weight list that a command was given.</summary>
internal static class Weights
{
    internal static Option<string?> Option(Session session) => new("--weights")
    {
        Description = session.Say("Weight list, CSV or Excel, with a row that names a DRG and a weight column", "Viktlista, CSV eller Excel, med en rad som namnger en DRG- och en viktkolumn"),
    };

    /// <summary>Reads the list for a set; null where none was named. Rows that cannot be read are printed. A list that has a weight
    /// for none of the set's groups belongs to another set and is refused.</summary>
    internal static WeightList? Open(Session session, string? path, DefinitionSet set)
    {
        if (path is null)
            return null;
        if (!File.Exists(path))
            throw new UsageException($"No weight list {path}", $"Ingen viktlista {path}");
        var issues = new List<Issue>();
        var list = WeightList.Read(Path.GetFileName(path), TableFile.Rows(path), issues);
        foreach (var issue in issues)
            session.Error.WriteLine(issue.ToString(session.Language));
        if (list is null)
            throw new UsageException($"The weight list {path} cannot be used", $"Viktlistan {path} kan inte användas");
        var (all, weighted) = (0, 0);
        foreach (var drg in set.Rules.Select(rule => rule.Drg).Distinct())
        {
            all++;
            weighted += list.Of(drg) is null ? 0 : 1;
        }

        if (weighted == 0)
        {
            throw new UsageException(
                $"The weight list {path} has a weight for none of the {all} DRGs of {set.Version.Id}: it belongs to another set",
                $"Viktlistan {path} har ingen vikt för någon av de {all} DRG i {set.Version.Id}: den hör till en annan uppsättning");
        }

        return list;
    }
}
