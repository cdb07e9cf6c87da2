using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Lint;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>A code that a set still has and that went out. Immutable.</summary>
/// <param name="Code">The code; of a pair the asterisk code is no part of this.</param>
/// <param name="IsProcedure">True for a procedure.</param>
/// <param name="Text">Its text.</param>
/// <param name="Year">The year it went out in; 0 if it is not said.</param>
/// <param name="Rows">Rows of its properties and exclusions.</param>
public sealed record InactiveCode(string Code, bool IsProcedure, TableText Text, int Year, int Rows);

/// <summary>Codes that went out and that a set keeps so that old contacts can be grouped; and the change that takes them out.
/// Thread-safe.</summary>
public static class InactiveCodes
{
    /// <summary>The codes that went out before the year of the set, by their texts and by the last days that catalogues of its country
    /// give; the longest ago first.</summary>
    public static ImmutableArray<InactiveCode> Of(DefinitionSet set)
    {
        ArgumentNullException.ThrowIfNull(set);
        var (index, year) = (set.Index, set.Version.Year);
        var catalogues = set.Texts.Catalogues.Where(each => each.System.Country.Length == 0
            || each.System.Country.Equals(set.Version.Country, StringComparison.OrdinalIgnoreCase)).ToList();
        var exclusions = set.ComplicationExclusions.CountBy(row => new Diagnosis(row.Code, row.Dagger)).ToDictionary();
        return
        [
            .. set.DiagnosisFeatures.Where(row => row.Dagger.IsBlank && !row.Code.IsUnknown).CountBy(row => row.Code)
                .Select(code => Of(code.Key.ToString(), false, index.TextOf(new Diagnosis(code.Key)),
                    code.Value + exclusions.GetValueOrDefault(new Diagnosis(code.Key))))
                .Concat(set.ProcedureFeatures.Where(row => !row.Code.IsUnknown).CountBy(row => row.Code)
                    .Select(code => Of(code.Key.ToString(), true, index.TextOf(code.Key), code.Value)))
                .OfType<InactiveCode>().OrderBy(code => code.Year == 0 ? int.MaxValue : code.Year)
                .ThenBy(code => code.IsProcedure).ThenBy(code => code.Code, StringComparer.Ordinal),
        ];

        InactiveCode? Of(string code, bool isProcedure, TableText text, int rows)
        {
            var kind = isProcedure ? CodeSystemKind.Procedure : CodeSystemKind.Diagnosis;
            var last = InactiveText.Of(text)
                ?? catalogues.Where(each => each.System.Kind == kind).Select(each => each.Find(code)?.To?.Year)
                    .FirstOrDefault(to => to > 0);
            return last is { } gone && (year == 0 || gone < year) ? new(code, isProcedure, text, gone, rows) : null;
        }
    }

    /// <summary>The change that takes codes out: every row of their properties and exclusions.</summary>
    public static TechnicalChange Removal(DefinitionSet set, IReadOnlyCollection<InactiveCode> codes)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(codes);
        var (diagnoses, procedures) = (Set(false), Set(true));
        var rows = ChangeTable.Modern(set).Where(table => table.Name is "dg_feat" or "proc_feat" or "compl_excl").SelectMany(table =>
        {
            var known = ChangeTable.Of(table.Name)!;
            var (code, dagger) = (known.Columns.IndexOf("code_nat"), known.Columns.IndexOf("d_code_nat"));
            var wanted = table.Name == "proc_feat" ? procedures : diagnoses;
            return table.Rows.Select(known.CellsOf)
                .Where(cells => wanted.Contains(cells[code]) && (dagger < 0 || cells[dagger].Length == 0))
                .Select(cells => new ChangeRow(table.Name, ChangeDirection.Out, cells) { VersionToChange = set.Version.Id });
        });
        return new("inactive codes", [.. rows.DistinctBy(row => (row.Table, row.Key))]);

        HashSet<string> Set(bool isProcedure) =>
            codes.Where(code => code.IsProcedure == isProcedure).Select(code => code.Code).ToHashSet(StringComparer.Ordinal);
    }
}
