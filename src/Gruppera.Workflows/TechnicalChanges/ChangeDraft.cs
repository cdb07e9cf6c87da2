using Gruppera.Definitions;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>A group that is split.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Into">The new group.</param>
/// <param name="Name">Name of the new group.</param>
/// <param name="EnglishName">Its English name; empty for none.</param>
public sealed record GroupSplit(string Drg, string Into, string Name, string EnglishName = "");

/// <summary>Writes technical changes from intentions, with the rows that belong to them: names of new values, the exclusions that a
/// complication category has under C and G both, MDC rows beside categories. Immutable, thread-safe.</summary>
/// <param name="set">The set to change.</param>
/// <remarks>Source: docs/specification/casemix.md, "Rules for a good group" [TC].</remarks>
public sealed partial class ChangeDraft(DefinitionSet set)
{
    /// <summary>Gives diagnoses a property. A category replaces the one they have, with the MDC row; a complication category replaces
    /// theirs, and where it is new gets its row.</summary>
    /// <param name="codes">The diagnoses.</param>
    /// <param name="type">Type of property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="name">Name of the value, for one that is new.</param>
    public TechnicalChange Give(IEnumerable<Diagnosis> codes, FeatureType type, string value, string name = "")
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(value);
        var rows = new List<ChangeRow>();
        foreach (var code in codes)
        {
            var known = set.Index.FeaturesOf(code).ToList();
            if (known.Count == 0 && set.Index.Resolve(code.Code) is { IsBlank: false } prefix && prefix != code.Code && code.Dagger.IsBlank)
            {
                // A code that was read as its prefix keeps what the prefix gave it.
                foreach (var row in set.Index.FeaturesOf(new Diagnosis(prefix)).Where(row => !IsSole(row.Type) || row.Type != type))
                    Put(rows, code, known, row.Type, row.Value);
            }

            Put(rows, code, known, type, value);
            if (type == FeatureType.Dgcat && known.Any(row => row.Type == FeatureType.Mdc))
                Put(rows, code, known, FeatureType.Mdc, value[..2]);
        }

