namespace Gruppera.Questions;

/// <summary>What kind of group a group is. Immutable.</summary>
/// <param name="Kind">Procedure group or conservative group, in the document's sense.</param>
/// <param name="IsSurgical">True if every rule demands an operation: surgical in the document's wider sense, whichever specialty
/// operated.</param>
/// <param name="IsDaySurgery">True for day surgery: by the list beside the set, or where there is none by the rules.</param>
/// <param name="IsPsychiatric">True for groups of MDC 19.</param>
public readonly record struct GroupTrait(GroupKind Kind, bool IsSurgical, bool IsDaySurgery, bool IsPsychiatric);
