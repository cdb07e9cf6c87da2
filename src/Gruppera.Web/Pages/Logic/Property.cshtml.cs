using System.Collections.Immutable;
using Gruppera.Presentation.Answers;
using Gruppera.Questions;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;
using Microsoft.AspNetCore.Mvc;

namespace Gruppera.Web.Pages.Logic;

/// <summary>A value of a property, for each type that has it.</summary>
public sealed class PropertyModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => $"{Views[0].Use.Property.Value} {Say(Views[0].Use.Property.Name)}".TrimEnd();

    /// <inheritdoc/>
    public override Reproduction? Same => SameOf(
        $"/v1/sets/{Uri.EscapeDataString(SetKey)}/properties/{Uri.EscapeDataString(Views[0].Use.Property.Value)}",
        "property", Views[0].Use.Property.Value);

    /// <summary>What the logic says of it, by type.</summary>
    public ImmutableArray<PropertyView> Views { get; private set; } = [];

    /// <summary>Finds it.</summary>
    public IActionResult OnGet(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Views = Sets.Explorer.Property(value.ToUpperInvariant());
        return Views.IsEmpty
            ? Missing(value, Sets.Explorer.NearProperties(value.ToUpperInvariant()).Select(near => (Paths.Property(near), near, "")))
            : Page();
    }
}
