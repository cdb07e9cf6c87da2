using Gruppera.Definitions;

namespace Gruppera.Tests.Exploration;

/// <summary>Makes small made-up sets, rules in the order given.</summary>
internal static class SmallSet
{
    public static DefinitionSet Set(
        RuleRow[] rules, IEnumerable<DiagnosisFeature> diagnoses, IEnumerable<ProcedureFeature> procedures, ComplicationExclusion[]? exclusions = null,
        ComplicationCategory[]? categories = null, ValueName[]? names = null, ProcedureText[]? texts = null) =>
        new(new() { Id = "small" }, rules.Select((rule, at) => rule with { Ord = $"{at}" }), texts: () => new() { Values = [.. names ?? []], Procedures = [.. texts ?? []] })
        {
            Files = ["f"],
            DiagnosisFeatures = [.. diagnoses],
            ProcedureFeatures = [.. procedures],
            ComplicationExclusions = [.. exclusions ?? []],
            ComplicationCategories = [.. categories ?? []],
        };

    public static RuleRow Rule(string id, params (RuleColumn Column, string Cell)[] cells) => new()
    {
        Ord = id,
        Id = id,
        Drg = id,
        ReturnCode = new('0'),
        Source = new(0, 9),
        Conditions = [.. RuleColumn.All.Select(column => cells.FirstOrDefault(cell => cell.Column == column).Cell ?? "")],
    };

    public static DiagnosisFeature Dx(string code, FeatureType type, string value) => new(DiagnosisCode.Parse(code), default, type, value, new(0, 2));

    public static ProcedureFeature Proc(string code, FeatureType type, string value) => new(ProcedureCode.Parse(code), type, value, new(0, 3));

    public static ComplicationExclusion Excl(string category, string code) => new(category, DiagnosisCode.Parse(code), default, new(0, 5));
}
