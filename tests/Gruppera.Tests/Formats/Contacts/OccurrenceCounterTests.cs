using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Tests.Exploration;

namespace Gruppera.Tests.Formats.Contacts;

public class OccurrenceCounterTests
{
    private const string Rows = "id,sex,age_days,duration,diagnoses,procedures,drg\n"
        + "1,F,20000,2,I21 I10 I10,FNG FNG,A\n2,M,20000,2,I10 I21,,B\n3,M,20000,x,I21,,A\n4,M,20000,0,I50,FNG,A\n";

    private static readonly Grouper Grouper = new(Made.Set(["1 A dgcat=05M01", "2 C"], ["I21 dgcat=05M01", "I10 dgcat=05M02"]));

    [Fact]
    public void A_group_of_the_file_has_its_codes_counted_once_a_contact()
    {
        var issues = new List<Issue>();
        var found = new OccurrenceCounter(() => throw new InvalidOperationException()).OfGroup("A", Text(Rows), Canonical, "c.csv", issues.Add, TestContext.Current.CancellationToken);
        Assert.Equal((3, 1, 2, true), (found.Read, found.Unreadable, found.Contacts, found.GroupsOfFile));
        Assert.Equal([new("I21", 1), new CodeCount("I50", 1)], found.Principal);
        Assert.Equal([new CodeCount("I10", 1)], found.Secondary);
        Assert.Equal([new CodeCount("FNG", 2)], found.Procedures);
        Assert.Equal(("c.csv", 4L, "duration"), (issues.Single().File, issues[0].Row, issues[0].Column));
    }

    [Fact]
    public void Codes_are_counted_by_group_and_place()
    {
        var found = Codes(Rows);
        Assert.Equal([new("A", 2, 1, 0, 2), new GroupCount("B", 1, 0, 1, 0)], found.Groups);
        Assert.Equal((3, "I21 1", "I21 1", "FNG 2"), (found.Contacts, Line(found.Principal), Line(found.Secondary), Line(found.Procedures)));
    }

    [Fact]
    public void Contacts_without_groups_are_grouped()
    {
        var found = Codes(Rows.Replace(",drg\n", ",other\n", StringComparison.Ordinal));
        Assert.Equal((false, "A 1, C 2"), (found.GroupsOfFile, string.Join(", ", found.Groups.OrderBy(group => group.Drg).Select(group => $"{group.Drg} {group.Contacts}"))));
    }

    private static ContactLayout Canonical => LayoutCatalog.Find("canonical")!;

    private static Occurrences Codes(string rows) => new OccurrenceCounter(() => Grouper).OfCodes(
        diagnosis => diagnosis == Diagnosis.Parse("I21"), procedure => procedure == ProcedureCode.Parse("FNG"), Text(rows), Canonical, "c.csv", _ => { }, TestContext.Current.CancellationToken);

    private static MemoryStream Text(string text) => new(Encoding.UTF8.GetBytes(text));

    private static string Line(IEnumerable<CodeCount> counts) => string.Join(' ', counts.Select(count => $"{count.Code} {count.Contacts}"));
}
