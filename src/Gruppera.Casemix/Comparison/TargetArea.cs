using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Comparison;

/// <summary>Groups whose share among others is worth a look where a unit lies far from the rest. Immutable.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Of">The groups; <c>*</c> stands for any text.</param>
/// <param name="Among">The groups that the share is of, those of <paramref name="Of"/> included.</param>
/// <remarks>After CMS's PEPPER (Program for Evaluating Payment Patterns Electronic Report): a unit at or above the 80th percentile of
/// units may code or admit too much, one at or below the 20th too little. docs/casemix/expected.md.</remarks>
public sealed partial record TargetArea(string Name, ImmutableArray<string> Of, ImmutableArray<string> Among)
{
    /// <summary>Contacts in the area below which a unit is not judged, as in PEPPER.</summary>
    public const int FewestContacts = 11;

    /// <summary>Reads areas: a JSON array of objects with <c>name</c>, <c>of</c> and <c>among</c>.</summary>
    /// <param name="json">The text.</param>
    /// <returns>Null if it is no such array, or an area lacks something.</returns>
    public static ImmutableArray<TargetArea>? Read(string json)
    {
        try
        {
            JsonStrings.Demand(json);
            var areas = JsonSerializer.Deserialize(json, AreaJson.Default.TargetAreaArray);
            return areas is null
                || areas.Any(area => string.IsNullOrEmpty(area?.Name) || area.Of.IsDefaultOrEmpty || area.Among.IsDefaultOrEmpty)
                ? null
                : [.. areas];
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The share of each unit with its place among units.</summary>
    /// <param name="contacts">Contacts of each unit and group.</param>
    public ImmutableArray<TargetShare> Units(IEnumerable<(ReportingUnit Unit, string Drg, long Contacts)> contacts)
    {
        ArgumentNullException.ThrowIfNull(contacts);
        var units = contacts.Where(each => IsOf(Among, each.Drg)).GroupBy(each => each.Unit)
            .Select(unit => (unit.Key, Of: unit.Where(each => IsOf(Of, each.Drg)).Sum(each => each.Contacts),
                All: unit.Sum(each => each.Contacts)))
            .OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal).ToList();
        double[] judged = [.. units.Where(unit => unit.Of >= FewestContacts).Select(unit => (double)unit.Of / unit.All).Order()];
        return
        [
            .. units.Select(unit =>
            {
                var share = Estimate.Share(unit.Of, unit.All);
                return unit.Of < FewestContacts || judged.Length < 2
                    ? new TargetShare(unit.Key, unit.Of, share, double.NaN)
                    : new(unit.Key, unit.Of, share, 100 * (judged.Count(each => each < share.Value)
                        + ((judged.Count(each => each == share.Value) - 1) / 2.0)) / (judged.Length - 1));
            }),
        ];
    }

    [JsonSourceGenerationOptions(
        JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true,
        AllowDuplicateProperties = false)]
    [JsonSerializable(typeof(TargetArea[]))]
    private sealed partial class AreaJson : JsonSerializerContext;

    private static bool IsOf(ImmutableArray<string> patterns, string drg) => patterns.Any(pattern =>
        System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, drg, ignoreCase: false));
}

/// <summary>The share of a target area in a unit. Immutable.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Contacts">Contacts in the area.</param>
/// <param name="Share">Their share, with 95 % interval by Wilson.</param>
/// <param name="Percentile">Its place among units, 0 to 100; not a number for too few contacts or units.</param>
public sealed record TargetShare(ReportingUnit Unit, long Contacts, Estimate Share, double Percentile)
{
    /// <summary>1 at or above the 80th percentile, -1 at or below the 20th, 0 between or where nothing is said.</summary>
    public int Outlies => Percentile >= 80 ? 1 : Percentile <= 20 ? -1 : 0;
}
