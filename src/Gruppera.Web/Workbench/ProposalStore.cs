using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Web.Workbench;

/// <summary>The proposals that readers work on, by their content: a step back is the address before, and an address can be given to others.
/// Those that nobody asked for longest go where there are too many, and all when the server stops. Thread-safe.</summary>
internal sealed class ProposalStore
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
            if (_proposals.Remove(id, out var proposal))
                _proposals.Add(id, proposal);
            return proposal;
        }
    }
}
