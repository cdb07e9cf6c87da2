using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Workflows;

namespace Gruppera.Web.SignIn;

/// <summary>A key that a program comes with.</summary>
/// <param name="Name">What it is called, and audited as.</param>
/// <param name="Role">Name of the role that it has.</param>
/// <param name="Created">Day on which it was made, UTC.</param>
/// <param name="Sha256">SHA-256 of the key in hex: a key has 256 random bits, so that nobody finds it by trying.</param>
public sealed record ApiKey(string Name, string Role, DateOnly Created, string Sha256);

/// <summary>The API keys of a store: a file that its owner alone may read, and that holds no key itself. A server sees within a second
/// which are made and removed. Thread-safe.</summary>
/// <param name="root">Folder of the store; empty for no keys at all.</param>
public sealed partial class ApiKeys(string root)
{
    private const string Prefix = "grp_";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private readonly Lock _lock = new();
    private ImmutableArray<(ApiKey Key, byte[] Hash)> _known = [];
    private DateTime _changed = DateTime.MinValue;
    private long _looked = long.MinValue;

    private string Place => Path.Combine(root, "keys.json");

    /// <summary>True if a text can name a key.</summary>
    public static bool IsName(string name) => Name().IsMatch(name ?? "");

    /// <summary>All keys, by name.</summary>
    /// <exception cref="RefusedException">The file cannot be read.</exception>
    public ImmutableArray<ApiKey> List()
    {
        if (root.Length == 0 || !File.Exists(Place))
            return [];
        try
        {
            return
            [
                .. JsonSerializer.Deserialize<ApiKey[]>(File.ReadAllBytes(Place), Json)!.OrderBy(key => key.Name, StringComparer.Ordinal),
            ];
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"The API keys cannot be read: {Place}");
        }
    }

    /// <summary>Makes a key and returns it; it is found nowhere afterwards. Null if there is one of that name.</summary>
    public string? Create(string name, Role role)
    {
        if (!IsName(name))
            throw new ArgumentException("1 to 64 of a-z, 0-9 and hyphen", nameof(name));
        using var work = Work();
        var keys = List();
        if (keys.Any(key => key.Name == name))
            return null;
        var secret = Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        Write(keys.Add(new(name, Roles.NameOf(role), today, Convert.ToHexStringLower(HashOf(secret)))));
        return secret;
    }

    /// <summary>Removes a key; false if there is none of that name.</summary>
    public bool Remove(string name)
    {
        using var work = Work();
        var keys = List();
        var left = keys.RemoveAll(key => key.Name == name);
        if (left.Length == keys.Length)
            return false;
        Write(left);
        return true;
    }

    /// <summary>The key that a program came with; null if it is none. Takes as long whichever it is.</summary>
    internal ApiKey? Find(string secret)
    {
        if (!secret.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        var hash = HashOf(secret);
        ApiKey? found = null;
        foreach (var (key, known) in Known())
        {
            if (CryptographicOperations.FixedTimeEquals(hash, known))
                found = key;
        }

        return found;
    }

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>The keys as they are now: looked at once a second. Where the file cannot be read there are none.</summary>
    private ImmutableArray<(ApiKey Key, byte[] Hash)> Known()
    {
        lock (_lock)
        {
            var now = Environment.TickCount64;
            if (now - _looked < 1_000 && _looked != long.MinValue)
                return _known;
            _looked = now;
            var changed = File.GetLastWriteTimeUtc(Place);
            if (changed == _changed)
                return _known;
            try
            {
                _known = [.. List().Select(key => (key, Convert.FromHexString(key.Sha256)))];
                _changed = changed;
            }
            catch (Exception exception) when (exception is RefusedException or FormatException)
            {
                _known = [];
            }

            return _known;
        }
    }

    /// <summary>The right to change the file, which ends with the process at the latest.</summary>
    private FileStream Work()
    {
        PrivateFile.MakeFolder(root);
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new(Path.Combine(root, ".keys.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 100 && Directory.Exists(root))
            {
                Thread.Sleep(50);
            }
        }
    }

    private void Write(IEnumerable<ApiKey> keys)
    {
        using var file = new AtomicOutput(Place, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        JsonSerializer.Serialize(file.Stream, keys, Json);
        file.Commit();
    }

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,63}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
