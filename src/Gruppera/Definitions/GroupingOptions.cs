namespace Gruppera.Definitions;

/// <summary>The points in which national versions and vintages differ in meaning. Each is set from the tables themselves,
/// never from the name of a country. Immutable.</summary>
public sealed record GroupingOptions
{
    /// <summary>What a missing sex does to MDC 98. Source: docs/specification/grouping.md §4.1.</summary>
    public MissingSexInMdc98 MissingSex { get; init; }

    /// <summary>True if diagnosis properties <c>98X..</c> and principal diagnosis properties <c>98P..</c> are recoded by sex
    /// as the category is; false if some rule asks for such a property itself. Source: docs/specification/grouping.md §4.1.</summary>
    public bool RecodesProperties98 { get; init; }

    /// <summary>How codes are found: stated by the set itself, in its readme table.</summary>
    public CodeLookup CodeLookup { get; init; }

    /// <summary>The code whose properties primary care has; stated by the set too.</summary>
    public ProcedureCode PrimaryCareCode { get; init; }

    /// <summary>Reads the options out of a set.</summary>
    public static GroupingOptions From(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        return From(set.Rules) with { CodeLookup = set.CodeLookup, PrimaryCareCode = set.PrimaryCareCode };
    }

    /// <summary>Reads the options out of the rules.</summary>
    public static GroupingOptions From(IEnumerable<RuleRow> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var asks98 = false;
        var asks98Property = false;
        var asks12WithoutSex = false;
        foreach (var rule in rules)
        {
            var (lacksSex, asks12) = (false, false);
            foreach (var (column, cell) in rule.Asked())
                lacksSex |= column.Kind == ColumnKind.Sex && cell == "-";
            foreach (var asked in rule.AskedValues())
            {
                asks12 |= asked is { Type: FeatureType.Mdc, Value: "12", IsDenied: false };
                if (!asked.Value.StartsWith("98", StringComparison.Ordinal))
                    continue;
                asks98 |= asked.Type is FeatureType.Mdc or FeatureType.Dgcat;
                asks98Property |= asked.Type is FeatureType.Pdgprop or FeatureType.Dgprop or FeatureType.Sdgprop;
            }

            asks12WithoutSex |= lacksSex && asks12;
        }

        return new()
        {
            MissingSex = !asks98 && asks12WithoutSex ? MissingSexInMdc98.Becomes12 : MissingSexInMdc98.Stays98,
            RecodesProperties98 = !asks98Property,
        };
    }
}
