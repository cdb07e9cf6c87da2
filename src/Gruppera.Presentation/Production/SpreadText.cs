using Gruppera.Casemix.Comparison;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>What is said of units that differ by more than chance, the same beside every funnel.</summary>
public static class SpreadText
{
    private const int FewestUnits = 5;

    /// <summary>What the test showed, and what intervals do about it; null with too few units to test.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="spread">What the test showed; null for none.</param>
    public static string? Of(Voice voice, FunnelDispersion? spread)
    {
        ArgumentNullException.ThrowIfNull(voice);
        if (spread is not { Units: >= FewestUnits })
            return null;
        return voice.Say(spread switch
        {
            { IsShown: false } => (Text)"On the whole units differ no more than by chance: the intervals are those of chance alone.",
            { Method: Overdispersion.None } =>
                $"Units differ by more than chance (phi {voice.Weight2(spread.Phi):phi}); the intervals are those of chance alone.",
            { Method: Overdispersion.Additive } =>
                $"Units differ by more than chance (phi {voice.Weight2(spread.Phi):phi}): the intervals hold the difference that is " +
                $"usual between units too.",
            _ =>
                $"Units differ by more than chance (phi {voice.Weight2(spread.Phi):phi}): the variance of chance is multiplied by it.",
        });
    }
}
