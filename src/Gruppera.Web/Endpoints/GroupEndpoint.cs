using System.Buffers;
using System.ComponentModel;
using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Api;
using Gruppera.Web.SignIn;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Gruppera.Web.Endpoints;

/// <summary><c>POST /v1/group</c>: contacts in, groups out: one or a list as JSON, any number as lines of JSON or as a table.</summary>
internal static class GroupEndpoint
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/group", Group).Describe(Many);
        routes.MapPost("/v1/group/contact", GroupOne).Describe(new(
            "groupContact",
            "Group a contact",
            "One contact as JSON, and its result; a contact that cannot be read is a problem.",
            "/v1/group/contact")
        {
            Body = Examples.Contact,
            Answer = typeof(SingleAnswer),
        });
    }

    private static Operation Many => new(
        "group",
        "Group contacts",
        "A list as JSON; one contact alone is answered as by /v1/group/contact. Any number as lines of JSON (application/x-ndjson): " +
        "one line out for each line in, in order, while they arrive, and a last line with the counts; read while you send. " +
        "A table (text/csv) comes back with the columns of the result.",
        "/v1/group")
    {
        Body = Examples.Contact,
        Lines = Examples.Lines,
        Table = Examples.Table,
        Answer = typeof(GroupAnswer),
        Takes =
        [
            Parameters.Of("layout", Parameters.Layout, LayoutCatalog.Names),
            new()
            {
                Name = "column",
                In = ParameterLocation.Query,
                Description = Parameters.Column,
                Schema = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
            Parameters.Of("allow-missing", Parameters.Missing),
        ],
        Problems = [(StatusCodes.Status503ServiceUnavailable, ApiIssues.NoPlace)],
    };

    private static async Task<IResult> GroupOne(
        HttpContext context, SetCatalogue sets, IOptions<WebOptions> options, [Description(Parameters.Set)] string? set)
    {
        if (Requests.Find(context, sets, set, out var unknown) is not { } loaded)
            return unknown;
        var (body, problem) = await RequestBody.Read(context, options.Value);
        return problem ?? (body.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8)
            ? RequestBody.Unreadable()
            : GroupBody(body.Span, loaded, Requests.LanguageOf(context.Request), options.Value));
    }

    private static async Task<IResult> Group(
        HttpContext context, SetCatalogue sets, IOptions<WebOptions> options, Places places, [Description(Parameters.Set)] string? set)
    {
        if (Requests.Find(context, sets, set, out var unknown) is not { } loaded)
            return unknown;
        var language = Requests.LanguageOf(context.Request);
        var type = MediaTypes.Of(context.Request.ContentType);
        if (type == MediaTypes.Table)
            return await Places.With(places.Tables, context, () => GroupTable.Run(context, loaded));
        if (MediaTypes.IsStream(type))
            return await Places.With(
                places.Lines, context, new GroupLines(context, loaded, ResultJson.Of(loaded, language), options.Value).Run);

        var (body, problem) = await RequestBody.Read(context, options.Value);
        return problem ?? GroupBody(body.Span, loaded, language, options.Value);
    }

    /// <summary>Groups a body that is one contact or a list.</summary>
    private static IResult GroupBody(ReadOnlySpan<byte> body, LoadedSet set, Language language, WebOptions options)
    {
        var output = new ArrayBufferWriter<byte>(1024);
        var run = new GroupRun(set, ResultJson.Of(set, language), output, options);
        try
        {
            var reader = new Utf8JsonReader(body, RequestBody.Json);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                output.Write("{"u8);
                output.Write(ResultJson.Of(set, language).Stamp);
                output.Write(","u8);
                run.Next(ref reader);
                reader.Read();
                output.Write("}\n"u8);
                run.Report();
                return run.LastProblem is { } problem ? Problem.Of(problem) : new Bytes(output.WrittenMemory);
            }

            output.Write("{"u8);
            output.Write(ResultJson.Of(set, language).Stamp);
            output.Write(",\"results\":["u8);
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (run.Contacts == options.MaxContacts)
                    return new Problem(ApiIssues.TooManyContacts, StatusCodes.Status413PayloadTooLarge)
                    {
                        Detail = $"at most {options.MaxContacts}",
                    };
                output.Write(run.Contacts > 0 ? ",\n{"u8 : "\n{"u8);
                run.Next(ref reader);
                output.Write("}"u8);
            }

            reader.Read();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return RequestBody.Unreadable(exception as JsonException);
        }

        output.Write("\n],"u8);
        run.WriteCounts();
        output.Write("}\n"u8);
        run.Report();
        return new Bytes(output.WrittenMemory);
    }

    private sealed class Bytes(ReadOnlyMemory<byte> body) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.ContentLength = body.Length;
            return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
        }
    }
}
