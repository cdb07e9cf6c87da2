using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Formats.Contacts;

public class ContactCursorTests
{
    private const string File = "id;sex;age_years;duration;diagnoses;ward;cost\n1;M;60;2;A000;north;100,5\n2;M;sixty;2;A000;north;1\n3;F;61;1;A000;south;-4\n";

    [Fact]
    public void Contacts_come_with_unit_and_cost_and_those_that_cannot_be_read_are_reported()
    {
        var issues = new List<Issue>();
        var cursor = Open("ward", issues);
        var seen = new List<(long, string, double, int)>();
        while (cursor.Next(TestContext.Current.CancellationToken))
            seen.Add((cursor.Row, cursor.Unit, cursor.Cost, cursor.Contact.Duration.Days));
        Assert.Equal([(2, "north", 100.5, 2), (4, "south", double.NaN, 1)], seen);
        Assert.Equal((true, 1L), (cursor.HasCost, cursor.Unreadable));
        Assert.Equal((3L, "contacts.csv"), (Assert.Single(issues).Row, issues[0].File));
    }

    [Fact]
    public void A_column_of_units_that_is_not_there_is_refused() =>
        Assert.Contains("no column region for units", Assert.Throws<ContactFileException>(() => Open("region", [])).Message, StringComparison.Ordinal);

    private static ContactCursor Open(string by, List<Issue> issues) => new(
        new MemoryStream(Encoding.UTF8.GetBytes(File)), LayoutCatalog.Find("canonical")!, "contacts.csv", by, "cost", OpenSet.Open().Set!, issues.Add);
}
