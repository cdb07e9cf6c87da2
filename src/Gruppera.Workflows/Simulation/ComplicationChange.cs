using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Impact;
using Gruppera.Definitions;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Simulation;

/// <summary>Writes the proposals of a review of complications as a technical change: codes that cost more than their level get a higher
/// one, those that cost less a lower one, each row with its figures as the reason. Thread-safe.</summary>
/// <remarks>A category is promoted and demoted by its letter (C and G, I and J), its digits and its exclusions stay. A code without
/// category gets one of its own, the next free number of its MDC from 90; one whose level goes down to 0 loses its category. Exclusions are
/// not written: which principal diagnoses they should name is for people to say.</remarks>
public static class ComplicationChange
{
    private const int FirstOwn = 90;
    private const int LastOwn = 99;

    /// <summary>The change; without rows if nothing is proposed.</summary>
    /// <param name="set">The set.</param>
    /// <param name="findings">What the review found.</param>
    /// <param name="needsDays">True to take only proposals that care days do not contradict.</param>
    public static TechnicalChange Of(DefinitionSet set, ComplicationFindings findings, bool needsDays)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentNullException.ThrowIfNull(findings);
        var (draft, stays) = (new ChangeDraft(set), findings.Stays.ToDictionary(stay => stay.Code, StringComparer.Ordinal));
        var taken = set.ComplicationCategories.Select(category => category.Category).ToHashSet(StringComparer.Ordinal);
        var rows = ImmutableArray.CreateBuilder<ChangeRow>();
        foreach (var effect in findings.Effects.Where(each => each.Advice is ComplicationAdvice.Promote or ComplicationAdvice.Demote)
            .OrderBy(each => each.Code, StringComparer.Ordinal))
        {
            var stay = stays.GetValueOrDefault(effect.Code);
            var wants = ComplicationVerdicts.LevelOf(effect.Ratio);
            if (wants == effect.Level || (needsDays && ComplicationVerdicts.Of(effect, stay) == ComplicationVerdict.Contradicts))
                continue;
            var code = Diagnosis.Parse(effect.Code);
            var name = set.Index.TextOf(code).ToString();
            var change = wants == 0 ? Remove(set, code) : draft.Give([code], FeatureType.Compl, Category(effect, code, wants), name);
            rows.AddRange(change.Rows.Select(row => row with { Comment = Reason(effect, stay) }));
        }

        return new("complications", [.. rows.DistinctBy(row => (row.Table, row.Direction, row.Key))]);

        string Category(ComplicationEffect effect, Diagnosis code, int wants)
        {
            if (effect.Category is [var one, var other, var letter, .. var digits])
            {
                return $"{one}{other}{(letter, wants) switch
                {
                    ('I' or 'J', 2) => 'J',
                    ('I' or 'J', _) => 'I',
                    (_, 2) => 'G',
                    _ => 'C',
                }}{digits}";
            }

            var mdc = set.Index.FeaturesOf(code).FirstOrDefault(row => row.Type == FeatureType.Mdc).Value is { Length: 2 } known
                ? known : "18";
            for (var number = FirstOwn; number <= LastOwn; number++)
            {
                if (taken.Contains($"{mdc}C{number}") || taken.Contains($"{mdc}G{number}"))
                    continue;
                taken.Add($"{mdc}C{number}");
                return $"{mdc}{(wants == 2 ? 'G' : 'C')}{number}";
            }

            return $"{mdc}{(wants == 2 ? 'G' : 'C')}{LastOwn}";
        }
    }

    private static TechnicalChange Remove(DefinitionSet set, Diagnosis code) => new("remove",
    [
        .. ChangeTable.Modern(set).Where(table => table.Name == "dg_feat").SelectMany(table => table.Rows)
            .Select(ChangeTable.Of("dg_feat")!.CellsOf)
            .Select(cells => new ChangeRow("dg_feat", ChangeDirection.Out, cells) { VersionToChange = set.Version.Id })
            .Where(row => row["code_nat"] == $"{code.Code}" && row["d_code_nat"] == $"{code.Dagger}" && row["vartype"] == "COMPL"),
    ]);

    private static string Reason(ComplicationEffect effect, StayEffect? stay) => string.Create(CultureInfo.InvariantCulture,
        $"cost ratio {effect.Ratio:0.00} ({effect.Interval.Low:0.00}-{effect.Interval.High:0.00}), {effect.Contacts} contacts, false " +
        $"rate {effect.FalseRate:0.000}") + (stay is null || double.IsNaN(stay.Alone.Value) ? ""
            : string.Create(CultureInfo.InvariantCulture, $"; longer stay in {100 * stay.Alone.Value:0} % of {stay.Alone.Contacts} alone"));
}
