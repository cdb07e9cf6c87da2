using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>How a weight list was understood, and why it was not, in words.</summary>
public static class WeightListText
{
    /// <summary>One line: which columns were used as what, and which were not.</summary>
    public static string Line(Voice voice, string name, WeightListSeen seen, int groups)
    {
        var place = seen.Sheet.Length > 0 ? voice.Say($"sheet {seen.Sheet}, row {seen.HeaderRow}") : voice.Say($"row {seen.HeaderRow:row}");
        var parts = new List<string> { voice.Say($"weight '{seen.Weight}'") };
        if (seen.Limit.Length > 0)
        {
            parts.Add(voice.Say($"limit in kronor '{seen.Limit}'")
                + (seen.WithoutLimit > 0 ? voice.Say(Text.Count(seen.WithoutLimit,
                    $" (none in {seen.WithoutLimit} row)",
                    $" (none in {seen.WithoutLimit} rows)")) : ""));
        }

        if (seen.DaysLimit.Length > 0)
            parts.Add(voice.Say($"limit in care days '{seen.DaysLimit}'"));
        if (!seen.LowLimits.IsEmpty)
            parts.Add(voice.Say($"lower limits {Names(seen.LowLimits):lowLimits}"));
        if (!seen.Others.IsEmpty)
            parts.Add(voice.Say($"also {Names(seen.Others):others}"));
        if (!seen.Unused.IsEmpty)
            parts.Add(voice.Say($"not used: {Names(seen.Unused):unused}"));
        if (seen.Passed > 0)
            parts.Add(voice.Say(Text.Count(seen.Passed,
                $"{seen.Passed} row without group and weight skipped",
                $"{seen.Passed} rows without group and weight skipped")));
        return $"{name}, {place}: {string.Join("; ", parts)}; {voice.Say(Text.Count(groups,
            $"{Voice.Number(groups):groups} DRG",
            $"{Voice.Number(groups):groups} DRGs"))}";
    }

    /// <summary>Why a list cannot be used, and what to do.</summary>
    /// <param name="name">Name of the list.</param>
    /// <param name="reading">How reading it went.</param>
    /// <param name="options">What was asked for.</param>
    public static Text Refusal(string name, WeightListReading reading, WeightListOptions options)
    {
        var (names, asked) = (Names(reading.Names), options.Sheet ?? options.WeightColumn ?? options.LimitColumn);
        return reading.Problem switch
        {
            WeightListProblem.SeveralWeightColumns =>
                (Text)$"The weight list {name} has several columns of weights: {names}. Choose one with --weight-column",
            WeightListProblem.SeveralLimitColumns =>
                $"The weight list {name} has several columns of limits: {names}. Choose one with --limit-column",
            WeightListProblem.SeveralSheets =>
                $"Several sheets of {name} have a list: {names}. Choose one with --weight-sheet (weights import, show and diff: --sheet)",
            WeightListProblem.NotThere => $"The weight list {name} has no {asked}; it has {names}",
            WeightListProblem.TwoReadings =>
                $"The weight list {name} has numbers that can be read in two ways: give --decimal point or --decimal comma",
            WeightListProblem.NoJson => $"The weight list {name} is not valid JSON: see line and column {reading.Names[0]:place}",
            WeightListProblem.NoRows =>
                $"The weight list {name} lacks its manifest, or has rows without a group or a weight: write it again with weights compute",
            WeightListProblem.Changed =>
                $"The weight list {name} was changed after it was written: give changes as a CSV file, or with --adjust",
            _ => $"The weight list {name:idOrPath} cannot be used",
        };
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'"));
}
