using Gruppera.Changes;
using Gruppera.Definitions;
using Gruppera.Questions;

namespace Gruppera.Moves;

/// <summary>Causes of moves in plain words. Thread-safe.</summary>
public static class MoveWording
{
    /// <summary>The cause as a phrase without a full stop, with the names of its values.</summary>
    public static LocalText Of(MoveCause cause, SetDiff diff)
    {
        ArgumentNullException.ThrowIfNull(cause);
        ArgumentNullException.ThrowIfNull(diff);
        var rule = cause.Rule;
        var because = Because(cause);
        var change = Change(cause, diff);
        var wording = cause.Kind switch
        {
            MoveCauseKind.RuleAdded => new($"rule {rule} is new", $"regel {rule} är ny"),
            MoveCauseKind.RuleRemoved => new($"rule {rule} is gone", $"regel {rule} är borttagen"),
            MoveCauseKind.RuleChanged when cause.Column is null => new($"rule {rule} gives {cause.After} instead of {cause.Before}", $"regel {rule} ger {cause.After} i stället för {cause.Before}"),
            MoveCauseKind.RuleChanged => new($"rule {rule} changed, {Name(cause)}: {Cell(cause.Before)} -> {Cell(cause.After)}", $"regel {rule} ändrad, {Name(cause)}: {Cell(cause.Before)} -> {Cell(cause.After)}"),
            MoveCauseKind.RuleMoved => new(
                $"rule {rule} is now tried before rule {cause.Before}{Now("now")}", $"regel {rule} prövas nu före regel {cause.Before}{Now("nu")}"),
            MoveCauseKind.CodeChanged => Join(change, because),
            MoveCauseKind.ExclusionChanged => Join(
                cause.After.Length > 0
                    ? new($"{cause.Code} now excludes {cause.Category}", $"{cause.Code} undantar nu {cause.Category}")
                    : new($"{cause.Code} no longer excludes {cause.Category}", $"{cause.Code} undantar inte längre {cause.Category}"),
                because),
            MoveCauseKind.ActivatorChanged => Join(
                cause.IsLater
                    ? new($"{cause.Category} of {cause.Code} is now activated", $"{cause.Category} från {cause.Code} aktiveras nu")
                    : new($"{cause.Category} of {cause.Code} is no longer activated", $"{cause.Category} från {cause.Code} aktiveras inte längre"),
                because),
            _ => Join(new("the properties of the contact differ", "kontaktens egenskaper skiljer sig"), because),
        };
        var also = cause.Also.Replace(" ", ", ", StringComparison.Ordinal);
        return also.Length == 0 ? wording : new($"{wording.English} (it differs in {also} too)", $"{wording.Swedish} (skillnad även i {also})");

        string Now(string now) => cause.Before == cause.After ? "" : $" ({now} {cause.After})";
    }

    private static LocalText Change(MoveCause cause, SetDiff diff)
    {
        var type = cause.Type;
        if (cause.Before.Length == 0)
        {
            var value = TypedValue(type, cause.After, diff.After.Index);
            return new($"{cause.Code} gained {value.English}", $"{cause.Code} fick {value.Swedish}");
        }

        if (cause.After.Length == 0)
        {
            var value = TypedValue(type, cause.Before, diff.Before.Index);
            return new($"{cause.Code} lost {value.English}", $"{cause.Code} förlorade {value.Swedish}");
        }

        var (before, after) = (RuleWording.Value(type, cause.Before, diff.Before.Index), RuleWording.Value(type, cause.After, diff.After.Index));
        var name = FeatureWording.TypeOf(type);
        return new(
            $"{cause.Code} changed {name.English} {before.English} -> {after.English}",
            $"{cause.Code} bytte {name.Swedish} {before.Swedish} -> {after.Swedish}");
    }

    private static LocalText TypedValue(FeatureType type, string value, DefinitionIndex index)
    {
        var (name, text) = (FeatureWording.TypeOf(type), RuleWording.Value(type, value, index));
        return new($"{name.English} {text.English}", $"{name.Swedish} {text.Swedish}");
    }

    private static LocalText Because(MoveCause cause) => cause.IsLater
        ? new($"so rule {cause.Rule} now holds", $"så regel {cause.Rule} gäller nu")
        : new($"so rule {cause.Rule} no longer holds", $"så regel {cause.Rule} gäller inte längre");

    private static LocalText Join(LocalText one, LocalText other) => new($"{one.English}, {other.English}", $"{one.Swedish}, {other.Swedish}");

    private static string Name(MoveCause cause) => cause.Column.ToString()!.ToLowerInvariant();

    private static string Cell(string cell) => cell.Length == 0 ? "-" : cell;
}
