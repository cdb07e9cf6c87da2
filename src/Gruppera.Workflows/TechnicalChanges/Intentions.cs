using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Schemas;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>The intentions that the workbench has forms for. A further one is an entry here.</summary>
internal static class Intentions
{
    private static readonly ImmutableArray<FeatureType> OfDiagnoses = [FeatureType.Dgprop, FeatureType.Pdgprop, FeatureType.Sdgprop, FeatureType.Dgcat, FeatureType.Compl];
    private static readonly ImmutableArray<FeatureType> OfProcedures = [FeatureType.Procprop, FeatureType.Or, FeatureType.Cc];

    private static readonly Intention Give = new(
        "give", new("Give codes a property", "Ge koder en egenskap"),
        [
            new("type", new("Property", "Egenskap")) { Choices = [.. OfDiagnoses.Concat(OfProcedures).Select(type => ($"{type}".ToLowerInvariant(), NameOf(type)))], IsWide = true },
            new("codes", new("Diagnoses, or procedures", "Diagnoser, eller åtgärder")) { Example = "I71.4 I71.5", Help = new("with blanks between", "med blanksteg emellan"), IsWide = true, Suggests = true },
            new("value", new("Value", "Värde")) { Example = "05X40", Suggests = true },
            new("name", new("Name of a new value", "Namn på ett nytt värde")) { MayBeBlank = true },
        ],
        filled =>
        {
            var type = Enum.TryParse<FeatureType>(filled.Needed("type"), ignoreCase: true, out var asked) ? asked : throw Filled.Refuse("type", new("choose one", "välj en"));
            var (value, name, set) = (filled.Needed("value").ToUpperInvariant(), filled.Text("name"), filled.Set);
            if (type is FeatureType.Or or FeatureType.Cc ? value is not ("0" or "1" or "2") : value is not [>= '0' and <= '9', >= '0' and <= '9', >= 'A' and <= 'Z', >= '0' and <= '9', >= '0' and <= '9'])
                throw Filled.Refuse("value", type is FeatureType.Or or FeatureType.Cc ? new("0, 1 or 2", "0, 1 eller 2") : new("two digits, a letter and two digits, such as 05X40", "två siffror, en bokstav och två siffror, som 05X40"));
            var isNamed = type switch
            {
                FeatureType.Compl => set.ComplicationCategories.Any(row => row.Category == value),
                FeatureType.Or or FeatureType.Cc or FeatureType.Sdgprop => true,
                _ => set.Texts.Values.Any(row => row.Type == type && row.Value == value),
            };
            if (!isNamed && name.Length == 0)
                throw Filled.Refuse("name", new($"{value} is new: name it", $"{value} är nytt: ge det ett namn"));
            var change = OfDiagnoses.Contains(type)
                ? filled.Draft.Give(filled.Codes("codes", text => Diagnosis.Parse(text), code => set.Index.FeaturesOf(code).Any() || !set.Index.Resolve(code.Code).IsBlank, new("diagnosis", "diagnos")), type, value, name)
                : filled.Draft.Give(filled.Codes("codes", text => ProcedureCode.Parse(text), code => !set.Index.Resolve(code).IsBlank, new("procedure", "åtgärd")), type, value, name);
            return change.Rows.IsEmpty ? throw Filled.Refuse("codes", new($"all of them have {value} already", $"alla har redan {value}")) : change;
        });

    private static readonly Intention Split = new(
        "split", new("Split a DRG by a condition", "Dela en DRG med ett villkor"),
        [
            new("drg", new("DRG to split", "DRG att dela")) { Example = "F12E", Suggests = true },
            new("into", new("New DRG", "Ny DRG")) { Example = "F13E" },
            new("column", new("Column", "Kolumn")) { Choices = [.. Enum.GetValues<RuleColumn>().Select(column => (NameOf(column), new LocalText($"{NameOf(column)}: {Holds(column).English}", $"{NameOf(column)}: {Holds(column).Swedish}")))], IsWide = true },
            new("cell", new("Condition", "Villkor")) { Example = "<6575", Suggests = true },
            new("name", new("Name of the new DRG", "Namn på nya DRG:n")),
        ],
        filled =>
        {
            var (drg, into) = (filled.Drg("drg"), filled.NewDrg("into"));
            var column = ColumnOf(filled.Needed("column")) ?? throw Filled.Refuse("column", new("choose one", "välj en"));
            var change = filled.Draft.Split(drg, into, column, Filled.Condition("cell", column, filled.Needed("cell")), filled.Needed("name"));
            return change.Rows.IsEmpty ? throw Filled.Refuse("column", new($"no rule of {drg} has this column free", $"ingen regel för {drg} har den här kolumnen ledig")) : change;
        });

