using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Gruppera.Web.Audit;

/// <summary>The files of an audit: one for each server and month, whose lines each hold the hash of the one before. The first line of a
/// month holds that of the last line of the month before.</summary>
internal static partial class AuditFiles
{
    /// <summary>What stands for the line before the first one.</summary>
    internal static readonly string Beginning = new('0', 64);

    internal static string HashOf(ReadOnlySpan<byte> line) => Convert.ToHexStringLower(SHA256.HashData(line));

    internal static string NameOf(string server, DateTimeOffset time) =>
        string.Create(CultureInfo.InvariantCulture, $"audit-{server}-{time.UtcDateTime:yyyy-MM}.log");

    /// <summary>The files of a folder by server, in order of months.</summary>
    internal static IEnumerable<(string Server, string[] Files)> In(string folder) =>
        Directory.GetFiles(folder, "audit-*.log").Select(path => (Path: path, Match: Name().Match(Path.GetFileName(path))))
            .Where(file => file.Match.Success).OrderBy(file => Path.GetFileName(file.Path), StringComparer.Ordinal)
            .GroupBy(file => file.Match.Groups["server"].Value, file => file.Path, StringComparer.Ordinal)
            .Select(files => (files.Key, files.ToArray()));

    /// <summary>True if a text can name a server.</summary>
    internal static bool IsName(string name) => Server().IsMatch(name);

    [GeneratedRegex(@"^audit-(?<server>[A-Za-z0-9._-]+)-(?<month>[0-9]{4}-[0-9]{2})\.log\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Server();
}
