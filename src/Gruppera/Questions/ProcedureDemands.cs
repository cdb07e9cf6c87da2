using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

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
