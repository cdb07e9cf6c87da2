using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Statistics;
using Gruppera.Casemix.Trimming;

namespace Gruppera.Casemix.Weights;

/// <summary>Trimmed contacts -> weights: the mean cost of a group's inliers over that of its material's. Thread-safe.</summary>
/// <remarks>Source: the Swedish document, pages 14 and 15; docs/specification/casemix.md, "Weights"; docs/casemix/weights.md has the
/// formulas.</remarks>
public static class WeightCalculator
{
    /// <summary>Computes a list.</summary>
    public static ComputedWeights Compute(TrimmedTable table, WeightOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        var (materials, rows, issues) = (new List<WeightMaterial>(), new List<WeightRow>(), new List<Issue>());
        var caps = new List<WeightCap>();
        var sharing = options.SharesPq ? options.Shared.Add(SharedWeights.Visits) : options.Shared;
        var shared = new int[options.Shared.Length];
        var groups = table.Groups.ToLookup(group => group.Group.Material, StringComparer.Ordinal);
        foreach (var name in table.Table.Materials)
        {
            var all = groups[name].ToList();
            foreach (var visit in all.Where(group => group.Group.Drg == CaseGroup.JoinedVisit))
                issues.Add(new(IssueCodes.CostOfJoinedVisit, Value: CaseGroup.JoinedVisit, Detail: Number(visit.All.Count)));
            var material = new Material(
                name, [.. all.Where(group => group.Group.Drg != CaseGroup.JoinedVisit)], options,
                options.HasClusters ? new ClusterErrors(table) : null);
            var weighed = material.Rows().Concat(all.Where(group => group.Group.Drg == CaseGroup.JoinedVisit).Select(Zero)).ToList();
            (weighed, var families) = SharedWeights.Share(weighed, sharing);
            for (var i = 0; i < shared.Length; i++)
                shared[i] += families[i];

            if (options.RestoresOrder)
                weighed = WeightOrder.Restore(weighed);
            if (options is { Cap: > 0, Previous: { } before })
            {
                (weighed, var cap) = WeightCap.Apply(weighed, before, options.Cap, name);
                caps.Add(cap);
            }

            weighed.Sort((one, other) => string.CompareOrdinal(one.Drg, other.Drg));
            issues.AddRange(WeightOrder.Offences(weighed));
            rows.AddRange(weighed);
            materials.Add(new(name, material.Contacts, material.Inner, material.Mean, MeanWeight(weighed)) { Bias = material.Bias });
        }

        foreach (var row in rows.Where(row => row.Weight is null || row.Origin == WeightOrigin.TooFew))
            issues.Add(new(CasemixIssues.TooFewContacts, Value: row.Drg, Detail: Number(row.Contacts?.Basis.Count ?? 0)));
        issues.AddRange(options.Shared.Where((_, i) => shared[i] == 0)
            .Select(each => new Issue(CasemixIssues.NothingShared, Value: each.ToString())));
        var (adjusted, unmet) = WeightAdjustment.Apply([.. rows], options.Adjustments);
        if (!options.Adjustments.IsEmpty)
            materials = [.. materials
                .Select(material => material with { MeanWeight = MeanWeight([.. adjusted.Where(row => row.Material == material.Name)]) })];
        return new([.. materials], adjusted, [.. issues]) { Unmet = unmet, Caps = [.. caps] };
    }

    private static WeightRow Zero(TrimmedGroup group) => new(
        group.Group.Material, group.Group.Drg, 0, WeightOrigin.Manual, "weight 0: the visit belongs to the admission that followed")
    {
        Contacts = group,
    };

    private static double MeanWeight(List<WeightRow> rows)
    {
        var known = rows.Where(row => row is { Weight: not null, Contacts: not null } && row.Drg != CaseGroup.JoinedVisit).ToList();
        var count = known.Sum(row => (long)row.Contacts!.Basis.Count);
        return count == 0 ? 0 : NeumaierSum.Of(known.Select(row => row.Weight!.Value * row.Contacts!.Basis.Count).ToArray()) / count;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private const double Normal = 1.959963984540054;

    /// <summary>One material at work.</summary>
    private sealed class Material
    {
        private readonly string _name;
        private readonly ImmutableArray<TrimmedGroup> _groups;
        private readonly WeightOptions _options;
        private readonly ClusterErrors? _clusters;
        private readonly double _errorOfMean;
        private readonly long _count;
        private readonly SiblingRatios _siblings;
        private readonly CredibilityPriors? _priors;
        private readonly double _scale = 1;

        internal Material(string name, ImmutableArray<TrimmedGroup> groups, WeightOptions options, ClusterErrors? clusters)
        {
            _clusters = clusters;
            clusters?.Add(groups, options.MinContacts);
            (_name, _groups, _options, _siblings) = (name, groups, options, new(groups, options.MinContacts));
            Contacts = groups.Sum(group => (long)group.All.Count);
            Inner = groups.Sum(group => (long)group.Inner.Count);
            _count = groups.Sum(group => (long)group.Basis.Count);
            if (_count == 0)
                return;
            Bias = TrimBias.Of(groups, options.MinContacts);
            Mean = NeumaierSum.Of(groups.Select(group => group.Basis.Sum).ToArray()) / _count;
            var both = groups.Where(group => group.Basis.Count >= options.MinContacts && options.Previous?.Of(group.Group.Drg, name) > 0)
                .ToList();
            if (both.Count > 0)
                _scale = NeumaierSum.Of(both.Select(group => group.Basis.Sum / Mean).ToArray()) / NeumaierSum.Of(
                    both.Select(group => group.Basis.Count * options.Previous!.Of(group.Group.Drg, name)!.Value).ToArray());
            _errorOfMean =
                NeumaierSum.Of(groups.Select(group => group.Basis.Count * group.Basis.Sd * group.Basis.Sd).ToArray()) / _count / _count;
            if (options.SmallGroups == SmallGroups.Credibility)
                _priors = new(groups, _siblings, (drg => options.Previous?.Find(drg, name), _scale * Mean), options.MinContacts, clusters);
        }

        internal long Contacts { get; }

        internal long Inner { get; }

        internal double Mean { get; }

        internal TrimBias? Bias { get; }

        internal IEnumerable<WeightRow> Rows()
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var group in _groups)
            {
                seen.Add(group.Group.Drg);
                yield return Credible(group.Group.Drg, group) ?? (group.Basis.Count >= _options.MinContacts
                    ? Own(group, WeightOrigin.Computed, Text.None)
                    : Lacking(group.Group.Drg, group));
            }

            foreach (var drg in new[] { _options.Previous, _options.Manual }.SelectMany(list => list?.Rows(_name) ?? []).Where(IsOfThis)
                .Select(row => row.Drg).Distinct())
            {
                if (seen.Add(drg))
                    yield return drg == CaseGroup.JoinedVisit
                        ? new(_name, drg, 0, WeightOrigin.Manual, "weight 0 by rule")
                        : Credible(drg, null) ?? Lacking(drg, null);
            }
        }

