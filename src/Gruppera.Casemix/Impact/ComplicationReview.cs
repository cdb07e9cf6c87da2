using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Statistics;

namespace Gruppera.Casemix.Impact;

/// <summary>What the costs say of a diagnosis beside its present level.</summary>
public enum ComplicationAdvice
{
    /// <summary>Nothing that chance could not do.</summary>
    Keep,

    /// <summary>It costs more than its level stands for.</summary>
    Promote,

    /// <summary>It costs less than its level stands for.</summary>
    Demote,

    /// <summary>It costs less than its level stands for in one base group.</summary>
    Exclude,
}

/// <summary>The cost effect of a secondary diagnosis. Immutable.</summary>
/// <param name="Code">The code.</param>
/// <param name="Category">Its complication category; empty if it has none.</param>
/// <param name="Level">Its present level, 0 to 2.</param>
/// <param name="BaseGroup">The base group that is meant; empty for all.</param>
/// <param name="Contacts">Contacts that it is judged on: where it alone gives the contact its level, or no diagnosis has one.</param>
/// <param name="Ratio">Cost with the code over cost without it, all else alike, in these contacts.</param>
/// <param name="Interval">Interval within which the ratio lies with 95 % confidence.</param>
/// <param name="Advice">What it says.</param>
/// <param name="FalseRate">Least share of false finds at which the advice is given (Benjamini-Hochberg);
/// 1 if there was nothing to test.</param>
public sealed record ComplicationEffect(
    string Code, string Category, int Level, string BaseGroup, int Contacts, double Ratio,
    [property: JsonIgnore] (double Low, double High) Interval, ComplicationAdvice Advice, double FalseRate)
{
    /// <summary>Lower end of the interval.</summary>
    public double Low => Interval.Low;

    /// <summary>Its upper end.</summary>
    public double High => Interval.High;

    /// <summary>Contacts where another diagnosis is as high or higher.</summary>
    public int BesideContacts { get; init; }

    /// <summary>Cost with the code over cost without it in these; null if there are too few.</summary>
    public double? BesideRatio { get; init; }

    /// <summary>Lower end of its interval, within which it lies with 95 % confidence where the others' effects are known.</summary>
    public double? BesideLow { get; init; }

    /// <summary>Its upper end.</summary>
    public double? BesideHigh { get; init; }

    /// <summary>What its contacts cost by the highest level of their other diagnoses; none for a base group.</summary>
    public ImmutableArray<ComplicationSubset> Subsets { get => field.IsDefault ? [] : field; init; }
}

/// <summary>A category whose members do not cost the same. Immutable.</summary>
/// <param name="Category">The category.</param>
/// <param name="Codes">Members with enough contacts.</param>
/// <param name="Ratio">Their effect together, each weighed by its certainty.</param>
/// <param name="Scatter">I²: share of their scatter that is not chance.</param>
/// <param name="FalseRate">Least share of false finds at which they are said to differ (Benjamini-Hochberg).</param>
public sealed record CategoryScatter(string Category, int Codes, double Ratio, double Scatter, double FalseRate);

/// <summary>The review. Immutable.</summary>
/// <param name="Contacts">Contacts with costs.</param>
/// <param name="BaseGroups">Base groups that they lie in.</param>
/// <param name="Effects">Codes, those with most contacts first.</param>
/// <param name="Exclusions">Codes in base groups where they cost less than their level stands for.</param>
/// <param name="Categories">Categories, those that scatter for certain first.</param>
public sealed record ComplicationFindings(
    int Contacts, int BaseGroups, ImmutableArray<ComplicationEffect> Effects, ImmutableArray<ComplicationEffect> Exclusions,
    ImmutableArray<CategoryScatter> Categories)
{
    /// <summary>How codes were judged.</summary>
    [JsonConverter(typeof(JsonStringEnumConverter<ReviewMethod>))]
    public ReviewMethod Method { get; init; }

    /// <summary>Codes in contacts where a category of them does not count: nothing activates it or the principal diagnosis excludes it.
    /// They are shown and not judged.</summary>
    public ImmutableArray<ComplicationEffect> HeldBack { get => field.IsDefault ? [] : field; init; }

    /// <summary>Codes in base groups that no level divides, where a level has no effect. They are shown and not judged.</summary>
    public ImmutableArray<ComplicationEffect> Undivided { get => field.IsDefault ? [] : field; init; }

    /// <summary>Contacts in these base groups.</summary>
    public int UndividedContacts { get; init; }

    /// <summary>Codes with enough contacts, but too few where they are the highest: they are not judged.</summary>
    public int SeldomHighest { get; init; }

    /// <summary>Pairs of codes with enough contacts, those that differ from the higher of them for certain first.</summary>
    public ImmutableArray<ComplicationPair> Pairs { get => field.IsDefault ? [] : field; init; }

    /// <summary>Clusters (hospitals) that errors are by; 0 where contacts are taken as independent.</summary>
    public int Clusters { get; init; }

    /// <summary>The same codes on care days, as a complication is defined.</summary>
    public ImmutableArray<StayEffect> Stays { get; init; } = [];
}

