using Gruppera.Compilation;
using Gruppera.Definitions;

namespace Gruppera.Lint;

/// <summary>Codes that lack what the codes with the same first four characters have in common, as new codes do that were given to a
/// classification and not yet to the tables.</summary>
internal static class NeighbourLint
{
    private const int Stem = 4;
    private const int FewestNeighbours = 3;
    private const int FewestAlike = 6;

    private readonly record struct Property(FeatureType Type, string Value);

    private sealed record Code(string Text, SourceRow Source, HashSet<Property> Properties);

    internal static IEnumerable<Issue> Run(CompiledDefinition definition)
    {
        var set = definition.Set;
        var diagnoses = set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank)
            .Select(row => (Code: row.Code.ToString(), row.Type, row.Value, row.Source));
        var procedures = set.ProcedureFeatures.Select(row => (Code: row.Code.ToString(), row.Type, row.Value, row.Source));
        var diagnosisTexts = set.Texts.Diagnoses.Where(text => text.Dagger.IsBlank && !IsKnown(definition, text.Code))
            .Select(text => text.Code.ToString());
        var procedureTexts = set.Texts.Procedures.Where(text => definition.Codes.FindProcedure(text.Code.Bits) == 0)
            .Select(text => text.Code.ToString());
        return
        [
            .. Compare(set, "dg_feat", Codes(diagnoses, diagnosisTexts)), .. Compare(set, "proc_feat", Codes(procedures, procedureTexts)),
        ];
    }

    private static bool IsKnown(CompiledDefinition definition, DiagnosisCode code)
    {
        var bits = code.Bits;
        return definition.Codes.FindDiagnosis(ref bits) != 0;
    }

    private static IEnumerable<Code> Codes(
        IEnumerable<(string Code, FeatureType Type, string Value, SourceRow Source)> rows, IEnumerable<string> texts)
    {
        var codes = new Dictionary<string, Code>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!codes.TryGetValue(row.Code, out var code))
                codes.Add(row.Code, code = new(row.Code, row.Source, []));
            if (row.Type is not (FeatureType.None or FeatureType.Mdc))
                code.Properties.Add(new(row.Type, row.Value));
        }

        foreach (var text in texts)
            codes.TryAdd(text, new(text, default, []));
        return codes.Values;
    }

    private static IEnumerable<Issue> Compare(DefinitionSet set, string table, IEnumerable<Code> codes)
    {
        foreach (var family in codes.Where(code => code.Text.Length > Stem).GroupBy(code => code.Text[..Stem], StringComparer.Ordinal))
        {
            Code[] empty = [.. family.Where(code => code.Properties.Count == 0)];
            Code[] full = [.. family.Where(code => code.Properties.Count > 0)];
            var shared = full.Length < FewestNeighbours || empty.Length * 2 > full.Length ? [] : Shared(full);
            foreach (var code in shared.Count > 0 ? empty : [])
                yield return Issue(set, IssueCodes.CodeWithoutProperties, table, code, full.Length, shared);

            // A type that all the others share, with the same value.
            foreach (var code in full.Length > FewestAlike ? full : [])
            {
                var lacking = Shared([.. full.Where(other => other != code)])
                    .Where(property => !code.Properties.Any(own => own.Type == property.Type)).ToList();
                if (lacking.Count > 0)
                    yield return Issue(set, IssueCodes.CodeUnlikeNeighbours, table, code, full.Length - 1, lacking);
            }
        }
    }

    private static List<Property> Shared(Code[] codes)
    {
        var shared = codes[0].Properties.ToHashSet();
        foreach (var code in codes)
            shared.IntersectWith(code.Properties);
        return [.. shared.OrderBy(property => property.Type).ThenBy(property => property.Value, StringComparer.Ordinal)];
    }

    private static Issue Issue(DefinitionSet set, IssueCode code, string table, Code of, int neighbours, List<Property> properties)
    {
        var detail =
            $"{CodeNotation.Written(of.Text[..Stem], table == "proc_feat")}… × {neighbours}: " +
            $"{DefinitionLint.Some(properties.Select(property => $"{property.Type} {property.Value}"), ", ")}";
        return of.Source.Row > 0
            ? DefinitionChecks.Issue(set, code, table, of.Source, "code_nat", of.Text, detail)
            : new(code, Table: table, Column: "code_nat", Value: of.Text, Detail: detail);
    }
}
