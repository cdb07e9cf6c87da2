using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Features;
using Gruppera.Matching;

namespace Gruppera.Grouping;

/// <summary>A test case that came out otherwise than expected. Immutable.</summary>
/// <param name="Case">The case.</param>
/// <param name="Result">What the grouper gave.</param>
/// <param name="DrgDiffers">True where the group differs.</param>
/// <param name="RuleDiffers">True where the rule differs.</param>
/// <param name="ReturnCodeDiffers">True where the return code differs.</param>
/// <param name="Reason">What differs, as the rules see it: the first condition of the expected rule that the contact does not
/// meet, or the earlier rule that holds, or that the set has no such rule.</param>
public sealed record Mismatch(
    TestCase Case, GroupingResult Result, bool DrgDiffers, bool RuleDiffers, bool ReturnCodeDiffers, Text Reason);

/// <summary>The outcome of a certification run. Immutable.</summary>
public sealed record CertificationReport
{
    /// <summary>Cases grouped.</summary>
    public int Cases { get; init; }

    /// <summary>Cases that expect a group, and those of them that got it.</summary>
    public (int Expected, int Same) Drg { get; init; }

    /// <summary>Cases that expect a rule, and those of them that got it.</summary>
    public (int Expected, int Same) Rule { get; init; }

    /// <summary>Cases that expect a return code, and those of them that got it.</summary>
    public (int Expected, int Same) ReturnCode { get; init; }

    /// <summary>Rules of the set, and those that some case fired.</summary>
    public (int All, int Reached) RuleCoverage { get; init; }

    /// <summary>Groups that rules give, and those that some case got.</summary>
    public (int All, int Reached) DrgCoverage { get; init; }

    /// <summary>The cases that came out otherwise, in order.</summary>
    public ImmutableArray<Mismatch> Mismatches { get; init; } = [];

    /// <summary>True where there were cases and all came out as expected.</summary>
    public bool IsIdentical => Cases > 0 && Mismatches.IsEmpty;
}

/// <summary>Groups cases with known results and tells the differences. Thread-safe.</summary>
public static class Certifier
{
    /// <summary>Runs the cases.</summary>
    /// <param name="grouper">The grouper.</param>
    /// <param name="cases">Cases; each may expect a group, a rule (by order or id) and a return code.</param>
    public static CertificationReport Run(Grouper grouper, IEnumerable<TestCase> cases)
    {
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
            var (expectsDrg, expectsRule, expectsCode) = (testCase.Drg.Length > 0, testCase.Rule.Length > 0, testCase.ReturnCode != default);
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

        return new()
        {
            Cases = count,
            Drg = (drgs, drgsSame),
            Rule = (rules, rulesSame),
            ReturnCode = (codes, codesSame),
            RuleCoverage = (fired.Length, fired.Count(reached => reached)),
            DrgCoverage = (
                set.Rules.Select(rule => rule.Drg).Distinct().Count(),
                set.Rules.Where((_, rank) => fired[rank]).Select(rule => rule.Drg).Distinct().Count()),
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
            var condition = $"{column.ToString().ToLowerInvariant()} {wanted[column]}";
            return $"rule {wanted.Id} asks for {condition}, which the contact does not meet";
        }

        return rank == result.Rank
            ? (Text)$"the rule gives return code {result.ReturnCode}"
            : $"rule {result.Rule.Id} stands earlier and holds";
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
