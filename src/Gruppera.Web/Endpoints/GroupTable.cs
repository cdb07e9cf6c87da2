using Gruppera.Formats.Contacts;
using Gruppera.Web.Api;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Gruppera.Web.Endpoints;

/// <summary>A table of contacts in the canonical layout, and the same rows with their groups back, in constant memory. Each takes a few
/// threads and megabytes, so only so many run at once.</summary>
internal sealed class GroupTable(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _places = new(Math.Max(1, atOnce));

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    internal static Task<IResult> Run(HttpContext context, LoadedSet set) =>
        context.RequestServices.GetRequiredService<GroupTable>().Group(context, set);

    private async Task<IResult> Group(HttpContext context, LoadedSet set)
    {
        var stop = context.RequestAborted;
        await _places.WaitAsync(stop);
        try
        {
            // The grouper of files reads and writes on threads of its own, which may wait.
            if (context.Features.Get<IHttpBodyControlFeature>() is { } control)
                control.AllowSynchronousIO = true;
            context.Response.ContentType = "text/csv; charset=utf-8";
            var grouper = new FileGrouper(set.Grouper, new() { Layout = LayoutCatalog.Find("canonical")!, Threads = 2 });
            var summary = await Task.Factory.StartNew(
                () =>
                {
                    using var input = ContactSource.Of(context.Request.Body, "", MediaTypes.CharsetOf(context.Request.ContentType));
                    return grouper.Run(input.Text, context.Response.Body, (_, _) => { }, stop);
                },
                stop, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            Tallies.Report(set, summary);
            return Results.Empty;
        }
        catch (ContactFileException exception) when (!context.Response.HasStarted)
        {
            return new Problem(IssueCodes.UnreadableBody, StatusCodes.Status400BadRequest) { Detail = exception.Text };
        }
        finally
        {
            _places.Release();
        }
    }
}
