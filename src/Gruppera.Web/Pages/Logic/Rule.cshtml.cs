using Gruppera.Definitions;
using Gruppera.Presentation.Answers;
using Gruppera.Questions;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Logic;

/// <summary>A rule.</summary>
public sealed class RuleModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => $"{Say("Rule")} {View.Rule.Id} → {View.Rule.Drg.Drg} {Say(View.Rule.Drg.Text)}".TrimEnd();

    /// <inheritdoc/>
    public override Reproduction? Same => SameOf(
        $"/v1/sets/{Uri.EscapeDataString(SetKey)}/rules/{Uri.EscapeDataString(View.Rule.Id)}", "rule", View.Rule.Id);

    /// <summary>What the logic says of it.</summary>
    public RuleView View { get; private set; } = null!;

    /// <summary>Finds it, by id or else by its place in the order.</summary>
    public IActionResult OnGet(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (Sets.Explorer.Rule(id) is not { } view)
            return Missing(id, Sets.Explorer.NearRules(id).Select(near => (Paths.Rule(near), near, "")));
        View = view;
        return Page();
    }

    /// <summary>The page of the value that a cell names; null if it names none.</summary>
    public static string? PathOf(ConditionWording condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition.Column.ValuesOf(condition.Cell) is not [var asked, ..] || asked.Type == FeatureType.Or
            ? null
            : asked.Type == FeatureType.Mdc ? Paths.Mdc(asked.Value) : Paths.Property(asked.Value);
    }
}
