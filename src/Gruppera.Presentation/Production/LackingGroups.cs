using System.Collections.Immutable;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
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
        document.Heading(voice.Say("Without a weight", "Utan vikt"))
            .Line(voice.Say(
                $"{IssueCodes.NoWeight.Id}: {groups.Length} groups with {Voice.Number(contacts)} contacts ({voice.Percent(contacts, all)}) have no weight in the list.",
                $"{IssueCodes.NoWeight.Id}: {groups.Length} grupper med {Voice.Number(contacts)} vårdkontakter ({voice.Percent(contacts, all)}) har ingen vikt i listan."))
            .Table(
                [voice.Say("contacts", "kontakter"), "DRG"],
                groups.OrderByDescending(group => group.Contacts).ThenBy(group => group.Drg, StringComparer.Ordinal).Take(Shown)
                    .Select(group => new[] { Voice.Number(group.Contacts), group.Drg.Length > 0 ? group.Drg : voice.Say("(no group)", "(ingen grupp)") }), 0);
        return groups.Length <= Shown ? document
            : document.Line(voice.Say($"and {groups.Length - Shown} more groups (--format json)", $"och {groups.Length - Shown} grupper till (--format json)"));
    }
}
