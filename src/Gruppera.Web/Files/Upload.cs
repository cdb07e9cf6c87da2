using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Gruppera.Web.Files;

/// <summary>Reads a form with a file as it arrives: the fields before the file are kept, the file goes to its place on disk.</summary>
internal static class Upload
{
    private const int LongestField = 4096;
    private const int MostFields = 10;
    private const int Around = 1 << 16;
    private const string Token = "__RequestVerificationToken";

    /// <summary>Stores the file of the form and checks that the form is one of this server.</summary>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Knows this server's forms.</param>
    /// <param name="job">The file's place.</param>
    /// <param name="most">Bytes of the file at most.</param>
    /// <param name="instead">Name of a field that may stand in place of a file; null for none.</param>
    /// <returns>The fields before the file.</returns>
    /// <exception cref="BadHttpRequestException">The form is too large or no form.</exception>
    /// <exception cref="AntiforgeryValidationException">The form is not from here, or from before a restart.</exception>
    /// <exception cref="ContactFileException">The file is empty or no text.</exception>
    internal static async Task<Dictionary<string, string>> Read(
        HttpContext context, IAntiforgery antiforgery, FileJob job, long most, string? instead)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most + Around;
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || HeaderUtilities.RemoveQuotes(type.Boundary) is not { Length: > 0 and < 200 } boundary)
            throw new BadHttpRequestException("no form with a file");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, job.Stop);
        var reader = new MultipartReader(boundary.Value!, context.Request.Body);
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (fields.Count < MostFields && await reader.ReadNextSectionAsync(stop.Token) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } about)
                continue;
            if (!about.IsFileDisposition())
            {
                fields[HeaderUtilities.RemoveQuotes(about.Name).ToString()] = await Field(section.Body, stop.Token);
                continue;
            }

            await Validate();
            job.Name = NameOf(about);
            await Store(section.Body, job.Input, most, stop.Token);
            return fields;
        }

        if (instead is null || !fields.ContainsKey(instead))
            throw Empty();
        await Validate();
        return fields;

        Task Validate()
        {
            context.Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault(Token);
            return antiforgery.ValidateRequestAsync(context);
        }
    }

    private static async Task<string> Field(Stream body, CancellationToken stop)
    {
        using var reader = new StreamReader(body, Encoding.UTF8);
        var text = new char[LongestField + 1];
        var length = await reader.ReadBlockAsync(text, stop);
        return length <= LongestField ? new(text, 0, length) : throw new BadHttpRequestException("a field is too long");
    }

    private static async Task Store(Stream body, string path, long most, CancellationToken stop)
    {
        await using var file = PrivateFile.Create(path);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, stop)) > 0)
        {
            if (file.Position == 0 && (buffer.AsSpan(0, read).StartsWith("PK"u8) || buffer.AsSpan(0, read).StartsWith("\x1f"u8)))
            {
                throw new ContactFileException("The file is compressed or a workbook. Save it as CSV, one contact per row, and try again.");
            }

            if (file.Position + read > most)
                throw new BadHttpRequestException("the file is too large", StatusCodes.Status413PayloadTooLarge);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        if (file.Position == 0)
            throw Empty();
    }

    private static ContactFileException Empty() => new("There is no file, or an empty one. Choose a file.");

    /// <summary>The last part of the name that the browser gave, without what no name has.</summary>
    private static string NameOf(ContentDispositionHeaderValue about)
    {
        var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString();
        name = new([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter)).Take(120)]);
        return name.Length > 0 ? name : "contacts.csv";
    }
}

/// <summary>Leaves the body of a form to the page, which reads it as it arrives.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class UnreadFormAttribute : Attribute, IResourceFilter
{
    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        context.ValueProviderFactories.RemoveType<FormValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<FormFileValueProviderFactory>();
        context.ValueProviderFactories.RemoveType<JQueryFormValueProviderFactory>();
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
        // Nothing is left to do.
    }
}
