using System.Collections.Immutable;
using System.Text;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Workflows.TechnicalChanges;
using Gruppera.Workflows.Technology;

namespace Gruppera.Tests.Formats.Technology;

/// <summary>Where a draft puts the conditions that make a technology a group of its own, on a made-up set whose orders leave no number between them.</summary>
public class TechnologyDraftTests
{
    private const string Header = "id,patient,sex,age_days,admission_date,duration,diagnoses,procedures\n";

    /// <summary>A part of diagnoses and procedures both is one diagnosis property, which either can give.</summary>
    [Fact]
    public void A_part_of_both_kinds_of_codes_is_one_diagnosis_property()
    {
        var draft = Draft(new() { Diagnoses = ["K35"], Procedures = ["JAA00"] }, "1,P1,F,20000,2025-01-01,3,K35,\n2,P2,F,20000,2025-01-01,3,K80,JAA00\n");
        Assert.Equal([new(1, FeatureType.Dgprop, "06X06", 2)], draft.Properties);
        Assert.Equal(["dg_feat K35 DGPROP 06X06", "proc_feat JAA00 DGPROP 06X06"], draft.Change!.Rows.Where(row => row.Table.EndsWith("_feat", StringComparison.Ordinal)).Select(Text));
        Assert.Equal(["F32E", "F32E"], Regrouped(draft, CareContact.Of("K35"), CareContact.Of("K80", "JAA00")));
        Assert.Equal(["F30E"], Regrouped(draft, CareContact.Of("K80")));
    }

    /// <summary>The rule of F10E asks for 06S01: a property of codes that have it stands for both, one of codes that lack it must stand beside it.</summary>
    [Theory]
    [InlineData("JEA00", FeatureType.Procprop, "06S03")]
    [InlineData("ZXC96", FeatureType.Dgprop, "06X06")]
    [InlineData("YAA00", FeatureType.Dgprop, "06X06")]
    public void A_part_of_procedures_takes_the_procedure_column_where_that_asks_for_nothing_else(string code, FeatureType type, string value)
    {
        var draft = Draft(new() { Procedures = [code] }, $"1,P1,F,20000,2025-01-01,3,K35,JEA00 {code}\n");
        Assert.Equal([new(1, type, value, 1)], draft.Properties);
        Assert.Equal(["F12E"], Regrouped(draft, CareContact.Of("K35", $"JEA00 {code}")));
        Assert.Equal(code == "JEA00" ? [] : ["F10E"], code == "JEA00" ? [] : Regrouped(draft, CareContact.Of("K35", "JEA00")));
        Assert.Equal(["F30E"], Regrouped(draft, CareContact.Of("K35")));
    }

    /// <summary>An ATC code that the set has among its procedures steers where it stands among those of the contact; any other is nothing that a rule can ask for.</summary>
    [Fact]
    public void A_medicine_steers_where_the_set_has_its_code()
    {
        var draft = Draft(new() { Atc = ["L01F"] }, "1,P1,F,20000,2025-01-01,3,K35,L01FF01\n");
        Assert.Equal([new(1, FeatureType.Procprop, "06S03", 1)], draft.Properties);
        Assert.Equal(["F32E", "F30E"], Regrouped(draft, CareContact.Of("K35", "L01FF01"), CareContact.Of("K35")));
        Assert.Equal(DraftObstacle.MedicinesOnly, Draft(new() { Atc = ["N02"] }, "1,P1,F,20000,2025-01-01,3,K35,N02BE01\n").Obstacle);
    }

    [Fact]
    public void A_rule_whose_columns_are_taken_is_left()
    {
        var draft = Draft(new() { Diagnoses = ["K40"] }, "1,P1,F,20000,2025-01-01,3,K40,\n");
        Assert.Equal((DraftObstacle.NoRoom, null), (draft.Obstacle, draft.Change));
    }

