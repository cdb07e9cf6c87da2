using System.Collections.Immutable;
using Gruppera.Cli.Manifests;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary>A part with its manifest. Immutable.</summary>
/// <param name="Path">Its output, as it was named.</param>
/// <param name="Manifest">What its run tells.</param>
internal sealed record GatheredPart(string Path, RunManifest Manifest)
{
    private const string Suffix = ".manifest.json";

    private string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Which part, the first being 1; 0 for a file of its own.</summary>
    internal int Number => Manifest.Part?.Number ?? 0;

    /// <summary>The file of contacts.</summary>
    internal string Contacts =>
        (Manifest.Inputs.FirstOrDefault(input => input.Sha256.Length == 0) ?? (ContactFiles() is [var first, ..] ? first : null))?.Path
        ?? "";

    /// <summary>True if parts divide what is done with the contacts, and not the contacts.</summary>
    internal bool DividesWork => Manifest.Part is { By: not ("rows" or "patients") };

    /// <summary>All parts of one run, in their order.</summary>
    /// <exception cref="UsageException">One is missing, doubled, of another run, or not as its run wrote it.</exception>
    internal static ImmutableArray<GatheredPart> Of(IEnumerable<string> paths, bool areOfRows)
    {
        var parts = paths.Select(path => path.EndsWith(Suffix, StringComparison.Ordinal) ? path[..^Suffix.Length] : path)
            .Distinct(StringComparer.Ordinal).Select(Read).OrderBy(part => part.Number).ToImmutableArray();
        if (parts.FirstOrDefault(part => part.Manifest.CommandLine.Contains("--partial") == areOfRows) is { } other)
            throw areOfRows ? new($"{other.Path} has what was counted, and no rows: gruppera merge takes it")
                : new UsageException($"{other.Path} is no file that --partial has written: rows are put together by gruppera gather");
        if (parts.FirstOrDefault(part => areOfRows && part.Manifest.Part is null) is { } whole)
            throw new UsageException($"{whole.Path} is of a run on all contacts, not on a part");
        var first = parts[0];
        foreach (var part in parts.Skip(1))
        {
            if (part.Differs(first) is { } what)
                throw new UsageException($"{part.Path:path} is of another run than {first.Path:other}: {what} differs");
        }

        for (var i = 1; i < parts.Length; i++)
        {
            if (parts[i].Number > 0 && parts[i].Number == parts[i - 1].Number)
                throw new UsageException($"{parts[i - 1].Path:one} and {parts[i].Path:other} are the same part, {parts[i].Number:number}");
        }

        if (first.Manifest.Part is not { Count: var count })
            return OfFiles(parts);
        var missing = Enumerable.Range(1, count).Except(parts.Select(part => part.Number)).ToList();
        return missing.Count == 0 ? parts : throw new UsageException(
            $"Of {count:count} parts these are missing: {string.Join(", ", missing):missing}");
    }

    /// <summary>The exit code of one run on all: rows before findings.</summary>
    internal static int ExitOf(ImmutableArray<GatheredPart> parts) =>
        new[] { ExitCode.UnreadableRows, ExitCode.Findings }.FirstOrDefault(code => parts.Any(part => part.Manifest.ExitCode == code));

    /// <summary>The file that the run wrote by an option; null for none.</summary>
    internal string? OutputOf(string option)
    {
        var words = Manifest.CommandLine;
        var at = words.IndexOf(option) is >= 0 and var full ? full : option == "--output" ? words.IndexOf("-o") : -1;
        return at < 0 || at + 1 >= words.Length ? null : System.IO.Path.Combine(Folder, words[at + 1]);
    }

    /// <summary>Parts that are files of their own: none may be there twice.</summary>
    private static ImmutableArray<GatheredPart> OfFiles(ImmutableArray<GatheredPart> parts)
    {
        var same = parts.SelectMany(part => part.ContactFiles().Select(file => (Part: part, file.Sha256)))
            .GroupBy(each => each.Sha256, StringComparer.Ordinal).FirstOrDefault(each => each.Select(one =>
                one.Part).Distinct().Skip(1).Any())?.Select(each => each.Part).Distinct().ToList();
        return same is null ? parts : throw new UsageException($"{same[0].Path:one} and {same[1].Path:other} are of the same contacts");
    }

    /// <summary>The files of contacts.</summary>
    internal IReadOnlyList<ManifestFile> ContactFiles()
    {
        var words = Manifest.CommandLine;
        var named = words.Where((_, i) => i > 0 && Recorder.OfContacts.Contains(words[i - 1])).ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? [.. Manifest.Inputs.Take(1)] : [.. Manifest.Inputs.Where(input => named.Contains(input.Path))];
    }

    private static GatheredPart Read(string path)
    {
        var manifest = RunManifest.Read(InputText.Read(path + Suffix)) ?? throw RerunCommand.NoManifest(path + Suffix);
        if (manifest.IsBegun)
            throw new UsageException($"{path} was begun and has not ended. Run it again");
        var part = new GatheredPart(path, manifest);
        foreach (var file in manifest.Outputs)
        {
            var at = System.IO.Path.Combine(part.Folder, file.Path);
            if (RunManifest.HashOf(InputText.Existing(at)) != file.Sha256)
                throw new UsageException($"{at:path} is not what its run wrote: its hash differs");
        }

        return part;
    }

    private string? Differs(GatheredPart other)
    {
        var (one, two) = (Manifest, other.Manifest);
        return one.Part?.Count != two.Part?.Count || one.Part?.By != two.Part?.By ? "--partition"
            : one.Engine != two.Engine ? "engine"
            : !one.Sets.SequenceEqual(two.Sets) ? "set"
            : !one.Lists.Select(list => list.Hash).SequenceEqual(two.Lists.Select(list => list.Hash)) ? "weight list"
            : one.Part is not null && (!one.Inputs.SequenceEqual(two.Inputs) || !one.Part.Reading.SequenceEqual(two.Part!.Reading))
                ? "input"
            : !Words().SequenceEqual(other.Words()) ? "command line" : null;
    }

    /// <summary>The words of the command line that are the same in all parts.</summary>
    private IEnumerable<string> Words()
    {
        var outputs = Manifest.Outputs.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> words = [.. Recorder.Matter(Manifest.CommandLine)];
        var own = Manifest.Part is null ? [.. ContactFiles().Select(file => file.Path)] : ImmutableArray<string>.Empty;
        return words.Where((word, i) => !outputs.Contains(word) && !own.Contains(word) && (i == 0 || words[i - 1] != "--partition"));
    }
}
