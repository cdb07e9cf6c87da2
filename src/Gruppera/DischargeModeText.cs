namespace Gruppera;

/// <summary>Reads and writes <see cref="DischargeMode"/>.</summary>
/// <remarks>Not called Parse: the methods of <see cref="Enum"/> would be taken instead.</remarks>
public static class DischargeModeText
{
    private static readonly Vocabulary<DischargeMode> Words = new(
        (DischargeMode.Alive,
        [
            "alive", "N", "H", "home", "levande", "hem", "discharged alive", "discharged home", "discharged to home", "home/self care",
            "routine", "living", "till hemmet", "hemmet", "hemgång", "utskriven till hemmet", "eget boende", "ordinärt boende",
            "permanent bostad", "särskilt boende", "bostaden", "lever", "i live", "levende", "hjem", "hjemmet", "til hjemmet",
            "utskrevet til hjemmet", "hjemme", "elossa", "koti", "kotiin", "kotiutus", "kotiutunut", "kotihoito",
        ]),
        (DischargeMode.Dead,
        [
            "dead", "E", "died", "deceased", "död", "avliden", "avled", "expired", "died in hospital", "dead at discharge", "death",
            "exitus", "exitus letalis", "mors", "dog", "dött", "avlidit", "avlidna", "avliden på avd", "avliden på avd.",
            "avliden på avdelning", "avliden på avdelningen", "avliden på sjukhus", "avliden på sjukhuset", "avliden under vårdtiden",
            "död på sjukhus", "död på avdelning", "utskriven som död", "utskriven som avliden", "utskriven avliden", "dødsfall",
            "dödsfall", "suicid", "død", "død på sykehus", "død på sygehus", "død under oppholdet", "avdød", "afdød", "kuollut", "kuoli",
            "kuolema", "menehtynyt",
        ]),
        (DischargeMode.Transferred,
        [
            "transferred", "R", "överflyttad", "överförd", "transfer", "transferred to other hospital",
            "transferred to another hospital", "other hospital", "annat sjukhus", "annan klinik", "annan klinik/sjukhus",
            "annan vårdinrättning", "överflyttning", "överflyttad till annan klinik", "överflyttad till annat sjukhus",
            "annan avdelning/klinik", "utskriven till annan klinik", "utskriven till annat sjukhus", "remitterad", "overflyttet",
            "overført", "overflyttet til annet sykehus", "annet sykehus", "andet sygehus", "overflyttet til andet sygehus", "siirto",
            "siirretty", "siirtynyt", "jatkohoito", "jatkohoitoon", "toinen sairaala",
        ]),
        (DischargeMode.LeftAgainstAdvice,
        [
            "left", "L", "left against advice", "left against medical advice", "AMA", "egen begäran", "på egen begäran", "avvek",
            "avviken", "mot läkares inrådan", "mot medicinsk råd", "egen risk",
        ]));

    extension(DischargeMode mode)
    {
        /// <summary>Reads a letter of the tables or a word, in any case. No digits: sources differ in what they mean. False for all else,
        /// blank too.</summary>
        public static bool TryRead(ReadOnlySpan<byte> utf8, out DischargeMode value) => Words.TryFind(utf8, out value);

        /// <inheritdoc cref="TryRead(ReadOnlySpan{byte}, out DischargeMode)"/>
        public static bool TryRead(ReadOnlySpan<char> text, out DischargeMode value) => Words.TryFind(text, out value);

        /// <summary><c>E</c>, <c>R</c>, <c>L</c>, or empty if the contact ended alive.</summary>
        public string Letter => mode switch
        {
            DischargeMode.Dead => "E",
            DischargeMode.Transferred => "R",
            DischargeMode.LeftAgainstAdvice => "L",
            _ => "",
        };

        /// <summary>The English word: <c>alive</c>, <c>dead</c>, <c>transferred</c>, <c>left</c>.</summary>
        public string Word => Words.WordOf(mode);
    }
}
