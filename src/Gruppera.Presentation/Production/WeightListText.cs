using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>How a weight list was understood, and why it was not, in words.</summary>
internal static class WeightListText
{
    /// <summary>One line: which columns were used as what, and which were not.</summary>
    internal static string Line(Voice voice, string name, WeightListSeen seen, int groups)
    {
        var place = seen.Sheet.Length > 0 ? voice.Say($"sheet {seen.Sheet}, row {seen.HeaderRow}", $"blad {seen.Sheet}, rad {seen.HeaderRow}") : voice.Say($"row {seen.HeaderRow}", $"rad {seen.HeaderRow}");
        var parts = new List<string> { voice.Say($"weight '{seen.Weight}'", $"vikt '{seen.Weight}'") };
        if (seen.Limit.Length > 0)
        {
            parts.Add(voice.Say($"limit in kronor '{seen.Limit}'", $"gräns i kronor '{seen.Limit}'")
                + (seen.WithoutLimit > 0 ? voice.Say($" (none in {seen.WithoutLimit} rows)", $" (ingen på {seen.WithoutLimit} rader)") : ""));
        }

        if (seen.DaysLimit.Length > 0)
            parts.Add(voice.Say($"limit in care days '{seen.DaysLimit}'", $"gräns i vårddagar '{seen.DaysLimit}'"));
        if (!seen.LowLimits.IsEmpty)
            parts.Add(voice.Say($"lower limits {Names(seen.LowLimits)}", $"nedre gränser {Names(seen.LowLimits)}"));
        if (!seen.Others.IsEmpty)
            parts.Add(voice.Say($"also {Names(seen.Others)}", $"även {Names(seen.Others)}"));
        if (!seen.Unused.IsEmpty)
            parts.Add(voice.Say($"not used: {Names(seen.Unused)}", $"inte använda: {Names(seen.Unused)}"));
        if (seen.Passed > 0)
            parts.Add(voice.Say($"{seen.Passed} rows without group and weight passed over", $"{seen.Passed} rader utan grupp och vikt förbigångna"));
        return $"{name}, {place}: {string.Join("; ", parts)}; {voice.Say($"{Voice.Number(groups)} DRGs", $"{Voice.Number(groups)} DRG")}";
    }

    /// <summary>Why a list cannot be used, and what to do.</summary>
    internal static LocalText Refusal(string name, WeightListReading reading, WeightListOptions options)
    {
        var names = Names(reading.Names);
        return reading.Problem switch
        {
            WeightListProblem.SeveralWeightColumns => new(
                $"The weight list {name} has several columns of weights: {names}. Choose one: gruppera weights import --weight-column",
                $"Viktlistan {name} har flera kolumner med vikter: {names}. Välj en: gruppera weights import --weight-column"),
            WeightListProblem.SeveralLimitColumns => new(
                $"The weight list {name} has several columns of limits: {names}. Choose one: gruppera weights import --limit-column",
                $"Viktlistan {name} har flera kolumner med gränser: {names}. Välj en: gruppera weights import --limit-column"),
            WeightListProblem.SeveralSheets => new(
                $"Several sheets of {name} have a list: {names}. Choose one: gruppera weights import --sheet",
                $"Flera blad i {name} har en lista: {names}. Välj ett: gruppera weights import --sheet"),
            WeightListProblem.NotThere => new(
                $"The weight list {name} has no {options.Sheet ?? options.WeightColumn ?? options.LimitColumn}; it has {names}",
                $"Viktlistan {name} har inte {options.Sheet ?? options.WeightColumn ?? options.LimitColumn}; den har {names}"),
            WeightListProblem.TwoReadings => new(
                $"The weight list {name} has numbers that could be two things: gruppera weights import --decimal point, or comma",
                $"Viktlistan {name} har tal som kan läsas på två sätt: gruppera weights import --decimal point, eller comma"),
            _ => new($"The weight list {name} cannot be used", $"Viktlistan {name} kan inte användas"),
        };
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
