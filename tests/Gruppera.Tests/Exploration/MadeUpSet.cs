using Gruppera.Definitions;

namespace Gruppera.Tests.Exploration;

/// <summary>Definition sets written down in a few words.</summary>
internal static class MadeUpSet
{
    /// <param name="rules">As <c>id drg column=cell ...</c>, in order.</param>
    /// <param name="diagnoses">As <c>code type value</c>.</param>
    /// <param name="procedures">As <c>code type value</c>.</param>
    /// <param name="exclusions">As <c>category code</c>.</param>
    /// <param name="categories">As <c>category activator</c>.</param>
    /// <param name="names">As <c>drg national english</c>.</param>
    /// <param name="texts">Names of values and texts of codes.</param>
    public static DefinitionSet Of(
        string[] rules, string[]? diagnoses = null, string[]? procedures = null, string[]? exclusions = null, string[]? categories = null, string[]? names = null, SetTexts? texts = null) =>
        new(new() { Id = "made-up" }, rules.Select((rule, i) => Rule(rule.Split(' '), i)), RuleOrder.Number, () => texts ?? new())
        {
            DiagnosisFeatures = [.. Words(diagnoses).Select(row => Diagnosis.Parse(row[0]) is var code ? new DiagnosisFeature(code.Code, code.Dagger, Type(row[1]), row[2], default) : default)],
            ProcedureFeatures = [.. Words(procedures).Select(row => new ProcedureFeature(ProcedureCode.Parse(row[0]), Type(row[1]), row[2], default))],
            ComplicationExclusions = [.. Words(exclusions).Select(row => new ComplicationExclusion(row[0], DiagnosisCode.Parse(row[1]), default, default))],
            ComplicationCategories = [.. Words(categories).Select(row => new ComplicationCategory(row[0], row.ElementAtOrDefault(1) ?? "", TableText.None, default))],
            DrgNames = [.. Words(names).Select(row => new DrgName(row[0], "", "", new(row[1].Replace('_', ' '), row[2].Replace('_', ' ')), TableText.None, default))],
        };

    private static IEnumerable<string[]> Words(string[]? rows) => (rows ?? []).Select(row => row.Split(' '));

    private static FeatureType Type(string name) => Enum.Parse<FeatureType>(name, ignoreCase: true);

    private static RuleRow Rule(string[] words, int ord)
    {
        var cells = new string[RuleColumn.All.Length];
        Array.Fill(cells, "");
        foreach (var cell in words.Skip(2).Select(word => word.Split('=')))
            cells[RuleColumn.Of(cell[0])!.Index] = cell[1];
        return new() { Ord = $"{ord}", Id = words[0], Drg = words[1], ReturnCode = ReturnCode.Grouped, Conditions = [.. cells] };
    }
}
