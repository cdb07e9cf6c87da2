using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Gruppera.Formats.Catalogues;

/// <summary>Finds which columns of a list of codes mean what, by their headings or by what is in them.</summary>
internal static partial class CatalogueColumns
{
    /// <summary>Rows that are looked at for the heading, which may stand below titles.</summary>
    private const int Head = 30;
    private const int Sampled = 2000;

    private static readonly FrozenDictionary<string, (CatalogueRole Role, string Language)> Names = All().ToFrozenDictionary();

    /// <summary>The languages that headings name at their end, as <c>text_sv</c>.</summary>
    private static readonly FrozenSet<string> Codes = "sv en fi nb no nn da is et lv de la".Split(' ').ToFrozenSet();

    /// <summary>The columns, and the index of the first row below the heading; no columns where there are no codes with texts.</summary>
    internal static (ImmutableArray<CatalogueColumn> Columns, int First) Find(IReadOnlyList<string[]> rows)
    {
        for (var row = 0; row < Math.Min(Head, rows.Count); row++)
        {
            var named = ByName(rows[row]);
            if (named.Any(column => column.Role == CatalogueRole.Code) && named.Any(column => column.Role == CatalogueRole.Text))
                return (named, row + 1);
        }

        return ByContent(rows);
    }

    /// <summary>True for what looks like a code of ICD-10, of procedures, of medicines or of functions.</summary>
    internal static bool IsCode(string cell) => Code().IsMatch(cell.Trim());

    private static ImmutableArray<CatalogueColumn> ByName(string[] headings)
    {
        var found = ImmutableArray.CreateBuilder<CatalogueColumn>();
        for (var index = 0; index < headings.Length; index++)
        {
            if (RoleOf(headings[index]) is { } known
                && found.All(column => column.Role != known.Role || (known.Role == CatalogueRole.Text
                    && column.Language != known.Language)))
                found.Add(new(index, headings[index], known.Role, known.Language));
        }

        return found.ToImmutable();
    }

    private static (CatalogueRole Role, string Language)? RoleOf(string heading)
    {
        var words = Word().Matches(heading.ToLowerInvariant()).Select(match => match.Value).ToArray();
        if (Names.TryGetValue(string.Concat(words), out var known))
            return known;
        return words.Length > 1 && Codes.Contains(words[^1])
            && Names.TryGetValue(string.Concat(words[..^1]), out known) && known is { Role: CatalogueRole.Text, Language: "" }
            ? (known.Role, LanguageOf(words[^1]))
            : null;
    }

    /// <summary>Norwegian of any kind is shown to readers of bokmål.</summary>
    private static string LanguageOf(string code) => code is "no" or "nn" ? "nb" : code;

    /// <summary>Without a heading: the first column that is codes, the one with the longest texts, and between them one that is codes
    /// where it is filled in at all.</summary>
    private static (ImmutableArray<CatalogueColumn> Columns, int First) ByContent(IReadOnlyList<string[]> rows)
    {
        var step = (rows.Count / Sampled) + 1;
        var sample = rows.Where((_, index) => index % step == 0).ToList();
        var width = sample.Count == 0 ? 0 : sample.Max(row => row.Length);
        var cells = Enumerable.Range(0, width)
            .Select(index => sample.Where(row => index < row.Length && row[index].Trim().Length > 0).Select(row => row[index].Trim())
                .ToList())
            .ToList();
        var code = cells.FindIndex(column => column.Count > sample.Count / 2 && Share(column, IsCode) > 0.6
            && column.Distinct(StringComparer.Ordinal).Count() > column.Count / 3);
        var text = Enumerable.Range(0, width).Where(index => index != code && cells[index].Count > sample.Count / 2
                && cells[index].Average(cell => cell.Length) > 6 && Share(cells[index],
                    cell => cell.Contains(' ', StringComparison.Ordinal)) > 0.2)
            .OrderByDescending(index => cells[index].Average(cell => cell.Length)).FirstOrDefault(-1);
        if (code < 0 || text < 0)
            return ([], 0);
        var first = 0;
        while (first < rows.Count && !(code < rows[first].Length && IsCode(rows[first][code])) && first < Head)
            first++;
        ImmutableArray<CatalogueColumn> columns = [Column(code, CatalogueRole.Code), Column(text, CatalogueRole.Text)];
        return code + 1 < text && cells[code + 1].Count < sample.Count / 2 && cells[code + 1].Count > 0
            && Share(cells[code + 1], IsCode) > 0.9
            ? (columns.Insert(1, Column(code + 1, CatalogueRole.Dagger)), first)
            : (columns, first);

        static double Share(List<string> column, Func<string, bool> isLike) =>
            column.Count == 0 ? 0 : (double)column.Count(isLike) / column.Count;

        static CatalogueColumn Column(int index, CatalogueRole role) => new(index, $"column {index + 1}", role);
    }

    /// <summary>Headings, each line with what they mean, the language of texts, and the names without blanks and marks.</summary>
    private static IEnumerable<KeyValuePair<string, (CatalogueRole Role, string Language)>> All() => """
        Code - code kod kode koodi koodi1 kodi kood kóði codenat codevalue kodeverdi koodiarvo codeid icd icd10 icd10se
        Code - icdkod icd10kod icdkode icdcode icd10code diagnos diagnoskod diagnosekode diagnosekod tautikoodi
        Code - diagnoosikoodi kva kvå kvakod kvåkod åtgärdskod åtgärd prosedyrekode procedurekode procedurecode ncsp ncmp
        Code - ncspkode toimenpidekoodi sks skskode atc atckod atckode atckoodi atccode icf icfkod icfcode
        Dagger - dcode dcodenat dagger daggerkod daggerkode daggercode koodi2 etiologikod
        Text - text textnat texti titel title tittel benämning beskrivning beteckning betegnelse beskrivelse namn name navn
        Text - nimi nimetus nimike nimitys pitkänimi koodinnimi selite kodtext kodetekst kodbenämning klartext klartekst
        Text - tekst label description descriptor rubrik longtext longname longdescription term heiti substans
        Text sv svensktext svenska swedish svensk ruotsi ruotsiksi
        Text en english engelska engelsk englanti englanniksi engelsktext textplus textcomb
        Text fi suomi suomeksi finnish finska finsk
        Text nb norsk bokmål norwegian norska
        Text da dansk danish danska
        From - from validfrom giltigfrån giltigfrom giltigfrånochmed fromdatum startdatum startdate gyldigfra gyldigfradato
        From - datefrom datofra usedate alkupvm voimassaalkaen alkaen kehtivalates gildirfrá
        To - to tom validto giltigtill giltigtom giltigtillochmed tilldatum slutdatum enddate gyldigtil gyldigtildato
        To - dateto datotil reldate loppupvm päättyen kehtivkuni
        Successors - successor successors replacedby ersattav ersättsav erstattesav erstattetav erstattesaf erstattetaf subst
        Successors - korvaavakoodi korvaava ersättningskod nykod newcode nykode
        """.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .SelectMany(words => words[2..].Select(name =>
            KeyValuePair.Create(name, (Enum.Parse<CatalogueRole>(words[0]), words[1] == "-" ? "" : words[1]))));

    [GeneratedRegex(
        @"^(\+?[A-Z]\d{2}([.\-]?[0-9A-Z+*]{1,7})?|[A-Z]{2,4}\d{2,4}[A-Z]?|[A-Z]\d{2}[A-Z]{1,2}(\d{2})?|[bsde]\d{1,5})[*†+]?$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"[\p{L}\p{N}]+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Word();
}
