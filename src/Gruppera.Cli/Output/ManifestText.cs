using System.Globalization;
using Gruppera.Casemix.Weights;

namespace Gruppera.Cli.Output;

/// <summary>What is known of a weight list, in words.</summary>
internal static class ManifestText
{
    /// <summary>What is said, with what it is about; what nobody said is left out.</summary>
    internal static IEnumerable<string[]> Rows(Session session, WeightManifest manifest)
    {
        string[][] rows =
        [
            ["id", manifest.Id],
            [session.Say("set", "uppsättning"), manifest.Set],
            [session.Say("kind", "slag"), manifest.Kind],
            [session.Say("year", "år"), manifest.Year > 0 ? manifest.Year.ToString(CultureInfo.InvariantCulture) : ""],
            [session.Say("material", "material"), manifest.Material],
            [session.Say("trimming", "trimning"), manifest.Trimming],
            [session.Say("price index", "prisindex"), manifest.PriceIndex],
            [session.Say("errata", "rättelser"), manifest.Errata],
            [session.Say("engine", "motor"), manifest.Engine],
            .. manifest.Kronor.Select(pair => new[] { session.Say("weight 1.0", "vikt 1,0"), Kronor(session, pair.Key, pair.Value) }),
            [session.Say("stored", "lagrad"), manifest.StoredAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? ""],
            ["sha-256", manifest.Hash],
        ];
        return rows.Where(row => row[1].Length > 0);
    }

    /// <summary>Kronor of weight 1.0, with the care form they are for.</summary>
    internal static string Kronor(Session session, string material, double kronor) =>
        $"{Session.Number(kronor)} {session.Say("kronor", "kronor")}{(material.Length > 0 ? $" ({material})" : "")}";
}
