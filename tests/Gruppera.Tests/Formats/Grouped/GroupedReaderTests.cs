using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Grouped;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Formats.Grouped;

public class GroupedReaderTests
{
    [Fact]
    public void Columns_are_found_by_name_and_units_are_one_object_each()
    {
        var (contacts, summary, issues) = Read(
            "drg;hospital;cost;duration;diagnoses;discharge_date;mdc;care_form\nF05E;North;57000,50;3;K57 I10 E11;2025-01-31;06;inpatient\nF05E;North;1;0;;2024-02-01;06;\n",
            new() { By = ["hospital", "year"] });
        Assert.Empty(issues);
        Assert.Equal((2, 2, "2 F05E 06 inpatient North / 2025 57000.5 3 2"), (summary.Read, summary.Used, Text(contacts[0])));
        Assert.Equal("3 F05E 06  North / 2024 1 0 0", Text(contacts[1]));
        (contacts, _, _) = Read("drg\thospital\tcost\n" + string.Concat(Enumerable.Repeat("A\tNorth\t1\nB\tSouth\t2\n", 40_000)), new() { By = ["hospital"], Threads = 2 });
        Assert.Equal(2, contacts.Select(contact => contact.Unit).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(2, contacts.Select(contact => contact.Drg).Distinct(ReferenceEqualityComparer.Instance).Count());
        Assert.Equal(Enumerable.Range(2, 80_000).Select(row => (long)row), contacts.Select(contact => contact.Row));
    }

    [Fact]
    public void Who_is_left_out_is_counted_by_reason_and_all_adds_up()
    {
        const string text = "drg,cost,duration\nA,1.5,\nA,,\nA,0,\nA,-3,\n,10,\nA,1e5,\nA,12 000,\nA,1,two\n\nA,\"1\",1\nA\n";
        var (contacts, summary, issues) = Read(text, new());
        Assert.Equal(["2", "11"], contacts.Select(contact => $"{contact.Row}"));
        Assert.Equal("GRP3001 1, GRP3003 1, GRP3009 2, GRP4101 1, GRP4102 2, GRP4105 1", string.Join(", ", summary.LeftOut.Select(each => $"{each.Reason.Id} {each.Contacts}")));
        Assert.Equal(summary.Read, summary.Used + summary.LeftOut.Sum(each => each.Contacts));
        Assert.Equal("3 GRP4101 cost", $"{issues[0].Row} {issues[0].Code.Id} {issues[0].Column}");

        (contacts, summary, _) = Read(text, new() { NeedsCost = false });
        Assert.Equal((10, 7), (summary.Read, summary.Used));
        Assert.Equal("GRP3009 2, GRP4101 1, GRP4102 2", string.Join(", ", summary.WithoutCost.Select(each => $"{each.Reason.Id} {each.Contacts}")));
        Assert.Equal(5, contacts.Count(contact => double.IsNaN(contact.Cost)));

        (contacts, summary, _) = Read(text, new() { NeedsCost = false, NeedsGroup = false });
        Assert.Equal((8, "6"), (summary.Used, Assert.Single(contacts, contact => contact.Drg.Length == 0).Row.ToString()));
    }

    [Theory]
    [InlineData("Z82O,5,0,,,", 1, 0)]
    [InlineData("E99O,5,0,XS900 XS100,,", 1, 0)]
    [InlineData("E99O,5,0,,e1,", 1, 0)]
    [InlineData("E99O,5,0,,,GRP3052", 1, 0)]
    [InlineData("E43E,5,3,XS100,e1,", 0, 0)]
    [InlineData(",5,3,,,GRP3051", 0, 1)]
    public void Visits_of_stays_and_care_outside_are_no_contacts(string row, long partOfStay, long outside)
    {
        const string header = "drg,cost,duration,procedures,episode,issue\n";
        var (contacts, summary, issues) = Read(header + row + "\n", new());
        Assert.Equal((1L, partOfStay, outside, 1 - partOfStay - outside), (summary.Read, summary.PartOfStay, summary.Outside, summary.Used));
        Assert.Equal((int)summary.Used, contacts.Count);
        Assert.Empty(issues);
        Assert.Equal(partOfStay, summary.Issues.Count(issue => issue.Code == IssueCodes.CostOfJoinedVisit));
        (contacts, _, _) = Read(header + row + "\n", new() { KeepsAll = true, NeedsGroup = false });
        Assert.Equal(partOfStay == 1, Assert.Single(contacts).IsPartOfStay);
    }

    [Fact]
    public void Units_may_be_columns_of_the_result_of_contacts_that_are_grouped_on_the_way()
    {
        var (contacts, _, _) = Read(
            "sex,age_days,duration,diagnoses,cost\nM,20000,3,I509,1\n", new() { By = ["drg_mdc", "kind", "day_surgery", "care_form", "specialty"], Grouper = () => new(OpenSet.Open().Set!) });
        Assert.Equal("05 / conservative / no / inpatient / somatic", Assert.Single(contacts).Unit.ToString());
    }

    [Fact]
    public void Mixed_marks_and_currencies_are_said_once_for_the_file()
    {
        var (_, summary, _) = Read("drg;cost;currency;set\nA;1,5;SEK;s\nA;2.5;EUR;s\nA;2;SEK;t\n", new());
        Assert.Equal(["GRP4103 point 1, comma 1", "GRP4104 EUR 1, SEK 2"], summary.Issues.Select(issue => $"{issue.Code.Id} {issue.Detail}"));
        Assert.Equal("(s, 2) (t, 1)", string.Join(' ', summary.Sets));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("+7", 7)]
    [InlineData("-12,25", -12.25)]
    [InlineData("0.1", 0.1)]
    [InlineData("123456789012345.678", 123456789012345.678)]
    [InlineData(".5", 0.5)]
    public void Costs_are_read_as_they_are(string text, double cost)
    {
        Assert.True(CostText.TryRead(Encoding.UTF8.GetBytes(text), out var number, out _));
        Assert.Equal(cost, number);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("1.2.3")]
    [InlineData("1 000")]
    [InlineData("NaN")]
    [InlineData("1e3")]
    public void What_is_no_number_is_no_cost(string text) => Assert.False(CostText.TryRead(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Rules_leave_out_by_period_group_unit_and_code()
    {
        var rules = ExclusionRule.Read(
            """[{ "name": "Covid", "from": "2021-01-01", "to": "2021-06-30", "columns": { "diagnoses": ["U07*"] } }, { "name": "group", "columns": { "drg": ["B"], "hospital": ["The North"] } }]""", out var problem);
        Assert.Equal("", problem);
        var (contacts, summary, _) = Read(
            "drg,cost,hospital,diagnoses,admission_date\nA,1,x,J12 U071,2021-03-01\nA,1,x,J12 U071,2021-07-01\nA,1,x,U08,2021-03-01\nB,1,The North,,\nB,1,x,,\n", new() { Exclude = rules });
        Assert.Equal([3, 4, 6], contacts.Select(contact => contact.Row));
        Assert.Equal([1, 1], summary.Excluded.Select(each => each.Contacts));
        Assert.Equal(5, summary.Used + summary.Excluded.Sum(each => each.Contacts));
    }

    [Fact]
    public void Choices_keep_what_has_one_value_of_each_column_and_count_the_rest()
    {
        const string rows = "drg,cost,hospital,kind,admission_date,discharge_date\nA,1,North,x,2026-01-30,2026-02-02\nA,1,South,x,2026-02-01,\nB,1,East,y,,\nB,1,,y,2026-02-28,2026-03-01\n";
        Assert.Equal([2, 3], Rows("hospital=North", "hospital=South"));
        Assert.Equal([5], Rows("hospital="));
        Assert.Equal([2], Rows("hospital=North", "hospital=East", "kind=x"));
        Assert.Equal([2, 3], Rows("period=2026-02"));
        Assert.Equal([2, 3, 5], Rows("period=2026..2026"));
        Assert.Equal([5], Rows("period=2026-02-03.."));
        Assert.Empty(Rows("hospital=West"));

        long[] Rows(params string[] choices)
        {
            var (contacts, summary, _) = Read(rows, new() { Exclude = ExclusionRule.Only(choices)!.Value });
            Assert.Equal(4, summary.Used + summary.Excluded.Sum(each => each.Contacts));
            return [.. contacts.Select(contact => (long)contact.Row)];
        }
    }

    [Theory]
    [InlineData("hospital")]
    [InlineData("=North")]
    [InlineData("period=")]
    [InlineData("period=..")]
    [InlineData("period=2026-13")]
    [InlineData("period=2026-03..2026-01")]
    [InlineData("period=2026", "period=2025")]
    public void A_choice_that_cannot_be_read_is_none(params string[] choices) => Assert.Null(ExclusionRule.Only(choices));

    [Theory]
    [InlineData("{}", "$: a list")]
    [InlineData("""[{ "name": "x", "columns": { "drg": ["A"] }, "columns": { "drg": ["B"] } }]""", "a name stands twice in an object")]
    [InlineData("""[{ "name": "x" }]""", "$[0]: the rule would leave out everything")]
    [InlineData("""[{ "from": "2021-01-01" }]""", "$[0]: a name")]
    [InlineData("""[{ "name": "x", "from": "2021" }]""", "$[0].from: a date")]
    [InlineData("""[{ "name": "x", "from": "2021-02-01", "to": "2021-01-01" }]""", "$[0]: from is later")]
    [InlineData("""[{ "name": "x", "columns": { "drg": "A" } }]""", "$[0].columns.drg: a list")]
    [InlineData("""[{ "name": "x", "drg": ["A"] }]""", "$[0].drg: name, from, to and columns")]
    public void A_rule_that_cannot_be_read_is_told_with_its_place(string json, string problem)
    {
        Assert.Empty(ExclusionRule.Read(json, out var said));
        Assert.StartsWith(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_column_is_named_with_those_there_are()
    {
        Assert.Equal("the file has no column price; it has drg, cost", Refused("drg,cost\n", new() { CostColumn = "price" }));
        Assert.Equal("the file has no column clinic; it has drg, cost", Refused("drg,cost\n", new() { By = ["clinic"] }));
        Assert.Equal("the file has no column discharge_date; it has drg, cost", Refused("drg,cost\n", new() { By = ["year"] }));
        Assert.Equal("the file has no column drg: group it first", Refused("diagnoses,cost\n", new()));
    }

    [Fact]
    public void Contacts_are_grouped_on_the_way_as_the_file_says_they_were()
    {
        var grouped = File.ReadAllText(Repository.PathOf("samples/population-grouped.csv"));
        var (before, _, _) = Read(grouped, new() { By = ["hospital"] });
        var plain = File.ReadAllText(Repository.PathOf("samples/population.csv"));
        var (after, summary, _) = Read(plain, new() { By = ["hospital"], Grouper = () => new(OpenSet.Open().Set!) });
        Assert.True(summary.IsRegrouped);
        Assert.Equal(before.Select(Text), after.Select(Text));
        Assert.NotEmpty(after);
    }

    private static string Refused(string text, GroupedReaderOptions options) => Assert.Throws<ContactFileException>(() => Read(text, options)).Text.ToString();

    private static string Text(GroupedContact contact) =>
        FormattableString.Invariant($"{contact.Row} {contact.Drg} {contact.Mdc} {contact.CareForm} {contact.Unit} {contact.Cost} {contact.Days} {contact.SecondaryDiagnoses}");

    private static (List<GroupedContact> Contacts, GroupedSummary Summary, List<Issue> Issues) Read(string text, GroupedReaderOptions options)
    {
        var (contacts, issues) = (new List<GroupedContact>(), new List<Issue>());
        var summary = new GroupedReader(options).Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), contacts.AddRange, issues.Add, TestContext.Current.CancellationToken);
        return (contacts, summary, issues);
    }
}
