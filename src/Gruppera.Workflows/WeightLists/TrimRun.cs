using System.Collections.Immutable;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Ways of trimming to compare. Immutable.</summary>
/// <param name="Contacts">File of contacts with costs.</param>
/// <param name="Ways">Limits of cost and of care days.</param>
/// <param name="By">Column of units whose casemix index is shown.</param>
public sealed record TrimRequest(string Contacts, ImmutableArray<(TrimRules Cost, TrimRules Days)> Ways, string By)
{
    /// <summary>True to keep care forms apart, each as its own reference material, also where no rule is for one alone.</summary>
    public bool ByCareForm { get; init; }

    /// <summary>Fewest contacts for a group's weight to be shown as the largest move.</summary>
    public int MinContacts { get; init; } = 30;
}

/// <summary>Ways of trimming side by side. Immutable.</summary>
/// <param name="Effects">What each does.</param>
/// <param name="Summary">What became of the rows.</param>
public sealed record TrimResult(ImmutableArray<TrimEffect> Effects, GroupedSummary Summary);

/// <summary>What ways of defining outliers do to the same contacts.</summary>
public static class TrimRun
{
    /// <summary>Reads the file once and trims it each way.</summary>
    /// <exception cref="RefusedException">No contact has a cost above 0.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static TrimResult Run(TrimRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var store = new CaseStore(request.ByCareForm || request.Ways.Any(way => !way.Cost.Own.IsEmpty || !way.Days.Own.IsEmpty));
        var summary = input.Read(request.Contacts, new([request.By]), read => store.Add(read), store);
        return store.Count > 0
            ? new(TrimComparison.Of(store.ToTable(), [.. request.Ways], request.MinContacts), summary)
            : throw new RefusedException("No contact with a cost above 0 is left to trim.");
    }
}
