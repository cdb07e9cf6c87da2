using System.Buffers.Binary;
using System.Security.Cryptography;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Merging;
using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>Weights of samples that are drawn with replacement from the contacts of a list, each trimmed and computed as the list is: how
/// far chance moves a weight, with what its limits, priors and the mean of the material add to it. Not thread-safe.</summary>
/// <remarks>Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), 13 (intervals by percentiles); by cluster,
/// A. C. Davison and D. V. Hinkley, Bootstrap Methods and their Application (1997), 3.8.</remarks>
/// <param name="rounds">How many samples, from 1.</param>
/// <param name="seed">Where chance starts: the same seed gives the same weights, whatever rounds are computed together.</param>
public sealed class WeightBootstrap(int rounds, int seed) : IMergeable
{
    /// <summary>Share of the rounds that a group must be in to have an interval.</summary>
    private const double Enough = 0.95;

    private readonly SortedDictionary<int, List<(string Material, string Drg, double Weight)>> _weights = [];

    /// <summary>Computes some of the rounds.</summary>
    /// <param name="table">The contacts.</param>
    /// <param name="trim">Lays limits on a sample as they are laid on the contacts.</param>
    /// <param name="options">How the list is computed. Its adjustments are left out: they are for its own weights.</param>
    /// <param name="begin">The first round, from 0.</param>
    /// <param name="end">The round behind the last.</param>
    /// <param name="stop">Stops it.</param>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public void Run(CaseTable table, Func<CaseTable, TrimmedTable> trim, WeightOptions options, int begin, int end, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(trim);
        ArgumentNullException.ThrowIfNull(options);
        var clusters = options.HasClusters ? table.Clusters() : null;
        options = options with { Adjustments = [] };
        Parallel.For(begin, end, new() { CancellationToken = stop }, round =>
        {
            var computed = WeightCalculator.Compute(trim(table.Resampled(RandomOf(round), clusters)), options);
            var weights = computed.Rows.Where(row => row is { Weight: not null, Contacts: not null })
                .Select(row => (row.Material, row.Drg, row.Weight!.Value)).ToList();
            lock (_weights)
                _weights[round] = weights;
        });
    }

    /// <summary>A list with errors and 95 % intervals by the rounds: of weights that hang on contacts, in groups that are in nearly all
    /// rounds. Others have none.</summary>
    public ComputedWeights Into(ComputedWeights computed)
    {
        ArgumentNullException.ThrowIfNull(computed);
        var drawn = _weights.Values.SelectMany(weights => weights).ToLookup(each => (each.Material, each.Drg), each => each.Weight);
        return computed with
        {
            Rows = [.. computed.Rows.Select(row =>
            {
                double[] weights = [.. drawn[(row.Material, row.Drg)].Order()];
                var has = weights.Length >= Math.Max(2, Enough * rounds) && row.Drg != CaseGroup.JoinedVisit && row.Origin
                    is not (WeightOrigin.Manual or WeightOrigin.Adjusted or WeightOrigin.Borrowed);
                return row with
                {
                    StandardError = has ? Sample.Of(weights).Sd : null,
                    Interval = has ? (Sample.Quantile(weights, 0.025), Sample.Quantile(weights, 0.975)) : null,
                };
            })],
        };
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        to.Write7BitEncodedInt(_weights.Count);
        foreach (var (round, weights) in _weights)
        {
            to.Write7BitEncodedInt(round);
            to.Write7BitEncodedInt(weights.Count);
            foreach (var (material, drg, weight) in weights)
            {
                to.Write(material);
                to.Write(drg);
                to.Write(weight);
            }
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        for (var count = from.ReadCount(); count > 0; count--)
        {
            var round = from.ReadCount();
            var weights = new List<(string, string, double)>();
            for (var groups = from.ReadCount(); groups > 0; groups--)
                weights.Add((from.ReadString(), from.ReadString(), from.ReadDouble()));
            if (round >= rounds || !_weights.TryAdd(round, weights))
                throw new InvalidDataException("a round is there twice, or was not asked for");
        }
    }

    /// <summary>Rounds share nothing but the seed; numbers that follow each other would make beginnings alike.</summary>
    private Random RandomOf(int round)
    {
        Span<byte> both = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(both, seed);
        BinaryPrimitives.WriteInt32LittleEndian(both[4..], round);
        return new(BinaryPrimitives.ReadInt32LittleEndian(SHA256.HashData(both)));
    }
}
