using Gruppera.Formats.Contacts;
using Gruppera.Web.Workbench;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Files;

/// <summary>From what a reader asked to the work: the same at whichever server. Thread-safe.</summary>
internal sealed class JobPlans(SetCatalogue sets, ProposalStore proposals)
{
    /// <summary>Paths of the API begin so.</summary>
    internal const string Api = "/v1/jobs/";

    /// <summary>Gives a job of the API, or an analysis, its options and files.</summary>
    internal void Call(FileJob job)
    {
        var name = job.Place.StartsWith(Api, StringComparison.Ordinal) ? job.Place[Api.Length..] : job.Request.Kind;
        if (JobKinds.All.FirstOrDefault(kind => kind.Name == name) is { } kind)
        {
            job.Call = new(job, kind, sets)
            {
                Options = [.. job.Request.Options.Select(option => (option.Name, option.Value))],
                Files =
                [
                    .. job.Request.Files.Select((file, at) => file with { Path = job.PlaceOf(PartOf(file.Part, at), file.Name) }),
                ],
            };
        }
    }

    /// <summary>Looks at the file and the fields.</summary>
    /// <exception cref="ContactFileException">They do not say what is needed.</exception>
    internal Func<FileJob, JobOutcome> Prepare(FileJob job) => job.Place switch
    {
        FileRun.Place => FileRun.Prepare(job),
        CasemixJob.Place => CasemixJob.Prepare(job, sets.Weights),
        SimulationJob.Place => SimulationJob.Prepare(job, sets.Weights, proposals),
        _ => _ => job.Call!.Run(),
    };

    /// <summary>The folder of a file of a job.</summary>
    internal static string PartOf(string part, int at) => $"{part}-{at}";
}
