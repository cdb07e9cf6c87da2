using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Presentation.Words;
using Gruppera.Web.Api;
using Gruppera.Workflows.Quality;

namespace Gruppera.Web.Files;

/// <summary>Groups an uploaded file as the command line does, then looks for what the coding rules say against.</summary>
internal static class FileRun
{
    /// <summary>Contacts in a file at most: they bound the memory and the disk that a file takes.</summary>
    internal const long MostRows = 5_000_000;

    /// <summary>Path of its page.</summary>
    internal const string Place = "/file";

    private const int Threads = 2;
    private const int ShownFindings = 10;
    private const int ShownUnreadable = 100;

    /// <summary>Contacts of a finding that are remembered at most.</summary>
    internal const int MostPlaces = 200_000;

    /// <exception cref="ContactFileException">The file cannot be understood.</exception>
    internal static Func<FileJob, JobOutcome> Prepare(FileJob job)
    {
        job.Understand(job.Request.Fields());
        return Run;
    }

    /// <exception cref="ContactFileException">The file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The job was deleted.</exception>
    private static FileOutcome Run(FileJob job)
    {
        var unreadable = new List<Issue>();
        var (summary, found) = Group(job, unreadable);
        Tallies.Report(job.Set, summary);
        var first = new SortedDictionary<string, List<Finding>>(StringComparer.Ordinal);
        var places = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        using var input = ContactSource.Open(job.Input, job.Layout);
        var quality = new QualityRun(job.Set.Grouper).Check(input.Text, job.Layout, job.Name, "", Keep, _ => { }, job.Stop);
        return new(summary, quality, first, places, [.. unreadable], found);

        void Keep(Finding finding)
        {
            job.Report(summary.Rows, 0.5 + (Share(input) / 2));
            if (!first.TryGetValue(finding.Code.Id, out var findings))
                first[finding.Code.Id] = findings = [];
            if (findings.Count < ShownFindings)
                findings.Add(finding);
            if (!places.TryGetValue(finding.Code.Id, out var contacts))
                places[finding.Code.Id] = contacts = [];
            if (contacts.Count < MostPlaces && (contacts.Count == 0 || contacts[^1] != finding.Place))
                contacts.Add((int)finding.Place);
        }
    }

    private static (GroupingSummary Summary, ImmutableArray<Issue> Found) Group(FileJob job, List<Issue> unreadable)
    {
        using var input = ContactSource.Open(job.Input, job.Layout);
        using var output = PrivateFile.Create(job.Output);
        var grouper = new FileGrouper(
            job.Set.Grouper,
            new() { Layout = job.Layout, Name = job.Name, Threads = Threads, Language = job.Language, Progress = Progress });
        var summary = grouper.Run(input.Text, output, Keep, job.Stop);
        return (summary, [.. FoundInFiles.Folded(input.Issues.Select(issue => issue with { File = job.Name }))]);

        void Progress(long rows)
        {
            job.Report(rows, Share(input) / 2);
            Limit(rows);
        }

        void Keep(Issue issue, string text)
        {
            if (issue.Code.Severity == IssueSeverity.Error && unreadable.Count < ShownUnreadable)
                unreadable.Add(issue);
        }
    }

    /// <summary>Refuses a file that is too long.</summary>
    internal static void Limit(long rows)
    {
        if (rows > MostRows)
        {
            throw new ContactFileException($"The file has more than {MostRows} contacts. Divide it into smaller ones.");
        }
    }

    /// <summary>How much of a file is read, 0 to 1.</summary>
    internal static double Share(ContactSource input) => input.Length > 0 ? (double)input.Position / input.Length : 0;
}
