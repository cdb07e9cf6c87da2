using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Production;

namespace Gruppera.Presentation.Production;

/// <summary>Two codings of the same contacts, in words.</summary>
public static class RecodingDocument
{
    /// <summary>Writes what changed, in which direction, and between which groups.</summary>
    /// <param name="result">The comparison.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="first">Moves to show at most.</param>
    public static Document Document(this RecodingResult result, Voice voice, int first)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(voice);
        var (recoding, all) = (result.Recoding, result.Recoding.All);
        var document = new Document().Heading(voice.Say($"Two codings compared, weights {result.List}"), 1).Line(voice.Say(
            $"{Voice.Number(all.Contacts):contacts} contacts are in both files with a weight by each; " +
            $"{Voice.Number(recoding.WithoutWeight):without} lack one, and " +
            $"{Voice.Number(result.Unpaired):unpaired} are in one file alone or have no id of their own."));
        document.Table(
            [
                voice.Say("contacts"), voice.Say("other group (95 %)"), voice.Say("up"), voice.Say("down"), voice.Say("p, direction"),
                voice.Say("points before"), voice.Say("after"), voice.Say("mean change (95 %)"), voice.Say("gross %"), voice.Say("part"),
            ],
            recoding.Parts.Append(all).Select(row => new[]
            {
                Voice.Number(row.Contacts),
                $"{voice.Decimal(100 * row.Changed.Value)} % ({voice.Decimal(100 * row.Changed.Low)}{voice.Say("-")}" +
                    $"{voice.Decimal(100 * row.Changed.High)})",
                Voice.Number(row.Up), Voice.Number(row.Down), voice.Weight3(row.Direction), voice.Weight2(row.PointsBefore),
                voice.Weight2(row.PointsAfter),
                double.IsNaN(row.Difference.Low) ? voice.Weight3(row.Difference.Value)
                    : $"{voice.Weight3(row.Difference.Value)} ({voice.Weight3(row.Difference.Low)} {voice.Say("to")} " +
                        $"{voice.Weight3(row.Difference.High)})",
                voice.Decimal(100 * row.Gross), row.Name.Length > 0 ? row.Name : voice.Say("all"),
            }),
            0, 1, 2, 3, 4, 5, 6, 7, 8);
        document.Line(voice.Say(
            "Up and down: contacts that weigh more and less by the second coding; p is the chance of as uneven a division if both were " +
            "as likely. Gross: all differences regardless of direction, of the points before."));
        document.Heading(voice.Say("Moves between groups")).Lines(
            [voice.Say("before"), voice.Say("after"), voice.Say("contacts"), voice.Say("points")],
            recoding.Moves.Take(first).Select(move => new[]
            {
                move.Before.Length > 0 ? move.Before : "-", move.After.Length > 0 ? move.After : "-", Voice.Number(move.Contacts),
                double.IsNaN(move.Difference) ? "-" : voice.Weight2(move.Difference),
            }),
            2, 3);
        return recoding.Moves.Length > first
            ? document.Line(voice.Say(WeightsDiff.MoreRows(recoding.Moves.Length - first))) : document;
    }
}
