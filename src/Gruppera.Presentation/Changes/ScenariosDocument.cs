using System.Collections.Immutable;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Presentation.Changes;

/// <summary>What each of many scenarios does to the contacts of a file, in a table.</summary>
public static class ScenariosDocument
{
    /// <summary>A row for each; points where there are weights.</summary>
    public static Document Of(Voice voice, IReadOnlyCollection<ScenarioResult> results)
    {
        ArgumentNullException.ThrowIfNull(voice);
        ArgumentNullException.ThrowIfNull(results);
        var hasWeights = results.Any(result => result.HasWeights);
        string[] headers =
        [
            voice.Say("scenario"), voice.Say("contacts"), voice.Say("moved"),
            .. hasWeights ? [voice.Say("points before"), voice.Say("points after"), voice.Say("change, %")] : (string[])[],
        ];
        var document = new Document().Table(
            headers,
            results.Select(result => (string[])
            [
                result.Name, result.All is null ? "-" : Voice.Number(result.All.Contacts),
                result.All is null ? "-" : Voice.Number(result.All.Moved),
                .. !hasWeights ? (string[])[]
                    : result is { All: { } all, HasWeights: true }
                    ? [voice.Weight2(all.Before), voice.Weight2(all.After), SimulationDocument.Interval(voice, all)]
                    : ["-", "-", "-"],
            ]),
            [.. Enumerable.Range(1, headers.Length - 1)]);
        return results.FirstOrDefault(result => result.Unreadable > 0) is { Unreadable: var unreadable }
            ? document.Line(voice.Say(CountWords.Unreadable(unreadable))) : document;
    }

    /// <summary>The same for programs.</summary>
    public static ScenariosAnswer Json(IEnumerable<ScenarioResult> results) => new([.. results.Select(result => new ScenarioAnswer(
        result.Name,
        result.All is { } all ? SimulationAnswer.Effect.Of(all with { Name = result.Name }, result.HasWeights, result.HasCosts) : null,
        result.Unreadable, result.Errors))]);
}

/// <summary>What many scenarios do. Immutable.</summary>
/// <param name="Scenarios">Each of them.</param>
public sealed record ScenariosAnswer(ImmutableArray<ScenarioAnswer> Scenarios);

/// <summary>What a scenario does. Immutable.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="All">What all contacts come to; null if it could not be applied.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="Errors">Errors for which it could not be applied.</param>
public sealed record ScenarioAnswer(string Scenario, SimulationAnswer.Effect? All, long Unreadable, int Errors);
