using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Definitions;
using Gruppera.Presentation.Words;
using Gruppera.Search;

namespace Gruppera.Web.Pages.Shared;

/// <summary>Words that several pages use.</summary>
internal static class Words
{
    /// <summary>The title of how a file was understood.</summary>
    internal static readonly Text HowRead = "How the file was read";

    /// <summary>A type of property, as <c>procedure property</c>.</summary>
    internal static string Type(this ExplorerPage page, FeatureType type) => page.Say(LogicWords.Type(type));

    /// <summary>A link to all of a list that is cut.</summary>
    internal static string ShowAll(this ExplorerPage page, int hidden) => page.Say($"Show all, {Number(hidden):hidden} more");

    /// <summary>A weight as it is written, or a dash.</summary>
    internal static string Weight(this ExplorerPage page, double? weight, bool signed = false) => weight is not { } number
        ? "–"
        : number.ToString(signed ? "+0.0000;−0.0000;0.0000" : "0.0000", CultureInfo.InvariantCulture)
            .Replace(".", page.Language.DecimalSeparator, StringComparison.Ordinal);

    /// <summary>The weight of a group, or those of its care forms where the list tells them apart; a dash where there is none.</summary>
    internal static string WeightsOf(this ExplorerPage page, WeightList list, string drg)
    {
        var rows = list.RowsOf(drg).ToList();
        return rows.DistinctBy(row => row.Weight).Count() < 2
            ? page.Weight(list.Of(drg))
            : string.Join(" · ", rows.Select(row => $"{page.Weight(row.Weight)} {row.CareForm}".TrimEnd()));
    }

    /// <summary>A number with its thousands apart.</summary>
    internal static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>A day and time, UTC.</summary>
    internal static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>Kronor without öre, or a dash where there is no number.</summary>
    internal static string Kronor(double? kronor) =>
        kronor is { } number && double.IsFinite(number) ? Number((long)Math.Round(number)) : "–";

    /// <summary>A number with the decimals and thousands of a form, or a dash where there is none.</summary>
    internal static string Decimal(this ExplorerPage page, double number, string form) => double.IsFinite(number)
        ? number.ToString(form, CultureInfo.InvariantCulture).Replace(',', '\u00a0')
            .Replace(".", page.Language.DecimalSeparator, StringComparison.Ordinal)
        : "–";

    /// <summary>A number as scripts read it.</summary>
    internal static string Plain(double number) => double.IsFinite(number) ? number.ToString("0.######", CultureInfo.InvariantCulture) : "";

    /// <summary>A share in percent, with one decimal.</summary>
    internal static string Percent(this ExplorerPage page, double share) =>
        double.IsFinite(share) ? page.Decimal(100 * share, "0.0") + "\u00a0%" : "–";

    /// <summary>A part of a whole in percent, with one decimal.</summary>
    internal static string Percent(this ExplorerPage page, long part, long whole) => whole == 0
        ? "–"
        : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture)
            .Replace(".", page.Language.DecimalSeparator, StringComparison.Ordinal) + " %";

    /// <summary>How bad an issue is.</summary>
    internal static string Severity(this ExplorerPage page, IssueCode code) => code.Severity switch
    {
        IssueSeverity.Error => page.Say("error"),
        IssueSeverity.Warning => page.Say("warning"),
        _ => page.Say("information"),
    };

    internal static string Count(this ExplorerPage page, int count, Text one, Text many) =>
        $"{Number(count)} {page.Say(page.Language.IsOne(count) ? one : many)}";

    internal static string Diagnoses(this ExplorerPage page, int count) => page.Count(count, "diagnosis", "diagnoses");

    internal static string Procedures(this ExplorerPage page, int count) => page.Count(count, "procedure", "procedures");

    internal static string Rules(this ExplorerPage page, int count) => page.Count(count, "rule", "rules");

    internal static string Groups(this ExplorerPage page, int count) => page.Count(count, "group", "groups");

    internal static Text Ways(int count) => Text.Count(count, "1 other way", $"{count} other ways");

    /// <summary>What a search found.</summary>
    internal static string Kind(this ExplorerPage page, SearchKind kind) => kind switch
    {
        SearchKind.Drg => page.Say("Groups"),
        SearchKind.Mdc => "MDC",
        SearchKind.Category => page.Say("Diagnosis categories"),
        SearchKind.Property => page.Say("Properties"),
        SearchKind.Complication => page.Say("Complication categories"),
        SearchKind.ReturnCode => page.Say("Return codes"),
        SearchKind.Diagnosis => page.Say("Diagnoses"),
        SearchKind.Procedure => page.Say("Procedures"),
        _ => page.Say("Rules"),
    };

    /// <summary>The page of something found; null if it has none.</summary>
    internal static string? PathOf(SearchHit hit) => hit.Kind switch
    {
        SearchKind.Drg => Paths.Drg(hit.Key),
        SearchKind.Mdc => Paths.Mdc(hit.Key),
        SearchKind.Category or SearchKind.Property or SearchKind.Complication => Paths.Property(hit.Key),
        SearchKind.Diagnosis => Paths.Code(hit.Key, "diagnosis"),
        SearchKind.Procedure => Paths.Code(hit.Key, "procedure"),
        SearchKind.Rule => Paths.Rule(hit.Key),
        _ => null,
    };
}
