using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Tests.Specs;

namespace Gruppera.Tests.Formats.Contacts;

/// <summary>Runs the examples of specs/care-forms.md on the open definition set.</summary>
public class CareFormsSpecTest
{
    private static readonly List<FileSpec> All = FileSpec.Read("care-forms");
    private static readonly Grouper Open = new(OpenSet.Open().Set!);

    public static IEnumerable<TheoryDataRow<int>> Examples => All.Select((example, number) => new TheoryDataRow<int>(number) { TestDisplayName = example.Name, Label = "" });

    [Theory]
    [MemberData(nameof(Examples))]
    public void Example_holds(int number) => All[number].Check(WithoutNames(Group(All[number].Text()).Output));

    [Fact]
    public void The_reading_order_names_the_spec() => Assert.Contains("[care-forms](care-forms.md)", Repository.Read("specs/README.md"), StringComparison.Ordinal);

    [Fact]
    public void The_summary_counts_what_is_no_contact_and_codes_that_the_set_does_not_know()
    {
        const string text = "id,care_form,sex,age_days,duration,diagnoses,procedures\na,outside,M,20000,1,I509,\nb,,M,20000,0,I509,XS100\nc,,M,20000,1,K999 I509,QQQ98 L01XC02\nd,,M,20000,1,K999,\n";
        var summary = Group(text).Summary;
        Assert.Equal((4, 3, 1, 1, 0), (summary.Rows, summary.Grouped, summary.Outside, summary.PartOfStay, summary.PartOfStayByMark));
        Assert.Equal((3, 2, 2), (summary.Unknown, summary.WithUnknown, summary.UnknownPrincipal));
        Assert.Equal([("K999", 2L), ("QQQ98", 1L)], summary.UnknownCodes);
        Assert.Equal(summary.Grouped, summary.ByDrgMdc.Sum(pair => pair.Contacts));
        Assert.Equal(summary.Grouped, summary.ByCareForm.Sum(pair => pair.Contacts));
    }

    [Fact]
    public void Codes_of_last_year_are_counted_under_a_licensed_set()
    {
        var grouper = new Grouper(Gruppera.Formats.Schemas.DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!);
        var summary = Group("id,sex,age_days,duration,diagnoses,procedures\n1,F,20000,0,H250,CBB35\n2,F,20000,3,H250,CBE10\n3,F,20000,3,I251,AV079\n", grouper: grouper).Summary;
        Assert.Equal(["AV079", "CBB35", "CBE10"], summary.UnknownCodes.Select(each => each.Code));
    }

    [Fact]
    public void A_visit_of_a_stay_weighs_nothing_and_has_its_mark_where_the_set_has_no_group_for_it()
    {
        var grouper = new Grouper(Gruppera.Formats.Schemas.DefinitionReader.Read(Licensed.Pack("swe-2014-pr1.zip")).Set!);
        var (output, summary) = Group("id,sex,age_days,duration,diagnoses,procedures\n1,F,20000,0,I509,XS100 XS900 XS915\n2,F,20000,0,I509,XS900 XS915\n", grouper: grouper, weightOf: (_, _, _) => 0.5);
        Assert.Equal((1, 1, 0), (summary.PartOfStay, summary.PartOfStayByMark, summary.Unknown));
        Assert.EndsWith(",0.0,GRP3052", output.Split('\n')[1], StringComparison.Ordinal);
        Assert.EndsWith(",0.5,", output.Split('\n')[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_weight_is_that_of_the_care_form_and_specialty_of_the_contact()
    {
        const string text = "id,care_form,specialty,sex,age_days,duration,diagnoses,procedures\na,outpatient,somatic,M,20000,0,I509,XS900 XS915\nb,outpatient,psychiatric,M,20000,0,I509,XS900 XS915\nc,inpatient,,M,20000,3,I509,\n";
        var output = Group(text, weightOf: (drg, form, specialty) => drg.Length == 0 ? null : (form == "inpatient" ? 3 : 1) + (specialty == "psychiatric" ? 0.5 : 0)).Output;
        Assert.Equal(["1.0", "1.5", "3.0"], output.Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[^2]));
    }

    [Fact]
    public void The_date_chooses_the_set_and_the_list_and_stamps_every_row()
    {
        var other = new Grouper(Gruppera.Formats.Schemas.DefinitionReader.Read(Repository.PathOf("samples/tables")).Set!);
        const string text = "id,sex,age_days,admission_date,discharge_date,diagnoses\na,M,20000,2024-12-30,2025-01-02,I509\nb,M,20000,2024-12-30,2024-12-31,I509\nc,M,20000,2023-01-01,2023-01-02,I509\n";
        var (output, summary) = Group(text, byDate:
        [
            new(new(2024, 1, 1), new(2024, 12, 31), other, (_, _, _) => 1, "old"),
            new(new(2025, 1, 1), new(2025, 12, 31), Open, (_, _, _) => 2, "new"),
        ]);
        var rows = output.Split('\n').Skip(1).Take(3).ToList();
        Assert.EndsWith(",open-se,2.0,new,", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(",tables,1.0,old,", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(",,,,GRP3053", rows[2], StringComparison.Ordinal);
        Assert.DoesNotContain("tables", rows[2], StringComparison.Ordinal);
        Assert.Equal([("tables", 1L), ("open-se", 1L)], summary.BySet);
        Assert.Equal((3, 2, 1), (summary.Rows, summary.Grouped, summary.Unreadable));
    }

    private static (string Output, GroupingSummary Summary) Group(string text, Grouper? grouper = null, Func<string, string, string, double?>? weightOf = null, System.Collections.Immutable.ImmutableArray<DatedGrouper>? byDate = null)
    {
        using var output = new MemoryStream();
        var summary = new FileGrouper(grouper ?? Open, new() { Layout = ContactText.Canonical, WeightOf = weightOf, ByDate = byDate ?? [], Threads = 2 })
            .Run(new MemoryStream(Encoding.UTF8.GetBytes(text)), output, (_, _) => { }, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(output.ToArray()), summary);
    }

    /// <summary>The output with the columns of the input before those of the result, and no commas within fields.</summary>
    private static string WithoutNames(string text) => System.Text.RegularExpressions.Regex.Replace(text, "\"[^\"]*\"", "name", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
