using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Workflows.Simulation;

/// <summary>What one of many scenarios does to the contacts of a file. Immutable.</summary>
/// <param name="Name">The scenario: a change, or a folder of changes that are applied together.</param>
/// <param name="All">What all contacts come to; null if the scenario could not be applied, or there are no contacts.</param>
/// <param name="HasWeights">True if there are points.</param>
/// <param name="HasCosts">True if contacts have costs.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="Errors">Errors for which it could not be applied.</param>
public sealed record ScenarioResult(string Name, SimulatedEffect? All, bool HasWeights, bool HasCosts, long Unreadable, int Errors)
{
    /// <summary>A scenario that was run.</summary>
    public static ScenarioResult Of(string name, SimulationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new(name, report.All, report.HasWeights, report.HasCosts, report.Result.Unreadable, 0);
    }
}

/// <summary>A folder of scenarios, each run on its own over the same contacts.</summary>
public static class Scenarios
{
    /// <summary>Paths of the scenarios in a folder, by name: each change, and each folder of changes.</summary>
    public static IEnumerable<string> PathsIn(string folder) => ChangeRegister.PathsIn(folder)
        .Concat(Directory.EnumerateDirectories(folder).Where(ChangeRegister.Is)).Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    /// <summary>The scenarios of a part; each stands in one of them, in the order of all.</summary>
    public static IEnumerable<string> Of(IReadOnlyList<string> paths, Partition? part)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return part is null ? paths
            : paths.Skip((int)part.Begin(paths.Count)).Take((int)(Math.Min(part.End(paths.Count), paths.Count) - part.Begin(paths.Count)));
    }

    /// <summary>A row for each, in raw numbers.</summary>
    public static Figures Figures(IEnumerable<ScenarioResult> results) => new(
        "scenarios",
        [
            "scenario", "contacts", "moved", "points_before", "points_after", "change", "change_low", "change_high", "points_recomputed",
            "cost_moved", "without_weight", "unreadable", "errors",
        ],
        [.. results.Select(result => (object[])
        [
            result.Name, result.All?.Contacts ?? double.NaN, result.All?.Moved ?? double.NaN,
            .. new[]
            {
                result.All?.Before, result.All?.After, result.All?.Change, result.All?.ChangeInterval.Low, result.All?.ChangeInterval.High,
            }.Select(number => (object)(result.HasWeights ? number ?? double.NaN : double.NaN)),
            result is { All: { } all, HasCosts: true } ? all.Recomputed : double.NaN,
            result is { All: { } costs, HasCosts: true } ? costs.CostMoved : double.NaN,
            result.All?.WithoutWeight ?? double.NaN, result.Unreadable, result.Errors,
        ])]);
}
