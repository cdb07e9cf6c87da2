using Gruppera.Formats.Contacts;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Gruppera.Web.Pages.Analyses;

/// <summary>An analysis: the form that takes its files.</summary>
public sealed class AnalysisFormModel(SetCatalogue sets, IAntiforgery antiforgery) : UploadPage(sets, antiforgery, Analysis.Place)
{
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

    private protected override async Task<IReadOnlyList<JobOption>> Receive(FileJob job)
    {
        var kind = Analysis.Kind;
        var (files, fields) = await Upload.ReadAll(HttpContext, job, kind.FileOf);
        await Validate(fields.LastOrDefault(field => field.Name == Upload.Token).Value);
        foreach (var (name, id) in fields.Where(field => field.Value.Length > 0))
        {
            if (name.StartsWith(SavedField + "-", StringComparison.Ordinal) && kind.FileOf(name[(SavedField.Length + 1)..]) is { } field)
            {
                var at = files.Count;
                var file = await Take(job, id, name => job.PlaceOf(JobPlans.PartOf(field.Part, at), name));
                files.Add(file with { Part = field.Part, Source = MyFiles.SourceOf(id) });
            }
        }

        List<JobOption> options =
        [
            .. fields.Where(field => Analysis.Fields.Any(each => each.Name == field.Name) || (kind.HasSet && field.Name == "set"))
                .SelectMany(field => kind.Field(field.Name) is { IsMany: true } ? field.Value.Split('\n') : [field.Value],
                    (field, value) => new JobOption(field.Name, value.Trim())).Where(option => option.Value.Length > 0),
        ];
        foreach (var asked in Analysis.Fields)
        {
            var field = Analysis.FieldOf(asked);
            var values = options.Where(option => option.Name == asked.Name).ToList();
            if (values.Find(option => !field.Takes(option.Value)) is { Value: { } wrong })
                throw new ContactFileException($"{Say(asked.Label):field}: “{wrong}” cannot be read");
            if (field.IsRequired && values.Count == 0 && !files.Exists(file => file.Part == field.Part))
                throw new ContactFileException($"{Say(asked.Label):field}: nothing was given");
        }

        job.Request = job.Request with { Kind = kind.Name, Name = string.Join(", ", files.Select(file => file.Name)), Files = [.. files] };
        return options;
    }
}
