namespace Gruppera.Web.Pages.Shared;

/// <summary>The choice of a saved file in place of an uploaded one.</summary>
/// <param name="Page">The form.</param>
/// <param name="Part">What the file is, where the form takes several; empty where it takes one.</param>
internal sealed record SavedChoice(UploadPage Page, string Part = "")
{
    internal string Field => Part.Length == 0 ? UploadPage.SavedField : $"{UploadPage.SavedField}-{Part}";

    /// <summary>The one in the address.</summary>
    internal string Chosen => Page.Request.Query[Field].ToString();
}
