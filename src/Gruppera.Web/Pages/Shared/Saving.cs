using Gruppera.Web.Saved;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Shared;

/// <summary>Saving from pages.</summary>
internal static class Saving
{
    /// <summary>The collections of contacts that the reader may add to.</summary>
    internal static IEnumerable<SavedWork> Collections(this ExplorerPage page) =>
        page.Saved.Of(page.Reader).Where(work => work.Kind == SavedKind.Contacts && page.MayChange(work));

    /// <summary>True if the reader may change and delete it.</summary>
    internal static bool MayChange(this ExplorerPage page, SavedWork work) => SavedStore.MayChange(page.Reader, work);

    /// <summary>Saves something of the reader's, and leads to what is saved.</summary>
    internal static IActionResult Save(this ExplorerPage page, SavedKind kind, string name, bool isShared, Stream content, string id = "")
    {
        name = new([.. name.Where(letter => !char.IsControl(letter)).Take(SavedStore.LongestName)]);
        var work = new SavedWork(kind, name.Trim(), page.Reader.Who, isShared, page.Sets.Id, default, content.Length) { Id = id };
        var saved = page.Saved.Save(page.Reader, work, content);
        return new RedirectResult(page.To(
            saved is null ? "/saved?full=yes" : kind == SavedKind.Contacts ? "/saved/" + saved.Id : "/saved"));
    }
}
