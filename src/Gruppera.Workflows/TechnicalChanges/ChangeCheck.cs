using System.Collections.Immutable;
using Gruppera.Compilation;
using Gruppera.Definitions;
using Gruppera.Lint;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Checks technical changes against a set: whether their rows can be applied, and what the new set has wrong that the old one had
/// not. Thread-safe.</summary>
/// <remarks>Source: docs/specification/casemix.md, "Rules for a good group" [TC].</remarks>
public static class ChangeCheck
{
    /// <summary>Checks what applying changes gave.</summary>
    /// <param name="set">The set before.</param>
    /// <param name="changed">What applying gave.</param>
    /// <param name="weightOf">Weight of a group, or null; the order by weight is checked where there are weights.</param>
    /// <returns>Findings: those of applying, of the tables and of the linter that the old set lacks, at the row of the change that brings
    /// them where one does; and values without a name, codes with too many properties of a kind, rules out of order, rules without the
    /// extra one for anaesthesia (GRP6007-GRP6010).</returns>
    public static ImmutableArray<Issue> Run(DefinitionSet set, ChangedSet changed, Func<string, double?>? weightOf = null)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(changed);
        if (changed.Set is not { } after)
            return changed.Issues;
        var places = changed.Rows.Where(row => row.NewRow > 0).ToDictionary(row => (row.Row.Table, Row: (long)row.NewRow), row => row.Row);
        var read = new Lazy<EarlierFindings>(
            () => new(ChangeApplier.Apply(set, [], set.Version).Issues)); // rarely asked for, and not cheap
        var known = new EarlierFindings(DefinitionLint.RunAll(CompiledDefinition.Compile(set), weightOf));
        return
        [
            .. changed.Issues.Where(issue => IsOfChange(issue, places) || read.Value.Of(issue) != FindingStanding.Known)
                .Select(issue => Place(issue, places)),
            .. DefinitionLint.RunAll(CompiledDefinition.Compile(after), weightOf).Where(issue => known.Of(issue) != FindingStanding.Known)
                .Select(issue => Place(issue, places)),
            .. Unnamed(set, after, changed), .. TooMany(after, changed), .. OutOfOrder(after, changed),
            .. WithoutAnaesthesia(set, after, changed),
        ];
    }

    private static bool IsOfChange(Issue issue, Dictionary<(string Table, long Row), ChangeRow> places) =>
        issue.Code.Id.StartsWith("GRP6", StringComparison.Ordinal) || Place(issue, places).File != issue.File;

    /// <summary>The same issue at the row of the change that it is about.</summary>
    private static Issue Place(Issue issue, Dictionary<(string Table, long Row), ChangeRow> places) =>
        issue.File.EndsWith(".csv", StringComparison.Ordinal)
            && places.TryGetValue((Path.GetFileNameWithoutExtension(issue.File), issue.Row), out var row)
            ? issue with { File = row.File, Row = row.Row }
            : issue;

    /// <summary>New values that codes get: they must stand in their name table.</summary>
    private static IEnumerable<Issue> Unnamed(DefinitionSet set, DefinitionSet after, ChangedSet changed)
    {
        var known = set.DiagnosisFeatures.Select(row => (row.Type, row.Value))
            .Concat(set.ProcedureFeatures.Select(row => (row.Type, row.Value))).ToHashSet();
        var named = after.Texts.Values.Select(name => (name.Type, name.Value)).ToHashSet();
        var types = named.Select(name => name.Type).ToHashSet();
        foreach (var row in In(changed, "dg_feat", "proc_feat"))
        {
            FeatureType? type = Cell(row, "vartype") switch
            {
                "MDC" => FeatureType.Mdc,
                "DGCAT" => FeatureType.Dgcat,
                "DGPROP" => FeatureType.Dgprop,
                "PDGPRO" => FeatureType.Pdgprop,
                "PROCPR" => FeatureType.Procprop,
                _ => null,
            };
            if (type is { } asked && (asked, Cell(row, "varval")) is var value && types.Contains(asked) && !named.Contains(value)
                && !known.Contains(value))
                yield return About(WorkflowIssues.ChangedValueWithoutName, row, "varval", Cell(row, "code_nat"));
        }
    }

    private static IEnumerable<Issue> TooMany(DefinitionSet after, ChangedSet changed)
    {
        foreach (var row in In(changed, "dg_feat"))
        {
            var kind = KindOf(Cell(row, "vartype"), Cell(row, "varval"));
            var code = new Diagnosis(DiagnosisCode.Parse(Cell(row, "code_nat")), DiagnosisCode.Parse(Cell(row, "d_code_nat")));
            string[] same = kind.Length == 0 ? [] : [.. after.Index.FeaturesOf(code)
                .Where(feature => KindOf(feature.Type.ToString().ToUpperInvariant(), feature.Value) == kind)
                .Select(feature => feature.Value).Distinct()];
            if (same.Length > 1)
                yield return About(WorkflowIssues.SeveralOfAKind, row, "varval", $"{code}: {string.Join(", ", same)}");
        }
    }

    /// <summary>The kinds of properties of which a code has one at most: its complication category, the general ones, and those of its own
    /// group.</summary>
    private static string KindOf(string type, string value) => (type, value) switch
    {
        ("COMPL", _) => "COMPL",
        ("DGPROP", [_, _, 'X', '9', '9']) => "X99",
        (_, [_, _, 'K', '9', '9']) => "K99",
        _ => "",
    };

    /// <summary>Surgical rules that stand after conservative ones that can hold for the same contact and do not keep operations
    /// out.</summary>
    private static IEnumerable<Issue> OutOfOrder(DefinitionSet after, ChangedSet changed)
    {
        var conservative = after.Rules.Index().Where(rule => IsConservative(rule.Item)).ToLookup(rule => rule.Item[RuleColumn.Mdc]);
        foreach (var (row, at) in NewRules(after, changed))
        {
            var rule = after.Rules[at];
            if (IsSurgical(rule) && conservative[rule[RuleColumn.Mdc]]
                .FirstOrDefault(earlier => earlier.Index < at && CanMeet(earlier.Item, rule)).Item is { } taker)
                yield return About(WorkflowIssues.SurgicalAfterConservative, row, "ord", taker.Id);
        }
    }

    /// <summary>Rules that ask for an operating-room procedure of a property that other procedures have too, and that none with general
    /// anaesthesia follows.</summary>
    private static IEnumerable<Issue> WithoutAnaesthesia(DefinitionSet set, DefinitionSet after, ChangedSet changed)
    {
        foreach (var (row, at) in NewRules(after, changed))
        {
            var rule = after.Rules[at];
            if (set.Index.RuleOf(rule.Id) is >= 0 and var known && set.Rules[known].Conditions.SequenceEqual(rule.Conditions))
                continue;
            if (AnaesthesiaRule.Of(after, rule.Conditions) is { IsEmpty: false } extra
                && !after.Index.RulesOf(rule.Drg).Any(rank => rank > at && after.Rules[rank].Conditions.SequenceEqual(extra)))
                yield return About(WorkflowIssues.LacksAnaesthesiaRule, row, "or_proc", rule[RuleColumn.Procpro]);
        }
    }

    /// <summary>Rules that come in, with their ranks.</summary>
    private static IEnumerable<(ChangeRow Row, int Rank)> NewRules(DefinitionSet after, ChangedSet changed)
    {
        var ranks = after.Rules.Index().ToDictionary(rule => rule.Item.Source.Row, rule => rule.Index);
        return changed.Rows.Where(row => row.NewRow > 0 && row.Row.Table == "drg_logic" && ranks.ContainsKey(row.NewRow))
            .Select(row => (row.Row, ranks[row.NewRow]));
    }

    /// <summary>A group's rule that asks for an MDC or category, level, age, sex and care form at most: operated contacts meet it too. One
    /// that asks for a property picks its contacts out on purpose.</summary>
    private static bool IsConservative(RuleRow rule) =>
        rule[RuleColumn.Mdc].Length > 0 && rule.ReturnCode == ReturnCode.Grouped && rule.Asked().All(asked =>
            asked.Column.Kind is not (ColumnKind.OperatingRoom or ColumnKind.OtherProcedure)
            && asked.Column.Type is FeatureType.None or FeatureType.Mdc or FeatureType.Dgcat);

    /// <summary>False if no contact can meet both: another category, sex or discharge, or ages or care days apart.</summary>
    private static bool CanMeet(RuleRow one, RuleRow other) => one.Columns.All(column => CanMeet(column, one[column], other[column]));

    private static bool CanMeet(RuleColumn column, string one, string other) =>
        one.Length == 0 || other.Length == 0 || one == other || column.Kind switch
        {
            ColumnKind.Sex => false,
            ColumnKind.Value => column.Type != FeatureType.Dgcat,
            ColumnKind.Discharge => (one == "E") == (other == "E"),
            ColumnKind.Age or ColumnKind.Duration => !AreApart(CellLimit.Read(one), CellLimit.Read(other)),
            _ => true,
        };

    /// <summary>True of limits such as <c>&lt;5</c> and <c>&gt;4</c>, which no number is within.</summary>
    private static bool AreApart(CellLimit? one, CellLimit? other) => (one, other) switch
    {
        ((true, var below), (false, var above)) => below <= above + 1,
        ((false, _), (true, _)) => AreApart(other, one),
        _ => false,
    };

    private static bool IsSurgical(RuleRow rule) => rule[RuleColumn.Or] == "S" || rule[RuleColumn.Procpro] is [not '-', _, 'S', ..];

    private static IEnumerable<ChangeRow> In(ChangedSet changed, params string[] tables) =>
        changed.Rows.Where(row => row.NewRow > 0 && tables.Contains(row.Row.Table)).Select(row => row.Row);

    private static string Cell(ChangeRow row, string column) => row.Cells[ChangeTable.Of(row.Table)!.Columns.IndexOf(column)];

    private static Issue About(IssueCode code, ChangeRow row, string column, string detail) =>
        new(code, row.File, row.Table, row.Row, column, Cell(row, column), detail);
}
