using System.Collections.Immutable;
using System.Text.Json;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Words;
using Gruppera.Web.Files;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Casemix;

/// <summary>The units of a file on all contacts, or on inliers.</summary>
/// <param name="Page">The page.</param>
/// <param name="Side">Which contacts.</param>
public sealed record CasemixSide(CasemixFileModel Page, Side Side)
{
    /// <summary>The figures of a unit.</summary>
    public CasemixFigures Of(UnitIndices unit)
    {
        ArgumentNullException.ThrowIfNull(unit);
        return Side == Side.All ? unit.All : unit.Inliers;
    }
}

/// <summary>The casemix of a file.</summary>
public sealed class CasemixFileModel(SetCatalogue sets) : JobPage(sets, CasemixJob.Place)
{
    /// <inheritdoc/>
    public override string Action => Say(CasemixOfFile);

    internal override string Result => "_CasemixResult";

    /// <inheritdoc/>
    public override Reproduction? Same
    {
        get
        {
            if (Job?.Casemix is not { } wish)
                return null;
            var isGrouped = Job.Reading is { IsExempt: true };
            var file = isGrouped ? Job.Name : NameWith("-grouped.csv");
            var list = wish.List.Length > 0 ? wish.List : NameWith("-weights.json");
            string[] by = wish.By.Length > 0 ? ["--by", wish.By] : ["--by", ""];
            var lines = new List<string[]>();
            if (!isGrouped)
                lines.Add(["gruppera", "group", Job.Name, "--set", SetKey, .. SaidOfFile, "-o", file]);
            if (wish.List.Length == 0)
                lines.Add(["gruppera", "weights", "compute", file, "-o", list]);
            lines.Add(
            [
                "gruppera", "report", "casemix", file, "--weights", list, .. by,
                .. Job.Request.Only.SelectMany(only => new[] { "--only", only }), "--allow-few-weights", "-o", NameWith("-casemix.xlsx"),
            ]);
            var curl = !isGrouped || wish.List.Length == 0 ? null : Reproduction.Line(
            [
                "curl", "-F", $"contacts=@{Job.Name}",
                ApiAddress("/v1/jobs/casemix" + QueryString.Create(Job.Said.Where(said => said.Name != "allow-missing")
                    .Concat([("weights", wish.List), ("by", wish.By), ("allow-few-weights", "true")]).Where(said => said.Item2.Length > 0)
                    .Concat(Job.Request.Only.Select(only => (JobKinds.Only, only)))
                    .Select(said => new KeyValuePair<string, string?>(said.Item1, said.Item2)))),
            ]);
            return new(
                string.Join(" && ", lines.Select(Reproduction.Line)), curl, Uploaded, isGrouped ? null : Sets.Id,
                isGrouped ? null : Sets.Set.Version.SourceHash);
        }
    }

    internal override string? Again => "_CasemixWish";

    internal override (Text Text, string Type, string Suffix) Download =>
        ("Download the workbook", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "-casemix.xlsx");

    internal CasemixWish Wish => Job!.Casemix!;

    internal CasemixOutcome Outcome => (CasemixOutcome)Done!;

    internal CasemixAnswer Casemix => Outcome.Report.Casemix;

    /// <summary>What units are called: the column, or nothing.</summary>
    internal string Unit => Wish.By.Length > 0 ? Wish.By : Say("unit");

    /// <summary>Each unit, and all of them last.</summary>
    internal ImmutableArray<UnitIndices> Units => Casemix.By.IsEmpty ? [Casemix.All] : Casemix.Units.Add(Casemix.All);

    internal bool HasCosts => Casemix.All.All.Cost > 0;

    /// <summary>True if outliers can be told: the list has limits of care days, or of costs and the file has costs.</summary>
    internal bool HasLimits => HasDayLimits || (HasCosts && Outcome.List.Rows().Any(row => row.Limit is not null));

    /// <summary>True if some contact is beyond a limit; otherwise inliers are all contacts.</summary>
    internal bool HasOutliers => HasLimits && Units.Any(unit => unit.All.Contacts != unit.Inliers.Contacts);

