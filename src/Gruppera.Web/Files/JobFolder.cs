using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Gruppera.Formats.Files;

namespace Gruppera.Web.Files;

/// <summary>A job on disk, as any server that sees the folder reads it. What is written has its name only once it is whole, and who
/// begins a job is the one who gives the next number its name. Thread-safe.</summary>
/// <remarks><c>kept</c> is there as long as the job is, and its time is when it was last asked for. <c>1.json</c> is what was asked; the
/// number rises each time it is begun. <c>1.beat</c> is how far it has come, and its time the server's sign of life. <c>1.end</c> is what
/// came of it, <c>1.out</c> and <c>1.made</c> what was made, <c>1.page</c> what a page shows of it. What was uploaded lies in
/// <c>ID.csv</c>, with the end of its own name, or in <c>in</c>.</remarks>
internal sealed class JobFolder(string path)
{
    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static readonly JsonSerializerOptions Json = new() { Converters = { new StoredText() } };

    internal string Path => path;

    internal string Id { get; } = System.IO.Path.GetFileName(path);

    /// <summary>The uploaded file of a page: its name ends as it does at the reader's, since that tells what some files are.</summary>
    /// <param name="name">Its name at the reader's.</param>
    internal string Input(string name) => Of(Id + (System.IO.Path.GetExtension(name) is { Length: > 1 and < 12 } end
        && end.AsSpan(1).IndexOfAnyExcept(LettersAndDigits) < 0 ? end : ".csv"));

    /// <summary>When it was last asked for; null if it has not arrived, or is deleted.</summary>
    internal DateTimeOffset? Asked => File.Exists(Kept) ? new(File.GetLastWriteTimeUtc(Kept)) : null;

    /// <summary>Bytes of the files in it.</summary>
    internal long Length
    {
        get
        {
            try
            {
                return new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            }
            catch (IOException)
            {
                return 0; // It is being deleted.
            }
        }
    }

    /// <summary>When a file in it was last named.</summary>
    internal DateTimeOffset Changed => new(Directory.GetLastWriteTimeUtc(path));

    /// <summary>The last time that it was begun; 0 for none.</summary>
    internal int Number => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*.json").Select(file => NumberOf(System.IO.Path.GetFileNameWithoutExtension(file)))
            .DefaultIfEmpty().Max()
        : 0;

    private string Kept => Of("kept");

    /// <summary>A path in it.</summary>
    internal string Of(string name) => System.IO.Path.Combine(path, name);

    /// <summary>Says that it has arrived.</summary>
    internal void Keep() => Put("kept", [], isNew: false);

    /// <summary>Says that it was asked for.</summary>
    internal void Touch(DateTimeOffset now) => File.SetLastWriteTimeUtc(Kept, now.UtcDateTime);

    /// <summary>Begins it; false if another server has, with that number.</summary>
    internal bool Begin(int number, JobRequest request)
    {
        Beat(number, 0, 0);
        return Put($"{number}.json", JsonSerializer.SerializeToUtf8Bytes(request, Json), isNew: true);
    }

    internal JobRequest? RequestOf(int number) => Read<JobRequest>($"{number}.json");

    /// <summary>Says that a server works on it, and how far it is.</summary>
    internal void Beat(int number, long rows, double share) =>
        Put($"{number}.beat", Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{rows} {share:R}")), isNew: false);

    /// <summary>Says that no server works on it any more.</summary>
    internal void Leave(int number) => Delete(Of($"{number}.beat"));

    /// <summary>How far it is, and when a server last said so; nothing, long ago, where none does.</summary>
    internal (long Rows, double Share, DateTimeOffset Time) BeatOf(int number)
    {
        try
        {
            var file = Of($"{number}.beat");
            var time = File.GetLastWriteTimeUtc(file);
            return File.ReadAllText(file).Split(' ') is [var rows, var share]
                ? (long.Parse(rows, CultureInfo.InvariantCulture), double.Parse(share, CultureInfo.InvariantCulture), time) : default;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    /// <summary>Says what came of it; false if something else was said before, or it is deleted.</summary>
    internal bool End(int number, JobEnd end) => Put($"{number}.end", JsonSerializer.SerializeToUtf8Bytes(end, Json), isNew: true);

    internal JobEnd? EndOf(int number) => Read<JobEnd>($"{number}.end");

    /// <summary>Deletes what was uploaded and made, and leaves what is told of it.</summary>
    internal void DeleteFiles(int number)
    {
        DeleteMade(number);
        Delete([Of("in"), .. Directory.Exists(path) ? Directory.EnumerateFiles(path, Id + ".*") : []]);
    }

    /// <summary>Deletes what was made.</summary>
    internal void DeleteMade(int number) => Delete(Of($"{number}.out"), Of($"{number}.made"), Of($"{number}.page"));

    private static void Delete(params ReadOnlySpan<string> files)
    {
        foreach (var file in files)
        {
            try
            {
                if (Directory.Exists(file))
                    Directory.Delete(file, recursive: true);
                else
                    File.Delete(file);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // It goes with the job.
            }
        }
    }

    /// <summary>Deletes it: it is gone for all servers with the first file, and where a file is still open the rest goes
    /// later.</summary>
    internal void Delete()
    {
        try
        {
            File.Delete(Kept);
            if (Directory.Exists(path))
                Directory.Delete(path, recursive: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another server deletes it too, or works in it: a sweep finds what is left.
        }
    }

    /// <summary>Writes a file and gives it its name; false if the name was taken and should be new, or the folder is gone.</summary>
    private bool Put(string name, byte[] content, bool isNew)
    {
        var temporary = Of($"{name}.{System.IO.Path.GetRandomFileName()}");
        try
        {
            using (var file = PrivateFile.Create(temporary))
            {
                file.Write(content);
                if (isNew)
                    PrivateFile.Flush(file);
            }

            File.Move(temporary, Of(name), overwrite: !isNew);
            return true;
        }
        catch (IOException) when (!Directory.Exists(path))
        {
            return false;
        }
        catch (IOException) when (isNew && File.Exists(Of(name)))
        {
            File.Delete(temporary);
            return false;
        }
    }

    private T? Read<T>(string name)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(Of(name)), Json);
        }
        catch (Exception exception) when (exception is IOException or JsonException)
        {
            return null;
        }
    }

    private static int NumberOf(string name) =>
        int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
