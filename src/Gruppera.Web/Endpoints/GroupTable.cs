using System.Text.Encodings.Web;
using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Gruppera.Web.Endpoints;

/// <summary>A table of contacts in the canonical layout, and the same rows with their groups back, in constant memory. Each takes a few
/// threads and megabytes, so only so many run at once.</summary>
internal static class GroupTable
{
    /// <summary>The header that tells how the table was understood, as JSON in ASCII.</summary>
    internal const string ReadingHeader = "Gruppera-Reading";

    /// <summary>The header that tells what became of its rows, as JSON in ASCII: behind the rows where they are many.</summary>
    internal const string SummaryHeader = "Gruppera-Summary";

    private const int Held = 1 << 22;

    private static readonly JsonSerializerOptions Compact = new(AnswerJson.Options(Language.English))
    {
        WriteIndented = false,
        Encoder = JavaScriptEncoder.Default,
    };

    internal static async Task<IResult> Run(HttpContext context, LoadedSet set)
    {
        var stop = context.RequestAborted;
        try
        {
            // The grouper of files reads and writes on threads of its own, which may wait.
            if (context.Features.Get<IHttpBodyControlFeature>() is { } control)
                control.AllowSynchronousIO = true;
            context.Response.ContentType = "text/csv; charset=utf-8";
            var wish = Wish(context.Request.Query);
            var summary = await Task.Factory.StartNew(
                () => Group(context, set, wish, stop), stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Tallies.Report(set, summary);
            return Results.Empty;
        }
        catch (ContactFileException exception) when (!context.Response.HasStarted)
        {
            return new Problem(ApiIssues.UnreadableBody, StatusCodes.Status400BadRequest) { Detail = exception.Text };
        }
    }

    private static GroupingSummary Group(HttpContext context, LoadedSet set, LayoutWish wish, CancellationToken stop)
    {
        using var input = ContactSource.Of(context.Request.Body, "body", MediaTypes.CharsetOf(context.Request.ContentType));
        var fitted = LayoutFit.Of(input.Text, wish, input.Name);
        context.Response.Headers[ReadingHeader] = JsonSerializer.Serialize(ReadingAnswer.Of(input.Complete(fitted.Reading)), Compact);
        // Until the first rows are sent, headers and another status can still be given: where reading fails, nothing is flushed.
        var output = new BufferedStream(new Timely(context), Held);
        var options = new FileGrouperOptions { Layout = fitted.Layout, Threads = 2, Language = Requests.LanguageOf(context.Request) };
        var summary = new FileGrouper(set.Grouper, options).Run(fitted.Text, output, (_, _) => { }, stop);
        if (summary.AllLack is { } lack && !context.Response.HasStarted)
            throw new ContactFileException($"every row lacks {lack}: give its column, or allow-missing={lack}");
        var told = JsonSerializer.Serialize(GroupSummaryAnswer.Of(summary, set.Id, "", []) with { ByDrg = [], ByMdc = [] }, Compact);
        if (!context.Response.HasStarted)
            context.Response.Headers[SummaryHeader] = told;
        else if (context.Response.SupportsTrailers())
            context.Response.AppendTrailer(SummaryHeader, told);
        output.Flush();
        return summary;
    }

    /// <summary>What the address says of the table: <c>layout</c>, <c>column</c> (repeatable, HEADER=fact), <c>allow-missing</c>.</summary>
    private static LayoutWish Wish(IQueryCollection query) => new()
    {
        Layout = query["layout"].FirstOrDefault() is not { Length: > 0 } name ? null : LayoutCatalog.Find(name)
            ?? throw new ContactFileException($"There is no layout {name}; choose one of {string.Join(", ", LayoutCatalog.Names):names}" +
                $"{NearOffer.Of(name, LayoutCatalog.Names):near}"),
        Columns = [.. query["column"].OfType<string>().Select(text => ColumnByHand.Parse(text)
            ?? throw new ContactFileException($"column={text}: give the header, = and the fact, such as Age=age_years"))],
        Needs = LayoutWish.ToGroup,
        AllowMissing = TypedWords.Split(query["allow-missing"].FirstOrDefault() ?? "")
            .Aggregate(ContactNeeds.None, (all, word) => all | (ContactNeeds.TryRead(word, out var need)
                ? need : throw new ContactFileException($"allow-missing={word}: give age, duration, sex or diagnoses"))),
    };
}
