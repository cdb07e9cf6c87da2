using Gruppera.Moves;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Changes;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Gruppera.Workflows.Simulation;
using Microsoft.AspNetCore.Http;

namespace Gruppera.Web.Pages.Workbench;

/// <summary>Effects of a change by unit or MDC, on a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Id">Its id on the page.</param>
/// <param name="Title">What they are by.</param>
/// <param name="Effects">The effects.</param>
internal sealed record EffectTable(SimulationModel Page, string Id, string Title, IReadOnlyCollection<SimulatedEffect> Effects)
{
    internal Cut<SimulatedEffect> Rows { get; } = new(Page, Id + "-rows", Effects, 40);
}

/// <summary>What a change does to contacts.</summary>
public sealed class SimulationModel(SetCatalogue sets) : JobPage(sets, SimulationJob.Place)
{
    private DrgNames? _names;

    /// <inheritdoc/>
    public override string Title => Job?.Simulation is not { } wish ? base.Title
        : wish.MadeUp > 0 ? Say($"The change on {Words.Number(wish.MadeUp):madeUp} synthetic contacts")
        : Say($"The change on the file {Job.Name}");

    /// <inheritdoc/>
    public override string Action => Say("Workbench");

    internal override string Back => To(Paths.Workbench(Job?.Simulation?.Proposal.Id ?? ""));

    internal override string Result => "_SimulationResult";

    /// <inheritdoc/>
    public override Reproduction? Same
    {
        get
        {
            if (Job?.Simulation is not { MadeUp: 0 } wish)
                return null;
            var change = $"TC-{Sets.Id}.xlsx";
            var options = new List<(string Name, string Value)> { ("set", SetKey) };
            options.AddRange(Job.Said);
            if (wish.By.Length > 0)
                options.Add(("by", wish.By));
            if (wish.List is { } list)
                options.Add(("weights", list.Name));
            return new(
                Reproduction.Line(
                [
                    "gruppera", "simulate", "--contacts", Job.Name, "--change", change,
                    .. options.SelectMany(option => new[] { "--" + option.Name, option.Value }),
                ]),
                Reproduction.Line(
                [
                    "curl", "-F", $"contacts=@{Job.Name}", "-F", $"change=@{change}",
                    ApiAddress("/v1/jobs/simulate" + QueryString.Create(
                        options.Select(option => new KeyValuePair<string, string?>(option.Name, option.Value)))),
                ]),
                Uploaded, Sets.Id, Sets.Set.Version.SourceHash);
        }
    }

    internal override (Text Text, string Type, string Suffix) Download =>
        ("Download the workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "-simulation.xlsx");

    internal SimulationOutcome Outcome => (SimulationOutcome)Done!;

    internal SimulationReport Report => Outcome.Report;

    /// <summary>The moves, those of most contacts first.</summary>
    internal Cut<CausedMove> Moves => new(this, "moves", Report.Result.Moves, 100);

    /// <summary>Contacts of the moves that the table leaves out.</summary>
    internal long HiddenMoves => Report.Result.Moved - Moves.Shown.Sum(move => move.Contacts);

    internal long Unnamed => Report.Result.Moves.Sum(move => move.Unnamed);

    internal IEnumerable<EffectTable> Effects
    {
        get
        {
            if (Report.HasUnits)
                yield return new(this, "units", Outcome.Wish.By, [.. SimulationReport.Ordered(Report.Effects(cell => cell.Unit))]);
            yield return new(
                this, "patients", Say("Patients"),
                [
                    .. Report.PatientEffects()
                        .Select(each => each.Effect with { Name = SimulationDocument.NameOf(each.Patients).In(Language) }),
                ]);
            yield return new(
                this, "mdcs", "MDC", [.. SimulationReport.Ordered(Report.Effects(cell => cell.Mdc).Where(effect => effect.Moved > 0))]);
        }
    }

    /// <summary>A group before or after the change, with its name and page where there is one.</summary>
    internal DrgLink GroupOf(string drg) => drg.Length == 0 ? new("–", "", null)
        : (_names ??= new(this)).Of(drg, Say(Report.Diff.After.Index.DrgOf(drg).Text)) with { IsAside = true };

    internal string CauseOf(MoveCause cause) => Report.CauseOf(cause, Language).Replace("->", "→", StringComparison.Ordinal);

    internal string Points(double points) => this.Decimal(points, "#,0.00");

    /// <summary>A change of points, with its sign.</summary>
    internal string Signed(double? points) =>
        points is { } number ? this.Decimal(Math.Abs(number) < 0.005 ? 0 : number, "+#,0.00;−#,0.00;0.00") : "–";

    internal string Change(double before, double after) =>
        before == 0 ? "–" : this.Decimal(100 * ((after / before) - 1), "+0.00;−0.00;0.00") + "\u00a0%";

    /// <summary>The 95 % interval of a change of points; a dash where there is none.</summary>
    internal string Interval(SimulatedEffect effect) => double.IsFinite(effect.ChangeError) && effect.ChangeError > 0
        ? $"{Part(effect.ChangeInterval.Low)} – {Part(effect.ChangeInterval.High)}\u00a0%"
        : "–";

    private string Part(double change) => this.Decimal(100 * change, "+0.00;−0.00;0.00");

    internal static string OrDash(string text) => text.Length == 0 ? "–" : text;
}
