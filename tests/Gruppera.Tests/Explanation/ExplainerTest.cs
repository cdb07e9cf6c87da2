using FsCheck;
using FsCheck.Fluent;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests.Exploration;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Explanation;

/// <summary>What an explanation says is so.</summary>
public class ExplainerTest
{
    [Fact]
    public void On_random_worlds() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(World.Any, world =>
    {
        var grouper = new Grouper(world.Set);
        var explainer = new Explainer(grouper);
        foreach (var contact in world.Contacts)
            AssertTrue(grouper, explainer, contact);
    }));

    /// <summary>A thousand random certification cases: the explanation names every condition of the fired rule, and each near miss is
    /// verified by changing the contact.</summary>
    [Trait("lane", "licensed")]
    [Theory]
    [InlineData("com-2012-cc.zip")]
    [InlineData("eng-2008-full.zip")]
    public void On_a_thousand_certification_cases(string pack)
    {
        var set = DefinitionReader.Read(Licensed.Pack(pack), new() { TestCases = TestCases.Read }).Set!;
        var grouper = new Grouper(set);
        var explainer = new Explainer(grouper);
        foreach (var testCase in new System.Random(5).GetItems([.. set.TestCases], 500))
        {
            var explanation = AssertTrue(grouper, explainer, testCase.Contact);
            Assert.Equal(testCase.Drg, explanation.Group.Drg);
        }
    }

    /// <summary>A pair can stand on an exclusion list though the tables have its dagger code nowhere else.</summary>
    [Fact]
    public void A_pair_excludes_though_its_dagger_code_is_unknown()
    {
        var set = World.With(
            Made.Set(["R1 DRG1 icd=+"], ["A00 compl=05C01", "B00 compl=05C01"]),
            exclusions: [new("05C01", DiagnosisCode.Parse("A00"), DiagnosisCode.Parse("G00"), default)]);
        var explanation = AssertTrue(new(set), new(new(set)), new() { Diagnoses = [Diagnosis.Parse("A00*G00"), Diagnosis.Parse("B00")] });
        var complication = Assert.Single(explanation.Complications);
        Assert.Equal((ComplicationState.Excluded, "A00*G00"), (complication.State, complication.ExcludedBy));
    }

    private static ContactExplanation AssertTrue(Grouper grouper, Explainer explainer, CareContact contact)
    {
        var result = grouper.Group(contact);
        var explanation = explainer.Explain(contact, ExplanationLens.Full);
        Assert.Equal((result.Drg, result.ReturnCode, result.Rank, result.Mdc, result.ComplicationLevel, result.RuleHeld), (
            explanation.Group.Drg, explanation.Group.ReturnCode, explanation.Group.Rank, explanation.Mdc, explanation.Level, explanation.RuleHeld));
        if (result.RuleHeld)
        {
            // Every cell of the rule, in words, met.
            Assert.Equal(
                result.Rule.Asked(),
                explanation.Conditions.Select(condition => (condition.Column, condition.Cell)));
            Assert.All(explanation.Conditions, condition => Assert.True(condition.IsMet && condition.Text.ToString().Length > 0 && condition.Text.In(Repository.Swedish).Length > 0));
            Assert.Equal(result.Rank, explanation.Failed.Length);
        }

        Assert.All(explanation.Failed, rule => Assert.NotEmpty(rule.Unmet));
        var level = explanation.Complications.Where(complication => complication.State == ComplicationState.Counts).Select(complication => complication.Level).Append(0).Max();
        Assert.Equal(explanation.Level, level);
        Assert.Equal(contact.Diagnoses.Count(diagnosis => !diagnosis.IsBlank) + contact.Procedures.Length, explanation.Codes.Length);
        foreach (var code in explanation.Codes)
            Assert.Equal(code.Influence == CodeInfluence.Decides, code.Without.Rank != result.Rank);
        foreach (var miss in explanation.NearMisses)
        {
            Assert.False(miss.Unmet.IsMet);
            if (miss.Change is not null)
                Assert.Equal(miss.Group.Rank, grouper.Group(miss.Change.Apply(contact)).Rank);
        }

        // The rules that one change fires are those that any change fires: nothing is left out of the near misses.
        var near = explanation.NearMisses.ToDictionary(miss => miss.Group.Rank);
        foreach (var (_, changed) in new WhatIf(grouper).Changes(contact))
            Assert.True(!near.TryGetValue(changed.Rank, out var miss) || miss.Change is not null);
        return explanation;
    }
}
