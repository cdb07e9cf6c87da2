using System.Collections.Immutable;
using Gruppera.Web.Files;

namespace Gruppera.Web.Pages.Shared;

/// <summary>The files of a reader that are kept, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Store">Where they are.</param>
internal sealed record MyFiles(ExplorerPage Page, FileStore Store)
{
    /// <summary>The files, the last one first.</summary>
    internal ImmutableArray<FileJob> Jobs => Store.Of(Page.HttpContext);

    /// <summary>The page of a file.</summary>
    internal string PathOf(FileJob job) => Page.To($"{job.Place}/{job.Id}", job.Set);

    /// <summary>Where it is deleted.</summary>
    internal static string DeletePathOf(FileJob job) => $"{job.Place}/{job.Id}/delete";

    /// <summary>What was asked of a file.</summary>
    internal string What(FileJob job) => job.Place switch
    {
        SimulationJob.Place when job.Request.Options.Any(option => option.Name == SimulationJob.MadeUp) =>
            Page.Say("simulation on synthetic contacts"),
        SimulationJob.Place => Page.Say("simulation"),
        CasemixJob.Place => "casemix",
        Analysis.Place when job.Call is { } call => Page.Say(Analysis.Of(call.Kind.Name)!.Title),
        _ => Page.Say("grouping"),
    };

    /// <summary>How far it has come.</summary>
    internal string State(FileJob job) => job switch
    {
        { IsBusy: true } => Page.Say($"at work, {(int)(100 * job.Share):percent} %"),
        { IsDone: false } => Page.Say("could not be used"),
        _ => Page.Say("done"),
    };
}
