using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gruppera.Casemix.Checking;

namespace Gruppera.Casemix.Reimbursement;

/// <summary>Reads payment rules written as JSON and checks them against their schema. Thread-safe.</summary>
public static partial class PaymentRulesReader
{
    private static readonly Lazy<JsonSchema> Checker = new(() => JsonSchema.Parse(Resource()));

    /// <summary>The JSON schema of payment rules.</summary>
    public static string Schema { get; } = Resource();

    /// <summary>Reads rules.</summary>
    /// <param name="json">Text of the rules; comments and trailing commas may stand in it.</param>
    /// <param name="problems">What is wrong, each with its place; empty if the rules are right.</param>
    /// <returns>The rules, or null if they have problems.</returns>
    public static PaymentRules? Read(string json, out ImmutableArray<SchemaProblem> problems)
    {
        if (Checker.Value.Read(json, RulesJson.Default.PaymentRules, out problems) is not { } rules)
            return null;
        problems = [.. Unclear(rules), .. Bands(rules)];
        return problems.IsEmpty ? rules : null;
    }

    /// <summary>What a schema of these keywords cannot say.</summary>
    private static IEnumerable<SchemaProblem> Unclear(PaymentRules rules)
    {
        if (rules.DaysOutliers is { Pay: OutlierPay.Day, PricePerDay: 0 })
            yield return new("$.daysOutliers.pricePerDay", "", "is missing; give kronor for a day");
        if (rules.Both == BothOutliers.Sum && (rules.CostOutliers?.Pay == OutlierPay.Cost || rules.DaysOutliers?.Pay == OutlierPay.Cost))
        {
            yield return new("$.both", "sum", "would pay the same cost twice where an outlier is paid at its actual cost; use higher");
        }

        if (rules.DayRates is null && (rules.DaysOutliers?.Pay == OutlierPay.Rate || rules.LowOutliers?.Pay == OutlierPay.Rate
            || rules.Transfers is not null))
            yield return new("$.dayRates", "", "is missing; give the groups with their rates or mean care days");
        if (rules.Transfers is not null && rules.Columns.Transfer is null)
            yield return new("$.transfers", "", "needs a column: name it in $.columns.transfer");
        if (rules.Supplements.Any(each => !each.Codes.IsDefaultOrEmpty) && rules.Columns.Codes is null)
            yield return new("$.supplements", "", "needs a column: name it in $.columns.codes");
        if (rules.Supplements.Any(each => !each.Medicines.IsEmpty) && rules.Columns.Medicines is null)
            yield return new("$.supplements", "", "needs a column: name it in $.columns.medicines");
        if (rules.Supplements.FirstOrDefault(each => each.Codes.IsDefaultOrEmpty && each.Medicines.IsEmpty) is { } nothing)
            yield return new("$.supplements", nothing.Name, "is for nothing; give codes or medicines");
        if (rules.Patients is not null && rules.Columns.Patient is null)
            yield return new("$.patients", "", "needs a column: name it in $.columns.patient");
        if (rules.CostOutliers is { Above: OutlierLimit.Price, Pay: not OutlierPay.Share })
            yield return new("$.costOutliers.above", "price", "is for pay share");

        var asked = rules.Prices.Index().SelectMany(each => new[]
        {
            ($"$.prices[{each.Index}].payer", each.Item.Payer, rules.Columns.Payer),
            ($"$.prices[{each.Index}].period", each.Item.Period, rules.Columns.Period),
        })
            .Concat(rules.Prices.Index().SelectMany(each => new[]
            {
                ($"$.prices[{each.Index}].provider", each.Item.Provider, rules.Columns.Provider),
                ($"$.prices[{each.Index}].contract", each.Item.Contract, rules.Columns.Contract),
            }))
            .Concat(rules.Terms.Index().SelectMany(each => new[]
            {
                ($"$.terms[{each.Index}].provider", each.Item.Provider, rules.Columns.Provider),
                ($"$.terms[{each.Index}].contract", each.Item.Contract, rules.Columns.Contract),
                ($"$.terms[{each.Index}].period", each.Item.Period, rules.Columns.Period),
            }))
            .Concat(rules.Outside.Index().Select(each => ($"$.outside[{each.Index}].payer", each.Item.Payer, rules.Columns.Payer)));
        foreach (var (path, value, column) in asked.Where(each => each.Item2 is not null && each.Item3 is null))
        {
            var name = path[(path.LastIndexOf('.') + 1)..];
            yield return new(path, value!, $"needs a column: name it in $.columns.{name}");
        }
    }

    /// <summary>Bands whose ends do not rise.</summary>
    private static IEnumerable<SchemaProblem> Bands(PaymentRules rules) =>
        rules.Terms.Index().Where(each => !each.Item.VolumeBands.IsDefaultOrEmpty)
            .SelectMany(each => each.Item.VolumeBands.Index().SkipLast(1)
                .Where(band => band.Item.UpTo is null || (band.Index > 0 && band.Item.UpTo <= each.Item.VolumeBands[band.Index - 1].UpTo))
                .Select(band => new SchemaProblem(
                    $"$.terms[{each.Index}].volumeBands[{band.Index}].upTo", "", new("must be given and rise from band to band"))));

    private static string Resource()
    {
        using var stream = typeof(PaymentRulesReader).Assembly.GetManifestResourceStream("payment-rules.schema.json")!;
        return new StreamReader(stream).ReadToEnd();
    }

    [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
    [JsonSerializable(typeof(PaymentRules))]
    private sealed partial class RulesJson : JsonSerializerContext;
}
