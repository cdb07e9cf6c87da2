using Gruppera.Web.Files;

namespace Gruppera.Web.Pages.Analyses;

/// <summary>A field of a form of an analysis.</summary>
internal sealed record AskedOnPage(AnalysisFormModel Page, AskedField Asked)
{
    /// <summary>The job's field.</summary>
    internal JobField Field => Page.Analysis.FieldOf(Asked);

    /// <summary>What it is called.</summary>
    internal string Label => Page.Say(Asked.Label);
}
