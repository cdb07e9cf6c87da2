namespace Gruppera;

/// <summary>Reads and writes <see cref="CareForm"/>.</summary>
/// <remarks>Not called Parse: the methods of <see cref="Enum"/> would be taken instead.</remarks>
public static class CareFormText
{
    private static readonly Vocabulary<CareForm> Words = new(
        (CareForm.Inpatient,
        [
            "inpatient", "SV", "sluten", "slutenvård", "slutenvard", "døgn", "døgnopphold", "vuodeosasto", "osastohoito",
            "IP", "IMP", "inpatient care", "inpatient stay", "inpatient admission", "hospitalized", "hospitalised",
            "admitted", "overnight", "overnight stay", "sluten vård", "sluten somatisk vård", "sluten psykiatrisk vård",
            "slutenvård somatik", "slutenvård psykiatri", "somatisk slutenvård", "psykiatrisk slutenvård", "slutenvårdstillfälle",
            "slutenvårdskontakt", "vårdtillfälle", "inneliggande", "inneliggande vård", "inlagd", "inskriven", "heldygn",
            "heldygnsvård", "dygnsvård", "heldøgn", "heldøgnsopphold", "døgnbehandling", "innlagt", "innleggelse", "stationær",
            "stationär", "stationært", "indlagt", "indlæggelse", "heldøgnsindlagt", "vuodeosastohoito", "vuodeosastojakso",
            "osastojakso", "osasto", "laitoshoito",
        ]),
        (CareForm.Outpatient,
        [
            "outpatient", "visit", "OV", "ÖV", "öppen", "oppen", "öppenvård", "oppenvard", "dag", "dagbehandling", "poliklinikk",
            "poliklinisk", "avohoito", "poliklinikka", "päiväkirurgia",
            "OP", "AMB", "EMER", "VR", "outpatient care", "outpatient visit", "ambulatory", "ambulatory care", "clinic visit",
            "emergency visit", "day surgery", "day case", "öppen vård", "öppen somatisk vård", "öppen psykiatrisk vård",
            "öppen specialiserad vård", "specialiserad öppenvård", "öppenvård somatik", "öppenvård psykiatri", "somatisk öppenvård",
            "psykiatrisk öppenvård", "öppenvårdsbesök", "öppenvårdskontakt", "besök", "mottagning", "mottagningsbesök", "läkarbesök",
            "nybesök", "återbesök", "akutbesök", "akutmottagning", "hembesök", "distanskontakt", "distansbesök", "digitalt besök",
            "telefonkontakt", "dagvård", "dagsjukvård", "dagmedicin", "dagkirurgi", "poliklinik", "poliklinisk vård", "polikliniskt",
            "poliklinisk konsultasjon", "poliklinisk konsultation", "konsultasjon", "dagopphold", "ambulant", "ambulant besøg",
            "ambulant kontakt", "skadestue", "besøg", "polikliniskt besök", "poliklinikkakäynti", "avohoitokäynti", "avokäynti",
            "käynti", "päivystyskäynti", "päivystys", "päivähoito", "etäkontakti",
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

        /// <summary>The care form; where it was not given, inpatient with care days and otherwise outpatient.</summary>
        /// <param name="days">Care days.</param>
        public CareForm OrByDays(int days) =>
            form != CareForm.ByDates ? form : days > 0 ? CareForm.Inpatient : CareForm.Outpatient;
    }
}
