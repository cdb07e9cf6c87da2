using Gruppera.Presentation.Answers;
using Gruppera.Web.Endpoints;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Analyses;

/// <summary>An analysis that is at work, or done: progress, then its document.</summary>
public sealed class AnalysisResultModel(SetCatalogue sets) : JobPage(sets, Analysis.Place)
{
    /// <inheritdoc/>
    public override string Title => Job?.Call is { } call
        ? Say($"{Say(Analysis.Of(call.Kind.Name)!.Title):analysis}: {Job.Name:file}") : base.Title;

    /// <inheritdoc/>
    public override string Action => Say("Analyses");

    /// <inheritdoc/>
    public override Reproduction? Same => Job?.Call is { } call ? JobEndpoints.Again(HttpContext, call) : null;

    internal override string Result => "_AnalysisResult";

    internal override (Text Text, string Type, string Suffix) Download =>
        ("Download all figures (JSON)", "application/json; charset=utf-8", ".json");

    internal JobCall Call => Job!.Call!;

    /// <summary>The document, as HTML.</summary>
    internal string Document => ((DocumentOutcome)Done!).Page ?? "";

    /// <summary>The address of a file that the analysis has made.</summary>
    internal string AddressOfMade(string name) => With(AddressOf("made"), "name", name);

    /// <summary>A file that the analysis has made.</summary>
    public async Task<IActionResult> OnGetMade(string id, string name)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        return Find(id) is { IsDone: true, Call: { } call } && call.Made.FirstOrDefault(made => made.Name == name) is { } found
            && System.IO.File.Exists(found.Path)
                ? File(JobFile.Open(found.Path), found.Type, name)
                : await OnGetAsync("");
    }
}
