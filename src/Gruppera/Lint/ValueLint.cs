using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Reach;

namespace Gruppera.Lint;

/// <summary>Values that are asked for and never given, and values that are given and never asked for.</summary>
internal sealed class ValueLint
{
    private readonly CompiledDefinition _definition;
    private readonly CodeReader _reader;
    private readonly bool[] _given;
    private readonly Dictionary<(FeatureType, string), int> _facts = [];

    internal ValueLint(CompiledDefinition definition, CodeClasses classes)
    {
        _definition = definition;
        _reader = classes.Reader;
        _given = new bool[definition.Facts.Count];
        foreach (var code in classes.Principals.Concat(classes.Others))
        {
            foreach (var fact in code.Facts.SelectMany(facts => facts).Concat(code.Sdgprops))
                _given[fact] = true;
        }

        for (var fact = 1; fact < definition.Facts.Count; fact++)
            _facts.Add(definition.Facts[fact], fact);
    }

    internal IEnumerable<Issue> Run() => [.. NotGivenToRules(), .. NotGivenToActivators(), .. NotAsked()];

    /// <summary>Values that name tables know; those that nothing knows are GRP2003.</summary>
    private IEnumerable<Issue> NotGivenToRules()
    {
        var known = DefinitionChecks.KnownValues(_definition.Set);
        foreach (var (rank, conditions) in _definition.Conditions.Index())
        {
            var rule = _definition.Set.Rules[rank];
            foreach (var condition in conditions.Where(condition => condition.Test is Test.Has or Test.Lacks or Test.TwoUnits))
            {
                var fact = condition.Test == Test.TwoUnits ? condition.Second : condition.Operand;
                if (!_given[fact] && known.Contains(_definition.Facts[fact]))
                    yield return DefinitionChecks.Issue(
                        _definition.Set, IssueCodes.ValueWithoutCode, "drg_logic", rule.Source, condition.Column.Id,
                        _definition.Facts[fact].Value, rule.Id);
            }
        }
    }

    private IEnumerable<Issue> NotGivenToActivators() =>
        from row in _definition.Set.ComplicationCategories
        where row.Activator.Length > 0 && !_given[_facts[(FeatureType.Dgprop, row.Activator)]]
        select DefinitionChecks.Issue(
            _definition.Set, IssueCodes.ValueWithoutCode, "compl_name", row.Source, "inclprop", row.Activator, row.Category);

    private IEnumerable<Issue> NotAsked()
    {
        var set = _definition.Set;
        var categories = _definition.Categories.Skip(1).Where(IsAsked).Select(category => _definition.Facts[category.Fact].Value)
            .ToHashSet(StringComparer.Ordinal);
        var rows = set.DiagnosisFeatures.Select(row =>
            (Table: "dg_feat", row.Type, row.Value, Code: CodeNotation.Written(new Diagnosis(row.Code, row.Dagger).ToString()), row.Source))
            .Concat(set.ProcedureFeatures.Select(row =>
                (Table: "proc_feat", row.Type, row.Value, Code: CodeNotation.Written(row.Code.ToString(), isProcedure: true), row.Source)));
        return from row in rows
               where row.Type == FeatureType.Dgcat
                   ? row.Value.Length > 0 && !categories.Contains(row.Value)
                   : row.Type is FeatureType.Dgprop or FeatureType.Pdgprop or FeatureType.Sdgprop or FeatureType.Procprop
                       && _facts.TryGetValue((row.Type, row.Value), out var fact) && !_reader.IsAsked(fact)
               group row by (row.Type, row.Value) into value
               let first = value.First()
               select DefinitionChecks.Issue(
                   set, IssueCodes.UnusedValue, first.Table, first.Source, "varval", first.Value,
                   $"{first.Type}: {DefinitionLint.Some(value.Select(row => row.Code).Distinct(StringComparer.Ordinal), " ")}");
    }

    /// <summary>A category is asked for by itself or by its MDC, under any sex.</summary>
    private bool IsAsked(Category category) => new[] { category.Male, category.Female, category.SexMissing }
        .Select(number => _definition.Categories[number]).Append(category)
        .Any(each => _reader.IsAsked(each.Fact) || _reader.IsAsked(each.MdcFact));
}
