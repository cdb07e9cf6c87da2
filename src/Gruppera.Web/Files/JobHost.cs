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
    public CancellationToken Stop => job.Stop;

    public IDisposable Begin() => this;

    public OpenContacts Open(string path, string? unlessColumn)
    {
        var source = ContactSource.Open(path, job.Layout);
        return new(path, null, source, new(source.Text, job.Layout, job.Reading!)) { Name = job.Name };
    }

    public DefinitionSet OpenSet(string? id) => job.Set.Set;

    public GroupedSummary Follow(OpenContacts file, Func<Action<long>, GroupedSummary> read) =>
        read(rows => progress(rows, FileRun.Share(file.Source)));

    public void CostsAreRead(string path, CostTable costs, ImmutableArray<Issue> unreadable)
    {
    }

    public void Tell(Issue issue)
    {
    }

    public void LeftOut(Issue issue)
    {
    }

    public void IsRead(GroupedSummary summary, string name)
    {
    }

    public void AllAreRead()
    {
    }

    public void Dispose()
    {
    }
}
