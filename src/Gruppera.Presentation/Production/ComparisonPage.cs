using System.Collections.Immutable;
using Gruppera.Explanation;
using Gruppera.Moves;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>One contact under two sets, as a document.</summary>
public static class ComparisonPage
{
    /// <summary>Writes the contact's group under each set, why they differ, and the properties that only one of them gives.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="comparison">The comparison.</param>
    public static Document Write(Voice voice, ContactComparison comparison)
    {
        var (before, after) = (comparison.Before, comparison.After);
        var document = new Document().Heading($"{before.Group.Drg} -> {after.Group.Drg}", 1);
        foreach (var side in new[] { before, after })
        {
            document.Item(voice.Say(
                $"{side.Version.Id}: {$"{side.Group.Drg} {side.Group.Name.In(voice.Language)}".TrimEnd():drg}, rule {side.Group.Rule}, " +
                $"return code {side.Group.ReturnCode}, category {Or(side.Category):category}, complication level {side.Level}"));
        }

        document.Line(comparison.Cause is { } cause
            ? voice.Say($"Because {cause}.")
            : voice.Say(ExplanationWords.SameRule));
        Properties(voice, document, voice.Say($"Only under {before.Version.Id}"), comparison.Lost);
        Properties(voice, document, voice.Say($"Only under {after.Version.Id}"), comparison.Gained);
        return document;
    }

    private static string Or(string category) => category.Length > 0 ? category : "-";

    private static void Properties(Voice voice, Document document, string heading, ImmutableArray<GivenProperty> properties)
    {
        if (properties.IsEmpty)
            return;
        document.Heading(heading).Table(
            [voice.Say("code"), voice.Say("type"), voice.Say("value"), voice.Say("row"), voice.Say("name")],
            properties.Select(property => new[]
            {
                property.Code, property.Type.ToString().ToUpperInvariant(), property.Value, $"{property.File}:{property.Row}",
                property.Name.In(voice.Language),
            }));
    }
}
