using System.Collections.Immutable;

namespace Gruppera.Cli.Output;

/// <summary>A group that the weight list lacks, or another thing that contacts lack.</summary>
/// <param name="Drg">The group; empty for contacts without one.</param>
/// <param name="Contacts">Its contacts.</param>
internal sealed record LackingGroup(string Drg, long Contacts)
{
    private const int Shown = 10;

    /// <summary>The groups with the most contacts, and how many there are in all.</summary>
    internal static Document Write(Session session, Document document, ImmutableArray<LackingGroup> groups, long all)
    {
        if (groups.IsEmpty)
            return document;
        var contacts = groups.Sum(group => group.Contacts);
        document.Heading(session.Say("Without a weight", "Utan vikt"))
            .Line(session.Say(
                $"{IssueCodes.NoWeight.Id}: {groups.Length} groups with {Session.Number(contacts)} contacts ({session.Percent(contacts, all)}) have no weight in the list.",
                $"{IssueCodes.NoWeight.Id}: {groups.Length} grupper med {Session.Number(contacts)} vårdkontakter ({session.Percent(contacts, all)}) har ingen vikt i listan."))
            .Table(
                [session.Say("contacts", "kontakter"), "DRG"],
                groups.OrderByDescending(group => group.Contacts).ThenBy(group => group.Drg, StringComparer.Ordinal).Take(Shown)
                    .Select(group => new[] { Session.Number(group.Contacts), group.Drg.Length > 0 ? group.Drg : session.Say("(no group)", "(ingen grupp)") }), 0);
        return groups.Length <= Shown ? document
            : document.Line(session.Say($"and {groups.Length - Shown} more groups (--format json)", $"och {groups.Length - Shown} grupper till (--format json)"));
    }
}
