using System.Text;
using Gruppera.Formats.Sets;
using Gruppera.Grouping;
using Gruppera.Tests.Formats.Contacts;
using Gruppera.Workflows.Agreement;
using Gruppera.Workflows.Waiting;

namespace Gruppera.Tests.Formats.Agreement;

/// <summary>Groups that a file carries, and the times of visits.</summary>
public class AgreementTests
{
    [Theory]
    [InlineData("E44E", "I509", "", 3, null, "")]
    [InlineData("", "I509", "", 3, DifferenceCause.NoGroup, "")]
    [InlineData("Q9X9", "I509", "", 3, DifferenceCause.NotInSet, "")]
    [InlineData("E44E", "I509 K999 N179", "", 3, DifferenceCause.UnknownCode, "K999")]
    [InlineData("E44E", "V010", "", 3, DifferenceCause.ReturnCode, "8")]
    [InlineData("E44A", "I509", "", 3, DifferenceCause.Complication, "")]
    [InlineData("E99O", "I509", "", 3, DifferenceCause.CareForm, "")]
    [InlineData("D31E", "I509", "", 3, DifferenceCause.Mdc, "")]
    [InlineData("E42N", "I509", "", 3, DifferenceCause.Group, "")]
    public void A_difference_has_its_cause(string drg, string diagnoses, string procedures, int days, DifferenceCause? cause, string code)
    {
        var found = new List<GroupDifference>();
        var text = $"id,hospital,sex,age_days,duration,diagnoses,procedures,drg\nx,H,M,20000,{days},{diagnoses},{procedures},{drg}\n";
        var summary = new AgreementRun(new Grouper(OpenSet.Open().Set!)).Compare(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), ContactText.Canonical, "f.csv", "drg", "hospital", found.Add, issue => Assert.Fail(issue.ToString()), TestContext.Current.CancellationToken);
        Assert.Equal((1L, cause is null ? 1L : 0L), (summary.ByUnit["H"].Contacts, summary.ByGroup[drg].Same));
        Assert.Equal(cause is null ? [] : [(2L, "x", drg, cause.Value, code)], found.Select(each => (each.Row, each.Id, each.Before, each.Cause, each.Code)));
    }

    [Fact]
    public void Times_of_visits_are_summed_up_by_unit()
    {
        const string text = "hospital,admission_date,duration,age_days,sex,diagnoses,start_time,doctor_time,end_time\n"
            + "A,2025-01-01,0,20000,M,I509,08:00,08:30,10:00\nA,2025-01-01,0,20000,M,I509,23:30,00:30,02:30\nB,2025-01-01,0,20000,M,I509,08:00,,14:00\n"
            + "B,2025-01-01,0,20000,M,I509,09:00,08:00,\nB,2025-01-01,0,20000,M,I509,,,\nB,2025-01-01,3,20000,M,I509,08:00,08:30,10:00\n";
        var units = WaitingRun.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), ContactText.Canonical, "f.csv", "hospital", issue => Assert.Fail(issue.ToString()), TestContext.Current.CancellationToken);
        Assert.Equal(["A", "B", ""], units.Select(unit => unit.Unit));
        var (a, b, all) = (units[0].Times, units[1].Times, units[2].Times);
        Assert.Equal((2L, 45.0, 45.0, 57.0), (a.Waiting.Visits, a.Waiting.Mean, a.Waiting.Quantile(0.5), a.Waiting.Quantile(0.9)));
        Assert.Equal((2L, 150.0, 1.0), (a.Total.Visits, a.Total.Mean, a.Total.ShareWithin(240)));
        Assert.Equal((0L, 1L, 0.0, 1L, 1L), (b.Waiting.Visits, b.Total.Visits, b.Total.ShareWithin(240), b.Wrong, b.WithoutTimes));
        Assert.Equal((2L, 3L), (all.Waiting.Visits, all.Total.Visits));
    }
}
