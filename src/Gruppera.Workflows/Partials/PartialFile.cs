using System.Collections.Immutable;
using System.IO.Compression;
using Gruppera.Casemix.Merging;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;

namespace Gruppera.Workflows.Partials;

/// <summary>What an operation has counted of its contacts, in a file that is merged with others of its kind (docs/formats/partials.md). An
/// operation either writes one, or takes its counts from several in place of contacts. Not thread-safe.</summary>
public sealed class PartialFile
{
    private const int Version = 1;
    private static readonly byte[] Mark = "GRPPART"u8.ToArray();
    private readonly string _kind;
    private readonly string? _target;
    private readonly ImmutableArray<string> _sources;

    private PartialFile(string kind, string? target, ImmutableArray<string> sources) => (_kind, _target, _sources) = (kind, target,
        sources);

    /// <summary>True if counts are taken from files.</summary>
    public bool IsMerging => _target is null;

    /// <summary>A file to write.</summary>
    /// <param name="kind">What operation it is of.</param>
    /// <param name="path">Where it shall stand.</param>
    public static PartialFile To(string kind, string path) => new(kind, path, []);

    /// <summary>Files to merge, in any order.</summary>
    /// <param name="kind">What operation they are of.</param>
    /// <param name="paths">The files.</param>
    public static PartialFile From(string kind, IEnumerable<string> paths) => new(kind, null, [.. paths]);

    /// <summary>Writes what was counted, and ends the operation: there are no figures of a part.</summary>
    /// <param name="summaries">What became of the rows of each file of contacts.</param>
    /// <param name="counts">What was counted of them.</param>
    /// <exception cref="PartialWrittenException">Always, once the file is there.</exception>
    public void Write(IReadOnlyCollection<GroupedSummary> summaries, params IMergeable[] counts)
    {
        ArgumentNullException.ThrowIfNull(summaries);
        ArgumentNullException.ThrowIfNull(counts);
        using var output = new AtomicOutput(_target!);
        output.Stream.Write(Mark);
        output.Stream.WriteByte(Version);
        using (var packed = new ZLibStream(output.Stream, CompressionLevel.Fastest, leaveOpen: true))
        using (var to = new BinaryWriter(packed))
        {
            to.Write(_kind);
            to.Write7BitEncodedInt(summaries.Count);
            foreach (var summary in summaries)
                summary.Write(to);
            to.Write7BitEncodedInt(counts.Length);
            foreach (var each in counts)
                each.Write(to);
        }

        output.Commit();
        throw new PartialWrittenException(_target!);
    }

    /// <summary>Adds what all files have.</summary>
    /// <param name="options">How the contacts of each summary were read.</param>
    /// <param name="counts">Takes what was counted.</param>
    /// <returns>What became of the rows, of each file of contacts in all of them.</returns>
    /// <exception cref="RefusedException">A file is none of these, damaged, or of another operation.</exception>
    public ImmutableArray<GroupedSummary> AddTo(GroupedReaderOptions options, params IMergeable[] counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        ImmutableArray<GroupedSummary> all = [];
        foreach (var path in _sources)
        {
            try
            {
                using var file = File.OpenRead(path);
                all = Add(file, path, options, counts, all);
            }
            catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or FormatException)
            {
                throw new RefusedException($"{path} is damaged: make it again");
            }
        }

        return all;
    }

    private ImmutableArray<GroupedSummary> Add(
        Stream file, string path, GroupedReaderOptions options, IMergeable[] counts, ImmutableArray<GroupedSummary> all)
    {
        var mark = new byte[Mark.Length + 1];
        if (file.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false) < mark.Length || !mark.AsSpan(0,
            Mark.Length).SequenceEqual(Mark))
            throw new RefusedException($"{path} is no file that --partial has written");
        if (mark[^1] != Version)
            throw new RefusedException(
                $"{path} has version {mark[^1]:found} of the form; this program reads {Version:known}. " +
                $"Make all parts with one program");
        using var from = new BinaryReader(new ZLibStream(file, CompressionMode.Decompress));
        var kind = from.ReadString();
        if (kind != _kind)
            throw new RefusedException($"{path} is of {kind}, not of {_kind:other}");
        var summaries = ImmutableArray.CreateBuilder<GroupedSummary>();
        for (var i = from.Read7BitEncodedInt(); i > 0; i--)
            summaries.Add(GroupedSummary.Merged(from, options, summaries.Count < all.Length ? all[summaries.Count] : null));
        if ((all.Length > 0 && all.Length != summaries.Count) || from.Read7BitEncodedInt() != counts.Length)
            throw new RefusedException($"{path} has counted something else than the others");
        foreach (var each in counts)
            each.Add(from);
        return from.BaseStream.ReadByte() < 0 ? summaries.ToImmutable() : throw new InvalidDataException();
    }
}

/// <summary>An operation has written what it counted, and ends.</summary>
/// <param name="path">The file.</param>
public sealed class PartialWrittenException(string path) : Exception
{
    /// <summary>The file.</summary>
    public string Path => path;
}