/// <summary>Holds the cost effect of secondary diagnoses against their present levels. Filled, then asked; not thread-safe.</summary>
/// <remarks>The logarithm of cost on indicators of diagnoses and of age and sex, within base groups, all together. Levels stand for the
/// steps of 20 % of a good group: 1, 1.2 and 1.44; the limits between them are their geometric means.
/// Formulas and sources: docs/changes/complications.md; docs/specification/casemix.md, "Rules for a good group" [TC].</remarks>
public sealed class ComplicationReview
{
    internal const double Step = 1.2;
    private const double Normal = 1.959963984540054;
    private readonly List<Added> _contacts = [];
    private readonly Dictionary<string, int> _clusters = new(StringComparer.Ordinal);

    /// <summary>Adds a contact; one without a cost above 0 is passed over.</summary>
    /// <param name="baseGroup">Its group without the level of complication.</param>
    /// <param name="cost">Cost in kronor.</param>
    /// <param name="codes">Secondary diagnoses, with the levels of their categories.</param>
    /// <param name="controls">What else is held, such as a band of ages; each text one.</param>
    public void Add(string baseGroup, double cost, IEnumerable<string> codes, IEnumerable<string> controls)
    {
        ArgumentNullException.ThrowIfNull(codes);
        Add(baseGroup, isDivided: true, cost, codes.Select(code => new SecondaryCode(code)), controls);
    }

    /// <summary>Adds a contact; one without a cost above 0 is passed over.</summary>
    /// <param name="baseGroup">Its group without the level of complication.</param>
    /// <param name="isDivided">True if levels divide the base group.</param>
    /// <param name="cost">Cost in kronor.</param>
    /// <param name="codes">Secondary diagnoses, with the levels that they give in this contact.</param>
    /// <param name="controls">What else is held, such as a band of ages; each text one.</param>
    /// <param name="cluster">The cluster, such as a hospital, within which contacts are not independent; null if they are, and then for
    /// all of them.</param>
    public void Add(
        string baseGroup, bool isDivided, double cost, IEnumerable<SecondaryCode> codes, IEnumerable<string> controls,
        string? cluster = null)
    {
        ArgumentNullException.ThrowIfNull(baseGroup);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(controls);
        if (!(cost > 0) || !double.IsFinite(cost))
            return;
        var number = 0;
        if (cluster is not null && !_clusters.TryGetValue(cluster, out number))
            _clusters.Add(cluster, number = _clusters.Count);
        _contacts.Add(new(
            baseGroup, isDivided, Math.Log(cost), [.. codes.DistinctBy(code => code.Code, StringComparer.Ordinal)],
            [.. controls.Distinct(StringComparer.Ordinal)], number));
    }

