using System.Collections.Immutable;
using Gruppera.Grouping;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Sets;

/// <summary>The state of the sets: their own cases, and what the linter finds; of one set in detail where the address names it.</summary>
public sealed class ChecksModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => IsOne ? Say($"Certification and checks of {Sets.Id}") : Say("Certification and checks");

    /// <summary>True if one set is shown in detail.</summary>
    public bool IsOne => !string.IsNullOrWhiteSpace(SetId);

    /// <summary>Findings of the set by code.</summary>
    internal ImmutableArray<(IssueCode Code, Cut<Issue> Findings)> Findings =>
        [.. Sets.Checks.Findings.GroupBy(issue => issue.Code).Select(code => (code.Key, new Cut<Issue>(this, code.Key.Id, [.. code], 10)))];

    /// <summary>Cases of the set that came out otherwise.</summary>
    internal Cut<Mismatch> Mismatches => new(this, "mismatches", Sets.Checks.Certification.Mismatches, 20);

    /// <summary>Shows the page, or for htmx the row of one set alone, checked.</summary>
    public IActionResult OnGet() => Request.Headers["HX-Target"].ToString().StartsWith("row-", StringComparison.Ordinal)
        ? Partial("_CheckRow", new CheckRow(this, Sets, true))
        : Page();

    /// <summary>How a set's cases came out, in a few words.</summary>
    internal string Certified(CertificationReport report) => report.Cases == 0
        ? Say("no cases")
        : Say($"identical on {Words.Number(report.Cases - report.Mismatches.Length):cases} of {Words.Number(report.Cases):report}");

    /// <summary>The class of a certification: good, bad, or neither.</summary>
    internal static string Tone(CertificationReport report) => report.Cases == 0 ? "muted" : report.IsIdentical ? "good" : "bad";

    /// <summary>How much a finding matters.</summary>
    internal string Severity(IssueSeverity severity) => severity switch
    {
        IssueSeverity.Error => Say("error"),
        IssueSeverity.Warning => Say("warning"),
        _ => Say("information"),
    };

    /// <summary>Size of a set: rules, groups, diagnoses, procedures.</summary>
    internal static (int Rules, int Groups, int Diagnoses, int Procedures) SizeOf(LoadedSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var tables = set.Set;
        return (
            tables.Rules.Length, tables.Rules.Select(rule => rule.Drg).Distinct().Count(),
            tables.DiagnosisFeatures.Select(row => (row.Code, row.Dagger)).Distinct().Count(),
            tables.ProcedureFeatures.Select(row => row.Code).Distinct().Count());
    }
}

/// <summary>A set on the list of sets.</summary>
/// <param name="Page">The page.</param>
/// <param name="Set">The set.</param>
/// <param name="Checks">True to check it now where that was not done before.</param>
internal sealed record CheckRow(ChecksModel Page, LoadedSet Set, bool Checks)
{
    /// <summary>How it does; null if it is not known yet.</summary>
    internal SetChecks? Known => Checks || Set.IsChecked ? Set.Checks : null;
}
