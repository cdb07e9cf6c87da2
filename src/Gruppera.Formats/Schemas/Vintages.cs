using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Definitions;
using static Gruppera.Formats.Schemas.TableKind;
using static Gruppera.Formats.Schemas.Vintage;

namespace Gruppera.Formats.Schemas;

/// <summary>Every known layout of every table, as data. Source: docs/specification/formats.md §1-3 and docs/specification/grouping.md
/// §1.</summary>
internal static class Vintages
{
    /// <summary>Condition columns that go by another name in older deliveries.</summary>
    private static readonly FrozenDictionary<RuleColumn, string> Older = new Dictionary<RuleColumn, string>
    {
        [RuleColumn.Dgcat] = "dgcat1",
        [RuleColumn.Or] = "or",
        [RuleColumn.Procpro] = "procpro1",
        [RuleColumn.Secpro] = "secproc1",
    }.ToFrozenDictionary();

    /// <summary>All layouts; where several fit a table, the first one is taken.</summary>
    public static ImmutableArray<TableSchema> All { get; } =
    [
        TableSchema.Of(Classic, Rules, "drglogic",
            "ord! drg_nat=drg! drg_comb=loc_drg rtc! "
                + Conditions(RuleColumn.All, column => Older.GetValueOrDefault(column, column.Name))),
        TableSchema.Of(Classic, DiagnosisFeatures, "dg_1 dg1 dg", "code! d_code! vartype! varval!"),
        TableSchema.Of(Classic, DiagnosisFeatures, "dg_0 dg0 dg2", "code! d_code! vartype! varval!", part: 2),
        TableSchema.Of(Classic, ProcedureFeatures, "proc1 proc", "code! vartype! varval!"),
        TableSchema.Of(Classic, ProcedureFeatures, "proc0", "code! vartype varval text_nat=csp_text", part: 2),
        TableSchema.Of(Classic, Exclusions, "komplex complexcl", "varval=compl! code! d_code!"),
        TableSchema.Of(Classic, Categories, "kompkat complcat", "compl! inclprop! varval_text_comb=text"),
        TableSchema.Of(Classic, DrgNames, "drgnames", "drg_nat=drg! mdc drg_text_nat=drgname drg_text_short_nat=nam_sho drg_comb=loc_drg"),
        TableSchema.Of(Classic, ReturnCodes, "rtc", "rtc_code=code! rtc_text_nat=text!"),
        TableSchema.Of(Classic, MdcNames, "mdc", "value=dgcat! text_nat=text!"),
        TableSchema.Of(Classic, DgcatNames, "dgkat", "value=dgcat! text_comb=text!"),
        TableSchema.Of(Classic, DgpropNames, "dgomin", "value=dgprop! text_comb=text!"),
        TableSchema.Of(Classic, PdgpropNames, "pdgomin", "value=pdgprop! text_comb=text!"),
        TableSchema.Of(Classic, ProcpropNames, "tpomin", "value=procprop! text_comb=text! extens"),
        TableSchema.Of(Classic, DiagnosisTexts, "icd", "code! d_code text_nat=text!"),
        TableSchema.Of(Classic, ProcedureTexts, "csp", "code! text_nat=text!"),
        TableSchema.Of(Classic, TestCases, "testrule", "id! drg! ord! ika oir1!"),

        ModernRules(RuleColumn.All),
        TableSchema.Of(Modern, DiagnosisFeatures, "dg_feat dg1", "code=code_nat! d_code=d_code_nat! vartype! varval! nat_ver"),
        TableSchema.Of(Modern, DiagnosisFeatures, "dg2", "code=code_nat! d_code=d_code_nat! vartype! varval! nat_ver", part: 2),
        TableSchema.Of(Modern, ProcedureFeatures, "proc_feat", "code=code_nat! vartype! varval! nat_ver"),
        TableSchema.Of(Modern, Exclusions, "compl_excl", "vartype varval! code=code_nat! d_code=d_code_nat! nat_ver"),
        TableSchema.Of(Modern, Categories, "compl_name", "compl! inclprop! varval_text_comb varval_text_nat nat_ver"),
        TableSchema.Of(Modern, DrgNames, "drg_name",
            "drg_nat! drg_text_nat drg_text_short_nat drg_comb drg_text_comb drg_text_short_comb mdc country"),
        TableSchema.Of(Modern, ReturnCodes, "rtc", "rtc_code! rtc_text_nat rtc_text_comb country"),
        TableSchema.Of(Modern, MdcNames, "mdc_name", "value=mdc! text_nat=mdc_text_nat text_comb=mdc_text_comb country"),
        TableSchema.Of(Modern, DgcatNames, "dgcat_name", "value=dgcat! text_comb=varval_text_comb text_nat=varval_text_nat nat_ver"),
        TableSchema.Of(Modern, DgpropNames, "dgprop_name", "value=dgprop! text_comb=varval_text_comb text_nat=varval_text_nat nat_ver"),
        TableSchema.Of(Modern, PdgpropNames, "pdgprop_name", "value=pdgprop! text_comb=varval_text_comb text_nat=varval_text_nat nat_ver"),
        TableSchema.Of(Modern, ProcpropNames, "procprop_name",
            "value=procprop! text_comb=varval_text_comb text_nat=varval_text_nat extens nat_ver"),
        TableSchema.Of(Modern, DiagnosisTexts, "dg", "code=code_nat! d_code=d_code_nat text_nat! text_plus code_plus d_code_plus country"),
        TableSchema.Of(Modern, ProcedureTexts, "proc", "code=code_nat! text_nat! text_plus code_plus country"),
        TableSchema.Of(Modern, TestCases, "testcase", "id! drg_nat! drg_logic_id dg1_plus!"),
        TableSchema.Of(Modern, Readme, "readme", ""),
        TableSchema.Of(Modern, Unused, "drg_name_comb mdc_name_comb dg_plus proc_plus", ""),

        TableSchema.Of(
            Combined, Rules, "drg_logic", "ord! id! drg_comb! rtc! " + Conditions(RuleColumn.All, column => column.Name) + " nat_ver"),
        TableSchema.Of(Combined, DiagnosisFeatures, "dg_feat dg1", "code=code_plus! d_code=d_code_plus! vartype! varval! nat_ver"),
        TableSchema.Of(Combined, DiagnosisFeatures, "dg2", "code=code_plus! d_code=d_code_plus! vartype! varval! nat_ver", part: 2),
        TableSchema.Of(Combined, ProcedureFeatures, "proc_feat", "code=code_plus! vartype! varval! nat_ver"),
        TableSchema.Of(Combined, Exclusions, "compl_excl", "vartype varval! code=code_plus! d_code=d_code_plus! nat_ver"),
    ];

