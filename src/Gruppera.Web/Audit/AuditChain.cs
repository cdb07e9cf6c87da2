using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Workflows;

namespace Gruppera.Web.Audit;

/// <summary>What was found out about the lines of one server. Immutable.</summary>
/// <param name="Server">Name of the server.</param>
/// <param name="Files">Its files, without their folder.</param>
/// <param name="Lines">Lines that hold, up to the first that does not.</param>
/// <param name="First">Number of the first line: more than 1 where earlier files are gone.</param>
/// <param name="Last">Hash of the last line that holds. Keep it elsewhere: that lines were cut off the end shows by nothing else.</param>
/// <param name="Broken">The first line that does not hold; null if all do.</param>
public sealed record AuditChain(
    string Server, ImmutableArray<string> Files, long Lines, long First, string Last, AuditBreak? Broken)
{
    /// <summary>Hashes of all lines.</summary>
    internal HashSet<string> Hashes { get; init; } = [];

    /// <summary>True if a hash that was kept is that of one of its lines.</summary>
    public bool Has(string hash) => Hashes.Contains(hash);

    /// <summary>Follows the lines of every server of a folder.</summary>
    /// <exception cref="RefusedException">There is no such folder, or it has no audit.</exception>
    public static ImmutableArray<AuditChain> Verify(string folder)
    {
        ImmutableArray<AuditChain> chains = !Directory.Exists(folder) ? []
            : [.. AuditFiles.In(folder).Select(each => Follow(each.Server, each.Files))];
        return chains.IsEmpty ? throw new RefusedException($"{folder} has no audit: its files are called audit-SERVER-MONTH.log") : chains;
    }

    private static AuditChain Follow(string server, string[] files)
    {
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        var (lines, first, number, before, place) = (0L, 0L, 0L, "", new AuditBreak("", 0, AuditFault.Changed));
        foreach (var file in files)
        {
            var row = 0L;
            foreach (var line in LinesOf(file))
            {
                row++;
                var here = new AuditBreak(Path.GetFileName(file), row, AuditFault.Unreadable);
                if (Read(line) is not { } read)
                    return End(here);
                if (lines == 0)
                {
                    (first, number, before) = (read.Number, read.Number - 1, read.Number == 1 ? AuditFiles.Beginning : read.Before);
                    if (read.Number < 1)
                        return End(here);
                }

                if (read.Number != number + 1)
                    return End(here with { Fault = AuditFault.Missing });
                if (read.Before != before)
                    return End(lines == 0 ? here with { Fault = AuditFault.Changed } : place);
                (lines, number, before) = (lines + 1, read.Number, AuditFiles.HashOf(line));
                place = here with { Fault = AuditFault.Changed };
                hashes.Add(before);
            }
        }

        return End(null);

        AuditChain End(AuditBreak? broken) => new(
            server, [.. files.Select(path => Path.GetFileName(path))], lines, first, lines == 0 ? AuditFiles.Beginning : before, broken)
        {
            Hashes = hashes,
        };
    }

    private static (long Number, string Before)? Read(byte[] line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (json.RootElement.GetProperty("n").GetInt64(), json.RootElement.GetProperty("before").GetString()!);
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The lines as bytes; one that is not ended too.</summary>
    private static IEnumerable<byte[]> LinesOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        var line = new MemoryStream();
        for (var next = file.ReadByte(); next >= 0; next = file.ReadByte())
        {
            if (next != '\n')
            {
                line.WriteByte((byte)next);
                continue;
            }

            yield return line.ToArray();
            line.SetLength(0);
        }

        if (line.Length > 0)
            yield return line.ToArray();
    }
}

/// <summary>A line that does not hold.</summary>
/// <param name="File">Its file, without the folder.</param>
/// <param name="Line">Its number in the file, from 1.</param>
/// <param name="Fault">What is wrong.</param>
public sealed record AuditBreak(string File, long Line, AuditFault Fault);

/// <summary>Why a line of the audit does not hold.</summary>
public enum AuditFault
{
    /// <summary>It is not what it was when the next line was written.</summary>
    Changed,

    /// <summary>It does not follow the one before it: lines are missing, or in another order.</summary>
    Missing,

    /// <summary>It is no line of an audit.</summary>
    Unreadable,
}
