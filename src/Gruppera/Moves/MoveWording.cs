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
        var code = Code(cause, cause.Code, diff);
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
            MoveCauseKind.CodeChanged => Join(Change(cause, diff), because),
            MoveCauseKind.CodeConverted => $"{code} is now recorded as {Code(cause, cause.After, diff):successor}",
            MoveCauseKind.ExclusionChanged => Join(
                cause.After.Length > 0
                    ? (Text)$"{code} now excludes {cause.Category}"
                    : $"{code} no longer excludes {cause.Category}",
                because),
            MoveCauseKind.ActivatorChanged => Join(
                cause.IsLater
                    ? (Text)$"{cause.Category} of {code} is now activated"
                    : $"{cause.Category} of {code} is no longer activated",
                because),
            _ => Join("the properties of the contact differ", because),
        };
        var also = cause.Also.Replace(" ", ", ", StringComparison.Ordinal);
        return also.Length == 0 ? wording : $"{wording} (it differs in {also} too)";
    }

    private static Text Change(MoveCause cause, SetDiff diff)
    {
        var (type, code) = (cause.Type, Code(cause, cause.Code, diff));
        if (cause.Before.Length == 0)
        {
            var value = TypedValue(type, cause.After, diff.After.Index);
            return $"{code} gained {value}";
        }

        if (cause.After.Length == 0)
        {
            var value = TypedValue(type, cause.Before, diff.Before.Index);
            return $"{code} lost {value}";
        }

        var (before, after) =
            (RuleWording.Value(type, cause.Before, diff.Before.Index), RuleWording.Value(type, cause.After, diff.After.Index));
        var name = FeatureWording.TypeOf(type);
        return $"{code} changed {name} {before} -> {after}";
    }

    private static Text TypedValue(FeatureType type, string value, DefinitionIndex index)
    {
        var (name, text) = (FeatureWording.TypeOf(type), RuleWording.Value(type, value, index));
        return $"{name} {text}";
    }

    /// <summary>The code as people write it, with its text in either set: a diagnosis, or else a procedure.</summary>
    private static Text Code(MoveCause cause, string named, SetDiff diff)
    {
        var (diagnosis, procedure) = (Diagnosis.Parse(named), ProcedureCode.Parse(named));
        DefinitionIndex[] sets = [diff.After.Index, diff.Before.Index];
        var isProcedure = cause.Type is FeatureType.Procprop or FeatureType.Or
            || (sets.Any(set => set.FeaturesOf(procedure).Any()) && !sets.Any(set => set.FeaturesOf(diagnosis).Any()));
        var text = sets.Select(set => isProcedure ? set.TextOf(procedure) : set.TextOf(diagnosis))
            .FirstOrDefault(text => text.ToString().Length > 0);
        var written = CodeNotation.Written(named, isProcedure);
        return text.ToString().Length == 0 ? Text.Verbatim(written) : $"{written:code} {text}";
    }

    private static Text Because(MoveCause cause) => cause.IsLater
        ? (Text)$"so rule {cause.Rule} now holds"
        : $"so rule {cause.Rule} no longer holds";

    private static Text Join(Text one, Text other) => $"{one}, {other}";

    private static string Name(MoveCause cause) => cause.Column!.Id;

    private static string Cell(string cell) => cell.Length == 0 ? "-" : cell;
}
