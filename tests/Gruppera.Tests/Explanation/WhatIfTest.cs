using FsCheck;
using FsCheck.Fluent;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests.Matching;

namespace Gruppera.Tests.Explanation;

/// <summary>What-if answers as trying every change one by one would.</summary>
public class WhatIfTest
{
    [Fact]
    public void Adding_any_code_equals_trying_every_code() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(World.Any, world =>
    {
        var grouper = new Grouper(world.Set);
        var whatIf = new WhatIf(grouper);
        foreach (var contact in world.Contacts)
            AssertAsBruteForce(grouper, whatIf, contact);
    }));

    [Fact]
    public void Every_change_leads_where_it_says() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(World.Any, world =>
    {
        var grouper = new Grouper(world.Set);
        var whatIf = new WhatIf(grouper);
        foreach (var contact in world.Contacts)
        {
            foreach (var (change, result) in whatIf.Changes(contact))
                Assert.Equal(result, grouper.Group(change.Apply(contact)));
        }
    }));

    /// <summary>Ages and care days: every value a rule can tell apart from the contact's own leads to an outcome that is listed.</summary>
    [Fact]
    public void Limits_are_crossed_at_every_cut() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(World.Any, world =>
    {
        var grouper = new Grouper(world.Set);
        var whatIf = new WhatIf(grouper);
        foreach (var contact in world.Contacts.Take(3))
        {
            var ranks = whatIf.Changes(contact).Where(change => change.Change.Kind == ContactChangeKind.Age).Select(change => change.Result.Rank).ToHashSet();
            var now = grouper.Group(contact).Rank;
            for (var age = 0; age < 130; age++)
            {
                var rank = grouper.Group(contact with { Age = new(age) }).Rank;
                Assert.True(rank == now || ranks.Contains(rank), $"age {age} gives rule {rank}");
            }
        }
    }));

    /// <summary>The plausible comes first whatever the set: no other age or sex, no transplantation, before what the contact's own care
    /// allows; and of equally plausible groups the most common.</summary>
    [Fact]
    public void Outcomes_are_ranked_by_plausibility_then_by_how_common_they_are() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(World.Any, world =>
    {
        var grouper = new Grouper(world.Set);
        foreach (var contact in world.Contacts.Take(4))
        {
            var now = grouper.Group(contact);
            var outcomes = new WhatIf(grouper).Of(contact, drg => drg.Sum(letter => letter)).Outcomes;
            Assert.Equal(outcomes.OrderBy(each => each.Plausibility).ThenByDescending(each => each.Group.Drg.Sum(letter => letter)), outcomes);
            foreach (var outcome in outcomes)
            {
                var after = grouper.Group(outcome.Smallest.Apply(contact));
                var changesPatient = outcome.Smallest.Kind is ContactChangeKind.Age or ContactChangeKind.Sex;
                if (outcome.Plausibility < Plausibility.OtherPatient)
                    Assert.False(changesPatient);
                if (outcome.Plausibility is Plausibility.SameCare or Plausibility.OtherTreatment)
                    Assert.Equal((now.Mdc, now.DrgMdc), (after.Mdc, after.DrgMdc));
                Assert.Equal(outcome.Plausibility == Plausibility.Fault, after.ReturnCode != ReturnCode.Grouped && after.ReturnCode != now.ReturnCode);
            }

            var near = new Explainer(grouper).Explain(contact).NearMisses.Select(miss => miss.Plausibility ?? (Plausibility)99).ToList();
            Assert.Equal(near.Order(), near);
        }
    }));

    [Trait("lane", "licensed")]
    [Theory]
    [InlineData("com-2012-cc.zip", 60)]
    [InlineData("eng-2008-full.zip", 40)]
    public void On_real_tables_too(string pack, int cases)
    {
        var set = DefinitionReader.Read(Licensed.Pack(pack), new() { TestCases = TestCases.Read }).Set!;
        var grouper = new Grouper(set);
        var whatIf = new WhatIf(grouper);
        var random = new System.Random(4);
        foreach (var testCase in random.GetItems([.. set.TestCases], cases))
            AssertAsBruteForce(grouper, whatIf, testCase.Contact);
    }

    /// <summary>The outcomes of adding a code, with all codes that lead there, against grouping with each code of the tables.</summary>
    private static void AssertAsBruteForce(Grouper grouper, WhatIf whatIf, CareContact contact)
    {
        var now = grouper.Group(contact);
        var codes = grouper.Definition.Codes;
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (code, _) in codes.Diagnoses.All)
            Try(contact with { Diagnoses = contact.Diagnoses.Add(new(DiagnosisCode.FromBits(code))) }, ContactChangeKind.AddDiagnosis, CodePacking.Unpack(code));
        foreach (var (code, _) in codes.Procedures.All)
            Try(contact with { Procedures = contact.Procedures.Add(ProcedureCode.FromBits(code)) }, ContactChangeKind.AddProcedure, CodePacking.Unpack(code));
        var found = whatIf.Of(contact).Outcomes.SelectMany(outcome => outcome.Changes.SelectMany(change => change.AnyOf.Select(code => Line(outcome.Group.Drg, outcome.Group.ReturnCode, change.Kind, code))));
        Assert.Equal(expected, found.Order(StringComparer.Ordinal));

        void Try(CareContact changed, ContactChangeKind kind, string code)
        {
            var result = grouper.Group(changed);
            if (result.Drg != now.Drg || result.ReturnCode != now.ReturnCode)
                expected.Add(Line(result.Drg, result.ReturnCode, kind, code));
        }

        static string Line(string drg, ReturnCode code, ContactChangeKind kind, string added) => $"{kind} {added} -> {drg} {code}";
    }
}
