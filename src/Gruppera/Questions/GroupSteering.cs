using System.Collections.Concurrent;
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

/// <summary>Why a group counts as day surgery here. The official list, where there is one
/// beside the set, is told apart from it. Immutable.</summary>
/// <param name="ByRules">Every rule demands a contact without care days, or of fewer than two.</param>
/// <param name="ByCode">The fourth letter of the code says outpatient.</param>
public sealed record DerivedDaySurgery(bool ByRules, bool ByCode);

/// <summary>Reads demands for procedures out of rules. Source: docs/questions.md.</summary>
internal sealed class ProcedureDemands(Lookups lookups)
{
    private readonly ConcurrentDictionary<(RuleColumn, string), (bool Demands, bool OperatingRoom)> _cells = [];

    private readonly Lazy<Givers> _givers = new(() => Givers.Of(lookups.Set));

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
        for (var column = RuleColumn.Compl; column <= RuleColumn.Dgprop4; column++)
        {
            if (rule[column].Length == 0)
                continue;
            var cell = _cells.GetOrAdd((column, rule[column]), key => Demands(key.Item1, key.Item2) ? (true, DemandsOperatingRoom(key.Item1, key.Item2)) : default);
            if (!cell.Demands)
                continue;
            found ??= column;
            operatingRoom |= cell.OperatingRoom;
        }

        return new(rule.Id, found, found is { } first ? rule[first] : "", operatingRoom);
    }

    private bool Demands(RuleColumn column, string cell) => column switch
    {
        RuleColumn.Compl => OnlyProceduresComplicate(cell),
        RuleColumn.Or => cell is "S" or "P" or "+",
        RuleColumn.Procpro or RuleColumn.Secpro => cell == "+" || (cell[0] != '-' && !lookups.VisitMarkers.Contains(cell)),
        _ => RuleUses.Of(column, cell).Any(use => use is { Type: FeatureType.Dgprop, Forbids: false } && OnlyProceduresHave(use.Value)),
    };

    private bool DemandsOperatingRoom(RuleColumn column, string cell) => column switch
    {
        RuleColumn.Compl => false,
        RuleColumn.Or => cell == "S",
        RuleColumn.Procpro or RuleColumn.Secpro => cell == "+" || AllAreOfOperatingRoom(FeatureType.Procprop, cell),
        _ => AllAreOfOperatingRoom(FeatureType.Dgprop, cell),
    };

    private bool OnlyProceduresHave(string value) => _givers.Value.Procedures.ContainsKey((FeatureType.Dgprop, value)) && !_givers.Value.Diagnoses.Contains(value);

    private bool AllAreOfOperatingRoom(FeatureType type, string value) => _givers.Value.Procedures.GetValueOrDefault((type, value));

    /// <summary>True where no complication category of a diagnosis reaches the level and some procedure does.</summary>
    private bool OnlyProceduresComplicate(string level) =>
        !lookups.Set.DiagnosisFeatures.Any(row => row.Type == FeatureType.Compl && row.Value is [_, _, var letter, ..] && (letter is 'G' or 'J' || (level == "1" && letter is 'C' or 'I')))
        && lookups.Set.ProcedureFeatures.Any(row => row.Type == FeatureType.Cc && (row.Value == "2" || (level == "1" && row.Value == "1")));

    /// <summary>What gives properties.</summary>
    /// <param name="Diagnoses">Diagnosis properties that diagnoses give, also those of MDC 98 that become 12 or 13 by sex.</param>
    /// <param name="Procedures">Properties that procedures give, and whether every one of these is of the operating room. The code that stands for
    /// primary care is no procedure.</param>
    private sealed record Givers(HashSet<string> Diagnoses, Dictionary<(FeatureType Type, string Value), bool> Procedures)
    {
        internal static Givers Of(DefinitionSet set)
        {
            var diagnoses = set.DiagnosisFeatures.Where(row => row.Type == FeatureType.Dgprop).Select(row => row.Value).ToHashSet(StringComparer.Ordinal);
            if (GroupingOptions.From(set).RecodesProperties98)
                diagnoses.UnionWith(diagnoses.Where(value => value.StartsWith("98", StringComparison.Ordinal)).SelectMany(value => new[] { "12" + value[2..], "13" + value[2..] }).ToList());
            var operations = set.ProcedureFeatures.Where(row => row is { Type: FeatureType.Or, Value: "1" }).Select(row => row.Code).ToHashSet();
            var procedures = new Dictionary<(FeatureType, string), bool>();
            foreach (var row in set.ProcedureFeatures.Where(row => row.Type is FeatureType.Dgprop or FeatureType.Procprop && row.Code != set.PrimaryCareCode))
                procedures[(row.Type, row.Value)] = procedures.GetValueOrDefault((row.Type, row.Value), true) && operations.Contains(row.Code);
            return new(diagnoses, procedures);
        }
    }
}
