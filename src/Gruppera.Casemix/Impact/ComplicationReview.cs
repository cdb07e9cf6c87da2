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
/// <param name="Contacts">Contacts that have it.</param>
/// <param name="Ratio">Cost with the code over cost without it, all else alike.</param>
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
    /// <summary>The same codes on care days, as a complication is defined.</summary>
    public ImmutableArray<StayEffect> Stays { get; init; } = [];
}

/// <summary>Holds the cost effect of secondary diagnoses against their present levels. Filled, then asked; not thread-safe.</summary>
/// <remarks>The logarithm of cost on an indicator of every diagnosis with enough contacts and of age and sex, within base groups, all
/// together. Levels stand for the steps of 20 % of a good group: 1, 1.2 and 1.44; the limits between them are their geometric means.
/// Formulas and sources: docs/changes/complications.md; docs/specification/casemix.md, "Rules for a good group" [TC].</remarks>
public sealed class ComplicationReview
{
    private const double Step = 1.2;
    private const int MostCodes = 1500;
    private const double Normal = 1.959963984540054;
    private readonly List<(string Group, double Log, string[] Codes, string[] Controls)> _contacts = [];

    /// <summary>Adds a contact; one without a cost above 0 is passed over.</summary>
    /// <param name="baseGroup">Its group without the level of complication.</param>
    /// <param name="cost">Cost in kronor.</param>
    /// <param name="codes">Secondary diagnoses.</param>
    /// <param name="controls">What else is held, such as a band of ages; each text one.</param>
    public void Add(string baseGroup, double cost, IEnumerable<string> codes, IEnumerable<string> controls)
    {
        ArgumentNullException.ThrowIfNull(baseGroup);
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(controls);
        if (cost > 0 && double.IsFinite(cost))
            _contacts.Add((
                baseGroup, Math.Log(cost), [.. codes.Distinct(StringComparer.Ordinal)], [.. controls.Distinct(StringComparer.Ordinal)]));
    }

