using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Properties of diagnoses: the narrower row gives the category, of rows as narrow the later one; properties and complications add up.</summary>
internal sealed class DiagnosisSource(string folder, Codes codes)
{
    private static readonly string[] Areas = ["infections", "tumours", "medicine", "injuries-symptoms"];
    private readonly Dictionary<string, (string Category, int Width)> _categories = [];
    private readonly SourceRow[] _labels = [.. SourceTable.Read(folder, "diagnosis-labels")];
    private readonly Dictionary<string, List<(FeatureType Type, string Value)>> _properties = [];

    /// <summary>Codes by the value that they get: for the names of values.</summary>
    public void Read()
    {
        foreach (var row in Areas.SelectMany(area => SourceTable.Read(folder, "diagnoses-" + area)))
        {
            foreach (var word in row.Words("codes"))
                Put(word, row["dgcat"], row.Place);
        }

        foreach (var row in SourceTable.Read(folder, "properties").Where(row => row["type"] is "PDGPROP" or "DGPROP"))
            AddAll(row, "codes", row["type"] == "DGPROP" ? FeatureType.Dgprop : FeatureType.Pdgprop, row["value"]);
        foreach (var row in SourceTable.Read(folder, "complications"))
            AddAll(row, "codes", FeatureType.Compl, row["compl"]);
        if (codes.Categories.Where(code => !_categories.ContainsKey(code)).ToArray() is { Length: > 0 } missing)
            throw new SourceException($"categories of ICD-10 without a row: {string.Join(' ', missing)}");
    }

    /// <summary>Our own texts of codes.</summary>
    public IEnumerable<DiagnosisText> Texts => _labels.Select(row => new DiagnosisText(DiagnosisCode.Parse(row["code"]), default, new(row["sv"], row["en"])));

    /// <summary>All codes of the set: categories, and longer codes that some row names or labels.</summary>
    public IEnumerable<string> All(IEnumerable<string> others) =>
        codes.Categories.Concat(_labels.Select(row => row["code"])).Concat(_categories.Keys).Concat(_properties.Keys).Concat(others).Distinct().Order(StringComparer.Ordinal);

    public IEnumerable<DiagnosisFeature> Features(IEnumerable<string> all)
    {
        foreach (var code in all)
        {
            var diagnosis = DiagnosisCode.Parse(code);
            var category = Category(code);
            if (category != "-")
            {
                yield return new(diagnosis, default, FeatureType.Dgcat, category, default);
                yield return new(diagnosis, default, FeatureType.Mdc, category[..2], default);
            }

            var any = category != "-";
            foreach (var (type, value) in Prefixes(code).SelectMany(prefix => _properties.GetValueOrDefault(prefix, [])).Distinct().OrderBy(item => item.Type).ThenBy(item => item.Value, StringComparer.Ordinal))
            {
                any = true;
                yield return new(diagnosis, default, type, value, default);
            }

            if (!any)
                yield return new(diagnosis, default, FeatureType.None, "", default);
        }
    }

    /// <summary>The category of a code: that of the longest prefix with a row.</summary>
    public string Category(string code) => _categories[Prefixes(code).Last(_categories.ContainsKey)].Category;

    private static IEnumerable<string> Prefixes(string code) => Enumerable.Range(3, code.Length - 2).Select(length => code[..length]);

    private void Put(string word, string category, string place)
    {
        var all = codes.Diagnoses(word, place).ToArray();
        foreach (var code in all)
        {
            if (_categories.TryGetValue(code, out var other) && other.Width < all.Length)
                continue;
            _categories[code] = (category, all.Length);
        }
    }

    private void AddAll(SourceRow row, string column, FeatureType type, string value)
    {
        foreach (var code in row.Words(column).SelectMany(word => codes.Diagnoses(word, row.Place)))
        {
            if (!_properties.TryGetValue(code, out var properties))
                _properties.Add(code, properties = []);
            properties.Add((type, value));
        }
    }
}