    private static readonly Intention Insert = new(
        "insert", new("Insert a rule before another", "Infoga en regel före en annan"),
        [
            new("drg", new("DRG that it gives", "DRG som den ger")) { Example = "F12C", Suggests = true },
            new("before", new("Before the rule", "Före regeln")) { Example = "F12E01", Suggests = true },
            new("conditions", new("Conditions", "Villkor")) { Example = "mdc=06 procpro=06S04 sex=M", IsWide = true, Suggests = true },
            new("name", new("Name of a new DRG", "Namn på en ny DRG")) { MayBeBlank = true, IsWide = true },
        ],
        filled =>
        {
            var (drg, name, before) = (filled.DrgCode("drg"), filled.Text("name"), filled.Needed("before"));
            if (!filled.Set.Index.HasDrg(drg) && name.Length == 0)
                throw Filled.Refuse("name", new($"{drg} is new: name it", $"{drg} är ny: ge den ett namn"));
            var change = filled.Draft.Insert(before, drg, filled.Conditions("conditions"), name);
            return change.Rows.IsEmpty ? throw Filled.Refuse("before", new($"{filled.Set.Version.Id} has no rule {before}", $"{filled.Set.Version.Id} har ingen regel {before}")) : change;
        });

    internal static ImmutableArray<Intention> All { get; } = [Give, Split, Insert];

    /// <summary>A row by hand: the form has the columns of the table.</summary>
    internal static Intention Row(ChangeTable table) => new(
        "row", new($"A row of {table.Name}", $"En rad i {table.Name}"),
        [
            new("direction", new("IN or OUT", "IN eller OUT")) { Choices = [("IN", new("IN: comes in", "IN: kommer in")), ("OUT", new("OUT: leaves", "OUT: går ut"))] },
            .. table.Columns.Select(column => new IntentionField(column, new(column, column)) { MayBeBlank = true }),
        ],
        filled =>
        {
            ImmutableArray<string> cells = [.. table.Columns.Select(column => table.Name == "drg_logic" && ColumnOf(column) is { } condition ? Filled.Condition(column, condition, filled.Text(column)) : ChangeTable.Normalise(column, filled.Text(column)))];
            if (cells.All(cell => cell.Length == 0))
                throw Filled.Refuse(table.Columns[0], new("fill in at least one cell", "fyll i minst en cell"));
            return new("", [new(table.Name, filled.Text("direction") == "OUT" ? ChangeDirection.Out : ChangeDirection.In, cells) { VersionToChange = filled.Set.Version.Id }]);
        });

    /// <summary>A column of the rules as its table calls it.</summary>
    internal static string NameOf(RuleColumn column) => RuleTable.Conditions[(int)column];

    /// <summary>A column of the rules by that name; null where there is none.</summary>
    internal static RuleColumn? ColumnOf(string name) => RuleTable.Conditions.IndexOf(name.ToLowerInvariant()) is >= 0 and var column ? (RuleColumn)column : null;

    /// <summary>What a column of the rules holds.</summary>
    internal static LocalText Holds(RuleColumn column) => column switch
    {
        RuleColumn.Icd => new("+ or -", "+ eller -"),
        RuleColumn.Mdc => new("an MDC", "en MDC"),
        RuleColumn.Dgcat => new("a diagnosis category", "en diagnoskategori"),
        RuleColumn.Pdgprop => new("a property of the principal diagnosis", "en egenskap hos huvuddiagnosen"),
        RuleColumn.Compl => new("1 or 2", "1 eller 2"),
        RuleColumn.Or => new("S, P, N, Z, + or -", "S, P, N, Z, + eller -"),
        RuleColumn.Procpro => new("a procedure property", "en åtgärdsegenskap"),
        RuleColumn.Secpro => new("another procedure property, + or -", "ännu en åtgärdsegenskap, + eller -"),
        RuleColumn.Agelim => new("days of age, <6575 or >6574", "ålder i dagar, <6575 eller >6574"),
        RuleColumn.Sex => new("M, F or -", "M, F eller -"),
        RuleColumn.Dur => new("care days, <1 or >0", "vårddagar, <1 eller >0"),
        RuleColumn.Disch => new("N, E, R or L", "N, E, R eller L"),
        _ => new("a diagnosis property", "en diagnosegenskap"),
    };

    private static LocalText NameOf(FeatureType type) => type switch
    {
        FeatureType.Dgprop => new("diagnosis property", "diagnosegenskap"),
        FeatureType.Pdgprop => new("principal diagnosis property", "huvuddiagnosegenskap"),
        FeatureType.Sdgprop => new("property of the first secondary diagnosis", "egenskap hos första bidiagnosen"),
        FeatureType.Dgcat => new("diagnosis category, with its MDC", "diagnoskategori, med dess MDC"),
        FeatureType.Compl => new("complication category", "komplikationskategori"),
        FeatureType.Procprop => new("procedure property", "åtgärdsegenskap"),
        FeatureType.Or => new("OR value of procedures", "OR-värde hos åtgärder"),
        _ => new("complication level of procedures", "komplikationsgrad hos åtgärder"),
    };
}
