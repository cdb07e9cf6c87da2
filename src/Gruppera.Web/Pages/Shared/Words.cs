using System.Globalization;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Search;

namespace Gruppera.Web.Pages.Shared;

/// <summary>Words that several pages use.</summary>
internal static class Words
{
    /// <summary>A type of property, as <c>procedure property</c>.</summary>
    internal static string Type(this ExplorerPage page, FeatureType type) => type switch
    {
        FeatureType.Mdc => "MDC",
        FeatureType.Dgcat => page.Say("diagnosis category", "diagnoskategori"),
        FeatureType.Pdgprop => page.Say("principal diagnosis property", "huvuddiagnosegenskap"),
        FeatureType.Dgprop => page.Say("diagnosis property", "diagnosegenskap"),
        FeatureType.Sdgprop => page.Say("property of the first secondary diagnosis", "egenskap hos första bidiagnosen"),
        FeatureType.Compl => page.Say("complication category", "komplikationskategori"),
        FeatureType.Procprop => page.Say("procedure property", "åtgärdsegenskap"),
        FeatureType.Or => page.Say("OR value", "OR-värde"),
        FeatureType.Cc => page.Say("complication level of a procedure", "komplikationsgrad hos en åtgärd"),
        _ => "",
    };

    /// <summary>Level of complication.</summary>
    internal static string Level(this ExplorerPage page, int? level) => level switch
    {
        2 => page.Say("very complicated", "mycket komplicerat"),
        1 => page.Say("complicated", "komplicerat"),
        0 => page.Say("not complicated", "ej komplicerat"),
        _ => page.Say("not divided by complication", "ingen uppdelning på komplikation"),
    };

    internal static string Role(this ExplorerPage page, CodeRole role) => role switch
    {
        CodeRole.Principal => page.Say("principal diagnosis", "huvuddiagnos"),
        CodeRole.Secondary => page.Say("secondary diagnosis", "bidiagnos"),
        _ => page.Say("procedure", "åtgärd"),
    };

    /// <summary>What a code of a contact did.</summary>
    internal static string Influence(this ExplorerPage page, ExplainedCode code, GroupOutcome group) => (code.IsKnown, code.Influence) switch
    {
        (false, _) => page.Say("unknown to the tables", "okänd i tabellerna"),
        (_, CodeInfluence.Decides) when code.Without.Drg == group.Drg => page.Say($"decides; without it rule {code.Without.Rule} of the same group", $"avgör; utan den regel {code.Without.Rule} i samma grupp"),
        (_, CodeInfluence.Decides) => page.Say($"decides; without it {code.Without.Drg}", $"avgör; utan den {code.Without.Drg}"),
        (_, CodeInfluence.Supports) => page.Say("supports the rule; not needed alone", "stöder regeln; behövs inte ensam"),
        _ => page.Say("no influence", "inget inflytande"),
    };

    /// <summary>What became of a complication.</summary>
    internal static string State(this ExplorerPage page, ExplainedComplication complication) => complication.State switch
    {
        ComplicationState.Inactive => page.Say(
            $"inactive; counts only with {string.Join(" or ", complication.Activators)}", $"inaktiv; räknas bara med {string.Join(" eller ", complication.Activators)}"),
        ComplicationState.Excluded => page.Say($"excluded by the principal diagnosis {complication.ExcludedBy}", $"undantas av huvuddiagnosen {complication.ExcludedBy}"),
        _ when complication.ActivatedBy is { } by => page.Say(
            $"gives level {complication.Level}; activated by {page.Say(by.Text)} of {string.Join(", ", by.Codes)}",
            $"ger grad {complication.Level}; aktiveras av {page.Say(by.Text)} från {string.Join(", ", by.Codes)}"),
        _ => page.Say($"gives level {complication.Level}", $"ger grad {complication.Level}"),
    };

    /// <summary>A weight as it is written, or a dash.</summary>
    internal static string Weight(this ExplorerPage page, double? weight, bool signed = false) => weight is not { } number
        ? "–"
        : number.ToString(signed ? "+0.0000;−0.0000;0.0000" : "0.0000", CultureInfo.InvariantCulture).Replace(".", page.Say(".", ","), StringComparison.Ordinal);

    /// <summary>A number with its thousands apart.</summary>
    internal static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture).Replace(',', ' ');

    /// <summary>Kronor without öre, or a dash where there is no number.</summary>
    internal static string Kronor(double? kronor) => kronor is { } number && double.IsFinite(number) ? Number((long)Math.Round(number)) : "–";

    /// <summary>A number with the decimals and thousands of a form, or a dash where there is none.</summary>
    internal static string Decimal(this ExplorerPage page, double number, string form) => double.IsFinite(number)
        ? number.ToString(form, CultureInfo.InvariantCulture).Replace(',', '\u00a0').Replace(".", page.Say(".", ","), StringComparison.Ordinal)
        : "–";

    /// <summary>A number as scripts read it.</summary>
    internal static string Plain(double number) => double.IsFinite(number) ? number.ToString("0.######", CultureInfo.InvariantCulture) : "";

    /// <summary>A share in percent, with one decimal.</summary>
    internal static string Percent(this ExplorerPage page, double share) => double.IsFinite(share) ? page.Decimal(100 * share, "0.0") + "\u00a0%" : "–";

    /// <summary>A part of a whole in percent, with one decimal.</summary>
    internal static string Percent(this ExplorerPage page, long part, long whole) => whole == 0
        ? "–"
        : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture).Replace(".", page.Say(".", ","), StringComparison.Ordinal) + " %";

    /// <summary>How bad an issue is.</summary>
    internal static string Severity(this ExplorerPage page, IssueCode code) => code.Severity switch
    {
        IssueSeverity.Error => page.Say("error", "fel"),
        IssueSeverity.Warning => page.Say("warning", "varning"),
        _ => page.Say("information", "upplysning"),
    };

    internal static string Count(this ExplorerPage page, int count, LocalText one, LocalText many) => $"{Number(count)} {page.Say(count == 1 ? one : many)}";

    internal static string Diagnoses(this ExplorerPage page, int count) => page.Count(count, new("diagnosis", "diagnos"), new("diagnoses", "diagnoser"));

    internal static string Procedures(this ExplorerPage page, int count) => page.Count(count, new("procedure", "åtgärd"), new("procedures", "åtgärder"));

    internal static string Rules(this ExplorerPage page, int count) => page.Count(count, new("rule", "regel"), new("rules", "regler"));

    internal static string Groups(this ExplorerPage page, int count) => page.Count(count, new("group", "grupp"), new("groups", "grupper"));

    internal static LocalText Ways(int count) => count == 1 ? new("1 other way", "1 annat sätt") : new($"{count} other ways", $"{count} andra sätt");

    /// <summary>What a search found.</summary>
    internal static string Kind(this ExplorerPage page, SearchKind kind) => kind switch
    {
        SearchKind.Drg => page.Say("Groups", "Grupper"),
        SearchKind.Mdc => "MDC",
        SearchKind.Category => page.Say("Diagnosis categories", "Diagnoskategorier"),
        SearchKind.Property => page.Say("Properties", "Egenskaper"),
        SearchKind.Complication => page.Say("Complication categories", "Komplikationskategorier"),
        SearchKind.ReturnCode => page.Say("Return codes", "Returkoder"),
        SearchKind.Diagnosis => page.Say("Diagnoses", "Diagnoser"),
        SearchKind.Procedure => page.Say("Procedures", "Åtgärder"),
        _ => page.Say("Rules", "Regler"),
    };

    /// <summary>The page of something found; null where it has none.</summary>
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