        /// <summary>Whether a group that only a list has belongs here: one without a care form could belong to any of several
        /// materials.</summary>
        private bool IsOfThis(DrgWeight row) => _name.Length == 0 || row.CareForm == _name;

        /// <summary>The weight by credibility; null where nothing is known besides the group's own contacts, where these are worth
        /// all of it, or a list set by hand comes before the parent group alone.</summary>
        private WeightRow? Credible(string drg, TrimmedGroup? group)
        {
            if (_priors?.Of(drg) is not { } prior)
                return null;
            var count = group?.Basis.Count ?? 0;
            var within = _priors.WithinOf(group);
            var k = within / prior.Variance;
            var z = count / (count + k);
            var isByHand = count < _options.MinContacts && prior.IsParent && _options.Manual?.Of(drg, _name) is not null;
            if (z >= CredibilityPriors.Full || isByHand)
                return null;
            var (own, before) = (count == 0 ? 0 : group!.Basis.Mean / Mean, prior.Mean / Mean);
            var weight = (z * own) + ((1 - z) * before);
            var spread = Math.Sqrt(prior.Variance * (1 - z));
            return new(
                _name, drg, weight, WeightOrigin.Credible, $"credibility: its own contacts in part, the rest from {prior.From:sources}")
            {
                Contacts = group,
                Credibility = new(z, k, before),
                StandardError = weight * spread,
                Interval = (weight * Math.Exp(-Normal * spread), weight * Math.Exp(Normal * spread)),
            };
        }

        /// <summary>The rules for a group with too few contacts, in their order.</summary>
        private WeightRow Lacking(string drg, TrimmedGroup? group)
        {
            if (_options.Previous?.Of(drg, _name) is { } before)
            {
                var times = Math.Abs(_scale - 1) < 0.00005 ? "" : string.Create(CultureInfo.InvariantCulture, $" x {_scale:0.0000}");
                return Other(before * _scale, WeightOrigin.Borrowed, $"too few contacts: from {_options.Previous.Name}{times}");
            }

            if (_siblings.MeanOf(drg) is { } guess)
                return Other(guess / Mean, WeightOrigin.Borrowed, "too few contacts: from the neighbouring groups");
            if (_options.Manual?.Of(drg, _name) is { } manual)
                return Other(manual, WeightOrigin.Manual, $"too few contacts: set by hand in {_options.Manual.Name}");
            var reason = (Text)$"fewer than {_options.MinContacts} contacts and nothing to borrow from";
            return group is { Basis.Count: > 0 } ? Own(group, WeightOrigin.TooFew, reason) : Other(null, WeightOrigin.TooFew, reason);

            WeightRow Other(double? weight, WeightOrigin origin, Text why) => new(_name, drg, weight, origin, why) { Contacts = group };
        }

        private WeightRow Own(TrimmedGroup group, WeightOrigin origin, Text reason)
        {
            var inner = group.Basis;
            var weight = inner.Mean / Mean;
            var own = inner.Sd * inner.Sd;
            var error = Math.Sqrt(Math.Max(0, (own / inner.Count) + (weight * weight * _errorOfMean) - (2 * weight * own / _count))) / Mean;
            if (_clusters?.Of(group, weight, _count) is { } clustered)
            {
                return new(_name, group.Group.Drg, weight, origin, reason)
                {
                    Contacts = group,
                    StandardError = clustered.Error / Mean,
                    Interval = clustered.Clusters < MeanInterval.MinCount
                        ? null
                        : MeanInterval.Of(weight, clustered.Error / Mean, clustered.Clusters, 0),
                };
            }

            return new(_name, group.Group.Drg, weight, origin, reason)
            {
                Contacts = group,
                StandardError = inner.Count > 1 ? error : null,
                Interval = MeanInterval.Of(weight, error, inner.Count, inner.Skewness),
            };
        }
    }
}