    /// <summary>Makes the review.</summary>
    /// <param name="minContacts">Contacts below which a code, or a code within a base group, is not asked about.</param>
    /// <param name="categoryOf">Present category of a code and its level, 0 to 2; an empty text and 0 for none.</param>
    /// <param name="falseRate">Share of false finds to allow.</param>
    /// <param name="method">How codes are judged.</param>
    public ComplicationFindings Review(
        int minContacts, Func<string, (string Category, int Level)> categoryOf, double falseRate = 0.05,
        ReviewMethod method = ReviewMethod.Highest)
    {
        ArgumentNullException.ThrowIfNull(categoryOf);
        var categories = _contacts.SelectMany(contact => contact.Codes).Select(code => code.Code).Distinct()
            .ToDictionary(code => code, categoryOf, StringComparer.Ordinal);
        var isHighest = method == ReviewMethod.Highest;
        var design = new ReviewDesign(Contacts(contact => !isHighest || contact.IsDivided), minContacts, method, _clusters.Count);
        var besides = isHighest ? design.Besides() : [];
        var codes = Told(design, ReviewVariableKind.Highest);
        var effects = Judge(codes, both: true, falseRate).Select(Beside).ToImmutableArray();
        var undivided = isHighest ? new ReviewDesign(
            Contacts(contact => !contact.IsDivided), minContacts, method, _clusters.Count) : null;
        var seldom = isHighest
            ? besides.Count(code => code.Value.Subsets.Sum(subset => subset.Contacts) >= minContacts)
                - codes.Select(code => code.Code).Distinct().Count()
            : 0;
        return new(
            _contacts.Count, design.Groups.Length, effects, Exclusions(design, codes, effects, minContacts, falseRate), Categories(codes))
        {
            Method = method,
            HeldBack = [.. Shown(Told(design, ReviewVariableKind.HeldBack))],
            Undivided = undivided is null ? [] : [.. Shown(Told(undivided, ReviewVariableKind.Highest))],
            UndividedContacts = isHighest ? _contacts.Count(contact => !contact.IsDivided) : 0,
            SeldomHighest = Math.Max(0, seldom),
            Pairs = Pairs(design, minContacts),
            Clusters = _clusters.Count,
        };

        List<ReviewedContact> Contacts(Func<Added, bool> isOf) =>
        [
            .. _contacts.Where(isOf).Select(contact => new ReviewedContact(
                contact.Group, contact.Log,
                [
                    .. contact.Codes.Select(code => isHighest
                        ? new ReviewedCode(code.Code, code.Level ?? categories[code.Code].Level, code.IsHeldBack)
                        : new(code.Code, categories[code.Code].Level, IsHeldBack: false)),
                ],
                contact.Controls, contact.Cluster)),
        ];

        List<Estimate> Told(ReviewDesign from, ReviewVariableKind kind) =>
        [
            .. from.Counts.Where(count => count.Key.Kind == kind && !from.Fit.IsLeftOut[from.NumberOf(count.Key)])
                .Select(count => (count.Key, count.Value, Number: from.NumberOf(count.Key)))
                .Select(count => new Estimate(
                    count.Key.Name, (categories[count.Key.Name].Category, count.Key.Level), "", count.Value,
                    from.Fit.Estimates[count.Number], from.Errors[count.Number].Error, count.Number, from.Errors[count.Number].Clusters)),
        ];

        ComplicationEffect Beside(ComplicationEffect effect)
        {
            if (!besides.TryGetValue(effect.Code, out var of))
                return effect;
            var (beside, subsets) = of;
            var isKnown = beside.Count >= minContacts;
            var half = isKnown ? Quantile(beside.Clusters) * beside.Error : 0;
            return effect with
            {
                BesideContacts = beside.Count,
                BesideRatio = isKnown ? Math.Exp(beside.Mean) : null,
                BesideLow = isKnown ? Math.Exp(beside.Mean - half) : null,
                BesideHigh = isKnown ? Math.Exp(beside.Mean + half) : null,
                Subsets = subsets,
            };
        }
    }

    /// <summary>Codes in base groups where they cost less than their level stands for, of those that keep their level.</summary>
    private static ImmutableArray<ComplicationEffect> Exclusions(
        ReviewDesign design, List<Estimate> codes, ImmutableArray<ComplicationEffect> effects, int minContacts, double falseRate)
    {
        var kept = effects.Where(effect => effect is { Level: > 0, Advice: not ComplicationAdvice.Demote })
            .Select(effect => (effect.Code, effect.Level)).ToHashSet();
        var left = design.Left();
        var found = new List<Estimate>();
        foreach (var code in codes.Where(code => kept.Contains((code.Code, code.Of.Level))))
        {
            for (var group = 0; group < design.Groups.Length; group++)
            {
                var (count, size) = (design.Fit.Counts[group].GetValueOrDefault(code.Number), design.Fit.Sizes[group]);
                if (count < minContacts || size - count < minContacts)
                    continue;
                var (more, error, clusters) = left[(code.Number, group)];
                found.Add(code with
                {
                    BaseGroup = design.Groups[group],
                    Contacts = count,
                    Effect = code.Effect + more,
                    Error = error,
                    Clusters = clusters,
                });
            }
        }

        return [.. Judge(found, both: false, falseRate).Where(effect => effect.Advice == ComplicationAdvice.Demote)
            .Select(effect => effect with { Advice = ComplicationAdvice.Exclude })];
    }

    /// <summary>Pairs of codes with enough contacts, tested against costing what the higher of them does, all together.</summary>
    private static ImmutableArray<ComplicationPair> Pairs(ReviewDesign design, int minContacts)
    {
        var pairs = design.Pairs.Where(pair => pair.Value.Count >= minContacts).ToList();
        var rates = Tests.Adjust([.. pairs.Select(pair =>
            Math.Min(1, 2 * Tests.Above(Math.Abs(pair.Value.Mean / pair.Value.Error), pair.Value.Clusters)))]);
        return
        [
            .. pairs.Select((pair, i) =>
            {
                var half = Quantile(pair.Value.Clusters) * pair.Value.Error;
                return new ComplicationPair(
                    pair.Key.First, pair.Key.Second, pair.Value.Count, Math.Exp(pair.Value.Mean), Math.Exp(pair.Value.Mean - half),
                    Math.Exp(pair.Value.Mean + half), rates[i]);
            }).OrderBy(pair => pair.FalseRate).ThenByDescending(pair => pair.Contacts).ThenBy(pair => pair.First, StringComparer.Ordinal)
                .ThenBy(pair => pair.Second, StringComparer.Ordinal),
        ];
    }

