using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Checking;

namespace Gruppera.Casemix.Funding;

/// <summary>What a region expects of a new technology. Immutable. Amounts in kronor.</summary>
/// <remarks>Source: Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024). The JSON schema technology-plan.schema.json says the
/// same.</remarks>
public sealed record TechnologyPlan
{
    /// <summary>The technology.</summary>
    public required string Name { get; init; }

    /// <summary>Group that its contacts get.</summary>
    public required string Drg { get; init; }

    /// <summary>First year with contacts.</summary>
    public required int Start { get; init; }

    /// <summary>Contacts and mean cost from the first year on; the last one holds for the years after.</summary>
    public required ImmutableArray<TechnologyYear> Years { get; init; }

    /// <summary>Contacts of the group a year, without the technology, in the material that weights are made from.</summary>
    public long GroupContacts { get; init; }

    /// <summary>Their mean cost; null if it is the group's weight in a list x <see cref="MeanCostOfAll"/>.</summary>
    public double? GroupCost { get; init; }

    /// <summary>The region's share of the technology's contacts in that material, above 0 to 1;
    /// all of them where it is not given.</summary>
    public double NationalShare { get => field > 0 ? field : 1; init; }

    /// <summary>Mean cost of all contacts in that material: kronor for weight 1.0.</summary>
    public required double MeanCostOfAll { get; init; }

    /// <summary>Kronor that the region pays for weight 1.0; null for <see cref="MeanCostOfAll"/>.</summary>
    public double? Price { get; init; }
}

/// <summary>A year of a new technology in the region.</summary>
/// <param name="Contacts">Contacts.</param>
/// <param name="Cost">Mean cost of a contact with the technology.</param>
public sealed record TechnologyYear(long Contacts, double Cost);

/// <summary>Reads plans written as JSON and checks them against their schema. Thread-safe.</summary>
public static partial class TechnologyPlanReader
{
    private static readonly Lazy<JsonSchema> Checker = new(() => JsonSchema.Parse(Resource()));

    /// <summary>The JSON schema of plans.</summary>
    public static string Schema { get; } = Resource();

    /// <summary>Reads a plan.</summary>
    /// <param name="json">Text of the plan; comments and trailing commas may stand in it.</param>
    /// <param name="problems">What is wrong, each with its place; empty if the plan is right.</param>
    /// <returns>The plan, or null if it has problems.</returns>
    public static TechnologyPlan? Read(string json, out ImmutableArray<SchemaProblem> problems) =>
        Checker.Value.Read(json, PlanJson.Default.TechnologyPlan, out problems);

    private static string Resource()
    {
        using var stream = typeof(TechnologyPlanReader).Assembly.GetManifestResourceStream("technology-plan.schema.json")!;
        return new StreamReader(stream).ReadToEnd();
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
    [JsonSerializable(typeof(TechnologyPlan))]
    private sealed partial class PlanJson : JsonSerializerContext;
}
