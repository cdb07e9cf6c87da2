using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Tests.Exploration;

/// <summary>Small made-up sets, written as one writes them on paper.</summary>
internal static class Made
{
    /// <summary>Rules as <c>"id drg column=cell column=cell"</c>, in order; diagnoses as <c>"code[*dagger] type=value ..."</c>, procedures alike;
    /// exclusions as <c>"category code"</c>; categories as <c>"category activator"</c>.</summary>
    public static Explorer Explorer(
        string[] rules, string[]? diagnoses = null, string[]? procedures = null, string[]? exclusions = null, string[]? categories = null, CodeLookup lookup = CodeLookup.Whole, params string[] names) =>
        new(Set(rules, diagnoses, procedures, exclusions, categories, lookup, names));

    public static DefinitionSet Set(
        string[] rules, string[]? diagnoses = null, string[]? procedures = null, string[]? exclusions = null, string[]? categories = null, CodeLookup lookup = CodeLookup.Whole, params string[] names) =>
        new(new() { Id = "made-up" }, rules.Select(Rule), texts: () => new()
        {
            Values = [new(FeatureType.Procprop, "06S02", new("stor tarm", "bowel"), false, default)],
            Diagnoses = [new(DiagnosisCode.Parse("I21"), default, new("hjärtinfarkt", "infarction"))],
        })
        {
            CodeLookup = lookup,
            Files = ["f"],
            DiagnosisFeatures = [.. (diagnoses ?? []).SelectMany((line, row) => Values(line).Select(value => new DiagnosisFeature(Diagnosis.Parse(Word(line)).Code, Diagnosis.Parse(Word(line)).Dagger, value.Type, value.Value, new(0, row + 1))))],
            ProcedureFeatures = [.. (procedures ?? []).SelectMany((line, row) => Values(line).Select(value => new ProcedureFeature(ProcedureCode.Parse(Word(line)), value.Type, value.Value, new(0, row + 1))))],
            ComplicationExclusions = [.. (exclusions ?? []).Select(line => new ComplicationExclusion(Word(line), DiagnosisCode.Parse(line.Split(' ')[1]), default, new(0, 7)))],
            ComplicationCategories = [.. (categories ?? []).Select(line => new ComplicationCategory(Word(line), line.Split(' ').ElementAtOrDefault(1) ?? "", new("namn", "name"), default))],
            DrgNames = [.. names.Select(line => new DrgName(Word(line), "", line.Split(' ')[1], new("namn " + Word(line), ""), TableText.None, default))],
        };

    private static RuleRow Rule(string line, int number)
    {
        var words = line.Split(' ');
        var cells = Enumerable.Repeat("", RuleColumn.All.Length).ToArray();
        foreach (var word in words.Skip(2).Select(word => word.Split('=')))
            cells[RuleColumn.Of(word[0])!.Index] = word[1];
        return new() { Ord = $"{number + 1}", Id = words[0], Drg = words[1], ReturnCode = ReturnCode.Grouped, Conditions = [.. cells], Source = new(0, number + 2) };
    }

    private static IEnumerable<(FeatureType Type, string Value)> Values(string line) =>
        line.Split(' ').Skip(1).Select(word => word.Split('=')).Select(word => (Enum.Parse<FeatureType>(word[0], ignoreCase: true), word[1])).DefaultIfEmpty((FeatureType.None, ""));

    private static string Word(string line) => line.Split(' ')[0];
}
