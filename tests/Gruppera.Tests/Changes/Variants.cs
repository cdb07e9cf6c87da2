using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Changes;

/// <summary>Sets like another, with rows taken out, put in, changed and moved at random.</summary>
internal static class Variants
{
    /// <summary>A random set with names, and one that came of it.</summary>
    public static (DefinitionSet Before, DefinitionSet After, ImmutableArray<CareContact> Contacts) Pair(int seed)
    {
        var random = new Random(seed);
        var (world, other) = (new WorldMaker(random).Make(), new WorldMaker(random).Make());
        var before = Named(world.Set, random);
        return (before, Of(before, other.Set, random), world.Contacts);
    }

    /// <summary>The same rows in another order, some of them twice; rules keep theirs.</summary>
    public static DefinitionSet Shuffled(DefinitionSet set, Random random)
    {
        var texts = new SetTexts { Values = set.Texts.Values, Diagnoses = Mixed(set.Texts.Diagnoses), Procedures = Mixed(set.Texts.Procedures) };
        return new(set.Version, set.Rules, set.Order, () => texts)
        {
            CodeLookup = set.CodeLookup,
            DiagnosisFeatures = Mixed(set.DiagnosisFeatures),
            ProcedureFeatures = Mixed(set.ProcedureFeatures),
            ComplicationExclusions = Mixed(set.ComplicationExclusions),
            ComplicationCategories = Mixed([.. set.ComplicationCategories]),
            DrgNames = Mixed(set.DrgNames),
            ReturnCodes = Mixed(set.ReturnCodes),
        };

        ImmutableArray<T> Mixed<T>(ImmutableArray<T> rows) => [.. rows.Concat(rows.Where(_ => random.Next(5) == 0)).OrderBy(_ => random.Next())];
    }

    private static DefinitionSet Named(DefinitionSet set, Random random) => Like(set, set.Rules, set, random, keep: 1);

    private static DefinitionSet Of(DefinitionSet set, DefinitionSet other, Random random)
    {
        var rules = set.Rules.Where(_ => random.Next(8) > 0).Select(rule => random.Next(6) > 0 ? rule : rule with
        {
            Id = random.Next(4) == 0 ? rule.Id + "B" : rule.Id,
            Drg = random.Next(4) == 0 ? "G9" : rule.Drg,
            Conditions = other.Rules[random.Next(other.Rules.Length)].Conditions,
        }).ToList();
        for (var i = random.Next(4); i > 0; i--)
            rules.Insert(random.Next(rules.Count + 1), other.Rules[random.Next(other.Rules.Length)] with { Id = $"N{i}" });
        for (var i = random.Next(3); i > 0 && rules.Count > 1; i--)
        {
            var at = random.Next(rules.Count);
            var rule = rules[at];
            rules.RemoveAt(at);
            rules.Insert(random.Next(rules.Count + 1), rule);
        }

        if (rules.Count == 0)
            rules.Add(other.Rules[0]);
        return Like(set, rules.Select((rule, i) => rule with { Ord = $"{i}" }), other, random, keep: 0.9);
    }

    private static DefinitionSet Like(DefinitionSet set, IEnumerable<RuleRow> rules, DefinitionSet other, Random random, double keep)
    {
        var names = set.Texts.Values.Length > 0 ? set.Texts.Values : [.. set.DiagnosisFeatures.Select(row => new ValueName(row.Type, row.Value, new($"value {row.Value}", ""), false, default))];
        var texts = new SetTexts { Values = Kept(names, names) };
        return new(set.Version, rules, set.Order, () => texts)
        {
            CodeLookup = set.CodeLookup,
            DiagnosisFeatures = Kept(set.DiagnosisFeatures, other.DiagnosisFeatures),
            ProcedureFeatures = Kept(set.ProcedureFeatures, other.ProcedureFeatures),
            ComplicationExclusions = Kept(set.ComplicationExclusions, other.ComplicationExclusions),
            ComplicationCategories = Kept(set.ComplicationCategories, other.ComplicationCategories),
            DrgNames = [.. set.Rules.Select(rule => rule.Drg).Distinct().Select(drg => new DrgName(drg, "", "05", new(random.NextDouble() < keep ? drg : $"{drg} renamed", ""), TableText.None, default))],
        };

        ImmutableArray<T> Kept<T>(ImmutableArray<T> rows, ImmutableArray<T> others) => keep >= 1
            ? rows
            : [.. rows.Where(_ => random.NextDouble() < keep), .. others.Where(_ => random.NextDouble() > keep)];
    }
}
