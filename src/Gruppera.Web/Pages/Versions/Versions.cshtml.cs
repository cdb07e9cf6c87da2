using System.Collections.Immutable;
using Gruppera.Changes;
using Gruppera.Presentation.Answers;
using Gruppera.Web.Pages.Group;
using Gruppera.Web.Pages.Logic;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Versions;

/// <summary>What differs between two sets, all of it or what concerns a group or a code; the path of a code through all sets.</summary>
public sealed class VersionsModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title =>
        Shown is { } shown ? $"{shown.Before.Id} → {shown.After.Id}" : OneCode.Length > 0 ? Say($"{OneCode} in all sets") : Say("Versions");

    /// <inheritdoc/>
    public override Reproduction? Same => Shown is not { } shown || IsPart ? null : new(
        Reproduction.Line(["gruppera", "tables", "diff", shown.Before.Id, shown.After.Id]),
        Reproduction.Line(
            ["curl", ApiAddress($"/v1/diff?from={Uri.EscapeDataString(shown.Before.Id)}&to={Uri.EscapeDataString(shown.After.Id)}")]),
        [.. new[] { shown.Before, shown.After }.Select(set => new HashedFile(set.Id, set.Set.Version.SourceHash))], null, null);

    /// <summary>Id of the earlier set.</summary>
    [BindProperty(SupportsGet = true, Name = "from")]
    public string? FromId { get; set; }

    /// <summary>Id of the later set.</summary>
    [BindProperty(SupportsGet = true, Name = "to")]
    public string? ToId { get; set; }

    /// <summary>The group that alone is shown, or blank.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Drg { get; set; }

    /// <summary>The code that alone is shown, or blank.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Code { get; set; }

    /// <summary>The group that alone is shown, in capitals; or empty.</summary>
    internal string OneDrg => (Drg ?? "").Trim().ToUpperInvariant();

    /// <summary>The code that alone is shown, as tables write it; or empty.</summary>
    internal string OneCode => (Code ?? "").Trim().Length == 0 ? "" : ContactForm.Clean([Code!]) is [var code, ..] ? code : "";

    /// <summary>True if something alone is shown.</summary>
    internal bool IsPart => OneDrg.Length + OneCode.Length > 0;

    /// <summary>The comparison; null if two sets are yet to be picked.</summary>
    internal VersionChanges? Shown { get; private set; }

    /// <summary>The code through the sets; empty if none is asked for.</summary>
    internal ImmutableArray<CodeStep> Steps { get; private set; } = [];

    /// <summary>Compares.</summary>
    public IActionResult OnGet()
    {
        if (OneCode.Length > 0)
            Steps = CodeStep.Of(Catalogue.ByYear(), OneCode);
        if (string.IsNullOrWhiteSpace(FromId) || string.IsNullOrWhiteSpace(ToId))
        {
            Guess();
            return Page();
        }

        if (Catalogue.Find(FromId) is not { } before || Catalogue.Find(ToId) is not { } after)
            return NotFound();
        Shown = new(Language, before, after, Catalogue.Comparisons.Of(before, after), OneDrg, OneCode);
        return Page();
    }

    /// <summary>The address of this comparison with something else alone, or nothing.</summary>
    internal string Only(string name, string value) =>
        To($"/versions?from={Uri.EscapeDataString(FromId ?? "")}&to={Uri.EscapeDataString(ToId ?? "")}"
            + (value.Length > 0 ? $"&{name}={Uri.EscapeDataString(value)}" : ""));

    /// <summary>What became of things, as one says of one of them.</summary>
    internal string Kind(ChangeKind kind) => Shown!.Words.Kind(kind);

    /// <summary>What became of a rule.</summary>
    internal string Kind(RuleChange change) => Shown!.Words.Kind(change);

    /// <summary>The page of what a row of a table of names is about; null if it has none.</summary>
    internal static string? PathOf(NameChange change) => change.Of switch
    {
        NameKind.Drg => Paths.Drg(change.Key),
        NameKind.Mdc => Paths.Mdc(change.Key),
        NameKind.Category or NameKind.Property or NameKind.Complication => Paths.Property(change.Key),
        NameKind.Diagnosis => Paths.Code(change.Key, "diagnosis"),
        NameKind.Procedure => Paths.Code(change.Key, "procedure"),
        _ => null,
    };

    /// <summary>The page of the value of a cell of a rule; null if it has none.</summary>
    internal static string? PathOf(CellChange cell, string value) =>
        cell.Column == "drg_nat" && value.Length > 0 ? Paths.Drg(value)
            : cell.Condition is { } column && value.Length > 0 ? RuleModel.PathOf(new(column, value, ""))
            : null;

    /// <summary>Two sets to begin with: the one before the page's set in the order of years, and that.</summary>
    private void Guess()
    {
        ToId = string.IsNullOrWhiteSpace(ToId) ? Sets.Id : ToId;
        if (!string.IsNullOrWhiteSpace(FromId))
            return;
        var others = Catalogue.ByYear().Where(set => set.Id != ToId).ToList();
        var year = Catalogue.Find(ToId)?.Set.Version.Year ?? 0;
        FromId = (others.LastOrDefault(set => set.Set.Version.Year <= year
            && set.Set.Version.Country == Catalogue.Find(ToId)?.Set.Version.Country)
            ?? others.LastOrDefault(set => set.Set.Version.Year <= year) ?? others.FirstOrDefault())?.Id
            ?? ToId;
    }
}
