using System.Globalization;

namespace Gruppera.Generator;

/// <summary>Figures of grouped contacts beside published ones of real care. Sources of these: the mean of care days, diagnoses per stay and
/// the share of circulatory diseases are Socialstyrelsen's for Sweden in 2016; outliers are those of SKR; shares of groups, operations and
/// levels and the spread of cost come from Nordic cost data of about the year 2000.</summary>
internal static class Realism
{
    public static void Write(string path, TextWriter output)
    {
        var all = SourceTable.Read(path).ToArray();
        var stays = all.Where(row => row["care_form"] == "inpatient").ToArray();
        var visits = all.Where(row => row["care_form"] == "outpatient").ToArray();
        if (stays.Length == 0 || visits.Length == 0 || stays[0]["cost"].Length == 0)
            throw new SourceException($"{path}: needs inpatient and outpatient contacts with costs");
        var groups = stays.CountBy(row => row["drg"]).Select(group => group.Value).OrderDescending().ToArray();
        var costs = stays.Select(row => Number(row["cost"])).Where(cost => cost > 0).Order().ToArray();
        output.WriteLine("| what | here | published |\n|---|---|---|");
        Row("20 most common groups, share of stays", Percent(groups.Take(20).Sum(), stays.Length), "30.8 %");
        Row("100 most common groups, share of stays", Percent(groups.Take(100).Sum(), stays.Length), "67.3 %");
        Row("groups with stays", $"{groups.Length}", "484");
        Row("diagnoses per stay", Mean(stays.Select(row => (double)row.Words("diagnoses").Length)), "3.4");
        Row("care days per stay", Mean(stays.Select(row => Number(row["duration"]))), "4.1");
        Row("circulatory diseases (MDC 05), share of stays", Percent(stays.Count(row => row["mdc"] == "05"), stays.Length), "14.9 %");
        Row("stays with an operation", Percent(stays.Count(row => row["surgery"] == "surgical"), stays.Length), "29 %");
        Row("complicated, of groups with levels", Percent(stays.Count(row => row["drg"][^1] is 'A' or 'C'), stays.Count(row => row["drg"][^1] is 'A' or 'C' or 'E')), "26 %");
        Row("coefficient of variation of cost", Ratio(costs), "1.98");
        var dearest = stays.GroupBy(row => row["drg"]).Sum(group => group.Select(row => Number(row["cost"])).OrderDescending().Take((int)Math.Round(group.Count() / 20.0)).Sum());
        Row("the 5 % most expensive stays of each group, share of cost", Percent(dearest, costs.Sum()), "about 20 %");
        Row("stays in MDC 99", Percent(stays.Count(row => row["drg"][0] == 'Z'), stays.Length), "few");
        Row("visits in MDC 99, without XS100", Percent(visits.Count(row => row["drg"][0] == 'Z' && !row.Words("procedures").Contains("XS100")), visits.Length), "few");
        Row("visits with form and profession", Percent(visits.Count(row => row.Words("procedures").Count(code => code.StartsWith("XS9", StringComparison.Ordinal) || code.StartsWith("XS0", StringComparison.Ordinal)) >= 2), visits.Length), "nearly all");
        Row("diagnoses with four characters or more", Percent(
            all.Sum(row => row.Words("diagnoses").Count(code => code.Length > 3)), all.Sum(row => row.Words("diagnoses").Length)), "nearly all");

        void Row(string what, string here, string published) => output.WriteLine($"| {what} | {here} | {published} |");
    }

    private static double Number(string text) => double.Parse(text.Length == 0 ? "0" : text, CultureInfo.InvariantCulture);

    private static string Mean(IEnumerable<double> values) => values.Average().ToString("0.0", CultureInfo.InvariantCulture);

    private static string Percent(double part, double whole) => string.Create(CultureInfo.InvariantCulture, $"{100 * part / Math.Max(1, whole):0.0} %");

    private static string Ratio(double[] values)
    {
        var mean = values.Average();
        return (Math.Sqrt(values.Average(value => (value - mean) * (value - mean))) / mean).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
