namespace Gruppera.Generator;

/// <summary>Which codes the words of a source stand for, and which word is the narrower one.</summary>
internal sealed class Codes
{
    private static readonly string[] Digits = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")];
    private readonly HashSet<string> _categories;
    private readonly string[] _families;

    public Codes(string folder)
    {
        _categories = [.. SourceTable.Read(folder, "icd-categories").SelectMany(row => row.Words("codes")).SelectMany(Range)];
        _families = [.. SourceTable.Read(folder, "kva-families").SelectMany(Families)];
    }

    /// <summary>Three-character categories of ICD-10, in order.</summary>
    public IEnumerable<string> Categories => _categories.Order(StringComparer.Ordinal);

    /// <summary>Three-character families of KVÅ, in order.</summary>
    public IEnumerable<string> Families3 => _families.Order(StringComparer.Ordinal);

    /// <summary>The codes of a word such as <c>I20-I25</c>, <c>I21</c> or <c>I71.3-I71.4</c>: categories that exist, or longer codes.</summary>
    public IEnumerable<string> Diagnoses(string word, string place)
    {
        var codes = Range(word).Where(code => code.Length > 3 || _categories.Contains(code)).ToArray();
        return codes.Length > 0 ? codes : throw new SourceException($"{place}: {word} is no category of ICD-10");
    }

    /// <summary>The codes of a prefix: itself from three characters on, else the families that begin with it.</summary>
    public IEnumerable<string> Procedures(string word, string place)
    {
        if (word.Length >= 3)
            return [word];
        var codes = _families.Where(family => family.StartsWith(word, StringComparison.Ordinal)).ToArray();
        return codes.Length > 0 ? codes : throw new SourceException($"{place}: {word} is no family of KVÅ");
    }

    private static IEnumerable<string> Range(string word)
    {
        word = word.Replace(".", "", StringComparison.Ordinal);
        if (word.Split('-') is not [var from, var to])
            return [word];
        return Between(from, to);
    }

    /// <summary>Codes from one to another that differ in letter and digits: <c>A00-B99</c> or <c>I713-I714</c>.</summary>
    private static IEnumerable<string> Between(string from, string to)
    {
        var digits = from.Length - 1;
        var size = (int)Math.Pow(10, digits);
        var last = Number(to);
        for (var number = Number(from); number <= last; number++)
            yield return $"{(char)('A' + (number / size))}{(number % size).ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(digits, '0')}";

        int Number(string code) => ((code[0] - 'A') * size) + int.Parse(code.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> Families(SourceRow row) =>
        from second in row["second"]
        from third in row["third"] == "0-9" ? Digits : row["third"].Select(letter => $"{letter}")
        select row["chapter"] + second + third;
}
