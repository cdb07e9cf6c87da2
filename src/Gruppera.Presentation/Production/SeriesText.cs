using Gruppera.Casemix.Comparison;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>Months and trends, in words.</summary>
internal static class SeriesText
{
    internal static Document Write(Voice voice, Document document, MonthlySeries series, string unit)
    {
        document.Heading(voice.Say("Month by month, inliers, all units")).Table(
            [voice.Say("contacts"), voice.Say("points"), "index", voice.Say("cost per point"), voice.Say("month")],
            series.Months.Where(row => row.Unit.Parts.IsEmpty).Select(row => new[]
            {
                Voice.Number(row.Contacts), Voice.Number((double)row.Sums.Points), voice.Weight3((double?)row.Sums.Index ?? double.NaN),
                row.Sums.CostPerPoint is { } cost ? Voice.Number((double)cost) : "-", row.Month,
            }),
            0, 1, 2, 3).Chart(new(
                "line", voice.Say("Cost per point, month by month"), voice.Say(ChartWords.KronorPerPoint),
                [
                    .. series.Months.Where(row => row.Unit.Parts.IsEmpty && row.Sums.CostPerPoint is not null).Select(row =>
                        new ChartRow(row.Month, (double)row.Sums.CostPerPoint!.Value)
                        {
                            Year = row.Month,
                            Series = voice.Say("all units"),
                            Text = $"{row.Month}  {Voice.Number((double)row.Sums.CostPerPoint.Value)}",
                        }),
                ]));
        document.Heading(voice.Say("Trend in a year")).Table(
            [voice.Say("change (95 %)"), voice.Say("measure"), unit],
            series.Trends.Where(trend => !double.IsNaN(trend.PerYear.Value)).Select(trend => new[]
            {
                $"{Percent(trend.PerYear.Value)} ({Percent(trend.PerYear.Low)} {voice.Say("to")} {Percent(trend.PerYear.High)})",
                trend.Measure switch { "contacts" => voice.Say("contacts"), "index" => "index", _ => voice.Say("cost per point") },
                trend.Unit.Parts.IsEmpty ? voice.Say("all") : trend.Unit.ToString(),
            }));
        if (!series.LeftOut.IsEmpty)
        {
            document.Line(voice.Say(
                $"Not in the trends: months at the ends with less than a third of the contacts of the largest " +
                $"({string.Join(", ", series.LeftOut):months})."));
        }

        return series.Undated == 0 ? document : document.Line(voice.Say(Text.Count(series.Undated,
            $"{Voice.Number(series.Undated):undated} contact has no month.",
            $"{Voice.Number(series.Undated):undated} contacts have no month.")));

        string Percent(double share) => voice.Decimal(100 * share) + " %";
    }
}
