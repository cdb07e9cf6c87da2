using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Web.Files;

/// <summary>An uploaded file as host of an operation: its page shows how far it is, and what came of it once it is done.</summary>
/// <param name="job">The job.</param>
/// <param name="progress">Takes the rows done, and the share of the file.</param>
internal sealed class JobHost(FileJob job, Action<long, double> progress) : IGroupedHost, IDisposable
{
    /// <summary>Opens files that are understood when they are opened; null where the form has seen to it.</summary>
    internal Func<string, string?, OpenContacts>? Opening { get; init; }

    /// <summary>Opens a set by its id; null where only the set of the job is at hand.</summary>
    internal Func<string, DefinitionSet>? SetOf { get; init; }

    /// <summary>Takes what is found on the way.</summary>
    internal Action<Issue> Found { get; init; } = _ => { };

    public CancellationToken Stop => job.Stop;

    public IDisposable Begin()
    {
        job.Chosen = default;
        return this;
    }

    public OpenContacts Open(string path, string? unlessColumn)
    {
        if (Opening is not null)
            return Opening(path, unlessColumn);
        var source = ContactSource.Open(path, job.Layout);
        return new(path, null, source, new(source.Text, job.Layout, job.Reading!)) { Name = job.Name };
    }

    public DefinitionSet OpenSet(string? id) => id is null || SetOf is null ? job.Set.Set : SetOf(id);

    public GroupedSummary Follow(OpenContacts file, Func<Action<long>, GroupedSummary> read)
    {
        var summary = read(rows => progress(rows, FileRun.Share(file.Source)));
        foreach (var issue in file.Source.Issues)
            Found(issue);
        return summary;
    }

    public void CostsAreRead(string path, CostTable costs, ImmutableArray<Issue> unreadable)
    {
        foreach (var issue in unreadable)
            Found(issue);
    }

    public void Tell(Issue issue) => Found(issue);

    public void LeftOut(Issue issue) => Found(issue);

    public void IsRead(GroupedSummary summary, string name)
    {
        foreach (var issue in summary.Issues)
            Found(issue);
        if (summary.Excluded.Any(each => each.Rule.IsOnly))
        {
            var others = summary.Excluded.Where(each => each.Rule.IsOnly).Sum(each => each.Contacts);
            job.Chosen = (job.Chosen.Contacts + summary.Read - others, job.Chosen.Of + summary.Read);
        }
    }

    public void AllAreRead()
    {
    }

    public void Dispose()
    {
    }
}