    /// <summary>Columns that mean nothing to the grouper in any table.</summary>
    private static readonly FrozenSet<string> Ignored = (
        "ncsp code_w d_code_w ast or_1 utf key nat_ver country prop_0 or_val code_plus d_code_plus code_nat d_code_nat vartype " +
        "drg_comb drg_nat mdc drg_nat_previous drg_logic_id_previous " + string.Join(' ', SchemaReader.InUse)).Split(' ')
            .ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The modern rule table with these condition columns.</summary>
    internal static TableSchema ModernRules(ImmutableArray<RuleColumn> columns) =>
        TableSchema.Of(
            Modern, Rules, "drg_logic", "ord! id! drg_nat! drg_comb rtc! " + Conditions(columns, column => column.Name) + " nat_ver");

    private static string Conditions(ImmutableArray<RuleColumn> columns, Func<RuleColumn, string> name) =>
        string.Join(' ', columns.Select(column => $"{column.Name}={name(column)}!"));

    /// <summary>True for a column that is known and left out: <see cref="Ignored"/>, and copies of texts.</summary>
    public static bool IsIgnored(string column) => Ignored.Contains(column) || column.Contains("text", StringComparison.Ordinal);

    /// <summary>The modern name of a table, which issues use.</summary>
    public static string Name(TableKind kind) =>
        All.First(schema => schema.Kind == kind && schema.Vintage == Modern).Names[0];
}
