using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>Length of stay by unit and by group, in words.</summary>
public static class StayDocument
{
    private const int Shown = 20;

    /// <summary>Writes lengths of stay by unit and by group.</summary>
    /// <param name="answer">The figures.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public static Document Document(this StayAnswer answer, Voice voice)
    {
        var units = answer.By.IsEmpty ? [answer.All] : answer.Units.Add(answer.All);
        var unit = string.Join(" / ", answer.By);
        var document = new Document().Heading(voice.Say("Length of stay"), 1).Line(voice.Say(
            $"{Stays(answer.All.All.Contacts):contacts} with {Days(answer.All.All.Days):days}; " +
            $"{CountWords.Contacts(answer.Visits):visits} without care days left out. Limits: {answer.Limits}."));
        Side(voice, document, voice.Say("All contacts, care days"), unit, units, row => row.All, Name, answer.By);
        if (units.Length > 2)
        {
            document.Chart(new(
                "intervals", voice.Say("Mean care days beside what the mix of groups makes expected"),
                voice.Say("mean / expected, 95 % interval"),
                [
                    .. units.Where(row => !row.Unit.Parts.IsEmpty).OrderByDescending(row => row.All.Contacts)
                        .Take(CompareAnswer.MostInChart).Select(row => new ChartRow(Name(row), ChartRow.Number(row.All.Index.Value))
                        {
                            Low = ChartRow.Number(row.All.Index.Low),
                            High = ChartRow.Number(row.All.Index.High),
                            Target = 1,
                            Text = $"{Name(row)}  {Interval(voice, row.All.Index, voice.Weight2)}",
                        }),
                ])
            {
                Marks = [("dot", voice.Say("unit")), ("line", voice.Say("as expected"))],
            });
        }

        if (units.Any(row => row.Inliers.Contacts < row.All.Contacts))
        {
            Side(voice, document, voice.Say("Inliers, care days"), unit, units, row => row.Inliers, Name, null);
            document.Heading(voice.Say("Outliers by care days")).Table(
                [voice.Say("share (95 %)"), voice.Say("days above limits"), unit],
                units.Select(row => new[]
                {
                    Interval(voice, row.Outliers, share => voice.Decimal(100 * share) + " %"), Voice.Number(row.OutlierDays), Name(row),
                }), 0, 1);
        }

        Side(
            voice, document, voice.Say("By DRG, those with most care days"), "DRG", answer.Groups.Take(Shown).ToImmutableArray(),
            row => row.All, row => row.Drg.Length > 0 ? row.Drg : "-", answer.By);
        document.Line(voice.Say(
            "Expected: the stay of the same contacts at the mean of each DRG over all units. Index: mean / expected."));
        return units.Any(row => row.IsSmall)
            ? document.Line(voice.Say($"* Fewer than {CasemixIndices.FewestContacts} contacts: too small to compare."))
            : document;

        string Name(StayRow row) => (row.IsSmall ? "* " : "") + (row.Unit.Parts.IsEmpty ? voice.Say("all") : row.Unit.ToString());
    }

    private static void Side(
        Voice voice, Document document, string heading, string name, ImmutableArray<StayRow> rows, Func<StayRow, StayFigures> side,
        Func<StayRow, string> nameOf, ImmutableArray<string>? by) => document.Heading(heading).Table(
        [
            voice.Say("contacts"), voice.Say("mean (95 %)"), "median", voice.Say("geom."), voice.Say("expected"), voice.Say("index (95 %)"),
            name,
        ],
        rows.Select(row =>
        {
            var figures = side(row);
            return new[]
            {
                Voice.Number(figures.Contacts), Interval(voice, figures.Mean, voice.Weight2),
                figures.Median.Value is var median && double.IsNaN(median) ? "-" : voice.Decimal(median),
                voice.Weight2(figures.Geometric.Value), voice.Weight2(figures.Expected), Interval(voice, figures.Index, voice.Weight2),
                nameOf(row),
            };
        }),
        0, 1, 2, 3, 4, 5).Behind(by is { } columns ? rows.Select(row => Behind(columns, row)) : []);

    /// <summary>Its contacts: those of care forms with care days that have any.</summary>
    private static IEnumerable<(string Column, string Value)> Behind(ImmutableArray<string> by, StayRow row) =>
        by.Zip(row.Unit.Parts, (column, part) => (column, part)).Concat(row.Drg.Length > 0 ? [("drg", row.Drg)] : [])
            .Concat([("care_form", "inpatient"), ("care_form", "primary"), ("duration", ">0")]);

    private static string Interval(Voice voice, Estimate estimate, Func<double, string> number) => double.IsNaN(estimate.Value) ? "-"
        : double.IsNaN(estimate.Low) ? number(estimate.Value)
        : $"{number(estimate.Value)} ({number(estimate.Low)}{voice.Say("-")}{number(estimate.High)})";

    private static Text Stays(long count) => Text.Count(count,
        $"{Voice.Number(count):count} inpatient contact",
        $"{Voice.Number(count):count} inpatient contacts");

    private static Text Days(long count) => Text.Count(count,
        $"{Voice.Number(count):count} care day",
        $"{Voice.Number(count):count} care days");
}
