using System.Collections.Immutable;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Output;

/// <summary>Groups that the weight list lacks, in words.</summary>
internal static class LackingGroups
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
