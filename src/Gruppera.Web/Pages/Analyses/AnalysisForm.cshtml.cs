using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Gruppera.Web.Pages.Analyses;

/// <summary>An analysis: the form that takes its files.</summary>
public sealed class AnalysisFormModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, "/analyses")
{
    private ImmutableArray<JobFile> _files = [];
    private ImmutableArray<(string Name, string Value)> _options = [];

    /// <summary>Name of the analysis, in the address.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    /// <inheritdoc/>
    public override string Title => Say(Analysis.Title);

    /// <inheritdoc/>
    public override string Action => Say("Analyse");

    internal Analysis Analysis { get; private set; } = null!;

    internal bool IsFlag(AskedField field) => Analysis.FieldOf(field).Value == JobValue.Flag;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        base.OnPageHandlerExecuting(context);
        if (Analysis.Of(Kind) is { } analysis)
            Analysis = analysis;
        else
            context.Result = NotFound();
    }

    private protected override async Task<IReadOnlyDictionary<string, string>> Receive(FileJob job)
    {
        var (files, fields) = await Upload.ReadAll(HttpContext, job, part => Analysis.Kind.FileOf(part) is not null, Most);
        var set = fields.LastOrDefault(field => field.Name == "set").Value ?? "";
        await Validate(fields.LastOrDefault(field => field.Name == Upload.Token).Value);
        var asked = fields.Where(field => Analysis.Fields.Any(each => each.Name == field.Name)).ToList();
        (_files, _options) = (
            [.. files],
            [
                .. asked.SelectMany(field => Analysis.Kind.Field(field.Name)!.IsMany ? field.Value.Split('\n') : [field.Value],
                    (field, value) => (field.Name, Value: value.Trim())).Where(option => option.Value.Length > 0),
                .. Analysis.Kind.HasSet && set.Length > 0 ? [("set", set)] : Array.Empty<(string, string)>(),
            ]);
        return new Dictionary<string, string>(StringComparer.Ordinal) { ["set"] = set };
    }

    internal override Func<FileJob, JobOutcome> Prepare(FileJob job, IReadOnlyDictionary<string, string> fields)
    {
        foreach (var asked in Analysis.Fields)
        {
            var field = Analysis.FieldOf(asked);
            var values = _options.Where(option => option.Name == asked.Name).ToList();
            if (values.Find(option => !field.Takes(option.Value)) is { Value: { } wrong })
                throw new ContactFileException($"{Say(asked.Label):field}: “{wrong}” cannot be read");
            if (field.IsRequired && values.Count == 0 && !_files.Any(file => file.Part == field.Part))
                throw new ContactFileException($"{Say(asked.Label):field}: nothing was given");
        }

        job.Name = string.Join(", ", _files.Select(file => file.Name));
        job.Call = new(job, Analysis.Kind, Catalogue) { Options = _options, Files = _files };
        return each => each.Call!.Run();
    }
}
