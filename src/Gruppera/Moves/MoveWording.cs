using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Moves;

/// <summary>Causes of moves in plain words. Thread-safe.</summary>
public static class MoveWording
{
    /// <summary>The cause as a phrase without a full stop, with the names of its values.</summary>
    public static Text Of(MoveCause cause, SetDiff diff)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(diff);
        var rule = cause.Rule;
        var because = Because(cause);
        var change = Change(cause, diff);
        var wording = cause.Kind switch
        {
            MoveCauseKind.RuleAdded => (Text)$"rule {rule} is new",
            MoveCauseKind.RuleRemoved => $"rule {rule} is removed",
            MoveCauseKind.RuleChanged when cause.Column is null => $"rule {rule} gives {cause.After} instead of {cause.Before}",
            MoveCauseKind.RuleChanged =>
                $"rule {rule} changed, {Name(cause):name}: {Cell(cause.Before):before} -> {Cell(cause.After):after}",
            MoveCauseKind.RuleMoved when cause.Before != cause.After =>
                $"rule {rule} is now tried before rule {cause.Before} (now {cause.After})",
            MoveCauseKind.RuleMoved => $"rule {rule} is now tried before rule {cause.Before}",
            MoveCauseKind.CodeChanged => Join(change, because),
            MoveCauseKind.ExclusionChanged => Join(
                cause.After.Length > 0
                    ? (Text)$"{cause.Code} now excludes {cause.Category}"
                    : $"{cause.Code} no longer excludes {cause.Category}",
                because),
            MoveCauseKind.ActivatorChanged => Join(
                cause.IsLater
                    ? (Text)$"{cause.Category} of {cause.Code} is now activated"
                    : $"{cause.Category} of {cause.Code} is no longer activated",
                because),
            _ => Join("the properties of the contact differ", because),
        };
        var also = cause.Also.Replace(" ", ", ", StringComparison.Ordinal);
        return also.Length == 0 ? wording : $"{wording} (it differs in {also} too)";
    }

    private static Text Change(MoveCause cause, SetDiff diff)
    {
        var type = cause.Type;
        if (cause.Before.Length == 0)
        {
            var value = TypedValue(type, cause.After, diff.After.Index);
            return $"{cause.Code} gained {value}";
        }

        if (cause.After.Length == 0)
        {
            var value = TypedValue(type, cause.Before, diff.Before.Index);
            return $"{cause.Code} lost {value}";
        }

        var (before, after) =
            (RuleWording.Value(type, cause.Before, diff.Before.Index), RuleWording.Value(type, cause.After, diff.After.Index));
        var name = FeatureWording.TypeOf(type);
        return $"{cause.Code} changed {name} {before} -> {after}";
    }

    private static Text TypedValue(FeatureType type, string value, DefinitionIndex index)
    {
        var (name, text) = (FeatureWording.TypeOf(type), RuleWording.Value(type, value, index));
        return $"{name} {text}";
    }

    private static Text Because(MoveCause cause) => cause.IsLater
        ? (Text)$"so rule {cause.Rule} now holds"
        : $"so rule {cause.Rule} no longer holds";

    private static Text Join(Text one, Text other) => $"{one}, {other}";

    private static string Name(MoveCause cause) => cause.Column!.Id;

    private static string Cell(string cell) => cell.Length == 0 ? "-" : cell;
}
