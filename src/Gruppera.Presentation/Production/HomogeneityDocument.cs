using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Presentation.Production;

/// <summary>How alike contacts are within groups, in words.</summary>
public static class HomogeneityDocument
{
    /// <summary>All of it as an object that <see cref="Answers.AnswerJson.Options"/> writes.</summary>
    /// <param name="result">The figures.</param>
    public static object Json(this HomogeneityResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new { result.Trim, Files = result.Files.Select(file => new { File = file.Name, file.Figures }) };
    }

    /// <summary>Writes a row for each part and file: files stand beside one another.</summary>
    /// <param name="result">The figures.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public static Document Document(this HomogeneityResult result, Voice voice)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(voice);
        var rows = result.Files.SelectMany(file => file.Figures.Select(row => row.Name)).Distinct().SelectMany(part => result.Files
            .Select(file => (File: file.Name, Of: file.Figures.FirstOrDefault(row => row.Name == part))).Where(row => row.Of is not null)
            .Select(row => (Of: row.Of!, Names: (string[])
            [
                .. result.Files.Length == 1 ? Array.Empty<string>() : [row.File], part.Length > 0 ? part : voice.Say("all"),
            ]))).ToList();
        string[] names = [.. result.Files.Length == 1 ? Array.Empty<string>() : [voice.Say("file")], voice.Say("part")];
        return new Document().Heading(voice.Say("How alike contacts are within groups"), 1)
            .Line(voice.Say($"Outliers by {result.Trim:trim}."))
            .Table(
                [
                    voice.Say("contacts"), voice.Say("groups"), "R2 %", voice.Say("at limits"), voice.Say("inliers"), "CV",
                    voice.Say("inliers"), voice.Say("% with CV < 1"), .. names,
                ],
                rows.Select(row => (string[])
                [
                    Voice.Number(row.Of.Explained.Contacts), Voice.Number(row.Of.Groups), Percent(row.Of.Explained.Value),
                    Percent(row.Of.ExplainedTrimmed.Value), Percent(row.Of.ExplainedInliers.Value), voice.Weight2(row.Of.Cv.Value),
                    voice.Weight2(row.Of.CvInliers.Value), Percent(row.Of.ShareHomogeneous), .. row.Names,
                ]),
                0, 1, 2, 3, 4, 5, 6, 7)
            .Line(voice.Say(
                "R2 is the share of the variance of cost that lies between groups; CV the standard deviation within a group over its " +
                "mean, " +
                "on average over contacts. At limits: outliers at the cost of their limit."))
            .Heading(voice.Say("Without the bias of small groups, with 95 % intervals"))
            .Table(
                ["R2 %", voice.Say("at limits"), voice.Say("inliers"), "CV", voice.Say("inliers"), .. names],
                rows.Select(row => (string[])
                [
                    Interval(row.Of.Corrected.Explained, row.Of.Explained, Percent),
                    Interval(row.Of.Corrected.ExplainedTrimmed, row.Of.ExplainedTrimmed, Percent),
                    Interval(row.Of.Corrected.ExplainedInliers, row.Of.ExplainedInliers, Percent),
                    Interval(row.Of.Corrected.Cv, row.Of.Cv, voice.Weight2),
                    Interval(row.Of.Corrected.CvInliers, row.Of.CvInliers, voice.Weight2), .. row.Names,
                ]),
                0, 1, 2, 3, 4)
            .Line(voice.Say(
                "Many groups and few contacts make R2 too high and CV too low. The intervals are about the figures without that, of " +
                "contacts as a sample."));

        string Percent(double share) => voice.Decimal(100 * share);

        string Interval(double value, Estimate estimate, Func<double, string> number) => double.IsNaN(value) ? "-"
            : double.IsNaN(estimate.Low) ? number(value)
            : $"{number(value)} ({number(estimate.Low)}{voice.Say("-")}{number(estimate.High)})";
    }
}
