namespace Gruppera.Casemix;

/// <summary>The words for care forms in lists and files as one word each, so that a list that says SV weighs contacts that say
/// inpatient.</summary>
internal static class CareFormWord
{
    /// <summary>The English word; another text as it is.</summary>
    internal static string Of(string? text) => CareForm.TryRead(text ?? "", out var form) ? form.Word : text ?? "";

    /// <summary>True for care forms that may have care days: all but outpatient care and care outside NordDRG.</summary>
    internal static bool HasDays(string? text) =>
        !CareForm.TryRead(text ?? "", out var form) || form is not (CareForm.Outpatient or CareForm.Outside);
}
