using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Web.SignIn;
using Gruppera.Workflows;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Saved;

/// <summary>Work that people save on the server until they delete it, in a folder that the operator names: nothing is saved without. Each
/// is a file that is there whole or not at all, sealed where there is a key, so that servers can share the folder and it can be copied at
/// any time. Thread-safe.</summary>
internal sealed class SavedStore
{
    /// <summary>Longest name.</summary>
    internal const int LongestName = 120;

    private const string End = ".saved";
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter<SavedKind>() } };
    private readonly string _folder;
    private readonly byte[]? _key;
    private readonly long _mostBytes;
    private readonly Lock _lock = new();

    /// <exception cref="RefusedException">There is no key where one is named.</exception>
    public SavedStore(IOptions<WebOptions> options)
    {
        (_folder, _mostBytes) = (options.Value.SavedFolder, options.Value.MaxSavedBytes);
        if (!IsOn || options.Value.SavedKeyFile is not { Length: > 0 } file)
            return;
        try
        {
            _key = SealedFile.ReadKey(File.ReadAllText(file));
            using var _ = new AesGcm(_key, 16);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException
            or PlatformNotSupportedException)
        {
            throw new RefusedException($"{file} has no key: 32 bytes as base64, as openssl rand -base64 32 makes");
        }
    }

    /// <summary>True if work can be saved.</summary>
    internal bool IsOn => _folder.Length > 0;

    /// <summary>What somebody may use: their own, and what others share; the last one first.</summary>
    internal ImmutableArray<SavedWork> Of(Caller caller) => List(caller).Works;

    /// <summary>The same, and how many files of the folder cannot be read: damaged, or sealed with another key.</summary>
    internal (ImmutableArray<SavedWork> Works, int Unreadable) List(Caller caller)
    {
        var works = !IsOn || !Directory.Exists(_folder) ? []
            : Directory.EnumerateFiles(_folder, "*" + End).Select(path => Look(Path.GetFileNameWithoutExtension(path))).ToList();
        return ([.. works.OfType<SavedWork>().Where(work => MayUse(caller, work)).OrderByDescending(work => work.Saved)],
            works.Count(work => work is null));
    }

    /// <summary>One by its id; null if there is none, or it is another's.</summary>
    internal SavedWork? Find(Caller caller, string? id) => Look(id) is { } work && MayUse(caller, work) ? work : null;

    /// <summary>Its content; null if it is deleted.</summary>
    internal Stream? Read(SavedWork work) => Open(work.Id)?.Content;

    /// <summary>True if somebody may change and delete it: its owner, and administrators, who look after what is left behind.</summary>
    internal static bool MayChange(Caller caller, SavedWork work) =>
        IsOf(caller, work) || (work.IsShared && caller.Role == Role.Administrator);

    /// <summary>Saves; null if somebody would have more than they may. Work with an id takes the place of that.</summary>
    /// <exception cref="ContactFileException">The folder cannot be written to.</exception>
    internal SavedWork? Save(Caller caller, SavedWork work, Stream content)
    {
        work = work with
        {
            Id = work.Id.Length > 0 ? work.Id : RandomNumberGenerator.GetHexString(32, lowercase: true),
            Saved = TimeProvider.System.GetUtcNow(),
        };
        lock (_lock)
        {
            var others = Of(caller).Where(each => each.Owner == work.Owner && each.Id != work.Id).Sum(each => each.Bytes + 4096);
            if (others + work.Bytes > _mostBytes)
                return null;
            PrivateFile.MakeFolder(_folder);
            using var file = new AtomicOutput(PathOf(work.Id), UnixFileMode.UserRead | UnixFileMode.UserWrite);
            SealedFile.Write(file.Stream, _key, JsonSerializer.SerializeToUtf8Bytes(work, Json), content);
            file.Commit();
            return work;
        }
    }

    /// <summary>Shares it with the organisation, or does so no longer.</summary>
    /// <exception cref="ContactFileException">The folder cannot be written to.</exception>
    internal void Share(Caller caller, SavedWork work, bool isShared)
    {
        if (Read(work) is not { } content)
            return;
        using (content)
            Save(caller, work with { IsShared = isShared }, content);
    }

    /// <summary>Deletes it.</summary>
    internal void Delete(SavedWork work) => File.Delete(PathOf(work.Id));

    /// <summary>Changes are for those who may work on some.</summary>
    private static bool MayUse(Caller caller, SavedWork work) => (work.IsShared || IsOf(caller, work))
        && (work.Kind != SavedKind.Change || caller.Role >= Role.Editor);

    private static bool IsOf(Caller caller, SavedWork work) => work.Owner == caller.Who;

    private string PathOf(string id) => Path.Combine(_folder, id + End);

    private SavedWork? Look(string? id)
    {
        if (Open(id) is not { } open)
            return null;
        open.Content.Dispose();
        return open.Work;
    }

    private (SavedWork Work, Stream Content)? Open(string? id)
    {
        if (!IsOn || id is not { Length: 32 } || !id.All(char.IsAsciiHexDigitLower))
            return null;
        FileStream? file = null;
        try
        {
            file = new(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16);
            var (head, content) = SealedFile.Read(file, _key);
            if (JsonSerializer.Deserialize<SavedWork>(head, Json) is { } work)
                return (work with { Id = id }, content);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or JsonException)
        {
            // Deleted meanwhile, damaged, or sealed with another key: nobody can use it.
        }

        file?.Dispose();
        return null;
    }
}
