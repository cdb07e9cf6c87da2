using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Gruppera.Formats.Contacts;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Api;

/// <summary>Reads bodies that are small enough to hold.</summary>
internal static class RequestBody
{
    internal static readonly JsonReaderOptions Json = new() { MaxDepth = 16 };

    /// <summary>Reads the whole body within the limits of size and time.</summary>
    internal static async Task<(ReadOnlyMemory<byte> Body, Problem? Problem)> Read(HttpContext context, WebOptions options)
    {
        var type = context.Request.ContentType;
        if (!IsJson(type) && !(context.Request.IsFhir() && MediaTypes.Of(type) == MediaTypes.Fhir))
            return (default, new(ApiIssues.UnsupportedMediaType, StatusCodes.Status415UnsupportedMediaType));
        var input = context.Request.BodyReader;
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.RequestSeconds));
        await using var registration = late.Token.Register(input.CancelPendingRead);
        var body = new ArrayBufferWriter<byte>(1024);
        while (true)
        {
            var read = await input.ReadAsync(context.RequestAborted);
            foreach (var part in read.Buffer)
            {
                if (body.WrittenCount <= options.MaxBodyBytes)
                    body.Write(part.Span);
            }

            input.AdvanceTo(read.Buffer.End);
            if (read.IsCanceled)
            {
                context.Response.Headers.Connection = "close";
                return (default, new(ApiIssues.TimedOut, StatusCodes.Status408RequestTimeout));
            }

            if (body.WrittenCount > options.MaxBodyBytes)
                return (default, TooLarge(options.MaxBodyBytes));
            if (read.IsCompleted)
                break;
        }

        var text = body.WrittenMemory;
        text = text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;
        return Utf8.IsValid(text.Span) ? (text, null) : (default, Unreadable());
    }

    /// <summary>Reads a body that is one contact.</summary>
    internal static async Task<(CareContact? Contact, ContactNeeds Contradictory, Problem? Problem)> ReadContact(
        HttpContext context, WebOptions options)
    {
        var (body, problem) = await Read(context, options);
        if (problem is not null)
            return (null, ContactNeeds.None, problem);
        try
        {
            return Parse(body.Span, options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return (null, ContactNeeds.None, Unreadable(exception as JsonException));
        }
    }

    /// <summary>A body that is no JSON: the place, and nothing of what stands there.</summary>
    internal static Problem Unreadable(JsonException? exception = null) => new(ApiIssues.UnreadableBody, StatusCodes.Status400BadRequest)
    {
        Detail = exception?.LineNumber is { } line
            ? (Text)$"line {line + 1:line}, byte {exception.BytePositionInLine + 1:bytePositionInLine}"
            : Text.None,
    };

    /// <summary>Bytes that a request may send at most, where it is no stream: files of a job have a limit of their own.</summary>
    internal static long MostBytes(HttpRequest request, WebOptions options) =>
        HasFiles(request) ? options.MaxUploadBytes : options.MaxBodyBytes;

    /// <summary>Bytes of a form around its files.</summary>
    internal static long AroundFiles(HttpRequest request) => HasFiles(request) ? 1 << 16 : 0;

    private static bool HasFiles(HttpRequest request) => request.Path.StartsWithSegments("/v1/jobs", StringComparison.Ordinal);

    internal static Problem TooLarge(long most) => new(ApiIssues.BodyTooLarge, StatusCodes.Status413PayloadTooLarge)
    {
        Detail = $"at most {most:maxBodyBytes} bytes",
    };

    private static (CareContact?, ContactNeeds, Problem?) Parse(ReadOnlySpan<byte> body, WebOptions options)
    {
        var reader = new Utf8JsonReader(body, Json);
        reader.Read();
        var contact = new ContactJsonReader(options.MaxCodes);
        contact.Read(ref reader);
        reader.Read();
        return contact.Problem is { } problem
            ? (null, ContactNeeds.None, Problem.Of(problem))
            : (contact.Contact, contact.Facts.Contradictory, null);
    }

    private static bool IsJson(string? contentType) => MediaTypes.Of(contentType) is "" or "application/json";
}
