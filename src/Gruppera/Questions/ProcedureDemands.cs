using System.Collections.Concurrent;
using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Questions;

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
        foreach (var (column, cell) in rule.Asked())
        {
            var read = _cells.GetOrAdd(
                (column, cell), key => Demands(key.Item1, key.Item2) ? (true, DemandsOperatingRoom(key.Item1, key.Item2)) : default);
            if (!read.Demands)
                continue;
            found ??= column;
            operatingRoom |= read.OperatingRoom;
        }

        return new(rule.Id, found, found is { } first ? rule[first] : "", operatingRoom);
    }

    private bool Demands(RuleColumn column, string cell) => column.Kind switch
    {
        ColumnKind.Level => OnlyProceduresComplicate(cell),
        ColumnKind.OperatingRoom => cell is "S" or "P" or "+",
        ColumnKind.OtherProcedure when cell == "+" => true,
        _ => NamesProcedures(column, cell),
    };

    private bool NamesProcedures(RuleColumn column, string cell)
    {
        foreach (var value in column.ValuesOf(cell))
        {
            if (!value.IsDenied && value.Type switch
            {
                FeatureType.Procprop => !lookups.VisitMarkers.Contains(value.Value),
                FeatureType.Dgprop => OnlyProceduresHave(value.Value),
                _ => false,
            })
                return true;
        }

        return false;
    }

    private bool DemandsOperatingRoom(RuleColumn column, string cell) => column.Kind switch
    {
        ColumnKind.Level => false,
        ColumnKind.OperatingRoom => cell == "S",
        ColumnKind.OtherProcedure when cell == "+" => true,
        _ => AllAreOfOperatingRoom(column.Type, cell),
    };

    private bool OnlyProceduresHave(string value) =>
        _givers.Value.Procedures.ContainsKey((FeatureType.Dgprop, value)) && !_givers.Value.Diagnoses.Contains(value);

    private bool AllAreOfOperatingRoom(FeatureType type, string value) => _givers.Value.Procedures.GetValueOrDefault((type, value));

    /// <summary>True if no complication category of a diagnosis reaches the level and some procedure does.</summary>
    private bool OnlyProceduresComplicate(string level) =>
        !lookups.Set.DiagnosisFeatures.Any(row => row.Type == FeatureType.Compl && row.Value is [_, _, var letter, ..]
            && (letter is 'G' or 'J' || (level == "1" && letter is 'C' or 'I')))
        && lookups.Set.ProcedureFeatures.Any(row => row.Type == FeatureType.Cc && (row.Value == "2" || (level == "1" && row.Value == "1")));

    /// <summary>What gives properties.</summary>
    /// <param name="Diagnoses">Diagnosis properties that diagnoses give, also those of MDC 98 that become 12 or 13 by sex.</param>
    /// <param name="Procedures">Properties that procedures give, and whether every one of these is of the operating room. The code that
    /// stands for primary care is no procedure.</param>
    private sealed record Givers(HashSet<string> Diagnoses, Dictionary<(FeatureType Type, string Value), bool> Procedures)
    {
        internal static Givers Of(DefinitionSet set)
        {
            var diagnoses = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in set.DiagnosisFeatures)
            {
                if (row.Type == FeatureType.Dgprop)
                    diagnoses.Add(row.Value);
            }

            if (GroupingOptions.From(set).RecodesProperties98)
            {
                var shared = diagnoses.Where(value => value.StartsWith("98", StringComparison.Ordinal)).ToList();
                diagnoses.UnionWith(shared.SelectMany(value => new[] { "12" + value[2..], "13" + value[2..] }));
            }

            var operations = new HashSet<ulong>();
            foreach (var row in set.ProcedureFeatures)
            {
                if (row is { Type: FeatureType.Or, Value: "1" })
                    operations.Add(row.Code.Bits);
            }

            var procedures = new Dictionary<(FeatureType, string), bool>();
            foreach (var row in set.ProcedureFeatures)
            {
                if (row.Type is FeatureType.Dgprop or FeatureType.Procprop && row.Code != set.PrimaryCareCode)
                    procedures[(row.Type, row.Value)] = procedures.GetValueOrDefault((row.Type, row.Value), true)
                        && operations.Contains(row.Code.Bits);
            }

            return new(diagnoses, procedures);
        }
    }
}
