using System.Collections.Immutable;
using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>The intentions that the workbench has forms for. A further one is an entry here.</summary>
public static class Intentions
{
    private static readonly ImmutableArray<FeatureType> OfDiagnoses =
    [
        FeatureType.Dgprop, FeatureType.Pdgprop, FeatureType.Sdgprop, FeatureType.Dgcat, FeatureType.Compl,
    ];
    private static readonly ImmutableArray<FeatureType> OfProcedures = [FeatureType.Procprop, FeatureType.Or, FeatureType.Cc];

    private static readonly Intention Give = new(
        "give", "Give codes a property",
        [
            new("type", "Property")
            {
                Choices = [.. OfDiagnoses.Concat(OfProcedures).Select(type => ($"{type}".ToLowerInvariant(), NameOf(type)))],
                IsWide = true,
            },
            new("codes", "Diagnoses, or procedures")
            {
                Example = "I71.4 I71.5",
                Help = "with spaces between",
                IsWide = true,
                Suggests = true,
            },
            new("value", "Value") { Example = "05X40", Suggests = true },
            new("name", "Name of a new value") { MayBeBlank = true },
        ],
        filled =>
        {
            var type = Enum.TryParse<FeatureType>(filled.Needed("type"), ignoreCase: true, out var asked)
                ? asked
                : throw Filled.Refuse("type", "choose one");
            var (value, name, set) = (filled.Needed("value").ToUpperInvariant(), filled.Text("name"), filled.Set);
            if (type is FeatureType.Or or FeatureType.Cc
                ? value is not ("0" or "1" or "2")
                : value is not [>= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'])
                throw Filled.Refuse(
                    "value",
                    type is FeatureType.Or or FeatureType.Cc ? (Text)"0, 1 or 2" : "two digits, a letter and two digits, such as 05X40");
            var isNamed = type switch
            {
                FeatureType.Compl => set.ComplicationCategories.Any(row => row.Category == value),
                FeatureType.Or or FeatureType.Cc or FeatureType.Sdgprop => true,
                _ => set.Texts.Values.Any(row => row.Type == type && row.Value == value),
            };
            if (!isNamed && name.Length == 0)
                throw Filled.Refuse("name", $"{value} is new: give it a name");
            var change = OfDiagnoses.Contains(type)
                ? filled.Draft.Give(filled.Codes(
                    "codes", text => Diagnosis.Parse(text),
                    code => set.Index.FeaturesOf(code).Any() || !set.Index.Resolve(code.Code).IsBlank, "diagnosis"), type, value, name)
                : filled.Draft.Give(
                    filled.Codes("codes", text => ProcedureCode.Parse(text), code => !set.Index.Resolve(code).IsBlank, "procedure"), type,
                    value, name);
            return change.Rows.IsEmpty ? throw Filled.Refuse("codes", $"all of them have {value} already") : change;
        });

    private static readonly Intention Split = new(
        "split", "Split a DRG by a condition",
        [
            new("drg", "DRG to split") { Example = "F12E", Suggests = true },
            new("into", "New DRG") { Example = "F13E" },
            new("column", "Column")
            {
                Choices = [.. RuleColumn.All.Select(column => (column.Name, (Text)$"{column.Name:column}: {Holds(column):holds}"))],
                IsWide = true,
            },
            new("cell", "Condition") { Example = "<6575", Suggests = true },
            new("name", "Name of the new DRG"),
        ],
        filled =>
        {
            var (drg, into) = (filled.Drg("drg"), filled.NewDrg("into"));
            var column = RuleColumn.Of(filled.Needed("column")) ?? throw Filled.Refuse("column", "choose one");
            var change =
                filled.Draft.Split(drg, into, column, Filled.Condition("cell", column, filled.Needed("cell")), filled.Needed("name"));
            return change.Rows.IsEmpty ? throw Filled.Refuse("column", $"no rule of {drg} has this column free") : change;
        });

    private static readonly Intention Insert = new(
        "insert", "Insert a rule before another",
        [
            new("drg", "DRG that it gives") { Example = "F12C", Suggests = true },
            new("before", "Before the rule") { Example = "F12E01", Suggests = true },
            new("conditions", "Conditions") { Example = "mdc=06 procpro=06S04 sex=M", IsWide = true, Suggests = true },
            new("name", "Name of a new DRG") { MayBeBlank = true, IsWide = true },
        ],
        filled =>
        {
            var (drg, name, before) = (filled.DrgCode("drg"), filled.Text("name"), filled.Needed("before"));
            if (!filled.Set.Index.HasDrg(drg) && name.Length == 0)
                throw Filled.Refuse("name", $"{drg} is new: give it a name");
            var change = filled.Draft.Insert(before, drg, filled.Conditions("conditions"), name);
            return change.Rows.IsEmpty ? throw Filled.Refuse("before", $"{filled.Set.Version.Id} has no rule {before:rule}") : change;
        });

    /// <summary>The intentions that have a form of their own, in the order in which they are offered.</summary>
    public static ImmutableArray<Intention> All { get; } = [Give, Split, Insert];

    /// <summary>A row by hand: the form has the columns of the table.</summary>
    public static Intention Row(ChangeTable table) => new(
        "row", $"A row of {table.Name}",
        [
            new("direction", "IN or OUT") { Choices = [("IN", "IN: comes in"), ("OUT", "OUT: leaves")] },
            .. table.Columns.Select(column => new IntentionField(column, Text.Verbatim(column)) { MayBeBlank = true }),
        ],
        filled =>
        {
            ImmutableArray<string> cells =
            [
                .. table.Columns.Select(column => table.Name == "drg_logic" && RuleColumn.Of(column) is { } condition
                    ? Filled.Condition(column, condition, filled.Text(column))
                    : ChangeTable.Normalise(column, filled.Text(column))),
            ];
            if (cells.All(cell => cell.Length == 0))
                throw Filled.Refuse(table.Columns[0], "fill in at least one cell");
            return new("", [new(table.Name, filled.Text("direction") == "OUT" ? ChangeDirection.Out : ChangeDirection.In, cells)
            {
                VersionToChange = filled.Set.Version.Id,
            }]);
        });

    /// <summary>What a column of the rules holds.</summary>
    public static Text Holds(RuleColumn column) => column.Kind switch
    {
        ColumnKind.Value => column.Type switch
        {
            FeatureType.Mdc => (Text)"an MDC",
            FeatureType.Dgcat => "a diagnosis category",
            FeatureType.Pdgprop => "a property of the principal diagnosis",
            FeatureType.Procprop => "a procedure property",
            _ => "a diagnosis property",
        },
        ColumnKind.Principal => (Text)"+ or -",
        ColumnKind.Level => "1 or 2",
        ColumnKind.OperatingRoom => "S, P, N, Z, + or -",
        ColumnKind.OtherProcedure => "another procedure property, + or -",
        ColumnKind.Age => "days of age, <6575 or >6574",
        ColumnKind.Sex => "M, F or -",
        ColumnKind.Duration => "care days, <1 or >0",
        ColumnKind.Discharge => "N, E, R or L",
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };

    private static Text NameOf(FeatureType type) => type switch
    {
        FeatureType.Dgprop => (Text)"diagnosis property",
        FeatureType.Pdgprop => "principal diagnosis property",
        FeatureType.Sdgprop => "property of the first secondary diagnosis",
        FeatureType.Dgcat => "diagnosis category, with its MDC",
        FeatureType.Compl => "complication category",
        FeatureType.Procprop => "procedure property",
        FeatureType.Or => "OR value of procedures",
        _ => "complication level of procedures",
    };
}
