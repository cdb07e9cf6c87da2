using System.Collections.Immutable;
using Gruppera.Web.Files;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Pages.Shared;

/// <summary>The files of a reader that are kept, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Store">Where they are.</param>
internal sealed record MyFiles(ExplorerPage Page, FileStore Store)
{
    /// <summary>The files, the last one first.</summary>
    internal ImmutableArray<FileJob> Jobs => Store.Of(Page.HttpContext);

    /// <summary>The page of a file.</summary>
    internal string PathOf(FileJob job) => Page.To(
        $"{job.Place}/{job.Id}{QueryString.Create(ContactChoice.Of(job.Request.Only).Parameters
            .Select(each => KeyValuePair.Create(each.Name, (string?)each.Value)))}", job.Set);

    /// <summary>Where it is deleted.</summary>
    internal static string DeletePathOf(FileJob job) => $"{job.Place}/{job.Id}/delete";

    /// <summary>Why there is no such file.</summary>
    internal static readonly Text Gone =
        "It has been deleted, or belongs to another user. Files are deleted a while after they were last opened.";

    private const string Uploaded = "mine-";
    private const string Grouped = "grouped-";
    private static readonly bool[] Both = [false, true];

    /// <summary>What a form calls a file that is kept: as it was uploaded, or with its groups.</summary>
    internal static string KeyOf(FileJob job, bool isGrouped) => (isGrouped ? Grouped : Uploaded) + job.Id;

    /// <summary>The kept files that a form can take in place of an upload, each as it was uploaded and with its groups; a
    /// copy that was made of one of them is not another.</summary>
    internal IEnumerable<(string Key, string Name)> Choices =>
        from job in Jobs
        where job.IsDone && (job.Request.Source.Length == 0 || Store.Find(Page.HttpContext, job.Request.Source) is null)
        from isGrouped in Both
        let file = FileOf(job, isGrouped)
        where file is not null
        select (KeyOf(job, isGrouped), file.Value.Name);

    /// <summary>A file by what a form calls it; null for one that is no longer kept, or another reader's.</summary>
    internal (string Name, string Path)? Find(string key)
    {
        var isGrouped = key.StartsWith(Grouped, StringComparison.Ordinal);
        return (isGrouped || key.StartsWith(Uploaded, StringComparison.Ordinal))
            && Store.Find(Page.HttpContext, key[(key.IndexOf('-', StringComparison.Ordinal) + 1)..]) is { } job
                ? FileOf(job, isGrouped) : null;
    }

    /// <summary>Id of the file whose grouped contacts a choice is; empty for others.</summary>
    internal static string SourceOf(string key) => key.StartsWith(Grouped, StringComparison.Ordinal) ? key[Grouped.Length..] : "";

    private static (string Name, string Path)? FileOf(FileJob job, bool isGrouped)
    {
        if (isGrouped && job.Place != FileRun.Place)
            return null;
        var (name, path) = isGrouped
            ? (Path.GetFileNameWithoutExtension(job.Name) + "-grouped.csv", job.Result) : (job.Name, job.Input);
        return File.Exists(path) ? (name, path) : null;
    }

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
