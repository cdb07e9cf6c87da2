using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Definitions;

namespace Gruppera.Workflows.Technology;

/// <summary>A part of a technology with the codes that get its property.</summary>
internal sealed record DraftPart(DraftProperty Property, ImmutableArray<Diagnosis> Diagnoses, ImmutableArray<ProcedureCode> Procedures);

/// <summary>Which property each part of a technology gets, and which columns of a rule ask for them. Immutable, thread-safe.</summary>
internal sealed class DraftPlacing
{
    private static readonly ImmutableArray<RuleColumn> DiagnosisColumns =
    [
        .. RuleColumn.All.Where(column => column.Type == FeatureType.Dgprop),
    ];
    private readonly DefinitionSet _set;

    internal DraftPlacing(
        DefinitionSet set, ImmutableArray<(int Part, ImmutableArray<Diagnosis> Diagnoses, ImmutableArray<ProcedureCode> Procedures)> parts,
        ImmutableArray<string> groups)
    {
        _set = set;
        var rules = groups.SelectMany(set.Index.RulesOf).Select(rank => set.Rules[rank]).ToList();
        var mdc = rules.Select(rule => rule[RuleColumn.Mdc]).Concat(groups.Select(drg => set.Index.DrgOf(drg).Mdc))
            .FirstOrDefault(cell => cell is { Length: 2 }, "00");
        var used = set.DiagnosisFeatures.Select(row => row.Value).Concat(set.ProcedureFeatures.Select(row => row.Value))
            .Concat(set.Texts.Values.Select(name => name.Value)).ToHashSet(StringComparer.Ordinal);
        var procedure = parts.FirstOrDefault(part => part.Diagnoses.IsEmpty && CanHaveProcedureProperty(part.Procedures)
            && rules.All(rule => CanTakeProcedureColumn(rule, part.Procedures))).Part;
        Parts =
        [
            .. parts.Select(part => new DraftPart(
                part.Part == procedure
                    ? new(part.Part, FeatureType.Procprop, Next(used, mdc + LetterOf(part.Procedures)), part.Procedures.Length)
                    : new(part.Part, FeatureType.Dgprop, Next(used, mdc + "X"), part.Diagnoses.Length + part.Procedures.Length),
                part.Diagnoses, part.Procedures)),
        ];
    }

    internal ImmutableArray<DraftPart> Parts { get; }

    /// <summary>The cells that a rule which asks for the parts has beside, or in place of, those of another;
    /// none if it has no room.</summary>
    internal IReadOnlyList<(RuleColumn Column, string Cell)> CellsOf(RuleRow rule)
    {
        var free = DiagnosisColumns.Where(column => rule[column].Length == 0).ToList();
        var (procedures, diagnoses) = (
            Parts.Where(part => part.Property.Type == FeatureType.Procprop),
            Parts.Where(part => part.Property.Type == FeatureType.Dgprop).ToList());
        return rule.ReturnCode != ReturnCode.Grouped || diagnoses.Count > free.Count
            ? []
            :
            [
                .. procedures.Select(part => (RuleColumn.Procpro, part.Property.Value)),
                .. diagnoses.Zip(free, (part, column) => (column, part.Property.Value)),
            ];
    }

    /// <summary>False if a code of an operation has no procedure property yet:
    /// with one it would count where rules ask for no secondary procedure.</summary>
    private bool CanHaveProcedureProperty(ImmutableArray<ProcedureCode> codes) =>
        codes.All(code => FeaturesOf(code).Any(row => row.Type == FeatureType.Procprop)
            || !FeaturesOf(code).Any(row => row is { Type: FeatureType.Or, Value: "1" }));

    /// <summary>The column is free, or holds a property that every one of the codes has, so that the new property stands for both.
    /// A condition on secondary procedures would come to mean something else.</summary>
    private bool CanTakeProcedureColumn(RuleRow rule, ImmutableArray<ProcedureCode> codes) => rule[RuleColumn.Secpro].Length == 0
        && (rule[RuleColumn.Procpro] is not { Length: > 0 } asked
            || codes.All(code => FeaturesOf(code).Any(row => row.Type == FeatureType.Procprop && row.Value == asked)));

    /// <summary>The letter that most properties of the codes have; S where they have none.</summary>
    private string LetterOf(ImmutableArray<ProcedureCode> codes) =>
        codes.SelectMany(FeaturesOf).Where(row => row is { Type: FeatureType.Procprop, Value.Length: 5 }).GroupBy(row => row.Value[2])
            .OrderByDescending(letter => letter.Count()).ThenBy(letter => letter.Key)
            .Select(letter => letter.Key.ToString()).FirstOrDefault("S");

    private IEnumerable<ProcedureFeature> FeaturesOf(ProcedureCode code) => _set.Index.FeaturesOf(_set.Index.Resolve(code));

    /// <summary>The number after the last one in use; those from 90 on have meanings of their own.</summary>
    private static string Next(HashSet<string> used, string front)
    {
        var numbers = Enumerable.Range(1, 98)
            .Select(number => (Number: number, Value: front + number.ToString("00", CultureInfo.InvariantCulture))).ToList();
        var last = numbers.LastOrDefault(each => each.Number < 90 && used.Contains(each.Value)).Number;
        return numbers.OrderBy(each => each.Number >= 90).ThenBy(each => each.Number <= last).Select(each => each.Value).First(used.Add);
    }
}
