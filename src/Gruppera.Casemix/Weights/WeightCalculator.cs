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
        var shared = new int[options.Shared.Length];
        var groups = table.Groups.ToLookup(group => group.Group.Material, StringComparer.Ordinal);
        foreach (var name in table.Table.Materials)
        {
            var all = groups[name].ToList();
            foreach (var visit in all.Where(group => group.Group.Drg == CaseGroup.JoinedVisit))
                issues.Add(new(IssueCodes.CostOfJoinedVisit, Value: CaseGroup.JoinedVisit, Detail: Number(visit.All.Count)));
            var material = new Material(name, [.. all.Where(group => group.Group.Drg != CaseGroup.JoinedVisit)], options);
            var weighed = material.Rows().Concat(all.Where(group => group.Group.Drg == CaseGroup.JoinedVisit).Select(Zero)).ToList();
            if (options.SharesPq)
                weighed = WeightOrder.ShareVisits(weighed);
            for (var i = 0; i < options.Shared.Length; i++)
            {
                (weighed, var families) = options.Shared[i].Share(weighed);
                shared[i] += families;
            }

            if (options.RestoresOrder)
                weighed = WeightOrder.Restore(weighed);
            weighed.Sort((one, other) => string.CompareOrdinal(one.Drg, other.Drg));
            issues.AddRange(WeightOrder.Offences(weighed));
            rows.AddRange(weighed);
            materials.Add(new(name, material.Contacts, material.Inner, material.Mean, MeanWeight(weighed)));
        }

        foreach (var row in rows.Where(row => row.Weight is null || row.Origin == WeightOrigin.TooFew))
            issues.Add(new(CasemixIssues.TooFewContacts, Value: row.Drg, Detail: Number(row.Contacts?.Inner.Count ?? 0)));
        issues.AddRange(options.Shared.Where((_, i) => shared[i] == 0)
            .Select(each => new Issue(CasemixIssues.NothingShared, Value: each.ToString())));
        var (adjusted, unmet) = WeightAdjustment.Apply([.. rows], options.Adjustments);
        if (!options.Adjustments.IsEmpty)
            materials = [.. materials
                .Select(material => material with { MeanWeight = MeanWeight([.. adjusted.Where(row => row.Material == material.Name)]) })];
        return new([.. materials], adjusted, [.. issues]) { Unmet = unmet };
    }

    private static WeightRow Zero(TrimmedGroup group) => new(
        group.Group.Material, group.Group.Drg, 0, WeightOrigin.Manual, "weight 0: the visit belongs to the admission that followed")
    {
        Contacts = group,
    };

    private static double MeanWeight(List<WeightRow> rows)
    {
        var known = rows.Where(row => row is { Weight: not null, Contacts: not null } && row.Drg != CaseGroup.JoinedVisit).ToList();
        var count = known.Sum(row => (long)row.Contacts!.Inner.Count);
        return count == 0 ? 0 : NeumaierSum.Of(known.Select(row => row.Weight!.Value * row.Contacts!.Inner.Count).ToArray()) / count;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>One material at work.</summary>
    private sealed class Material
    {
        private readonly string _name;
        private readonly ImmutableArray<TrimmedGroup> _groups;
        private readonly WeightOptions _options;
        private readonly double _errorOfMean;
        private readonly SiblingRatios _siblings;
        private readonly double _scale = 1;

        internal Material(string name, ImmutableArray<TrimmedGroup> groups, WeightOptions options)
        {
            (_name, _groups, _options, _siblings) = (name, groups, options, new(groups, options.MinContacts));
            Contacts = groups.Sum(group => (long)group.All.Count);
            Inner = groups.Sum(group => (long)group.Inner.Count);
            if (Inner == 0)
                return;
            Mean = NeumaierSum.Of(groups.Select(group => group.Inner.Sum).ToArray()) / Inner;
            var both = groups.Where(group => group.Inner.Count >= options.MinContacts && options.Previous?.Of(group.Group.Drg, name) > 0)
                .ToList();
            if (both.Count > 0)
                _scale = NeumaierSum.Of(both.Select(group => group.Inner.Sum / Mean).ToArray()) / NeumaierSum.Of(
                    both.Select(group => group.Inner.Count * options.Previous!.Of(group.Group.Drg, name)!.Value).ToArray());
            _errorOfMean =
                NeumaierSum.Of(groups.Select(group => group.Inner.Count * group.Inner.Sd * group.Inner.Sd).ToArray()) / Inner / Inner;
        }

        internal long Contacts { get; }

        internal long Inner { get; }

        internal double Mean { get; }

        internal IEnumerable<WeightRow> Rows()
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var group in _groups)
            {
                seen.Add(group.Group.Drg);
                yield return group.Inner.Count >= _options.MinContacts
                    ? Own(group, WeightOrigin.Computed, Text.None)
                    : Lacking(group.Group.Drg, group);
            }

            foreach (var drg in new[] { _options.Previous, _options.Manual }.SelectMany(list => list?.Rows(_name) ?? []).Where(IsOfThis)
                .Select(row => row.Drg).Distinct())
            {
                if (seen.Add(drg))
                    yield return drg == CaseGroup.JoinedVisit
                        ? new(_name, drg, 0, WeightOrigin.Manual, "weight 0 by rule")
                        : Lacking(drg, null);
            }
        }

        /// <summary>Whether a group that only a list has belongs here: one without a care form could belong to any of several
        /// materials.</summary>
        private bool IsOfThis(DrgWeight row) => _name.Length == 0 || row.CareForm == _name;

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
            return group is { Inner.Count: > 0 } ? Own(group, WeightOrigin.TooFew, reason) : Other(null, WeightOrigin.TooFew, reason);

            WeightRow Other(double? weight, WeightOrigin origin, Text why) => new(_name, drg, weight, origin, why) { Contacts = group };
        }

        private WeightRow Own(TrimmedGroup group, WeightOrigin origin, Text reason)
        {
            var inner = group.Inner;
            var weight = inner.Mean / Mean;
            var own = inner.Sd * inner.Sd;
            var error = Math.Sqrt(Math.Max(0, (own / inner.Count) + (weight * weight * _errorOfMean) - (2 * weight * own / Inner))) / Mean;
            return new(_name, group.Group.Drg, weight, origin, reason)
            {
                Contacts = group,
                StandardError = inner.Count > 1 ? error : null,
                Interval = MeanInterval.Of(weight, error, inner.Count, inner.Skewness),
            };
        }
    }
}
