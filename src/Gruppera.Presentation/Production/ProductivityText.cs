using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>Productivity by named indices, and the parts of a change of the casemix index, in words.</summary>
internal static class ProductivityText
{
    /// <summary>Writes the last period of each unit beside the first, and the whole series of all units.</summary>
    internal static void Indices(
        Voice voice, Document document, ImmutableArray<ProductivitySeries> series, string unit, bool hasPrices)
    {
        document.Heading(voice.Say("Productivity by named indices, the first period being 1")).Table(
            [voice.Say("period"), "index", voice.Say("output (95 %)"), voice.Say("input"), voice.Say("productivity (95 %)"), unit],
            series.SelectMany(each => (each.Unit.Parts.IsEmpty ? each.Periods.Skip(1) : each.Periods.TakeLast(1)).SelectMany(
                period => period.Indices.Select(index => new[]
                {
                    period.Period, NameOf(index.Name), Interval(index.Output), voice.Weight3(period.Input), Interval(index.Productivity),
                    each.Unit.Parts.IsEmpty ? voice.Say("all") : each.Unit.ToString(),
                }))),
            2, 3, 4);
        document.Line(voice.Say(
            "Output: contacts of each group weighed together. Lowe: by the weights of the list, which are fixed; Laspeyres: by mean " +
            "costs of the first period; Paasche: of the second; Fisher and Törnqvist: by both. With more than two periods each " +
            "is chained."));
        document.Line(voice.Say(hasPrices
            ? (Text)"Input is cost at one price level. All contacts with a weight and a cost."
            : "Input is cost in current prices: give a price index for productivity in fixed prices. All contacts with a weight and a " +
                "cost."));

        string Interval(Estimate estimate) => double.IsNaN(estimate.Low)
            ? voice.Weight3(estimate.Value)
            : $"{voice.Weight3(estimate.Value)} ({voice.Weight3(estimate.Low)}{voice.Say("-")}{voice.Weight3(estimate.High)})";
    }

    /// <summary>Writes the parts of the change of the index.</summary>
    internal static void Steps(Voice voice, Document document, ImmutableArray<IndexSteps> steps, string unit)
    {
        document.Heading(voice.Say("Change in casemix index by patients, coding and method")).Table(
            [
                voice.Say("change"), voice.Say("patients (95 %)"), voice.Say("complicated (95 %)"),
                .. steps[0].Steps.Select(step => $"{step.Name} (95 %)"), "MDC", unit,
            ],
            steps.Select(row => (string[])
            [
                Signed((double)row.Total), Part(row.Parts.Patients, row.Parts.PatientsInterval),
                Part(row.Parts.Coding, row.Parts.CodingInterval), .. row.Steps.Select(step => Part(step.Change, step.Interval)), row.Mdc,
                row.Mdc.Length > 0 ? "" : row.Unit.Parts.IsEmpty ? voice.Say("all") : row.Unit.ToString(),
            ]),
            [.. Enumerable.Range(0, 3 + steps[0].Steps.Length)]);
        document.Line(voice.Say(
            "The parts add up to the change. A change of method is the index of the second period with it less that without it; where " +
            "both are of the same contacts it has an interval."));

        string Part(decimal change, (double Low, double High) interval) => double.IsNaN(interval.Low)
            ? Signed((double)change)
            : $"{Signed((double)change)} ({Signed(interval.Low)} {voice.Say("to")} {Signed(interval.High)})";

        string Signed(double number) => voice.Signed3(number);
    }

    private static string NameOf(QuantityIndex name) => name == QuantityIndex.Tornqvist ? "Törnqvist" : name.ToString();
}
