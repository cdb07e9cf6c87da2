using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.WeightLists;

/// <summary>Two lists and the contacts that they are worth something for. Immutable.</summary>
/// <param name="Contacts">File of grouped contacts.</param>
/// <param name="Before">The earlier list.</param>
/// <param name="After">The later list.</param>
/// <param name="By">Columns that make up the unit.</param>
public sealed record StakeRequest(string Contacts, WeightList Before, WeightList After, ImmutableArray<string> By)
{
    /// <summary>Kronor of weight 1.0; null for that of the later list, if it tells one.</summary>
    public double? Price { get; init; }
}

/// <summary>What another weight list is worth to units.</summary>
public static class StakeRun
{
    /// <summary>Reads the contacts and weighs them by both lists.</summary>
    /// <exception cref="RefusedException">The contacts and the list do not belong together.</exception>
    public static ImmutableArray<WeightStake> Run(StakeRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var table = new CasemixTable(request.After);
        input.Read(ListOfSet.Wish(request.By, request.After), (request.Contacts, table.Add));
        var kronor = request.After.Manifest?.Kronor;
        return WeightStake.Of(table, request.Before, request.Price ?? (kronor is { Count: 1 } ? kronor.Values.First() : double.NaN));
    }
}
