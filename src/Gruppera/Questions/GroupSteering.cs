using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

/// <summary>Whether the rules of a group demand a procedure.</summary>
public enum GroupKind
{
    /// <summary>Conservative group (konservativ grupp): no rule demands a procedure.</summary>
    Conservative,

    /// <summary>Procedure group (åtgärdsgrupp): every rule demands a procedure.</summary>
    Procedure,

    /// <summary>Some rules demand a procedure and others do not.</summary>
    Mixed,
}

/// <summary>Whether a rule demands a procedure, and by which cell. Immutable.</summary>
/// <param name="Id">Name of the rule.</param>
/// <param name="Column">The first column that demands a procedure; null where none does.</param>
/// <param name="Cell">Its cell, or empty.</param>
/// <param name="OperatingRoom">True where the rule demands an operating-room procedure.</param>
public sealed record RuleDemand(string Id, RuleColumn? Column, string Cell, bool OperatingRoom);

/// <summary>What the rules of a group say of procedures. Immutable.</summary>
/// <param name="Kind">Procedure, conservative or mixed.</param>
/// <param name="Rules">Each rule with its demand, in order.</param>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), "Åtgärds-DRG respektive konservativa DRG".</remarks>
public sealed record GroupSteering(GroupKind Kind, ImmutableArray<RuleDemand> Rules)
{
    /// <summary>The verdict by the document's sentence, which knows two kinds: where the requirement for a group is that there is a
    /// procedure it is a procedure group, otherwise a conservative one. A mixed group can be reached without, so it is conservative.</summary>
    public GroupKind InTheDocumentsSense => Kind == GroupKind.Procedure ? GroupKind.Procedure : GroupKind.Conservative;
}

/// <summary>Why a group counts as day surgery here. The official list is published by the owner of the version and not read. Immutable.</summary>
/// <param name="ByRules">Every rule demands a contact without care days, or of fewer than two.</param>
/// <param name="ByCode">The fourth letter of the code says outpatient.</param>
public sealed record DerivedDaySurgery(bool ByRules, bool ByCode);

/// <summary>Reads demands for procedures out of rules. Source: docs/questions.md.</summary>
internal sealed class ProcedureDemands(Lookups lookups)
{
    internal GroupSteering Of(IEnumerable<int> ranks)
    {
        ImmutableArray<RuleDemand> rules = [.. ranks.Select(rank => Of(lookups.Set.Rules[rank]))];
        var demanding = rules.Count(rule => rule.Column is not null);
        return new(demanding == 0 ? GroupKind.Conservative : demanding == rules.Length ? GroupKind.Procedure : GroupKind.Mixed, rules);
    }

    internal RuleDemand Of(RuleRow rule)
    {
        RuleColumn? found = null;
        var operatingRoom = false;
        foreach (var (column, cell) in rule.Asked().Where(asked => Demands(asked.Column, asked.Cell)))
        {
            found ??= column;
            operatingRoom |= DemandsOperatingRoom(column, cell);
        }

        return new(rule.Id, found, found is { } first ? rule[first] : "", operatingRoom);
    }

    private bool Demands(RuleColumn column, string cell) => column.Kind switch
    {
        ColumnKind.Level => OnlyProceduresComplicate(cell),
        ColumnKind.OperatingRoom => cell is "S" or "P" or "+",
        ColumnKind.OtherProcedure when cell == "+" => true,
        _ => column.ValuesOf(cell).Any(value => !value.IsDenied && value.Type switch
        {
            FeatureType.Procprop => !lookups.VisitMarkers.Contains(value.Value),
            FeatureType.Dgprop => OnlyProceduresHave(value.Value),
            _ => false,
        }),
    };

    private bool DemandsOperatingRoom(RuleColumn column, string cell) => column.Kind switch
    {
        ColumnKind.Level => false,
        ColumnKind.OperatingRoom => cell == "S",
        ColumnKind.OtherProcedure when cell == "+" => true,
        _ => AllAreOfOperatingRoom(column.Type, cell),
    };

    private bool OnlyProceduresHave(string value) =>
        !lookups.DiagnosesWith(FeatureType.Dgprop, value).Any() && lookups.ProceduresWith(FeatureType.Dgprop, value).Any();

    private bool AllAreOfOperatingRoom(FeatureType type, string value)
    {
        var codes = lookups.ProceduresWith(type, value).ToList();
        return codes.Count > 0 && codes.TrueForAll(code => lookups.Index.FeaturesOf(code).Any(row => row is { Type: FeatureType.Or, Value: "1" }));
    }

    /// <summary>True where no complication category of a diagnosis reaches the level and some procedure does.</summary>
    private bool OnlyProceduresComplicate(string level) =>
        !lookups.Set.DiagnosisFeatures.Any(row => row.Type == FeatureType.Compl && row.Value is [_, _, var letter, ..] && (letter is 'G' or 'J' || (level == "1" && letter is 'C' or 'I')))
        && lookups.Set.ProcedureFeatures.Any(row => row.Type == FeatureType.Cc && (row.Value == "2" || (level == "1" && row.Value == "1")));
}
