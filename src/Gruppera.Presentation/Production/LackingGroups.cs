using System.Collections.Immutable;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>Groups that the weight list lacks, in words.</summary>
internal static class LackingGroups
{
    private const int Shown = 10;

    /// <summary>The groups with the most contacts, and how many there are in all.</summary>
    internal static Document Write(Voice voice, Document document, ImmutableArray<LackingGroup> groups, long all)
    {
        if (groups.IsEmpty)
            return document;
        var contacts = groups.Sum(group => group.Contacts);
        document.Heading(voice.Say("Without a weight"))
            .Line(voice.Say(
                Text.Count(groups.Length,
                    $"{WorkflowIssues.NoWeight.Id}: {groups.Length:groups} group with {CountWords.Contacts(contacts):contacts} " +
                    $"({voice.Percent(contacts, all):share}) has no weight in the list.",
                    $"{WorkflowIssues.NoWeight.Id}: {groups.Length:groups} groups with {CountWords.Contacts(contacts):contacts} " +
                    $"({voice.Percent(contacts, all):share}) have no weight in the list.")))
            .Table(
                [voice.Say("contacts"), "DRG"],
                groups.OrderByDescending(group => group.Contacts).ThenBy(group => group.Drg, StringComparer.Ordinal).Take(Shown)
                    .Select(group => new[] { Voice.Number(group.Contacts), group.Drg.Length > 0 ? group.Drg : voice.Say("(no group)") }),
                    0);
        return groups.Length <= Shown ? document
            : document.Line(voice.Say(Text.Count(groups.Length - Shown,
                $"and {groups.Length - Shown:groups} more group (--format json)",
                $"and {groups.Length - Shown:groups} more groups (--format json)")));
    }
}
