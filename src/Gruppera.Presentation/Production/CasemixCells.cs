using System.Text.RegularExpressions;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Formats;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Reports;

namespace Gruppera.Presentation.Production;

/// <summary>Words, numbers and hidden cells of a casemix report, the same on the page and in the workbook. Not thread-safe.</summary>
internal sealed partial class CasemixCells(Voice voice, CasemixReport report, CasemixMask mask)
{
    /// <summary>What stands where a cell is not shown.</summary>
    internal const string Mark = "X";

    /// <summary>Kronor in a million.</summary>
    internal const double Million = 1e6;

    internal CasemixReport Report => report;

    internal CasemixMask Mask => mask;

    internal Voice Voice => voice;

    /// <summary>How many cells were asked for and not shown.</summary>
    internal long Hidden { get; private set; }

    internal bool HasCost => report.Casemix.All.All.Cost > 0;

    /// <summary>True if outliers of all units together are shown.</summary>
    internal bool ShowsOutliers => HasCost && !mask[CasemixPart.Outliers, "*"];

    /// <summary>Units that are shown.</summary>
    internal UnitIndices[] Units => field ??=
        [.. report.Casemix.Units.Where(unit => !mask[CasemixPart.Unit, CasemixMask.KeyOf(unit.Unit)])];

    /// <summary>Units that are shown on both sides of the limits.</summary>
    internal UnitIndices[] Divided => field ??=
        [.. Units.Where(unit => !mask[CasemixPart.Outliers, CasemixMask.KeyOf(unit.Unit)])];

    /// <summary>The funnel of cost per point of the units that are shown.</summary>
    internal FunnelPoint[] Funnel => field ??=
        [.. report.CostPerPoint.Where(point => !mask[CasemixPart.Outliers, CasemixMask.KeyOf(point.Unit)])];

    /// <summary>The columns that make up the unit, by their names, as headings.</summary>
    internal string[] By => [.. report.Casemix.By.Select(column =>
        NameOf(column) is { } name ? char.ToUpperInvariant(voice.Say(name)[0]) + voice.Say(name)[1..] : column)];

    /// <summary>The columns that make up the unit, within a sentence.</summary>
    internal string Unit => string.Join(" / ", report.Casemix.By.Select(column => NameOf(column) is { } name ? voice.Say(name) : column));

    internal string Say(Text text) => voice.Say(text);

    private static Text? NameOf(string column) => column switch
    {
        "hospital" => (Text)"hospital",
        "clinic" => "clinic",
        "care_form" => "care form",
        "year" => "year",
        "month" => "month",
        "specialty" => "specialty",
        _ => null,
    };

    /// <summary>A cell, or the mark where it is not shown; an empty one is none.</summary>
    internal T Show<T>(T cell, CasemixPart part, string row)
        where T : class
    {
        if (!mask[part, row] || cell is "" or double.NaN)
            return cell;
        Hidden++;
        return (T)(object)Mark;
    }

    /// <summary>Counts cells that are hidden otherwise than by the mark.</summary>
    internal void Hide(long cells) => Hidden += cells;

    internal string Name(ReportingUnit unit) => unit.Parts.IsEmpty ? Say("All units") : unit.ToString();

    /// <summary>A name of so many letters at most; the last part, which tells most, keeps most of its own.</summary>
    internal string Short(ReportingUnit unit, int letters)
    {
        var name = Name(unit);
        if (name.Length <= letters || unit.Parts.Length < 2)
            return Plot.Short(name, letters);
        var last = Plot.Short(unit.Parts[^1], letters - 12);
        return $"{Plot.Short(string.Join(" / ", unit.Parts[..^1]), letters - last.Length - 3)} / {last}";
    }

    internal string Name(UnitIndices unit) => Name(unit.Unit) + (unit.IsSmall ? " *" : "");

    internal string Percent(double share) => double.IsFinite(share) ? voice.Decimal(100 * share) + " %" : "–";

    internal string Millions(double kronor) => voice.Decimal(kronor / Million);

    /// <summary>A number with its sign.</summary>
    internal static string Signed(double number, Func<double, string> text) =>
        text(Math.Abs(number)) is var plain && plain.AsSpan().IndexOfAnyInRange('1', '9') < 0 ? plain : (number < 0 ? "−" : "+") + plain;

    internal static string Kronor(double kronor) => double.IsFinite(kronor) ? Voice.Number(kronor) : "–";

    internal static string Range(Estimate estimate, Func<double, string> number) => Range(estimate.Low, estimate.High, number);

    internal static string Range(double low, double high, Func<double, string> number) =>
        double.IsNaN(low) ? "" : $"{number(low)}–{number(high)}";

    /// <summary>Why rows were left out, have no cost or no weight, those of most contacts first.</summary>
    internal IEnumerable<(string Code, string Meaning, string Contacts)> Reasons()
    {
        var rows = report.Quality.LeftOut.Concat(report.Quality.WithoutCost)
            .Append((Reason: FormatIssues.PartOfStay, Contacts: report.Quality.PartOfStay))
            .Append((Reason: FormatIssues.OutsideNordDrg, Contacts: report.Quality.Outside))
            .Select(each => (Code: each.Reason, Contacts: each.Contacts, IsHidden: mask[CasemixPart.Reason, each.Reason.Id]))
            .Append((
                Code: WorkflowIssues.NoWeight, Contacts: report.Casemix.WithoutWeight.Sum(each => each.Contacts),
                IsHidden: mask[CasemixPart.WithoutWeight, "*"]))
            .Where(row => row.Contacts > 0).OrderByDescending(row => row.IsHidden ? 0 : row.Contacts);
        foreach (var (code, contacts, isHidden) in rows)
        {
            Hidden += isHidden ? 1 : 0;
            yield return (code.Id, code.Meaning.In(voice.Language), isHidden ? Mark : Voice.Number(contacts));
        }
    }

    /// <summary>How the figures are made.</summary>
    internal string Method() => string.Concat(
        Say("Inliers are contacts within the limits of the weight list; outliers are beyond them."),
        report.Manifest is { Trimming: { Length: > 0 } rule } ? Say($" Outlier limits by {rule}.") : "",
        Say(" Intervals are 95 %."),
        report.CostPerPoint is [{ Dispersion: var spread }, ..] && SpreadText.Of(voice, spread) is { } text ? " " + text : "",
        report.Changes is null ? "" : Say(" Both years are weighted by the same list."));

    /// <summary>Words as HTML in which a number is not broken.</summary>
    internal static string Html(string text) => HtmlPage.Text(Thousands().Replace(text, "\u202f"));

    [GeneratedRegex(@"(?<=\d) (?=\d{3}(?!\d))", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Thousands();
}