    /// <summary>Makes the review.</summary>
    /// <param name="minContacts">Contacts below which a code, or a code within a base group, is not asked about.</param>
    /// <param name="categoryOf">Present category of a code and its level, 0 to 2; an empty text and 0 for none.</param>
    /// <param name="falseRate">Share of false finds to allow.</param>
    public ComplicationFindings Review(int minContacts, Func<string, (string Category, int Level)> categoryOf, double falseRate = 0.05)
    {
        ArgumentNullException.ThrowIfNull(categoryOf);
        var asked = _contacts.SelectMany(contact => contact.Codes).CountBy(code => code).Where(code => code.Value >= minContacts)
            .OrderByDescending(code => code.Value).ThenBy(code => code.Key, StringComparer.Ordinal).Take(MostCodes).ToList();
        var variables = asked.Select(code => code.Key).Concat(_contacts.SelectMany(contact => contact.Controls).Distinct()
            .Order(StringComparer.Ordinal).Select(control => "\0" + control))
            .Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var groups = _contacts.Select(contact => contact.Group).Distinct().Order(StringComparer.Ordinal).ToArray();
        var numbers = groups.Select((name, i) => (name, i)).ToDictionary(pair => pair.name, pair => pair.i, StringComparer.Ordinal);
        var rows = _contacts.Select(contact => (numbers[contact.Group], contact.Log,
            contact.Codes.Concat(contact.Controls.Select(control => "\0" + control)).Select(name => variables.GetValueOrDefault(name, -1))
                .Where(number => number >= 0).ToArray())).ToList();
        var fit = new WithinGroups(rows, groups.Length, variables.Count);
        var codes = asked.Select((code, i) => (Code: code.Key, Contacts: code.Value, Number: i, Of: categoryOf(code.Key)))
            .Where(code => !fit.IsLeftOut[code.Number]).ToList();
        var effects = Judge([.. codes.Select(code => new Estimate(
            code.Code, code.Of, "", code.Contacts, fit.Estimates[code.Number], fit.Errors[code.Number]))], both: true, falseRate);
        return new(_contacts.Count, groups.Length, effects, Exclusions(), Categories());

        ImmutableArray<ComplicationEffect> Exclusions()
        {
            var kept = effects.Where(effect => effect is { Level: > 0, Advice: not ComplicationAdvice.Demote })
                .Select(effect => effect.Code).ToHashSet(StringComparer.Ordinal);
            var (sums, squares) = (new Dictionary<(int Code, int Group), double>(), new double[groups.Length]);
            foreach (var (row, left) in rows.Zip(fit.Residuals()))
            {
                squares[row.Item1] += left * left;
                foreach (var number in row.Item3)
                    sums[(number, row.Item1)] = sums.GetValueOrDefault((number, row.Item1)) + left;
            }

            var found = new List<Estimate>();
            foreach (var code in codes.Where(code => kept.Contains(code.Code)))
            {
                for (var group = 0; group < groups.Length; group++)
                {
                    var (count, size) = (fit.Counts[group].GetValueOrDefault(code.Number), fit.Sizes[group]);
                    if (count < minContacts || size - count < minContacts)
                        continue;
                    var spread = count * (1 - ((double)count / size));
                    found.Add(new(
                        code.Code, code.Of, groups[group], count, fit.Estimates[code.Number] + (sums[(code.Number, group)] / spread),
                        Math.Sqrt(squares[group] / (size - 1) / spread)));
                }
            }

            return [.. Judge(found, both: false, falseRate).Where(effect => effect.Advice == ComplicationAdvice.Demote)
                .Select(effect => effect with { Advice = ComplicationAdvice.Exclude })];
        }

        ImmutableArray<CategoryScatter> Categories()
        {
            var all = codes.Where(code => code.Of.Category.Length > 0).GroupBy(code => code.Of.Category, StringComparer.Ordinal)
                .Where(category => category.Count() > 1).Select(category =>
            {
                var weighed = category.Select(code =>
                    (Effect: fit.Estimates[code.Number], Weight: 1 / (fit.Errors[code.Number] * fit.Errors[code.Number]))).ToList();
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
    }

    /// <summary>Tests each effect against the limit above its level and, for codes that have one, below it; all tests together.</summary>
    private static ImmutableArray<ComplicationEffect> Judge(List<Estimate> estimates, bool both, double falseRate)
    {
        var tests = new List<(int Number, ComplicationAdvice Advice, double P)>();
        for (var i = 0; i < estimates.Count; i++)
        {
            var (_, (_, level), _, _, effect, error) = estimates[i];
            if (both && level < 2)
                tests.Add((i, ComplicationAdvice.Promote, Tests.Above((effect - ((level + 0.5) * Math.Log(Step))) / error)));
            if (level > 0)
                tests.Add((i, ComplicationAdvice.Demote, Tests.Above((((level - 0.5) * Math.Log(Step)) - effect) / error)));
        }

        var rates = Tests.Adjust([.. tests.Select(test => test.P)]);
        var best = tests.Zip(rates, (test, rate) => (test.Number, test.Advice, Rate: rate)).GroupBy(test => test.Number)
            .ToDictionary(same => same.Key, same => same.MinBy(test => test.Rate));
        return
        [
            .. estimates.Select((each, i) => (each, Test: best.TryGetValue(i, out var test) ? test : (i, ComplicationAdvice.Keep, 1)))
                .Select(pair => new ComplicationEffect(
                    pair.each.Code, pair.each.Of.Category, pair.each.Of.Level, pair.each.BaseGroup, pair.each.Contacts,
                    Math.Exp(pair.each.Effect),
                    (Math.Exp(pair.each.Effect - (Normal * pair.each.Error)), Math.Exp(pair.each.Effect + (Normal * pair.each.Error))),
                    pair.Test.Item3 <= falseRate ? pair.Test.Item2 : ComplicationAdvice.Keep, pair.Test.Item3)),
        ];
    }

    private readonly record struct Estimate(
        string Code, (string Category, int Level) Of, string BaseGroup, int Contacts, double Effect, double Error);
}
