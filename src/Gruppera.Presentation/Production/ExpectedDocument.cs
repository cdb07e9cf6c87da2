using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Production;

namespace Gruppera.Presentation.Production;

/// <summary>Units beside what others would have, and target areas, in words.</summary>
public static class ExpectedDocument
{
    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    /// <param name="result">The figures.</param>
    public static object Json(this ExpectedResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new
        {
            result.By,
            Measures = result.Measures.Select(measure => new
            {
                measure.Name,
                Spread = measure.Units.FirstOrDefault()?.Dispersion,
                measure.Units,
            }),
            Areas = result.Areas.Select(area => new { area.Name, area.Units }),
            result.Unfollowed,
        };
    }

    /// <summary>Writes a table for each measure and area.</summary>
    /// <param name="result">The figures.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public static Document Document(this ExpectedResult result, Voice voice)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(voice);
        var by = string.Join(" / ", result.By);
        var document = new Document().Heading(voice.Say("Observed compared with expected"), 1).Line(voice.Say(
            "Expected: what the other units' contacts of the same groups would have. More or less is a reason to look closer, not a " +
            "verdict."));
        foreach (var (name, units) in result.Measures)
        {
            document.Heading(NameOf(voice, name));
            if (SpreadText.Of(voice, units.FirstOrDefault()?.Dispersion) is { } said)
                document.Line(said);
            if (name == "readmissions" && result.Unfollowed > 0)
            {
                document.Line(voice.Say(
                    $"Inpatient contacts without patient or dates, not followed: {Voice.Number(result.Unfollowed):contacts}"));
            }

            document.Table(
                [voice.Say("contacts"), voice.Say("observed"), voice.Say("expected"), voice.Say("ratio (95 %)"), "", by],
                units.Where(unit => unit.Contacts > 0).Select(unit => new[]
                {
                    Voice.Number(unit.Contacts), Voice.Number(unit.Observed), voice.Decimal(unit.Expected),
                    $"{voice.Weight2(unit.Ratio)} ({voice.Weight2(unit.Low)}{voice.Say("-")}{voice.Weight2(unit.High)})",
                    unit.Differs switch { > 0 => voice.Say("more"), < 0 => voice.Say("fewer"), _ => "" }, unit.Unit.ToString(),
                }),
                0, 1, 2, 3);
        }

        foreach (var (name, units) in result.Areas)
        {
            document.Heading(name).Table(
                [voice.Say("contacts"), voice.Say("among"), voice.Say("share (95 %)"), voice.Say("percentile"), "", by],
                units.Select(unit => new[]
                {
                    Voice.Number(unit.Contacts), Voice.Number(unit.Share.Contacts),
                    $"{voice.Decimal(100 * unit.Share.Value)} % ({voice.Decimal(100 * unit.Share.Low)}{voice.Say("-")}" +
                        $"{voice.Decimal(100 * unit.Share.High)})",
                    double.IsNaN(unit.Percentile) ? "-" : voice.Decimal(unit.Percentile),
                    unit.Outlies switch { > 0 => voice.Say("high"), < 0 => voice.Say("low"), _ => "" }, unit.Unit.ToString(),
                }),
                0, 1, 2, 3);
        }

        return document;
    }

    private static string NameOf(Voice voice, string measure) => measure switch
    {
        "care_days" => voice.Say("Care days"),
        "secondary_diagnoses" => voice.Say("Secondary diagnoses"),
        "complicated" => voice.Say("Complicated groups"),
        _ => voice.Say("Readmissions"),
    };
}
