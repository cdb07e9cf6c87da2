namespace Gruppera.Web.Pages.Shared;

/// <summary>A row of the delivery, to be shown as it stands there.</summary>
/// <param name="Page">The page that shows it.</param>
/// <param name="File">File of the delivery; may be empty.</param>
/// <param name="Row">Row in that file, the first one being 1.</param>
public sealed record TableRow(ExplorerPage Page, string File, int Row);
