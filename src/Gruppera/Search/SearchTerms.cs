using System.Collections.Immutable;

namespace Gruppera.Search;

/// <summary>Beginnings of words that mean the same: Swedish, English, Finnish, and the Greek and Latin of the books. Made by us; short on
/// purpose, for the words that people try first.</summary>
internal static class SearchTerms
{
    private const int LongestEnding = 4;

    private static readonly ImmutableArray<string[]> Lines =
    [
        .. """
        blindtarm appendi appende umpilisäke umpilisak umpisuol
        blindtarmsoperation appendek appendicec appendicek
        blindtarmsinflammation appendicit blindtarm
        hjärt heart kardi cardi sydän sydam
        hjärtinfarkt hjärtattack sydäninfark
        hjärninfarkt stroke slaganfall aivoinfarkt
        hjärn brain cerebr kranio crani aivo
        lung pulm keuhko
        lunginflammation pneumoni keuhkokuume
        lever liver hepat maks
        njur kidney renal nefro nephro munuai
        gallbläs gallsten gall chole kole sappi
        bukspott pankrea pancrea haima
        magsäck stomach gastr mahalauk
        tarm bowel intestin kolon colon entero suoli suolen
        bråck hernia herni tyrä
        sköldkört thyr tyreo tyroid kilpirauh
        mjält spleen splen perna
        livmoder uterus uter hyster kohtu kohdun
        äggstock ovar munasarj
        förlossning delivery childbirth partus obstet synnytys
        kejsarsnitt caesarean cesarean sectio keisarileik
        bröst breast mamm mast rinta rinnan
        prostata prostat eturauh
        urinblås bladder cyst virtsarak
        höft hip coxa lonkka lonkan
        knä knee genu polv
        rygg spine spinal ryggrad selkä selän
        fraktur fracture benbrott murtum
        led joint artr arthr nivel
        muskel muscle myo lihas
        hud skin derma dermat iho
        öga eye oftalm ophthalm silmä
        gråstarr linsop cataract katarakt
        starr linsop cataract katarakt kaihi
        öra ear otit oto korva
        näsa nose rhin rin nenä
        halsmandl tonsil nielurisa
        hals throat faryn pharyn kurkku
        blod blood hemat haemat veri veren
        blodpropp thrombo trombo embol veritulp
        åderbråck varicer varico suonikohju
        pulsåder artär arter valtimo
        cancer tumör tumour malign karcinom carcinoma syöpä
        sockersjuka diabet
        barn child pediat paediat lapsi lapsen
        nyfödd newborn neonat vastasyntyn
        beroende missbruk addict dependen riippuvuu
        alkohol alcohol alkohol
        psyk mental psych mielenterv
        förgiftning poison toxi myrky
        brännskad burn palovam
        feber fever febri kuume
        astma asthma
        kol copd obstruktiv obstructive
        transplantation transplant siirto elinsiir
        operation surgery kirurg leikkau
        öppenvård outpatient avohoito
        komplicerat complicated komplisoi
        """.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ').Select(SearchWord.Fold).Distinct().ToArray()),
    ];

    /// <summary>Beginnings of other words for what a word asked for says.</summary>
    internal static string[] Of(SearchWord asked) =>
    [
        .. Lines.Where(line => line.Any(term => Begins(asked.Folded, term))).SelectMany(line => line)
            .Where(term => !Begins(asked.Folded, term)).Distinct(),
    ];

    /// <summary>True if a word of the tables has such a beginning, a long one also inside a compound.</summary>
    internal static bool Fits(SearchWord known, string term) => !known.IsCode
        && (known.Folded.StartsWith(term, StringComparison.Ordinal)
            || (term.Length >= 6 && known.Folded.Contains(term, StringComparison.Ordinal)));

    /// <summary>The beginning and an ending: a compound means something else. Short beginnings stand for the whole word.</summary>
    private static bool Begins(string word, string term) =>
        term.Length < 4 ? word == term : word.StartsWith(term, StringComparison.Ordinal) && word.Length <= term.Length + LongestEnding;
}
