using System.Collections.Immutable;

namespace Gruppera.Casemix.Reimbursement;

/// <summary>What a payer pays for grouped contacts. Immutable. Amounts in kronor; a condition that is null always holds.</summary>
/// <remarks>Sources: Socialstyrelsen, "DRG - grundläggande begrepp och principer" (2017), DRG price and outliers; the claim of care between
/// regions (gross = DRG price + outliers + additions - fee). The JSON schema payment-rules.schema.json says the same.</remarks>
public sealed record PaymentRules
{
    /// <summary>Whose rules these are.</summary>
    public required string Name { get; init; }

    /// <summary>Their version.</summary>
    public required string Version { get; init; }

    /// <summary>Columns of the file of contacts that the rules ask for.</summary>
    public PaymentColumns Columns { get => field ?? new(); init; }

    /// <summary>Prices; the first one that holds is used.</summary>
    public required ImmutableArray<DrgPrice> Prices { get; init; }

    /// <summary>How cost outliers are paid; null as inliers.</summary>
    public OutlierRule? CostOutliers { get; init; }

    /// <summary>How outliers of care days are paid; null as inliers.</summary>
    public OutlierRule? DaysOutliers { get; init; }

    /// <summary>How contacts below a lower limit of cost or care days are paid; null as inliers.</summary>
    public OutlierRule? LowOutliers { get; init; }

    /// <summary>Terms that hold for all contacts of a provider, contract and period together; the first one that holds is used.</summary>
    public ImmutableArray<PaymentTerms> Terms { get => field.IsDefault ? [] : field; init; }

    /// <summary>What a contact gets that is both kinds of outlier.</summary>
    public BothOutliers Both { get; init; }

    /// <summary>Contacts outside DRG; the first one that holds is used, before any price.</summary>
    public ImmutableArray<OutsideRule> Outside { get => field.IsDefault ? [] : field; init; }

    /// <summary>How contacts without a group are paid.</summary>
    public OutsidePay WithoutGroup { get; init; }

    /// <summary>How contacts are paid whose group the list lacks.</summary>
    public OutsidePay WithoutWeight { get; init; }

    /// <summary>Patient fees where the file has none; the first one that holds is used.</summary>
    public ImmutableArray<PatientFee> Fees { get => field.IsDefault ? [] : field; init; }

    /// <summary>Discount on the gross amount, per cent.</summary>
    public decimal DiscountPercent { get; init; }

    /// <summary>VAT compensation on the amount after discount, per cent.</summary>
    public decimal VatPercent { get; init; }
}

/// <summary>Names of columns; null if the rules do not ask for them.</summary>
/// <param name="Payer">Who pays.</param>
/// <param name="Period">Period of the price.</param>
/// <param name="Addition">Patient-specific addition in kronor.</param>
/// <param name="Fee">Fee that the patient paid, in kronor.</param>
/// <param name="Provider">Who gives the care.</param>
/// <param name="Contract">By which contract.</param>
public sealed record PaymentColumns(
    string? Payer = null, string? Period = null, string? Addition = null, string? Fee = null, string? Provider = null,
    string? Contract = null);

/// <summary>Kronor for weight 1.0.</summary>
/// <param name="Price">The price.</param>
/// <param name="Payer">Payer it holds for.</param>
/// <param name="CareForm">Care form it holds for.</param>
/// <param name="Period">Period it holds for.</param>
/// <param name="List">File name of the weight list it holds for.</param>
/// <param name="Provider">Provider it holds for.</param>
/// <param name="Contract">Contract it holds for.</param>
/// <param name="Factor">What the price is multiplied by, as 0.95 for a provider that is paid 95 % of it.</param>
public sealed record DrgPrice(
    decimal Price, string? Payer = null, string? CareForm = null, string? Period = null, string? List = null, string? Provider = null,
    string? Contract = null,
    decimal Factor = 1)
{
    /// <summary>Kronor for weight 1.0 with its factor, to the öre.</summary>
    internal decimal Kronor { get; } = Math.Round(Price * Factor, 2, MidpointRounding.AwayFromZero);
}

/// <summary>How outliers of one kind are paid.</summary>
/// <param name="Pay">In which way.</param>
/// <param name="Share">Share of the cost above the limit, 0 to 1.</param>
/// <param name="PricePerDay">Kronor for each day above the limit.</param>
public sealed record OutlierRule(OutlierPay Pay, decimal Share = 1, decimal PricePerDay = 0);

/// <summary>Ways to pay an outlier.</summary>
public enum OutlierPay
{
    /// <summary>The actual cost of the contact, the DRG price being part of it.</summary>
    Cost,

    /// <summary>A share of the cost above the limit, beside the DRG price.</summary>
    Share,

    /// <summary>A price for each day above the limit, beside the DRG price.</summary>
    Day,
}

/// <summary>What a contact gets that is an outlier both of cost and of care days.</summary>
public enum BothOutliers
{
    /// <summary>The higher of the two amounts.</summary>
    Higher,

    /// <summary>Both amounts.</summary>
    Sum,
}

/// <summary>Ways to pay a contact outside DRG.</summary>
public enum OutsidePay
{
    /// <summary>Nothing.</summary>
    Nothing,

    /// <summary>Its actual cost.</summary>
    Cost,
}

/// <summary>Contacts outside DRG.</summary>
/// <param name="Pay">How they are paid.</param>
/// <param name="Drg">Groups; not set for all.</param>
/// <param name="Unit">First parts of units; not set for all.</param>
/// <param name="Payer">Payer.</param>
/// <param name="CareForm">Care form.</param>
public sealed record OutsideRule(
    OutsidePay Pay, ImmutableArray<string> Drg = default, ImmutableArray<string> Unit = default, string? Payer = null,
    string? CareForm = null);

/// <summary>A fee that the patient paid.</summary>
/// <param name="Fee">Kronor.</param>
/// <param name="CareForm">Care form it holds for.</param>
public sealed record PatientFee(decimal Fee, string? CareForm = null);
