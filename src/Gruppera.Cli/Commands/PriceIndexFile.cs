using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Deliveries;
using Gruppera.Presentation.Words;

namespace Gruppera.Cli.Commands;

/// <summary>The price index that a command was given.</summary>
internal static class PriceIndexFile
{
    /// <summary>Reads the index; null if none was named. Rows that cannot be read are printed.</summary>
    internal static PriceIndex? Read(Session session, string? path, int? year = null)
    {
        if (path is null)
            return null;
        if (!File.Exists(path))
            throw new UsageException($"There is no price index {path}");
        var issues = new List<Issue>();
        var index = PriceIndex.Read(Path.GetFileName(path), TableFile.Rows(path), issues);
        foreach (var issue in issues)
            session.Error.WriteLine(IssueHints.Line(issue, session.Language));
        return index.Levels.IsEmpty || (year is { } asked && !index.Levels.ContainsKey(asked))
            ? throw new UsageException(
                $"The price index {path} has no level for {(year?.ToString(CultureInfo.InvariantCulture) ?? "any year"):year}")
            : index;
    }
}
