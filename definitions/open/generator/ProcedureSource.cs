using Gruppera.Definitions;

namespace Gruppera.Generator;

/// <summary>Properties of procedures: the longest prefix gives OR value and complication level; of the groups of one MDC the longest
/// prefix counts; other properties add up.</summary>
internal sealed class ProcedureSource(string folder, Codes codes)
{
    private readonly List<(string Prefix, string Or, string Cc)> _values = [];
    private readonly List<(string Prefix, string Value, bool IsGroup)> _properties = [];
    private readonly SourceRow[] _labels = [.. SourceTable.Read(folder, "procedure-labels").Where(row => row["code"].Length >= 3)];
    private readonly SourceRow[] _others = [.. SourceTable.Read(folder, "medicines").Concat(SourceTable.Read(folder, "functions"))];
    private readonly HashSet<string> _all = [];

    /// <summary>Our own texts of codes: the sources label chapters of two letters too, which are no codes.</summary>
    public IEnumerable<ProcedureText> Texts =>
        _labels.Concat(_others).Select(row => new ProcedureText(ProcedureCode.Parse(row["code"]), new(row["sv"], row["en"])));

    public void Read()
    {
        _all.UnionWith(_labels.Select(row => row["code"]));
        foreach (var row in SourceTable.Read(folder, "procedures"))
        {
            foreach (var word in row.Words("codes"))
            {
                _values.Add((word, row["or"], row["cc"]));
                _all.UnionWith(codes.Procedures(word, row.Place));
            }
        }

        foreach (var row in SourceTable.Read(folder, "surgical"))
            AddAll(row, row["procpro"], true);
        foreach (var row in SourceTable.Read(folder, "properties").Where(row => row["type"] is "PROCPRO" or "PROCDGPROP"))
            AddAll(row, row["value"], false);
        var profession = 30;
        foreach (var row in SourceTable.Read(folder, "professions"))
        {
            Add(row["code"], $"99V{profession++}");
            Add(row["code"], "99V50");
        }

        foreach (var form in _properties.Where(item => item.Value is "99V20" or "99V21" or "99V22" or "99V23").ToArray())
            Add(form.Prefix, "99V60");
    }

    public IEnumerable<ProcedureFeature> Features()
    {
        foreach (var code in _all.Order(StringComparer.Ordinal))
        {
            var procedure = ProcedureCode.Parse(code);
            var value = _values.Where(row => Fits(code, row.Prefix)).OrderBy(row => row.Prefix.Length).LastOrDefault(("", "0", ""));
            var level = _values.Where(row => row.Cc.Length > 0 && Fits(code, row.Prefix)).OrderBy(row => row.Prefix.Length).LastOrDefault(("", "", "")).Item3;
            yield return new(procedure, FeatureType.Or, value.Item2, default);
            if (level.Length > 0)
                yield return new(procedure, FeatureType.Cc, level, default);
            var fitting = _properties.Where(row => Fits(code, row.Prefix)).ToArray();
            var groups = fitting.Where(row => row.IsGroup).GroupBy(row => row.Value[..2])
                .SelectMany(mdc => mdc.Where(row => row.Prefix.Length == mdc.Max(other => other.Prefix.Length)));
            foreach (var property in fitting.Where(row => !row.IsGroup).Concat(groups).Select(row => row.Value).Distinct().Order(StringComparer.Ordinal))
                yield return new(procedure, property[2] == 'X' ? FeatureType.Dgprop : FeatureType.Procprop, property, default);
        }

        // Medicines (ATC) and functions (ICF) stand among procedures and are no operations.
        foreach (var row in _others)
            yield return new(ProcedureCode.Parse(row["code"]), FeatureType.Dgprop, row["property"], default);
    }

    /// <summary>A prefix in letters alone means surgical families: those of medical procedures go on with a digit.</summary>
    private static bool Fits(string code, string prefix) =>
        code.StartsWith(prefix, StringComparison.Ordinal) && (prefix.Length > 2 || code.Length < 3 || char.IsAsciiLetter(code[2]) || prefix is "XS" or "DT" or "DR");

    private void AddAll(SourceRow row, string value, bool isGroup)
    {
        foreach (var word in row.Words("codes"))
        {
            _properties.Add((word, value, isGroup));
            _all.UnionWith(codes.Procedures(word, row.Place));
        }
    }

    private void Add(string code, string value)
    {
        _properties.Add((code, value, false));
        _all.Add(code);
    }
}