    /// <summary>What an error is multiplied by: the normal quantile, or Student's by clusters.</summary>
    private static double Quantile(int clusters) =>
        clusters == 0 ? Normal : clusters < 2 ? double.PositiveInfinity : Indices.Distributions.StudentQuantile95(clusters - 1);

    private static ImmutableArray<CategoryScatter> Categories(List<Estimate> codes)
    {
        var all = codes.Where(code => code.Of is { Category.Length: > 0, Level: > 0 })
            .GroupBy(code => code.Of.Category, StringComparer.Ordinal).Where(category => category.Count() > 1).Select(category =>
        {
            var weighed = category.Select(code => (code.Effect, Weight: 1 / (code.Error * code.Error))).ToList();
            var mean = weighed.Sum(code => code.Effect * code.Weight) / weighed.Sum(code => code.Weight);
            var q = weighed.Sum(code => code.Weight * (code.Effect - mean) * (code.Effect - mean));
            return (
                Name: category.Key, weighed.Count, Mean: mean, Scatter: q > 0 ? Math.Max(0, 1 - ((weighed.Count - 1) / q)) : 0,
                P: Tests.AboveChiSquare(q, weighed.Count - 1));
        }).ToList();
        var rates = Tests.Adjust([.. all.Select(category => category.P)]);
        return [.. all.Select((category, i) =>
            new CategoryScatter(category.Name, category.Count, Math.Exp(category.Mean), category.Scatter, rates[i]))
            .OrderBy(category => category.FalseRate).ThenBy(category => category.Category, StringComparer.Ordinal)];
    }

    private static IEnumerable<ComplicationEffect> Shown(IEnumerable<Estimate> estimates) =>
        estimates.Select(each => Effect(each, ComplicationAdvice.Keep, 1));

    private static ComplicationEffect Effect(Estimate each, ComplicationAdvice advice, double falseRate) => new(
        each.Code, each.Of.Category, each.Of.Level, each.BaseGroup, each.Contacts, Math.Exp(each.Effect),
        (Math.Exp(each.Effect - (Quantile(each.Clusters) * each.Error)), Math.Exp(each.Effect + (Quantile(each.Clusters) * each.Error))),
        advice, falseRate);

    /// <summary>Tests each effect against the limit above its level and, for codes that have one, below it; all tests together.</summary>
    private static ImmutableArray<ComplicationEffect> Judge(List<Estimate> estimates, bool both, double falseRate)
    {
        var tests = new List<(int Number, ComplicationAdvice Advice, double P)>();
        for (var i = 0; i < estimates.Count; i++)
        {
            var (effect, error, level, clusters) =
                (estimates[i].Effect, estimates[i].Error, estimates[i].Of.Level, estimates[i].Clusters);
            if (both && level < 2)
                tests.Add((i, ComplicationAdvice.Promote, Tests.Above((effect - ((level + 0.5) * Math.Log(Step))) / error, clusters)));
            if (level > 0)
                tests.Add((i, ComplicationAdvice.Demote, Tests.Above((((level - 0.5) * Math.Log(Step)) - effect) / error, clusters)));
        }

        var rates = Tests.Adjust([.. tests.Select(test => test.P)]);
        var best = tests.Zip(rates, (test, rate) => (test.Number, test.Advice, Rate: rate)).GroupBy(test => test.Number)
            .ToDictionary(same => same.Key, same => same.MinBy(test => test.Rate));
        return
        [
            .. estimates.Select((each, i) => (each, Test: best.TryGetValue(i, out var test) ? test : (i, ComplicationAdvice.Keep, 1)))
                .Select(pair => Effect(
                    pair.each, pair.Test.Item3 <= falseRate ? pair.Test.Item2 : ComplicationAdvice.Keep, pair.Test.Item3)),
        ];
    }

    private sealed record Added(string Group, bool IsDivided, double Log, SecondaryCode[] Codes, string[] Controls, int Cluster);

    private readonly record struct Estimate(
        string Code, (string Category, int Level) Of, string BaseGroup, int Contacts, double Effect, double Error, int Number,
        int Clusters = 0);
}
