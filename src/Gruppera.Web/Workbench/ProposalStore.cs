using System.Text.Json;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.TechnicalChanges;
using Microsoft.Extensions.Options;

namespace Gruppera.Web.Workbench;

/// <summary>The proposals that readers work on, by their content: a step back is the address before, and an address can be given to others.
/// Those that nobody asked for longest go where there are too many, and all when the server stops; replicas that share a folder have them
/// there too, so that any of them answers, and as many. Thread-safe.</summary>
internal sealed class ProposalStore(IOptions<WebOptions> options)
{
    private const int Most = 300;
    private const long MostCharacters = 40_000_000;
    private readonly OrderedDictionary<string, Proposal> _proposals = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    /// <summary>Keeps a proposal.</summary>
    internal Proposal Keep(Proposal proposal)
    {
        lock (_lock)
        {
            if (Find(proposal.Id) is { } known)
                return known;
            _proposals.Add(proposal.Id, proposal);
            Share(proposal);
            while (_proposals.Count > Most || _proposals.Values.Sum(each => (long)each.Characters) > MostCharacters)
                _proposals.RemoveAt(0);
            return proposal;
        }
    }

    /// <summary>A proposal by its id, the empty one for none; null if it is not kept.</summary>
    internal Proposal? Find(string? id)
    {
        if (string.IsNullOrEmpty(id))
            return Proposal.Empty;
        lock (_lock)
        {
            if (_proposals.Remove(id, out var proposal) || (proposal = Shared(id)) is not null)
            {
                _proposals.Add(id, proposal);
                Touch(id);
            }

            return proposal;
        }
    }

    /// <summary>Where replicas share a proposal; null where none do, or the id is none.</summary>
    private string? PlaceOf(string id) => options.Value.SharedFolder.Length > 0 && id.Length == 32 && id.All(char.IsAsciiHexDigitLower)
        ? Path.Combine(options.Value.SharedFolder, "proposals", id + ".json") : null;

    private void Share(Proposal proposal)
    {
        if (PlaceOf(proposal.Id) is not { } path || File.Exists(path))
            return;
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var file = new AtomicOutput(path);
        Write(proposal, file.Stream);
        file.Commit();
        foreach (var old in folder.EnumerateFiles("*.json").OrderByDescending(each => each.LastWriteTimeUtc).Skip(Most))
            old.Delete();
    }

    /// <summary>Says that a proposal was asked for, so that others go before it.</summary>
    private void Touch(string id)
    {
        try
        {
            if (PlaceOf(id) is { } path)
                File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another replica has let it go.
        }
    }

    /// <summary>A proposal that another replica keeps; null for none. Its id tells whether it is whole.</summary>
    private Proposal? Shared(string id)
    {
        if (PlaceOf(id) is not { } path || !File.Exists(path))
            return null;
        using var file = File.OpenRead(path);
        return Read(file) is { } proposal && proposal.Id == id ? proposal : null;
    }

    /// <summary>Writes a proposal as a server reads it again.</summary>
    internal static void Write(Proposal proposal, Stream output) =>
        JsonSerializer.Serialize(output, new SharedProposal([.. proposal.Rows], proposal.About));

    /// <summary>A proposal as it was written; null where it is none.</summary>
    internal static Proposal? Read(Stream content)
    {
        try
        {
            return JsonSerializer.Deserialize<SharedProposal>(content) is { } shared
                ? Proposal.Empty.With(new TechnicalChange("TC", [.. shared.Rows]) { About = shared.About }) : null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or InvalidDataException)
        {
            return null;
        }
    }

    private sealed record SharedProposal(ChangeRow[] Rows, ChangeAbout About);
}
