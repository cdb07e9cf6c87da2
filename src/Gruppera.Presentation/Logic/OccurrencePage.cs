using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Words;
using Gruppera.Questions;

namespace Gruppera.Presentation.Logic;

/// <summary>What really occurs in a file of contacts, as a section of a page.</summary>
public static class OccurrencePage
{
    /// <summary>The codes of a group's contacts.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="found">What was counted.</param>
    /// <param name="explorer">The set.</param>
    public static void OfGroup(Page page, Occurrences found, Explorer explorer)
    {
        Heading(page, found);
        Codes(
            page, page.Say("Its principal diagnoses"), found.Principal, found,
            explorer, isProcedure: false);
        Codes(
            page, page.Say("Its secondary diagnoses"), found.Secondary, found,
            explorer, isProcedure: false);
        Codes(
            page, page.Say("Its procedures"), found.Procedures, found,
            explorer, isProcedure: true);
    }

    /// <summary>The groups of the contacts that have a code.</summary>
    /// <param name="page">Takes it.</param>
    /// <param name="found">What was counted.</param>
    /// <param name="explorer">The set.</param>
    public static void OfCodes(Page page, Occurrences found, Explorer explorer)
    {
        Heading(page, found);
        var headers = new[] { "DRG", page.Say("contacts"), page.Say("principal"), page.Say("short|secondary"), page.Say("procedure") };
        page.Document.Table(
            [.. headers, .. page.HasWeights ? [page.Say("weight")] : Array.Empty<string>(), page.Say("name")],
            found.Groups.Take(page.First).Select(group => (string[])
            [
                group.Drg.Length == 0 ? "-" : group.Drg, Voice.Number(group.Contacts), Number(group.Principal), Number(group.Secondary),
                Number(group.Procedure),
                .. page.HasWeights ? [page.Weight(group.Drg)] : Array.Empty<string>(), page.Say(explorer.Set.Index.DrgOf(group.Drg).Text),
            ]),
            page.HasWeights ? [1, 2, 3, 4, 5] : [1, 2, 3, 4]);
        page.More(found.Groups.Length - page.First);
    }

    private static void Heading(Page page, Occurrences found)
    {
        page.Document.Heading(page.Say("In the file of contacts"));
        page.Document.Line(page.Say(
            $"{Voice.Number(found.Contacts):contacts} of {Voice.Number(found.Read):read} contacts; " +
            $"{(found.GroupsOfFile ? (Text)"groups of the file's column drg" : "grouped under the set"):part}"));
    }

    private static void Codes(
        Page page, string title, ImmutableArray<CodeCount> counts, Occurrences found, Explorer explorer, bool isProcedure)
    {
        if (counts.Length == 0)
            return;
        page.Document.Heading($"{title} ({counts.Length})", 3);
        page.Document.Table(
            [page.Say("code"), page.Say("contacts"), page.Say("share"), "text"],
            counts.Take(page.First).Select(count =>
                new[]
                {
                    CodeNotation.Written(count.Code, isProcedure), Voice.Number(count.Contacts),
                    page.Percent(count.Contacts, found.Contacts),
                    page.Say(CodeTexts.Of(explorer.Set.Index, count.Code, isProcedure)),
                }),
            1, 2);
        page.More(counts.Length - page.First);
    }

    private static string Number(long count) => count == 0 ? "" : Voice.Number(count);
}
