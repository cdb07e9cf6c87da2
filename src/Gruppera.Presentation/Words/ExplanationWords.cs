using Gruppera.Explanation;

namespace Gruppera.Presentation.Words;

/// <summary>What is said of why a contact gets its group, the same in documents and on pages.</summary>
public static class ExplanationWords
{
    /// <summary>What is said of a contact that two sets do not part.</summary>
    public static Text SameRule => "The same group by the same rule.";

    /// <summary>Of a contact that no rule holds for.</summary>
    public static Text NoRuleHolds => "No rule holds: the last rule's group was given.";

    /// <summary>Of a rule that asks for nothing.</summary>
    public static Text NoConditions => "It has no conditions.";

    /// <summary>Title of the groups that differ from this one in complication level.</summary>
    public static Text Siblings => "Same base group, other complication level";

    /// <summary>How many earlier rules fail on one condition, and how many of them a single change makes hold.</summary>
    public static Text NearMisses(int nearMisses, int reached) =>
        $"{nearMisses} earlier rules fail on one condition; a single change makes {reached} of them hold.";

    /// <summary>What a code of the contact is.</summary>
    public static Text Role(CodeRole role) => role switch
    {
        CodeRole.Principal => (Text)"principal diagnosis",
        CodeRole.Secondary => "secondary diagnosis",
        _ => "procedure",
    };

    /// <summary>Of a code that the set lacks.</summary>
    public static Text Unknown => "not in the definition tables";

    /// <summary>What a code of the contact did.</summary>
    public static Text Influence(ExplainedCode code, GroupOutcome group)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(group);
        if (!code.IsKnown)
            return Unknown;
        if (code.Influence == CodeInfluence.Decides && code.Without.Drg == group.Drg)
            return $"decides; without it rule {code.Without.Rule} of the same group";
        if (code.Influence == CodeInfluence.Decides)
            return $"decides; without it {code.Without.Drg}";
        return code.Influence == CodeInfluence.Supports ? (Text)"supports the rule; not needed alone" : "no influence";
    }

    /// <summary>What became of a complication.</summary>
    /// <param name="language">Language.</param>
    /// <param name="complication">The complication.</param>
    /// <param name="showsRow">True to name the row that excludes it.</param>
    public static string State(Language language, ExplainedComplication complication, bool showsRow)
    {
        ArgumentNullException.ThrowIfNull(language);
        ArgumentNullException.ThrowIfNull(complication);
        return complication.State switch
        {
            ComplicationState.Inactive => language.Say(
                $"inactive; counts only with {string.Join(language.Say(" or "), complication.Activators):activators}"),
            ComplicationState.Excluded when showsRow => language.Say(
                $"excluded by the principal diagnosis {complication.ExcludedBy} ({complication.File}:{complication.Row})"),
            ComplicationState.Excluded => language.Say($"excluded by the principal diagnosis {complication.ExcludedBy}"),
            _ when complication.ActivatedBy is { } by => language.Say(
                $"gives level {complication.Level}; activated by {by.Text:text} of {string.Join(", ", by.Codes):codes}"),
            _ => language.Say($"gives level {complication.Level}"),
        };
    }
}
