using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Schemas;
using Gruppera.Grouping;
using Gruppera.Tests.Formats.Contacts;
using Gruppera.Workflows.Episodes;

namespace Gruppera.Tests.Formats.Episodes;

/// <summary>Visits that lead to unplanned admission join their episodes. Source: the Swedish document, pages 9 and 10.</summary>
public class EpisodeMergerTests
{
    private const string Header = "id,patient,hospital,admission_date,duration,diagnoses,procedures,cost\n";
    private const string Stay = "E,P,H,2025-01-03,3,I509 I109,JEA00,40000\n";

    [Theory]
    [InlineData("V,P,H,2025-01-03,0,R074 I109,XS100 AF021 XS900 XS915,1200.50\n", "V [R074 I109] [XS100 AF021 XS900 XS915] 0 E|E [I509 I109 R074] [JEA00 AF021] 41200.50 ", "XS100 AF021 1200.50")]
    [InlineData("V,P,H,2025-01-03,0,R074,XS915,\n", "V [R074] [XS915]  E|E [I509 I109 R074] [JEA00]  ", "same day  ")]
    [InlineData("V,P,H,2025-01-03,0,R074,,7\n", "V [R074] [] 7 |E [I509 I109] [JEA00] 40000 ", "")]
    [InlineData("V,P,H,2025-01-02,0,R074,XS100,5\n", "V [R074] [XS100] 0 E|E [I509 I109 R074] [JEA00] 40005 ", "XS100  5")]
    [InlineData("V,P,H,2025-01-02,0,R074,,5\n", "V [R074] [] 5 |E [I509 I109] [JEA00] 40000 ", "")]
    [InlineData("V,P,H,2025-01-04,0,R074,XS100,5\n", "V [R074] [XS100] 5 |E [I509 I109] [JEA00] 40000 ", "none  ")]
    [InlineData("V,P,G,2025-01-03,0,R074,XS100,5\n", "V [R074] [XS100] 5 |E [I509 I109] [JEA00] 40000 ", "none  ")]
    [InlineData("V,Q,H,2025-01-03,0,R074,,5\n", "V [R074] [] 5 |E [I509 I109] [JEA00] 40000 ", "")]
    [InlineData("V,,H,2025-01-03,0,R074,XS100,5\n", "V [R074] [XS100] 5 |E [I509 I109] [JEA00] 40000 ", "none  ")]
    [InlineData("V,P,H,2025-01-03,2,R074,XS100,5\n", "V [R074] [XS100] 5 |E [I509 I109] [JEA00] 40000 ", "")]
    public void A_visit_joins_the_episode_it_led_to(string visit, string contacts, string merged)
    {
        foreach (var text in new[] { visit + Stay, Stay + visit })
        {
            var run = Merge(Header + text, options: new() { JoinsSameDay = true });
            Assert.Equal(contacts.Split('|').Order(), run.Rows.Select(Describe).Order());
            Assert.Equal(text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => row[..1]), run.Rows.Select(row => row.Contact.Id));
            Assert.Equal(merged.Length == 0 ? [] : [merged], run.Merges.Select(merge => string.Create(CultureInfo.InvariantCulture,
                $"{(merge.Reason == MergeReason.Marked ? "XS100" : merge.Reason == MergeReason.SameDay ? "same day" : "none")} {string.Join(' ', merge.Procedures)} {merge.Cost}")));
        }
    }

    [Fact]
    public void A_joined_visit_groups_to_Z82O() => Assert.Equal(
        ["Z82O", "E43E"],
        Merge(Header + "V,P,H,2025-01-03,0,R074,XS100,\n" + Stay.Replace("JEA00", "", StringComparison.Ordinal)).Rows
            .Select(row => new Grouper(DefinitionReader.Read(Repository.PathOf("samples/tables")).Set!).Group(row.Contact).Drg));

    [Fact]
    public void Visits_without_the_mark_are_left_alone()
    {
        var run = Merge(Header + "V,P,H,2025-01-03,0,R074,XS915,5\nW,P,H,2025-01-03,0,R074,XS100,5\n" + Stay);
        Assert.Equal((1L, 0L, 5m), (run.Summary.Marked, run.Summary.SameDay, run.Summary.Cost));
    }

    [Fact]
    public void A_visit_never_gives_an_episode_its_principal_diagnosis() =>
        Assert.Equal("E [] [AF021] 6 ", Describe(Merge(Header + "V,P,H,2025-01-03,0,R074,XS100 AF021,5\nE,P,H,2025-01-03,3,,,1\n").Rows[1]));

    [Fact]
    public void A_missing_patient_or_hospital_is_told_as_that() => Assert.Equal(
        [MergeReason.NoPatient, MergeReason.NoHospital, MergeReason.NoDate, MergeReason.NoEpisode],
        Merge(Header + "a,,H,2025-01-03,0,R074,XS100,5\nb,P,,2025-01-03,0,R074,XS100,5\nc,P,H,,0,R074,XS100,5\nd,P,H,2025-01-03,0,R074,XS100,5\n").Merges.Select(merge => merge.Reason));

    [Fact]
    public void Rows_with_dates_in_the_wrong_order_are_so_still_afterwards()
    {
        const string header = "id,patient,hospital,birth_date,admission_date,discharge_date,diagnoses,procedures,cost\n";
        var run = Merge(header + "a,P,H,1950-01-01,2025-01-03,2025-01-01,I509 I109,JEA00,5\nb,P,H,2025-02-01,2025-01-03,2025-01-04,I509,,5\n");
        Assert.Equal((2L, 2L, 0L), (run.Summary.Rows, run.Summary.WrongDates, run.Summary.Unreadable));
        Assert.Equal(["GRP3005", "GRP3005"], run.Issues.Select(issue => issue.Code.Id));
        Assert.Equal(["a GRP3005 discharge_date 2025-01-03 [I509 I109] [JEA00] 5", "b GRP3002 age_days  [] [] 5"], run.Rows.Select(row =>
            $"{row.Contact.Id} {row.Issue!.Code.Id} {row.Issue.Column} {row.Admission:yyyy-MM-dd} [{string.Join(' ', row.Contact.Diagnoses)}] [{string.Join(' ', row.Contact.Procedures)}] {row.Cost}"));
    }

    [Fact]
    public void Rows_that_cannot_be_read_are_left_out_and_counted()
    {
        var run = Merge(Header + "V,P,H,soon,0,R074,,5\nW,P,H,2025-01-03,0,R074,,much\n" + Stay);
        Assert.Equal(["f.csv 2 GRP3004 admission_date", "f.csv 3 GRP3009 cost"], run.Issues.Select(issue => $"{issue.File} {issue.Row} {issue.Code.Id} {issue.Column}"));
        Assert.Equal((3L, 1L, 0L, 2L), (run.Summary.Rows, run.Summary.Episodes, run.Summary.Visits, run.Summary.Unreadable));
    }

    [Fact]
    public void A_file_without_patients_is_refused() =>
        Assert.Contains("patient", Assert.Throws<ContactFileException>(() => Merge("id,hospital,admission_date,diagnoses\n")).Message, StringComparison.Ordinal);

    [Fact]
    public void Other_columns_are_carried_and_patients_by_number_become_numbers()
    {
        var layout = LayoutJson.Read("""{"name":"x","care_form":"outpatient","columns":{"patient":"pnr","personal_id":"pnr","hospital":"h","admission_date":"in"},"diagnoses":{"list":"d"}}""", out _);
        var text = Merge("pnr;h;in;d;klinik;cost\n195001029244;H;20250103;I509;\"a;b\";7\n", layout).Text;
        Assert.Equal("P1,H,outpatient,,F,27395,2025-01-03,,0,N,,,,,,,I509,,a;b,7", text.Split('\n')[1].TrimStart(','));
        Assert.EndsWith("procedures,klinik,cost_in", text.Split('\n')[0], StringComparison.Ordinal);
    }

    [Trait("lane", "slow")]
    [Fact]
    public void Joining_conserves_cost_codes_and_order_and_twice_is_as_once() => Prop.ForAll(Files(), text =>
    {
        var before = ContactText.Rows(text).Select(row => row.Contact).ToList();
        var once = Merge(text);
        var after = once.Rows.Select(row => row.Contact).ToList();
        var twice = Merge(once.Text);
        return before.Select(contact => contact.Id).SequenceEqual(after.Select(contact => contact.Id))
            && CostOf(text) == CostOf(once.Text) + once.Summary.CostOfUnknown
            && before.Zip(after).All(pair => pair.First.Diagnoses.SequenceEqual(pair.Second.Diagnoses.Take(pair.First.Diagnoses.Length)))
            && before.Zip(after).All(pair => pair.First.Procedures.SequenceEqual(pair.Second.Procedures.Take(pair.First.Procedures.Length)))
            && once.Merges.Where(merge => merge.EpisodeRow > 0).All(merge => HasAll(after[(int)merge.EpisodeRow - 2], before[(int)merge.EpisodeRow - 2], merge))
            && once.Summary.Rows == once.Summary.Episodes + once.Summary.Visits && once.Summary.Rows == before.Count
            && twice.Text == once.Text;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true));

    private static bool HasAll(CareContact after, CareContact before, Merge merge) =>
        (before.Diagnoses.IsEmpty || merge.Diagnoses.All(after.Diagnoses.Contains)) && merge.Procedures.All(after.Procedures.Contains);

    private static Arbitrary<string> Files()
    {
        var row = from patient in Gen.Elements("P", "Q")
                  from day in Gen.Elements("2025-01-02", "2025-01-03")
                  from duration in Gen.Elements(0, 0, 1, 4)
                  from diagnoses in Gen.Elements("I509", "R074 I109", "", "F009*G309 R074")
                  from procedures in Gen.Elements("", "XS100", "AF021 XS915", "JEA00 XS100 JEA00", "JEA00")
                  from cost in Gen.Elements("", "0", "12.5", "1000")
                  select $"{patient},H,{day},{duration},{diagnoses},{procedures},{cost}";
        return Arb.From(row.ListOf().Select(rows => Header + string.Concat(rows.Select((each, i) => $"{i},{each}\n"))));
    }

    private static decimal CostOf(string text) => Records(text).Sum(record => record.Cost.Length > 0 ? decimal.Parse(record.Cost, CultureInfo.InvariantCulture) : 0);

    private static IEnumerable<ContactRecord> Records(string text) => new RecordReader(Stream(text), ContactText.Canonical, "f.csv").Read();

    private static string Describe(ContactRecord record) =>
        $"{record.Contact.Id} [{string.Join(' ', record.Contact.Diagnoses)}] [{string.Join(' ', record.Contact.Procedures)}] {record.Cost} {record.Episode}";

    private static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    private static (string Text, List<ContactRecord> Rows, List<Merge> Merges, List<Issue> Issues, EpisodesSummary Summary) Merge(
        string text, ContactLayout? layout = null, EpisodeOptions? options = null)
    {
        var (merges, issues) = (new List<Merge>(), new List<Issue>());
        using var output = new MemoryStream();
        var summary = new EpisodeMerger(() => Stream(text), layout ?? ContactText.Canonical, "f.csv", options)
            .Run(output, merges.Add, _ => { }, issues.Add, TestContext.Current.CancellationToken);
        var written = Encoding.UTF8.GetString(output.ToArray());
        return (written, [.. Records(written)], merges, issues, summary);
    }
}
