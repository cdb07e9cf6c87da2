using System.Globalization;
using Gruppera.Casemix.Weights;
using Gruppera.Presentation.Words;

namespace Gruppera.Presentation.Production;

/// <summary>What is known of a weight list, in words.</summary>
public static class ManifestText
{
    /// <summary>What is said, with what it is about; what is not given is left out.</summary>
    /// <param name="voice">Language, and how numbers look in it.</param>
    /// <param name="manifest">What is known.</param>
    /// <returns>Rows of two cells.</returns>
    public static IEnumerable<string[]> Rows(Voice voice, WeightManifest manifest)
    {
        string[][] rows =
        [
            ["id", manifest.Id],
            [voice.Say("set"), manifest.Set],
            [voice.Say("type"), manifest.Kind],
            [voice.Say("year"), manifest.Year > 0 ? manifest.Year.ToString(CultureInfo.InvariantCulture) : ""],
            [voice.Say("cost years"), manifest.CostYears],
            [voice.Say("material"), manifest.Material],
            [voice.Say("trimming"), manifest.Trimming],
            [voice.Say("small groups"), manifest.SmallGroups],
            [voice.Say("cap"), manifest.Cap],
            [voice.Say("intervals"), manifest.Intervals],
            [voice.Say("price index"), manifest.PriceIndex],
            [voice.Say("errata"), manifest.Errata],
            .. manifest.Adjustments.Select(each => new[] { voice.Say("adjusted"), Adjustment(voice, each) }),
            [voice.Say("engine"), manifest.Engine],
            .. manifest.Kronor.Select(pair => new[] { voice.Say("weight 1.0"), Kronor(voice, pair.Key, pair.Value) }),
            [voice.Say("stored"), manifest.StoredAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""],
            ["sha-256", manifest.Hash],
        ];
        return rows.Where(row => row[1].Length > 0);
    }

    /// <summary>An adjusted weight: what it was, what it became, why and by whom.</summary>
    internal static string Adjustment(Voice voice, WeightAdjustment each) =>
        $"{each.Drg}{(each.CareForm.Length > 0 ? $" {each.CareForm}" : "")} {voice.Weight(each.Old)} -> {voice.Weight(each.New)}: " +
        $"{each.Reason} ({each.Who})";

    /// <summary>Kronor of weight 1.0, with the care form they are for.</summary>
    internal static string Kronor(Voice voice, string material, double kronor) =>
        $"{Voice.Number(kronor)} {voice.Say("kronor")}{(material.Length > 0 ? $" ({material})" : "")}";
}
