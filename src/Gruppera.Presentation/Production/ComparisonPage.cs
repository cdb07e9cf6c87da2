using System.Collections.Immutable;
using Gruppera.Explanation;
using Gruppera.Moves;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>One contact under two sets, as a document.</summary>
internal static class ComparisonPage
{
    internal static Document Write(Voice voice, ContactComparison comparison)
    {
        var (before, after) = (comparison.Before, comparison.After);
        var document = new Document().Heading($"{before.Group.Drg} -> {after.Group.Drg}", 1);
        foreach (var side in new[] { before, after })
        {
            document.Item(voice.Say(
                $"{side.Version.Id}: {$"{side.Group.Drg} {side.Group.Name.In(voice.Language)}".TrimEnd()}, rule {side.Group.Rule}, return code {side.Group.ReturnCode}, category {Or(side.Category)}, complication level {side.Level}",
                $"{side.Version.Id}: {$"{side.Group.Drg} {side.Group.Name.In(voice.Language)}".TrimEnd()}, regel {side.Group.Rule}, returkod {side.Group.ReturnCode}, kategori {Or(side.Category)}, komplikationsgrad {side.Level}"));
        }

        document.Line(comparison.Cause is { } cause
            ? voice.Say($"Because {cause.English}.", $"Därför att {cause.Swedish}.")
            : voice.Say("The same group by the same rule.", "Samma grupp enligt samma regel."));
        Properties(voice, document, voice.Say($"Only under {before.Version.Id}", $"Bara under {before.Version.Id}"), comparison.Lost);
        Properties(voice, document, voice.Say($"Only under {after.Version.Id}", $"Bara under {after.Version.Id}"), comparison.Gained);
        return document;
    }

    private static string Or(string category) => category.Length > 0 ? category : "-";

    private static void Properties(Voice voice, Document document, string heading, ImmutableArray<GivenProperty> properties)
    {
        if (properties.IsEmpty)
            return;
        document.Heading(heading).Table(
            [voice.Say("code", "kod"), voice.Say("type", "typ"), voice.Say("value", "värde"), voice.Say("row", "rad"), voice.Say("name", "namn")],
            properties.Select(property => new[] { property.Code, property.Type.ToString().ToUpperInvariant(), property.Value, $"{property.File}:{property.Row}", property.Name.In(voice.Language) }));
    }
}
