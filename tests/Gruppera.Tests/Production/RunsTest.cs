using System.Collections.Immutable;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Trimming;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Payment;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Tests.Production;

/// <summary>Operations on grouped contacts, run by a host that is no terminal.</summary>
public sealed class RunsTest : IDisposable
{
    private static readonly WeightList Weights = new("w", [new("A01A", 2), new("B02B", 0.5, Limit: 1000)]);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gruppera-runs-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Casemix_stays_and_payment_read_the_same_contacts()
    {
        var path = Write("g.csv", "id,drg,mdc,hospital,care_form,duration,cost,set", "1,A01A,01,X,inpatient,4,9000,s", "2,B02B,02,X,inpatient,2,5000,s", "3,B02B,02,Y,inpatient,6,100,s");
        var casemix = CasemixRun.Run(new(path, Weights, ["hospital"]) { Outliers = PathOf("o.csv") }, Input(new())).Indices();
        Assert.Equal((3, 3.0, "X,Y"), (casemix.All.All.Contacts, casemix.All.All.Points, string.Join(',', casemix.Units.Select(unit => unit.Unit.ToString()))));
        Assert.Equal(2, File.ReadAllLines(PathOf("o.csv")).Length);
        var stays = StayRun.Run(new(path, ["hospital"], TrimRules.None), Input(new()));
        Assert.Equal(12, stays.Answer.All.All.Days);
        var paid = PaymentRun.Run(new(path, Weights, new PaymentRules { Name = "r", Version = "1", Prices = [new(100)] }, []), Input(new()));
        Assert.Equal(300, paid.Totals.All().Amounts.Drg);
    }

    [Fact]
    public void Too_few_weights_are_told_and_refused_unless_allowed()
    {
        var path = Write("g.csv", "id,drg,mdc,hospital,cost", "1,A01A,01,X,1", "2,C03C,03,X,1", "3,C03D,03,X,1");
        var host = new Host();
        var refused = Assert.Throws<FewWeightsException>(() => CasemixRun.Run(new(path, Weights, []) { Outliers = PathOf("o.csv") }, Input(host)));
        Assert.Equal((1, 3), (refused.Coverage.Weighted, refused.Coverage.Contacts));
        Assert.Equal(WorkflowIssues.FewWeights, Assert.Single(host.Told).Code);
        Assert.False(File.Exists(PathOf("o.csv")));
        Assert.Equal(3, CasemixRun.Run(new(path, Weights, []) { AllowsFew = true }, Input(new())).Indices().All.All.Contacts);
    }

    [Fact]
    public void A_list_of_another_set_and_too_many_units_are_refused()
    {
        var path = Write("g.csv", "id,drg,mdc,hospital,cost,set", "1,A01A,01,X,1,s1", "2,A01A,01,Y,1,s1");
        var other = new WeightList("w", Weights.Rows(), new() { Set = "s2" });
        Assert.Contains("is for s2", Assert.Throws<RefusedException>(() => StayRun.Run(new(path, [], TrimRules.None) { Lists = other }, Input(new()))).Message, StringComparison.Ordinal);
        Assert.Contains("more than 1 values", Assert.Throws<RefusedException>(() => CasemixRun.Run(new(path, Weights, ["hospital"]) { MostUnits = 1 }, Input(new()))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_is_stopped_writes_nothing()
    {
        var path = Write("g.csv", "id,drg,mdc,hospital,cost", "1,A01A,01,X,1");
        Assert.Throws<OperationCanceledException>(() => CasemixRun.Run(new(path, Weights, []) { Outliers = PathOf("o.csv") }, Input(new() { Stop = new(canceled: true) })));
        Assert.Equal(["g.csv"], Directory.GetFiles(_folder.FullName).Select(Path.GetFileName));
    }

    [Fact]
    public void Two_periods_are_compared_and_a_unit_that_is_not_there_is_refused()
    {
        var before = Write("a.csv", "id,drg,mdc,hospital,cost", "1,A01A,01,X,100", "2,A01A,01,Y,100");
        var after = Write("b.csv", "id,drg,mdc,hospital,cost", "1,A01A,01,X,100", "2,A01A,01,Y,300", "3,B02B,02,Y,50");
        var result = PeriodRun.Run(new(before, after, Weights, ["hospital"]), Input(new()));
        Assert.Equal((2, 250), (result.Read.Length, result.All.All.Cost.Total));
        var missing = Assert.Throws<NoSuchUnitException>(() => PeriodRun.Run(new(before, after, Weights, ["hospital"]) { Unit = "Z" }, Input(new())));
        Assert.Equal(("Z", 2), (missing.Unit, missing.Units.Length));
    }

    private static GroupedInput Input(Host host) => new(new() { Reader = new() { NeedsCost = false, NeedsGroup = false } }, host);

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Write(string name, params string[] lines)
    {
        File.WriteAllLines(PathOf(name), lines);
        return PathOf(name);
    }

    private sealed class Host : IGroupedHost, IDisposable
    {
        internal List<Issue> Told { get; } = [];

        public CancellationToken Stop { get; init; }

        public IDisposable Begin() => this;

        public OpenContacts Open(string path, string? unlessColumn) => OpenContacts.Open(path, null, new() { UnlessColumn = unlessColumn }, CancellationToken.None);

        public DefinitionSet OpenSet(string? id) => throw new NotSupportedException();

        public GroupedSummary Follow(OpenContacts file, Func<Action<long>, GroupedSummary> read) => read(_ => { });

        public void CostsAreRead(string path, CostTable costs, ImmutableArray<Issue> unreadable)
        {
        }

        public void Tell(Issue issue) => Told.Add(issue);

        public void LeftOut(Issue issue)
        {
        }

        public void IsRead(GroupedSummary summary, string name)
        {
        }

        public void AllAreRead()
        {
        }

        public void Dispose()
        {
        }
    }
}
