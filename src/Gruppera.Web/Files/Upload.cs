using System.Security.Cryptography;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Gruppera.Web.Files;

/// <summary>Reads a form with a file as it arrives: the fields before the file are kept, the file goes to its place on disk.</summary>
internal static class Upload
{
    private const int LongestField = 4096;
    private const int MostFields = 10;
    private const int MostParts = 100;

    /// <summary>Bytes of a file that is read as a whole at most: rules, lists, changes.</summary>
    private const long MostOfSmall = 8 << 20;

    /// <summary>Bytes of a form around its files, at most.</summary>
    internal const int Around = 1 << 16;

    internal const string Token = "__RequestVerificationToken";

    /// <summary>Stores the file of the form and checks that the form is one of this server.</summary>
    /// <param name="context">The request.</param>
    /// <param name="antiforgery">Knows this server's forms.</param>
    /// <param name="job">The file's place.</param>
    /// <param name="most">Bytes of the file at most.</param>
    /// <param name="instead">Names of fields that stand in place of a file where they are filled in.</param>
    /// <returns>The fields before the file.</returns>
    /// <exception cref="BadHttpRequestException">The form is too large or no form.</exception>
    /// <exception cref="AntiforgeryValidationException">The form is not from here, or from before a restart.</exception>
    /// <exception cref="ContactFileException">The file is empty.</exception>
    internal static async Task<Dictionary<string, string>> Read(
        HttpContext context, IAntiforgery antiforgery, FileJob job, long most, params string[] instead)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = most + Around;
        var boundary = BoundaryOf(context);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, job.Stop);
        var reader = new MultipartReader(boundary, context.Request.Body);
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
            if (HasInstead())
                return fields;
            job.Request = job.Request with { Name = NameOf(about) };
            job.Request = job.Request with { Hash = (await Store(section.Body, job.Input, most, stop.Token)).Hash };
            return fields;
        }

        if (!HasInstead())
            throw Empty();
        await Validate();
        return fields;

        bool HasInstead() => instead.Any(name => fields.GetValueOrDefault(name) is { Length: > 0 });

        Task Validate()
        {
            context.Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault(Token);
            fields.Remove(Token);
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

    /// <summary>Stores the files of a form of the API, each at its place in the job; its other fields are options.</summary>
    /// <param name="context">The request.</param>
    /// <param name="job">The job.</param>
    /// <param name="fileOf">The field of the name of a file that the job may be given; another ends the reading, as a field.</param>
    /// <exception cref="BadHttpRequestException">The form is too large or no form.</exception>
    /// <exception cref="ContactFileException">A file is empty.</exception>
    internal static async Task<(List<JobFile> Files, List<(string Name, string Value)> Fields)> ReadAll(
        HttpContext context, FileJob job, Func<string, JobField?> fileOf)
    {
        var (files, fields, most) = (new List<JobFile>(), new List<(string, string)>(), job.Request.Most);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, job.Stop);
        var reader = new MultipartReader(BoundaryOf(context), context.Request.Body);
        while (files.Count + fields.Count < MostParts && await reader.ReadNextSectionAsync(stop.Token) is { } section)
        {
            if (section.GetContentDispositionHeader() is not { } about)
                continue;
            var name = HeaderUtilities.RemoveQuotes(about.Name).ToString();
            if (!about.IsFileDisposition())
            {
                fields.Add((name, await Field(section.Body, stop.Token)));
                continue;
            }

            if (fileOf(name) is not { } field)
                return (files, [.. fields, (name, "")]);
            if (StringSegment.IsNullOrEmpty(about.FileName) || about.FileName == "\"\"")
                continue; // a browser sends a part for a file that was not chosen

            var file = new JobFile(name, SafeName(NameOf(about)));
            var path = job.PlaceOf(JobPlans.PartOf(name, files.Count), file.Name);
            var (length, hash) = await Store(section.Body, path, most, stop.Token, field.IsOfRows ? long.MaxValue : MostOfSmall);
            most -= length;
            files.Add(file with { Path = path, Hash = hash });
        }

        return (files, fields);
    }

    /// <summary>True if a request is a form with files.</summary>
    internal static bool IsForm(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    private static string BoundaryOf(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and < 200 } boundary
            ? boundary.Value!
            : throw new BadHttpRequestException("no form with a file");

    /// <summary>Stores a file.</summary>
    /// <returns>Its length, and its SHA-256 in lower-case hexadecimal.</returns>
    /// <exception cref="BadHttpRequestException">It is too large.</exception>
    /// <exception cref="ContactFileException">It is empty, or larger than its kind may be.</exception>
    internal static async Task<(long Length, string Hash)> Store(
        Stream body, string path, long most, CancellationToken stop, long mostOfKind = long.MaxValue)
    {
        await using var file = PrivateFile.Create(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, stop)) > 0)
        {
            if (file.Position + read > most)
                throw new BadHttpRequestException("the file is too large", StatusCodes.Status413PayloadTooLarge);
            if (file.Position + read > mostOfKind)
                throw new ContactFileException($"A file of rules, lists or changes is larger than {mostOfKind >> 20:most} MB.");
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        return file.Position > 0 ? (file.Position, Convert.ToHexStringLower(hash.GetHashAndReset())) : throw Empty();
    }

    private static ContactFileException Empty() => new("There is no file, or an empty one. Choose a file.");

    /// <summary>The last part of the name that the browser gave, without what no name has.</summary>
    private static string NameOf(ContentDispositionHeaderValue about)
    {
        var name = HeaderUtilities.RemoveQuotes(about.FileNameStar.HasValue ? about.FileNameStar : about.FileName).ToString();
        name = new([.. name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Where(letter => !char.IsControl(letter)).Take(120)]);
        return name.Length > 0 ? name : "contacts.csv";
    }

    /// <summary>The same as a name that is no path and means nothing to a system: letters, digits, blanks, dots, dashes.</summary>
    internal static string SafeName(string name)
    {
        name = new string([.. name.Select(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or ' ' ? letter
            : letter == '.' ? '.' : '_')]).Trim('.', ' ');
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
