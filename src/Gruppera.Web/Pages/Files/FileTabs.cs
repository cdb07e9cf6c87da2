using System.Collections.Immutable;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;

namespace Gruppera.Web.Pages.Files;

/// <summary>What can be done with a grouped file, on each of its pages.</summary>
/// <param name="Page">The page.</param>
/// <param name="Job">The file.</param>
/// <param name="Current">The part that the page shows; empty for the overview.</param>
internal sealed record FileTabs(ExplorerPage Page, FileJob Job, string Current)
{
    private static readonly ImmutableHashSet<string> Shown = ["compare", "los", "pay", "weights", "episodes"];

    /// <summary>The pages, each with its path and title; those that the reader may use.</summary>
    internal IEnumerable<(string Name, string Path, string Title)> All
    {
        get
        {
            yield return ("", Page.To($"/file/{Job.Id}"), Page.Say("Overview"));
            yield return ("contacts", Page.To($"/file/{Job.Id}/contacts"), Page.Say("Contacts"));
            if (!Page.May(CasemixJob.Place))
                yield break;
            var grouped = MyFiles.KeyOf(Job, isGrouped: true);
            yield return ("casemix", Page.To($"{CasemixJob.Place}?{UploadPage.SavedField}={grouped}"), "Casemix");
            foreach (var analysis in Analysis.All.Where(each => Shown.Contains(each.Kind.Name)))
            {
                var part = analysis.Fields.Select(analysis.FieldOf).First(each => each.Value == JobValue.File).Part;
                var key = analysis.Kind.Name == "episodes" ? MyFiles.KeyOf(Job, isGrouped: false) : grouped;
                yield return (
                    analysis.Kind.Name, Page.To($"{Analysis.Place}/{analysis.Kind.Name}?{UploadPage.SavedField}-{part}={key}"),
                    Page.Say(analysis.Title));
            }

            yield return ("analyses", Page.To(Analysis.Place), Page.Say("All analyses"));
        }
    }
}
