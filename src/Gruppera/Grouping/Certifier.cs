using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Features;
using Gruppera.Matching;

namespace Gruppera.Grouping;

/// <summary>Groups cases with known results and reports the differences. Thread-safe.</summary>
public static class Certifier
{
    /// <summary>Runs the cases.</summary>
    /// <param name="grouper">The grouper.</param>
    /// <param name="cases">Cases; each may expect a group, a rule (by order or id) and a return code.</param>
    public static CertificationReport Run(Grouper grouper, IEnumerable<TestCase> cases)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(cases);
        var set = grouper.Definition.Set;
        var fired = new bool[set.Rules.Length];
        var mismatches = ImmutableArray.CreateBuilder<Mismatch>();
        var count = 0;
        int drgs = 0, drgsSame = 0, rules = 0, rulesSame = 0, codes = 0, codesSame = 0;
        foreach (var testCase in cases)
        {
            var result = grouper.Group(testCase.Contact);
            count++;
            fired[result.Rank] = true;
            var (expectsDrg, expectsRule, expectsCode) =
                (testCase.Drg.Length > 0, testCase.Rule.Length > 0, testCase.ReturnCode != default);
            var drgDiffers = expectsDrg && !IsSame(testCase.Drg, result.Drg);
            var ruleDiffers = expectsRule && testCase.Rule != result.Rule.Id && !IsSame(testCase.Rule, result.Rule.Ord);
            var codeDiffers = expectsCode && testCase.ReturnCode != result.ReturnCode;
            drgs += expectsDrg ? 1 : 0;
            drgsSame += expectsDrg && !drgDiffers ? 1 : 0;
            rules += expectsRule ? 1 : 0;
            rulesSame += expectsRule && !ruleDiffers ? 1 : 0;
            codes += expectsCode ? 1 : 0;
            codesSame += expectsCode && !codeDiffers ? 1 : 0;
            if (drgDiffers || ruleDiffers || codeDiffers)
                mismatches.Add(new(testCase, result, drgDiffers, ruleDiffers, codeDiffers, Explain(grouper.Definition, testCase, result)));
        }

        var reached = set.Rules.Where((_, rank) => fired[rank]).Select(rule => rule.Drg).ToHashSet(StringComparer.Ordinal);
        string[] groups = [.. set.Rules.Select(rule => rule.Drg).Distinct(StringComparer.Ordinal)];
        return new()
        {
            Cases = count,
            Drg = (drgs, drgsSame),
            Rule = (rules, rulesSame),
            ReturnCode = (codes, codesSame),
            RuleCoverage = (fired.Length, fired.Count(reached => reached)),
            DrgCoverage = (groups.Length, reached.Count),
            UnreachedRules = [.. fired.Index().Where(rule => !rule.Item).Select(rule => rule.Index)],
            UnreachedDrgs = [.. groups.Where(drg => !reached.Contains(drg))],
            Mismatches = mismatches.DrainToImmutable(),
        };
    }

    private static Text Explain(CompiledDefinition definition, TestCase testCase, in GroupingResult result)
    {
        var rules = definition.Set.Rules;
        var wanted = testCase.Rule.Length > 0
            ? rules.FirstOrDefault(rule => rule.Id == testCase.Rule || IsSame(testCase.Rule, rule.Ord))
            : rules.FirstOrDefault(rule => IsSame(testCase.Drg, rule.Drg));
        if (wanted is null)
            return "the set has no such rule or group";
        var rank = rules.IndexOf(wanted);
        if (Unmet(definition, testCase.Contact, rank) is [var column, ..])
        {
            var condition = $"{column} {wanted[column]}";
            return $"rule {wanted.Id} asks for {condition}, which the contact does not meet";
        }

        return rank == result.Rank
            ? (Text)$"the rule gives return code {result.ReturnCode}"
            : $"rule {result.Rule.Id} comes earlier and holds";
    }

    /// <summary>True for the same code, with or without the leading zeros that programs of numbers drop.</summary>
    private static bool IsSame(string expected, string actual) =>
        expected == actual || (expected.Length > 0 && char.IsAsciiDigit(expected[0]) && expected.TrimStart('0') == actual.TrimStart('0'));

    /// <summary>The columns of a rule that a contact does not meet.</summary>
    internal static ImmutableArray<RuleColumn> Unmet(CompiledDefinition definition, CareContact contact, int rank)
    {
        var codes = contact.Diagnoses.Length + contact.Procedures.Length;
        var features = new ContactFeatures(definition, new ulong[definition.Facts.Words], new Unit[codes + 1]);
        FeatureReader.Read(contact.View, ref features);
        var unmet = ImmutableArray.CreateBuilder<RuleColumn>();
        foreach (var condition in definition.Conditions[rank])
        {
            if (!LinearMatcher.IsMet(condition, features))
                unmet.Add(condition.Column);
        }

        return unmet.ToImmutable();
    }
}
