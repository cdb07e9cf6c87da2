namespace Gruppera.Definitions;

/// <summary>How MDC 98 (genital diagnoses that are the same for both sexes) is read where the sex is missing.</summary>
public enum MissingSexInMdc98
{
    /// <summary>It stays 98.</summary>
    Stays98,

    /// <summary>It becomes 12, so that the rule "MDC 12 and sex missing" fires.</summary>
    Becomes12,
}

/// <summary>How the codes of a contact are found in the property tables.</summary>
public enum CodeLookup
{
    /// <summary>As whole codes. Source: grouping.md §2.</summary>
    Whole,

    /// <summary>A code that the tables lack is taken for its longest prefix that they have, of at least three characters.
    /// Source: docs/decisions/0006-open-set.md.</summary>
    LongestPrefix,
}

/// <summary>The points in which national versions and vintages differ in meaning. Each is set from the tables themselves,
/// never from the name of a country. Immutable.</summary>
public sealed record GroupingOptions
{
    /// <summary>What a missing sex does to MDC 98. Source: grouping.md §4.1.</summary>
    public MissingSexInMdc98 MissingSex { get; init; }

    /// <summary>True where diagnosis properties <c>98X..</c> and principal diagnosis properties <c>98P..</c> are recoded by sex
    /// as the category is; false where some rule asks for such a property itself. Source: grouping.md §4.1.</summary>
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
        var asks98 = false;
        var asks98Property = false;
        var asks12WithoutSex = false;
        foreach (var rule in rules)
        {
            asks98 |= Is98(rule[RuleColumn.Mdc]) || Is98(rule[RuleColumn.Dgcat]);
            asks12WithoutSex |= rule[RuleColumn.Mdc] == "12" && rule[RuleColumn.Sex] == "-";
            asks98Property |= Is98(rule[RuleColumn.Pdgprop]);
            for (var column = RuleColumn.Dgprop1; column <= RuleColumn.Dgprop4; column++)
                asks98Property |= Is98(rule[column]);
        }

        return new()
        {
            MissingSex = !asks98 && asks12WithoutSex ? MissingSexInMdc98.Becomes12 : MissingSexInMdc98.Stays98,
            RecodesProperties98 = !asks98Property,
        };
    }

    private static bool Is98(string value) => value.AsSpan().TrimStart('-').StartsWith("98", StringComparison.Ordinal);
}
