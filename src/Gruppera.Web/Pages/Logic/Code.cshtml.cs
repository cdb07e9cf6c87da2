using Gruppera.Presentation.Answers;
using Gruppera.Questions;
using Gruppera.Reach;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Logic;

/// <summary>The groups that a code can reach in a role.</summary>
/// <param name="Page">The page.</param>
/// <param name="Name">Name of the list in the address.</param>
/// <param name="Title">The role.</param>
/// <param name="Drgs">The groups.</param>
public sealed record ReachList(CodeModel Page, string Name, string Title, ReachableDrgs Drgs)
{
    private const int Most = 30;

    /// <summary>The groups to show: those whose rules ask for what it gives first, then those of its own MDC, then in the order of the
    /// rules.</summary>
    public IEnumerable<ReachableDrg> Shown => Drgs.Groups.OrderBy(group => !Page.Asking.Contains(group.Drg))
        .ThenBy(group => Page.MdcOf(group.Drg) != Page.View.AsPrincipal?.Mdc?.Value).Take(Page.ShowsAll(Name) ? int.MaxValue : Most);

    /// <summary>How many are not shown.</summary>
    public int Hidden => Page.ShowsAll(Name) ? 0 : Math.Max(0, Drgs.Groups.Length - Most);
}

/// <summary>A code: a diagnosis, a pair or a procedure.</summary>
public sealed class CodeModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => $"{View.Code.Code} {Say(Caption)}".TrimEnd();

    /// <inheritdoc/>
    public override Reproduction? Same => SameOf(
        $"/v1/sets/{Uri.EscapeDataString(SetKey)}/codes/{Uri.EscapeDataString(View.Code.Code)}", "code", View.Code.Code);

    /// <summary>The table to look in where both have the code: <c>diagnosis</c> or <c>procedure</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "as")]
    public string? Table { get; set; }

    /// <summary>What the logic says of it.</summary>
    public CodeView View { get; private set; } = null!;

    /// <summary>True if the other table has the code too.</summary>
    public bool IsInBoth { get; private set; }

    /// <summary>Its text, or the name of what it gives.</summary>
    public TableText Caption => View.Kind == CodeKind.Procedure
        ? Captions.Of(Sets, ProcedureCode.Parse(View.Code.Code))
        : Captions.Of(Sets, Diagnosis.Parse(View.Code.Code));

    /// <summary>Name of its table in addresses.</summary>
    public string TableName => View.Kind == CodeKind.Procedure ? "procedure" : "diagnosis";

    /// <summary>True if what it can reach is to be shown at once.</summary>
    public bool ShowsReach => Request.Query.ContainsKey("reach");

    /// <summary>Groups whose rules ask for what it gives.</summary>
    internal HashSet<string> Asking => field ??= [.. View.AskedForBy.SelectMany(use => use.Drgs).Select(drg => drg.Drg)];

    /// <summary>MDC of a group by the name table; empty if it has none.</summary>
    public string MdcOf(string drg) => Sets.Set.Index.DrgOf(drg).Mdc ?? "";

    /// <summary>The groups it can reach, by role.</summary>
    public IEnumerable<ReachList> Reach()
    {
        if (View.Kind == CodeKind.Procedure)
            return [new(this, "reach-procedure", Say("With the procedure"), Sets.Reachability.DrgsOf(ProcedureCode.Parse(View.Code.Code)))];
        var diagnosis = Diagnosis.Parse(View.Code.Code);
        return
        [
            new(this, "reach-principal", Say("As principal diagnosis"), Sets.Reachability.DrgsOf(diagnosis)),
            new(this, "reach-secondary", Say("As secondary diagnosis"), Sets.Reachability.DrgsOfSecondary(diagnosis)),
        ];
    }

    /// <summary>Finds it; htmx asks for what it can reach alone.</summary>
    public IActionResult OnGet(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        var (diagnosis, procedure) = (Diagnosis.Parse(code), ProcedureCode.Parse(code));
        var views = AskedCode.Views(Sets.Explorer, code, Table);
        if (views.IsEmpty)
            return Missing(code, Sets.Explorer.NearCodes(code).Select(near => (Paths.Code(near.Code), near.Written, Say(near.Text))));
        View = views[0];
        IsInBoth = diagnosis.Dagger.IsBlank && Sets.Explorer.Code(diagnosis) is not null && Sets.Explorer.Code(procedure) is not null;
        return Request.Headers["HX-Target"] == "reach" ? Partial("_Reach", this) : Page();
    }
}
