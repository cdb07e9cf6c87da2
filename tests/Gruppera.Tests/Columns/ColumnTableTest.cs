using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Schemas;
using Gruppera.Formats.Sets;
using Gruppera.Reach;
using Gruppera.Tests.Formats;
using Gruppera.Tests.Matching;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Tests.Columns;

/// <summary>The table of columns is sound, is what is read and written, and every room has the part of it that it needs.</summary>
public sealed class ColumnTableTest : IDisposable
{
    private readonly Fixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void Each_column_stands_in_its_place_under_a_name_of_its_own()
    {
        Assert.Equal(Enumerable.Range(0, RuleColumn.All.Length), RuleColumn.All.Select(column => column.Index));
        Assert.Equal(RuleColumn.All.Length, RuleColumn.All.Select(column => column.Name).Distinct().Count());
        Assert.All(RuleColumn.All, column => Assert.Equal((column, column), (RuleColumn.Of(column.Name), RuleColumn.Of(column.Id.ToUpperInvariant()))));
        Assert.Equal(Enum.GetValues<ColumnKind>(), RuleColumn.All.Select(column => column.Kind).Distinct().Order());
        Assert.All(RuleColumn.All, column => Assert.Contains(column.Name, ChangeTable.Of("drg_logic")!.Columns));
        Assert.Null(RuleColumn.Of(Twin.Name));
    }

    [Fact]
    public void A_made_up_column_is_written_and_read()
    {
        var twin = new Twin(RuleColumn.Agelim);
        var set = Enumerable.Range(0, 20).Select(seed => twin.Moved(new WorldMaker(new Random(seed)).Make().Set)).First(set => set.Rules.Any(rule => rule[twin.Column].Length > 0));
        ModernCsvWriter.Write(set, _fixture.Root);
        Assert.Contains(_fixture.Read().Issues, issue => issue.Code == FormatIssues.UnknownColumn && issue.Column == Twin.Name); // never silently left out
        var path = Path.Combine(_fixture.Root, "drg_logic.csv");
        var file = DeliveryTable.In(new("drg_logic.csv", path, null), new(), new()).Single();
        using var table = new SchemaReader(new(file, Vintages.ModernRules(set.Columns), []), []);
        var rules = RuleTable.Read(table, new(), RuleOrder.Number, null, set.Columns);
        Assert.Equal(set.Rules.Select(rule => string.Join('|', rule.Conditions)), rules.Select(rule => string.Join('|', rule.Conditions)));
        Assert.Contains(rules, rule => rule[twin.Column].Length > 0);
    }

    /// <summary>A test that a room forgot would be met by every contact or by none, or be told as a cell that cannot be read.</summary>
    [Fact]
    public void Every_test_of_a_condition_has_its_meaning_in_every_room()
    {
        var rule = new RuleRow { Ord = "1", Id = "1", Drg = "1", Conditions = [.. RuleColumn.All.Select(_ => "")] };
        RuleRow[] starts = [rule, rule with { Conditions = rule.Conditions.SetItem(RuleColumn.Procpro.Index, "05S01") }];
        var rules = RuleColumn.All.SelectMany(column => column.Letters.Concat(["05X01", "-05X01", "<5", ">5"]).SelectMany(cell => starts.Select(asking => asking with { Conditions = asking.Conditions.SetItem(column.Index, cell) })));
        var definition = CompiledDefinition.Compile(new(new() { Id = "all" }, rules));
        var conditions = definition.Conditions.SelectMany(each => each).Where(condition => condition.Test != Test.Never).DistinctBy(condition => (condition.Test, condition.Operand)).ToList();
        Assert.Equal(Enum.GetValues<Test>().Except([Test.Never]), conditions.Select(condition => condition.Test).Distinct().Order());
        var trace = new ContactTrace(definition, CareContact.Of("A00"));
        Assert.All(conditions, condition =>
        {
            Assert.False(new Goal(definition.Facts.Words).Hold(condition).IsEmpty);
            Assert.NotEmpty(new Goal(definition.Facts.Words).Broken(condition));
            Assert.NotEqual(0UL, definition.Index.States.Accept([condition]));
            Assert.True(!definition.Index.States.Covers(condition) || condition.Test == Test.Has || definition.Index.States.Accept([condition]) != ulong.MaxValue, $"{condition}");
            Assert.NotEqual("the cell cannot be read", RuleLens.EvidenceOf(trace, condition).Text.ToString());
        });
    }
}
