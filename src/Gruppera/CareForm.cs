namespace Gruppera;

/// <summary>The form of a care contact.</summary>
public enum CareForm
{
    /// <summary>Not given: care days or a date of discharge make it inpatient.</summary>
    ByDates,

    /// <summary>Inpatient care (slutenvård): one care day or more.</summary>
    Inpatient,

    /// <summary>Outpatient care (öppenvård): no care days, whatever the dates.</summary>
    Outpatient,

    /// <summary>Care that NordDRG does not describe: home care, self-care, care chains. Grouped as the dates say.</summary>
    Outside,
}

/// <summary>Reads and writes <see cref="CareForm"/>.</summary>
public static class CareFormText
{
    private static readonly Vocabulary<CareForm> Words = new(
        (CareForm.Inpatient, ["inpatient", "SV", "sluten", "slutenvård", "slutenvard"]),
        (CareForm.Outpatient, ["outpatient", "visit", "primary", "PV", "primärvård", "primarvard", "OV", "öppen", "oppen", "öppenvård", "oppenvard"]),
        (CareForm.Outside, ["outside"]),
        (CareForm.ByDates, ["dates"]));

    extension(CareForm form)
    {
        /// <summary>Reads a word in any case: <c>inpatient</c>, <c>outpatient</c>, <c>outside</c>, <c>dates</c>, and Swedish ones. No digits: sources
        /// differ in what they mean. False for all else, blank too.</summary>
        public static bool TryParse(ReadOnlySpan<byte> utf8, out CareForm value) => Words.TryFind(utf8, out value);

        /// <inheritdoc cref="TryParse(ReadOnlySpan{byte}, out CareForm)"/>
        public static bool TryParse(ReadOnlySpan<char> text, out CareForm value) => Words.TryFind(text, out value);

        /// <summary>The English word: <c>inpatient</c>, <c>outpatient</c>, <c>outside</c>, <c>dates</c>.</summary>
        public string Word => Words.WordOf(form);
    }
}
