using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Schemas;

/// <summary>Rows of the rule table. Rules without order, or without any DRG, are reported and left out;
/// one that has only the code of the Combined version stays, since it fires (with an empty group) in the owners' own program.</summary>
internal static class RuleTable
{
    /// <summary>Reads the rules.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">Pool of texts.</param>
    /// <param name="order">How the set sorts: a modern table that was written from an older set has its ORD in the column id.</param>
    /// <param name="nationalDrg">National group of a Combined one, or null outside Combined tables.</param>
    /// <param name="columns">The condition columns.</param>
    public static List<RuleRow> Read(
        SchemaReader table, Cells cells, RuleOrder order, Func<string, string>? nationalDrg, ImmutableArray<RuleColumn> columns)
    {
        var rules = new List<RuleRow>();
        int ord = table.Field("ord"), id = table.Field("id"), drg = table.Field("drg_nat"), combined = table.Field("drg_comb");
        int rtc = table.Field("rtc"), countries = table.Field("nat_ver");
        var places = columns.Select(column => table.Field(column.Name)).ToArray();
        while (table.Read())
        {
            var combinedDrg = cells.Drg(table[combined]);
            var nationalCode = nationalDrg is null ? cells.Drg(table[drg]) : combinedDrg.Length > 0 ? nationalDrg(combinedDrg) : "";
            var number = CellText.WithoutFraction(table[ord]).ToString();
            var key = id < 0 ? number : cells.Text(table[id]);
            if (order == RuleOrder.Text)
                number = key;
            else if (number.AsSpan().ContainsAnyExceptInRange('0', '9'))
                number = "";
            if (number.Length == 0 || (nationalCode.Length == 0 && combinedDrg.Length == 0))
            {
                table.Report(FormatIssues.RuleIncomplete, number.Length == 0 ? ord : drg < 0 ? combined : drg);
                continue;
            }

            if (nationalCode.Length == 0)
                table.Report(FormatIssues.RuleWithoutDrg, drg, combinedDrg);
            var conditions = new string[columns.Length];
            for (var i = 0; i < conditions.Length; i++)
                conditions[i] = columns[i].Type == FeatureType.Mdc
                    ? cells.Text(CellText.Mdc(table[places[i]]))
                    : cells.Value(table[places[i]]);
            rules.Add(new()
            {
                Ord = number,
                Id = key.Length > 0 ? key : number,
                Drg = nationalCode,
                CombinedDrg = combinedDrg,
                ReturnCode = new(table[rtc] is [var code, ..] ? char.ToUpperInvariant(code) : '\0'),
                Columns = columns,
                Conditions = System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(conditions),
                NationalVersions = cells.Text(table[countries]),
                Source = table.Source,
            });
        }

        return rules;
    }
}