        return Of($"{value} for {rows.Select(row => row.Cells[0]).Distinct().Count()} codes", [.. rows, .. NameRows(type, value, name)]);
    }

    /// <summary>Gives procedures a property.</summary>
    /// <inheritdoc cref="Give(IEnumerable{Diagnosis}, FeatureType, string, string)"/>
    public TechnicalChange Give(IEnumerable<ProcedureCode> codes, FeatureType type, string value, string name = "")
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentNullException.ThrowIfNull(value);
        var rows = new List<ChangeRow>();
        foreach (var code in codes)
        {
            var known = set.Index.FeaturesOf(code).ToList();
            var isSole = type is FeatureType.Or or FeatureType.Cc;
            if (known.Count == 0 && set.Index.Resolve(code) is { IsBlank: false } prefix && prefix != code)
                rows.AddRange(set.Index.FeaturesOf(prefix).Where(row => !isSole || row.Type != type)
                    .Select(row => Procedure(ChangeDirection.In, code, row.Type, row.Value)));
            rows.AddRange(known.Where(row => isSole && row.Type == type && row.Value != value)
                .Select(row => Procedure(ChangeDirection.Out, code, type, row.Value)));
            if (!known.Any(row => row.Type == type && row.Value == value))
                rows.Add(Procedure(ChangeDirection.In, code, type, value));
        }

        return Of($"{value} for {rows.Select(row => row.Cells[0]).Distinct().Count()} codes", [.. rows, .. NameRows(type, value, name)]);
    }

    /// <summary>Splits a group: before each of its rules comes one with a condition more, which gives the new group.</summary>
    /// <param name="drg">The group.</param>
    /// <param name="into">The new group.</param>
    /// <param name="column">The column of the condition.</param>
    /// <param name="cell">Its cell, such as <c>06X05</c>, <c>&gt;6574</c>, <c>2</c>.</param>
    /// <param name="name">Name of the new group.</param>
    /// <returns>A change; without rows where the set has no rule of the group in which the column is free.</returns>
    public TechnicalChange Split(string drg, string into, RuleColumn column, string cell, string name) =>
        Split([new(drg, into, name)], rule => rule[column].Length == 0 ? [(column, cell)] : []);

    /// <summary>Splits groups by several conditions at once, which need not stand in the same columns of all rules.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="cells">Cells that the new rule has in place of those of a rule; none for a rule that is not split.</param>
    /// <returns>A change; without rows where no rule is split.</returns>
    public TechnicalChange Split(
        IReadOnlyCollection<GroupSplit> groups, Func<RuleRow, IReadOnlyList<(RuleColumn Column, string Cell)>> cells)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(cells);
        var places = new RulePlaces(set);
        var split = groups.SelectMany(
            group => set.Index.RulesOf(group.Drg),
            (group, rank) => (Group: group, Rank: rank, Rule: set.Rules[rank], Cells: cells(set.Rules[rank])))
            .Where(each => each.Cells.Count > 0).OrderBy(each => each.Rank).ToList();
        var rows = split.Select(each => Rule(
            places.Before(each.Rank, each.Group.Into), each.Group.Into, each.Rule.ReturnCode,
            each.Cells.Aggregate(each.Rule.Conditions, (all, cell) => all.SetItem(cell.Column.Index, cell.Cell)),
            each.Rule.NationalVersions)).ToList();
        return Of(
            string.Join(", ", groups.Select(group => $"{group.Into} out of {group.Drg}")),
            [.. rows, .. GiveWay(places), .. split.Select(each => each.Group).Distinct()
                .Select(group => NameRow(group.Into, group.Name, set.Index.DrgOf(group.Drg).Mdc ?? "", group.EnglishName))]);
    }

    /// <summary>True for properties of which a diagnosis has one at most.</summary>
    private static bool IsSole(FeatureType type) => type is FeatureType.Dgcat or FeatureType.Mdc or FeatureType.Compl;

    private static void Put(List<ChangeRow> rows, Diagnosis code, List<DiagnosisFeature> known, FeatureType type, string value)
    {
        (string, string)[] key = [("code_nat", $"{code.Code}"), ("d_code_nat", $"{code.Dagger}"), ("vartype", Vartype(type))];
        if (IsSole(type))
            rows.AddRange(known.Where(row => row.Type == type && row.Value != value)
                .Select(row => Row("dg_feat", ChangeDirection.Out, [.. key, ("varval", row.Value)])));
        if (!known.Any(row => row.Type == type && row.Value == value))
            rows.Add(Row("dg_feat", ChangeDirection.In, [.. key, ("varval", value)]));
    }

    /// <summary>The name row of a new value; of a new complication category its row, and the exclusions of its like under the other
    /// letter.</summary>
    private IEnumerable<ChangeRow> NameRows(FeatureType type, string value, string name)
    {
        if (type == FeatureType.Compl && set.ComplicationCategories.All(row => row.Category != value))
        {
            yield return Row("compl_name", ChangeDirection.In, ("compl", value), ("varval_text_comb", name));
            foreach (var row in set.ComplicationExclusions.Where(row => row.Category.Length == value.Length
                && ComplicationCategory.ListOf(row.Category) == ComplicationCategory.ListOf(value))
                .DistinctBy(row => (row.Code, row.Dagger)))
                yield return Row(
                    "compl_excl", ChangeDirection.In, ("vartype", "COMPL"), ("varval", value), ("code_nat", $"{row.Code}"),
                    ("d_code_nat", $"{row.Dagger}"));
        }

        var table = type switch
        {
            FeatureType.Dgcat => "dgcat",
            FeatureType.Dgprop => "dgprop",
            FeatureType.Pdgprop => "pdgprop",
            FeatureType.Procprop => "procprop",
            _ => "",
        };
        if (table.Length > 0 && !set.Texts.Values.Any(row => row.Type == type && row.Value == value))
            yield return Row($"{table}_name", ChangeDirection.In, (table, value), ("varval_text_comb", name));
    }

    private TechnicalChange Of(string name, IEnumerable<ChangeRow> rows) =>
        new(name, [.. rows.Select(row => row with { VersionToChange = set.Version.Id })]);

    private static ChangeRow Procedure(ChangeDirection direction, ProcedureCode code, FeatureType type, string value) =>
        Row("proc_feat", direction, ("code_nat", $"{code}"), ("vartype", Vartype(type)), ("varval", value));

    private static ChangeRow Row(string table, ChangeDirection direction, params ReadOnlySpan<(string Column, string Cell)> cells)
    {
        var columns = ChangeTable.Of(table)!.Columns;
        var row = new string[columns.Length];
        Array.Fill(row, "");
        foreach (var (column, cell) in cells)
        {
            if (columns.IndexOf(column) is >= 0 and var place)
                row[place] = ChangeTable.Normalise(column, cell);
        }

        return new(table, direction, [.. row]);
    }

    private static string Vartype(FeatureType type) => ChangeTable.Normalise("vartype", type.ToString());
}
