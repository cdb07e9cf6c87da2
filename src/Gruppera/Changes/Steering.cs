using Gruppera.Definitions;

namespace Gruppera.Changes;

/// <summary>Which properties can matter to a result under either of two sets. Source: docs/specification/grouping.md §3-§6.</summary>
internal sealed class Steering
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private readonly bool _asksOtherUnits;
    private readonly bool _takesPrefixes;

    internal Steering(DefinitionSet a, DefinitionSet b)
    {
        _takesPrefixes = a.CodeLookup == CodeLookup.LongestPrefix || b.CodeLookup == CodeLookup.LongestPrefix;
        foreach (var rule in a.Rules.Concat(b.Rules))
        {
            _asked.UnionWith(rule.AskedValues().Where(asked => asked.Type is not (FeatureType.Mdc or FeatureType.Dgcat or FeatureType.Or))
                .Select(asked => asked.Value));
            _asksOtherUnits |= rule.Asked().Any(asked => asked.Column.Kind == ColumnKind.OtherProcedure && asked.Cell is "+" or "-");
        }

        _asked.UnionWith(a.ComplicationCategories.Concat(b.ComplicationCategories).Select(row => row.Activator));
        _asked.Remove("");
    }

    /// <summary>A diagnosis that is new or gone always matters: as a dagger code it decides whether a pair is valid.</summary>
    internal bool OfDiagnosis(ChangeKind kind, FeatureEdit edit) => kind != ChangeKind.Changed || Matters(edit);

    internal bool OfProcedure(ChangeKind kind, FeatureEdit edit) => (_takesPrefixes && kind != ChangeKind.Changed) || Matters(edit);

    private bool Matters(FeatureEdit edit) => Matters(edit.Type, edit.Before) || Matters(edit.Type, edit.After);

    internal bool Matters(FeatureType type, string? value) => value is not null && type switch
    {
        FeatureType.None or FeatureType.Mdc => false,
        FeatureType.Dgcat or FeatureType.Compl => true,
        FeatureType.Or or FeatureType.Cc => value is not ("0" or ""),
        FeatureType.Procprop when _asksOtherUnits => true,
        _ => _asked.Contains(value) || value.StartsWith("98", StringComparison.Ordinal),
    };
}
