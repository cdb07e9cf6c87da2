using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Sets;

namespace Gruppera.Tests.Specs;

/// <summary>Spec tables -> definition set, with the names of the modern layout.</summary>
internal static class SpecTables
{
    private static readonly string[] Conditions = [.. RuleColumn.All.Select(column => column.Name)];

    private static readonly Dictionary<string, string[]> Columns = new()
    {
        ["drg_logic"] = ["ord", "id", "drg", "drg_comb", "rtc", .. Conditions],
        ["dg_feat"] = ["code", "d_code", "vartype", "varval"],
        ["proc_feat"] = ["code", "vartype", "varval"],
        ["compl_excl"] = ["varval", "code", "d_code"],
        ["compl_name"] = ["compl", "inclprop"],
        ["drg_name"] = ["drg", "mdc"],
        [CasemixExample.ContactsTable] = ["drg", "care_form", "costs", "days"],
        ["previous"] = ["drg", "weight"],
        ["manual"] = ["drg", "weight"],
        ["adjustments"] = ["drg", "old", "new", "reason", "who", "care_form"],
        [StayExample.StaysTable] = ["unit", "drg", "care_form", "days"],
    };

    private static readonly Dictionary<string, FeatureType> Types = new()
    {
        ["MDC"] = FeatureType.Mdc,
        ["DGCAT"] = FeatureType.Dgcat,
        ["PDGPROP"] = FeatureType.Pdgprop,
        ["DGPROP"] = FeatureType.Dgprop,
        ["SDGPROP"] = FeatureType.Sdgprop,
        ["COMPL"] = FeatureType.Compl,
        ["PROCPR"] = FeatureType.Procprop,
        ["OR"] = FeatureType.Or,
        ["CC"] = FeatureType.Cc,
    };

    /// <summary>A set that comes with the program.</summary>
    public static DefinitionSet Named(string id, string file) => id == OpenSet.Id ? Open.Value : throw new MalformedSpecException($"{file}: no set '{id}'");

    private static readonly Lazy<DefinitionSet> Open = new(() => OpenSet.Open().Set!);

    public static SpecTable Checked(SpecTable table, string place)
    {
        if (!Columns.TryGetValue(table.Name, out var known))
            throw new MalformedSpecException($"{place}: unknown table '{table.Name}'");
        if (table.Columns.Except(known).FirstOrDefault() is { } column)
            throw new MalformedSpecException($"{place}: unknown column '{column}' of {table.Name}");
        return table;
    }

    public static DefinitionSet ToSet(IEnumerable<SpecTable> tables, string file)
    {
        var all = tables.ToList();
        var rules = Rows("drg_logic", cell => new RuleRow
        {
            Ord = cell("ord"),
            Id = cell("id") is { Length: > 0 } id ? id : cell("ord"),
            Drg = cell("drg"),
            CombinedDrg = cell("drg_comb"),
            ReturnCode = new(cell("rtc") is [var code] ? code : '0'),
            Conditions = [.. Conditions.Select(cell)],
        });
        if (rules.IsEmpty)
            throw new MalformedSpecException($"{file}: examples without rules");
        var order = rules.All(rule => rule.Ord.All(char.IsAsciiDigit)) ? RuleOrder.Number : RuleOrder.Text;
        return new(new() { Id = file }, rules, order)
        {
            DiagnosisFeatures = Rows<DiagnosisFeature>("dg_feat", cell =>
                new(Diagnosis(cell("code")), Diagnosis(cell("d_code")), Type(cell("vartype")), cell("varval"), default)),
            ProcedureFeatures = Rows<ProcedureFeature>("proc_feat", cell =>
                new(ProcedureCode.Parse(cell("code")), Type(cell("vartype")), cell("varval"), default)),
            ComplicationExclusions = Rows<ComplicationExclusion>("compl_excl", cell =>
                new(cell("varval"), Diagnosis(cell("code")), Diagnosis(cell("d_code")), default)),
            ComplicationCategories = Rows<ComplicationCategory>("compl_name", cell =>
                new(cell("compl"), cell("inclprop"), TableText.None, default)),
            DrgNames = Rows<DrgName>("drg_name", cell =>
                new(cell("drg"), "", cell("mdc"), TableText.None, TableText.None, default)),
        };

        ImmutableArray<T> Rows<T>(string name, Func<Func<string, string>, T> read) =>
            [.. all.Where(table => table.Name == name).SelectMany(table => table.Rows.Select(row => read(column => table.Cell(row, column))))];

        FeatureType Type(string text) => text.Length == 0 ? FeatureType.None
            : Types.TryGetValue(text, out var type) ? type
            : throw new MalformedSpecException($"{file}: unknown vartype '{text}'");
    }

    private static DiagnosisCode Diagnosis(string text) => DiagnosisCode.Parse(text);
}
