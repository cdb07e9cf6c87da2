using Gruppera.Formats.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Api;

/// <summary>The body of an answer whose reader has to take each part of it in time: whoever reads nothing would keep a place for ever, as
/// the server's least rate counts what lies in buffers of the system as read. Not thread-safe.</summary>
/// <param name="context">The request.</param>
internal sealed class Timely(HttpContext context) : WriteStream
{
    private readonly TimeSpan _most =
        TimeSpan.FromSeconds(context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.RequestSeconds);

    public override void Write(ReadOnlySpan<byte> buffer) => WriteAsync(buffer.ToArray()).AsTask().GetAwaiter().GetResult();

    /// <exception cref="OperationCanceledException">The reader does not read, or is gone.</exception>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, cancellationToken);
        late.CancelAfter(_most);
        await context.Response.Body.WriteAsync(buffer, late.Token);
        await context.Response.Body.FlushAsync(late.Token);
    }
}