    /// <summary>Two groups are split at once: the rules between give way once, and the change can be applied.</summary>
    [Fact]
    public void Groups_whose_rules_stand_close_are_split_together()
    {
        var draft = Draft(new() { Procedures = ["ZXC96"] }, "1,P1,F,20000,2025-01-01,3,K35,JEA00 ZXC96\n2,P2,F,20000,2025-01-01,3,K35,ZXC96\n");
        Assert.Equal([new("F10E", "F12E", 0), new("F30E", "F32E", 0)], draft.Splits);
        Assert.Equal(["F12E", "F32E", "F10E", "F30E"], Regrouped(draft, CareContact.Of("K35", "JEA00 ZXC96"), CareContact.Of("K35", "ZXC96"), CareContact.Of("K35", "JEA00"), CareContact.Of("K80")));
    }

    private static TechnologyDraft Draft(TechnologyPart part, string rows)
    {
        var set = Set();
        var run = new TechnologyRun(new Grouper(set), new() { Name = "New", Start = 2025, Parts = [part] });
        using var text = new MemoryStream(Encoding.UTF8.GetBytes(Header + rows));
        return TechnologyDraft.Of(set, run.Of(text, LayoutCatalog.Find("canonical")!, "c.csv", issue => Assert.Fail(issue.ToString())));
    }

    private static IEnumerable<string> Regrouped(TechnologyDraft draft, params CareContact[] contacts)
    {
        var changed = ChangeApplier.Apply(Set(), [draft.Change!], new() { Id = "after" });
        Assert.Empty(changed.Issues);
        var grouper = new Grouper(changed.Set!);
        return contacts.Select(contact => grouper.Group(contact with { Sex = Sex.Female, Age = new(20000), Duration = new(3) }).Drg);
    }

    private static string Text(ChangeRow row) => $"{row.Table} {string.Join(' ', row.Cells.Where(cell => cell.Length > 0))}";

    private static DefinitionSet Set()
    {
        var blank = Enumerable.Repeat("", RuleColumn.All.Length).ToImmutableArray().SetItem(RuleColumn.Mdc.Index, "06");
        var full = Enumerable.Range(0, 4).Aggregate(blank, (cells, i) => cells.SetItem(RuleColumn.Dgprop1.Index + i, $"06X0{i + 1}"));
        var dx = new[] { "K35", "K80", "K40" }.SelectMany(code => new DiagnosisFeature[] { new(DiagnosisCode.Parse(code), default, FeatureType.Mdc, "06", default), new(DiagnosisCode.Parse(code), default, FeatureType.Dgcat, "06M01", default) });
        return new(new() { Id = "before" },
        [
            new() { Ord = "1", Id = "F20E1", Drg = "F20E", ReturnCode = ReturnCode.Grouped, Conditions = full },
            new() { Ord = "2", Id = "F10E1", Drg = "F10E", ReturnCode = ReturnCode.Grouped, Conditions = blank.SetItem(RuleColumn.Procpro.Index, "06S01") },
            new() { Ord = "3", Id = "F11E1", Drg = "F11E", ReturnCode = ReturnCode.Grouped, Conditions = blank.SetItem(RuleColumn.Procpro.Index, "06S02") },
            new() { Ord = "4", Id = "F30E1", Drg = "F30E", ReturnCode = ReturnCode.Grouped, Conditions = blank },
            new() { Ord = "5", Id = "F311", Drg = "F31E", Conditions = blank },
        ])
        {
            DiagnosisFeatures = [.. dx, .. Enumerable.Range(1, 4).Select(i => new DiagnosisFeature(DiagnosisCode.Parse("K40"), default, FeatureType.Dgprop, $"06X0{i}", default)), new(DiagnosisCode.Parse("K41"), default, FeatureType.Dgprop, "06X05", default)],
            ProcedureFeatures =
            [
                new(ProcedureCode.Parse("JEA00"), FeatureType.Or, "1", default), new(ProcedureCode.Parse("JEA00"), FeatureType.Procprop, "06S01", default),
                new(ProcedureCode.Parse("JKA00"), FeatureType.Or, "1", default), new(ProcedureCode.Parse("JKA00"), FeatureType.Procprop, "06S02", default),
                new(ProcedureCode.Parse("JAA00"), FeatureType.Or, "0", default), new(ProcedureCode.Parse("ZXC96"), FeatureType.Or, "0", default), new(ProcedureCode.Parse("YAA00"), FeatureType.Or, "1", default), new(ProcedureCode.Parse("L01FF01"), FeatureType.Or, "0", default),
            ],
        };
    }
}