    internal bool HasDayLimits => Outcome.List.Rows().Any(row => row.DaysLimit is not null);

    /// <summary>The funnel, the largest unit first: so it is a funnel that one sees.</summary>
    internal ImmutableArray<FunnelPoint> Funnel => [.. Outcome.Report.CostPerPoint.OrderByDescending(point => point.Contacts)];

    /// <summary>What of the file was left out, or is in some figures only.</summary>
    internal IEnumerable<(IssueCode Code, Text Effect, long Contacts)> LeftOut
    {
        get
        {
            var quality = Outcome.Report.Quality;
            foreach (var (code, contacts) in quality.LeftOut)
                yield return (code, Titles.LeftOut(contacts), contacts);
            foreach (var (code, contacts) in quality.WithoutCost)
                yield return (code, "not in figures of cost", contacts);
            if (Casemix.WithoutWeight.Sum(each => each.Contacts) is > 0 and var without)
                yield return (WorkflowIssues.NoWeight, "not in figures of points", without);
        }
    }

    /// <summary>Asks something else of the file.</summary>
    public async Task<IActionResult> OnPostAgain(string id, string? list, string? by)
    {
        if (Find(id) is not { } job)
            return await OnGetAsync("");
        Store.Again(job,
        [
            .. job.Request.Options.Where(option => option.Name is not ("list" or CasemixJob.Unit)), new("list", list ?? ""),
            new(CasemixJob.Unit, by ?? ""),
        ], Language);
        Job = job;
        return Redirect(AddressOf(ContactChoice.Of(job.Request.Only)));
    }

    /// <summary>The name of a group in the set of the page, or else in the list.</summary>
    internal string NameOf(GroupRow group) => new[] { Say(Sets.Set.Index.DrgOf(group.Drg).Text), group.Name, group.Drg }
        .First(name => name.Length > 0 || group.Drg.Length == 0);

    internal string NameOf(UnitIndices unit) => unit.Unit.Parts.IsEmpty ? Say("All") : NameOf(unit.Unit);

    internal string NameOf(ReportingUnit unit) => unit.ToString() is { Length: > 0 } name ? name : Say("(blank)");

    /// <summary>MDCs with their contacts and points, in their order.</summary>
    internal IEnumerable<MdcRow> Profile =>
        Outcome.Report.Mdcs.Where(mdc => mdc.Mdc.Length > 0).OrderBy(mdc => mdc.Mdc, StringComparer.Ordinal);

    /// <summary>Bars of a chart, as its table carries them.</summary>
    internal static string Bars(IEnumerable<(string Label, string Series, double Value)> bars) => JsonSerializer.Serialize(
        bars.Select(bar => new { label = bar.Label, series = bar.Series, value = double.IsFinite(bar.Value) ? bar.Value : 0 }));

    /// <summary>The contacts of a unit or a group in the table of the file; null where the file is not kept here, or they cannot be
    /// told.</summary>
    internal string? ContactsOf(string column, string value) =>
        ContactChoice.Behind(Job!.Request, Job.Request.Source, (column, value)) is { } contacts ? To(contacts) : null;

    internal string? ContactsOf(ReportingUnit unit) => unit.Parts.IsEmpty ? null : ContactsOf(Wish.By, unit.ToString());

    internal string NameOfList => Wish.List.Length > 0 ? Wish.List : Say(Titles.OwnCosts);

    /// <summary>A cell with a figure, its interval below it.</summary>
    internal static HtmlString Cell(Estimate estimate, Func<double, string> text) => new(
        $"<td class=\"number\">{text(estimate.Value)}" +
        $"{(double.IsNaN(estimate.Low) ? "" : $"<small>{text(estimate.Low)}–{text(estimate.High)}</small>")}</td>");

    internal static string Kronor(double kronor) => Words.Kronor(kronor);

    internal string Share(double share) => this.Percent(share);

    internal string Index(double index) => this.Decimal(index, "0.000");

    internal string One(double number) => this.Decimal(number, "0.0");

    internal string Two(double number) => this.Decimal(number, "0.00");
}
