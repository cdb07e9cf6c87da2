using System.Collections.Immutable;
using Gruppera.Web.Pages.Shared;
using Gruppera.Workflows.Sets;

namespace Gruppera.Web.Pages.Help;

/// <summary>How the explorer is used: what one comes for, keys, terms.</summary>
public sealed class HelpModel(SetCatalogue sets) : ExplorerPage(sets)
{
    /// <inheritdoc/>
    public override string Title => Say("Help");

    /// <summary>What one comes for, with where it is done.</summary>
    internal static ImmutableArray<(string Path, Text Name, Text How)> Tasks { get; } =
    [
        ("/", "Group a contact", "Type codes or words: the group, why it was assigned and what could change it are shown at once."),
        ("/file", "Group a file",
            "Choose a file: how it was read is shown and can be corrected, then come groups, findings and its contacts."),
        ("/analyses", "Analyses",
            "Choose a file that is here, with its groups: casemix, comparison, length of stay, payment, budget, weights."),
        ("/logic", LookUpLogic, "From MDC to group, rule, property and code, each with the row of the tables."),
        ("/versions", "Compare versions", WhatDiffers),
        ("/workbench", "Propose a change", "A technical change drafted in forms, checked, tried on contacts, and written as a paper."),
    ];

    /// <summary>Keys with what they do.</summary>
    internal static ImmutableArray<(string Keys, Text What)> Keys { get; } =
    [
        ("/  Ctrl+K", "Search everything"), ("↑ ↓  Enter", "Choose a suggestion or a hit"),
        ("Ctrl+Enter", "Add a code that was found to the contact"),
        ("Esc", "Close suggestions or the search"), ("Tab", "The next field or link"),
    ];
}
