namespace Gruppera;

/// <summary>Reads and writes <see cref="CareForm"/>.</summary>
/// <remarks>Not called Parse: the methods of <see cref="Enum"/> would be taken instead.</remarks>
public static class CareFormText
{
    private static readonly Vocabulary<CareForm> Words = new(
        (CareForm.Inpatient,
        [
            "inpatient", "SV", "sluten", "slutenvård", "slutenvard", "døgn", "døgnopphold", "vuodeosasto", "osastohoito",
        ]),
        (CareForm.Outpatient,
        [
            "outpatient", "visit", "OV", "ÖV", "öppen", "oppen", "öppenvård", "oppenvard", "dag", "dagbehandling", "poliklinikk",
            "poliklinisk", "avohoito", "poliklinikka", "päiväkirurgia",
        ]),
        (CareForm.Primary, ["primary", "primary care", "PV", "primärvård", "primarvard", "primærhelsetjeneste", "perusterveydenhuolto"]),
        (CareForm.Outside, ["outside"]),
        (CareForm.ByDates, ["dates"]));

    extension(CareForm form)
    {
        /// <summary>Reads a word in any case: <c>inpatient</c>, <c>outpatient</c>, <c>primary</c>, <c>outside</c>, <c>dates</c>, and
        /// Swedish, Norwegian and Finnish ones. No digits: sources differ in what they mean. False for all else, blank too.</summary>
        public static bool TryRead(ReadOnlySpan<byte> utf8, out CareForm value) => Words.TryFind(utf8, out value);

        /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out CareForm)"/>
        public static bool TryRead(ReadOnlySpan<char> text, out CareForm value) => Words.TryFind(text, out value);

        /// <summary>The English word: <c>inpatient</c>, <c>outpatient</c>, <c>primary</c>, <c>outside</c>, <c>dates</c>.</summary>
        public string Word => Words.WordOf(form);
    }
}
