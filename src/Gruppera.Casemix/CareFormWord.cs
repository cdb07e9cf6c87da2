namespace Gruppera.Casemix;

/// <summary>The words for care forms in lists and files as one word each, so that a list that says SV weighs contacts that say inpatient.</summary>
internal static class CareFormWord
{
    /// <summary>inpatient, outpatient or primary; another text as it is.</summary>
    internal static string Of(string? text) => (text ?? "").Trim().ToLowerInvariant() switch
    {
        "inpatient" or "sv" or "sluten" or "slutenvård" or "slutenvard" => "inpatient",
        "outpatient" or "visit" or "öv" or "ov" or "öppen" or "öppenvård" or "oppen" or "oppenvard" => "outpatient",
        "primary" or "pv" or "primärvård" or "primarvard" => "primary",
        _ => text ?? "",
    };

    /// <summary>True for care forms that have care days; primary care may be inpatient.</summary>
    internal static bool HasDays(string? text) => Of(text) is not ("outpatient" or "outside");
}
