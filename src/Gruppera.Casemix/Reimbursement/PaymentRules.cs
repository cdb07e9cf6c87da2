using System.Collections.Immutable;
using System.Globalization;

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

    /// <summary>What single groups add for a day above a limit, and lose for a day below one or before a transfer.</summary>
    public DayRates? DayRates { get; init; }

    /// <summary>How contacts that were transferred are paid; null as others.</summary>
    public TransferRule? Transfers { get; init; }

    /// <summary>Share of a contact within the limits that is paid at its actual cost, 0 to 1; the rest by the DRG price.</summary>
    public decimal CostShare { get; init; }

    /// <summary>What is paid beside the DRG price for procedures, medicines and the like.</summary>
    public ImmutableArray<Supplement> Supplements { get => field.IsDefault ? [] : field; init; }

    /// <summary>What of a patient's sum in a period is above a ceiling and borne by a pool; null for none.</summary>
    public PatientCeiling? Patients { get; init; }

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
/// <param name="Transfer">Whether the contact was transferred.</param>
/// <param name="Codes">Codes that supplements are for, such as procedures.</param>
/// <param name="Patient">Pseudonym of the patient.</param>
/// <param name="Medicines">ATC codes of medicines that supplements are for.</param>
public sealed record PaymentColumns(
    string? Payer = null, string? Period = null, string? Addition = null, string? Fee = null, string? Provider = null,
    string? Contract = null, string? Transfer = null, string? Codes = null, string? Patient = null,
    string? Medicines = null);

/// <summary>Rates of groups for a day.</summary>
/// <param name="In">What they are in.</param>
/// <param name="Groups">Groups with their rates.</param>
public sealed record DayRates(RateUnit In, ImmutableArray<GroupDays> Groups)
{
    private readonly Dictionary<string, GroupDays> _groups = (Groups.IsDefault ? [] : Groups).DistinctBy(group => group.Drg)
        .ToDictionary(group => group.Drg, StringComparer.Ordinal);

    /// <summary>The rates of a group; null if it has none.</summary>
    internal GroupDays? Of(string drg) => _groups.GetValueOrDefault(drg);
}

/// <summary>What rates for a day are in.</summary>
public enum RateUnit
{
    /// <summary>Kronor.</summary>
    Kronor,

    /// <summary>DRG points, which are paid at the price of the contact.</summary>
    Points,
}

/// <summary>Rates of a group for a day.</summary>
/// <param name="Drg">The group.</param>
/// <param name="Above">For each day above the upper limit of care days.</param>
/// <param name="Below">Taken for each day below the lower limit.</param>
/// <param name="Transfer">Taken for each day that a transferred contact stayed less than the mean.</param>
/// <param name="MeanDays">Mean care days of the group, as its owner publishes them.</param>
public sealed record GroupDays(string Drg, decimal Above = 0, decimal Below = 0, decimal Transfer = 0, decimal MeanDays = 0);

/// <summary>How transferred contacts are paid, where they stayed less than the mean of their group.</summary>
/// <param name="Pay">In which way.</param>
/// <param name="When">Values of the column of transfers that mean one.</param>
/// <param name="FirstDayDouble">True to count the first day twice where care days have a share.</param>
public sealed record TransferRule(TransferPay Pay, ImmutableArray<string> When, bool FirstDayDouble = false);

/// <summary>Ways to pay a transferred contact.</summary>
public enum TransferPay
{
    /// <summary>The DRG price less the group's rate for each day less than the mean.</summary>
    Rate,

    /// <summary>The DRG price x care days / mean care days, at most all of it.</summary>
    Share,
}

/// <summary>What is paid beside the DRG price for each code of some.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Codes">Codes; <c>*</c> at the end stands for any ending.</param>
/// <param name="Price">Kronor for each.</param>
/// <param name="Points">DRG points for each, paid at the price of the contact.</param>
/// <param name="Most">How many are paid at most.</param>
public sealed record Supplement(
    string Name, ImmutableArray<string> Codes = default, decimal Price = 0, decimal Points = 0, int Most = 1)
{
    /// <summary>ATC codes of medicines; <c>*</c> at the end stands for any ending. Where there are <see cref="Codes"/> too, a contact needs
    /// both, and as many are paid as it has of the rarer.</summary>
    public ImmutableArray<string> Medicines { get => field.IsDefault ? [] : field; init; }

    /// <summary>Groups that it is paid in; none for all.</summary>
    public ImmutableArray<string> Drg { get => field.IsDefault ? [] : field; init; }

    /// <summary>Care form that it is paid in; null for all.</summary>
    public string? CareForm { get; init; }

    /// <summary>How many are paid.</summary>
    /// <param name="codes">Codes of the contact.</param>
    /// <param name="medicines">ATC codes of its medicines.</param>
    internal int Count(string[] codes, string[] medicines)
    {
        int? own = Codes.IsDefaultOrEmpty ? null : Of(codes, Codes), given = Medicines.IsEmpty ? null : Of(medicines, Medicines);
        return Math.Min(Most, Math.Min(own ?? given ?? 0, given ?? own ?? 0));

        static int Of(string[] words, ImmutableArray<string> wanted) => words.Count(word => wanted.Any(code => code.EndsWith('*')
            ? word.StartsWith(code[..^1], StringComparison.Ordinal) : word == code));
    }
}

/// <summary>A ceiling for what a patient costs the payer in a period.</summary>
/// <param name="Ceiling">Kronor.</param>
/// <param name="Share">Share of what is above that the pool bears.</param>
public sealed record PatientCeiling(decimal Ceiling, decimal Share = 1);

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

    /// <summary>Reads kronor for weight 1.0, with a point or comma as decimal mark, up to a milliard; null for any other text.</summary>
    public static decimal? Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price)
            && price <= 1_000_000_000 ? price : null;
    }
}

/// <summary>How outliers of one kind are paid.</summary>
/// <param name="Pay">In which way.</param>
/// <param name="Share">Share of the cost above the limit, 0 to 1.</param>
/// <param name="PricePerDay">Kronor for each day above the limit.</param>
/// <param name="Above">What the limit of cost is.</param>
/// <param name="Amount">The fixed loss: kronor that are added to the price where that is the limit.</param>
public sealed record OutlierRule(
    OutlierPay Pay, decimal Share = 1, decimal PricePerDay = 0, OutlierLimit Above = OutlierLimit.List, decimal Amount = 0);

/// <summary>What the limit of a cost outlier is.</summary>
public enum OutlierLimit
{
    /// <summary>That of the list.</summary>
    List,

    /// <summary>What is paid for the contact, and an amount: the fixed loss.</summary>
    Price,
}

/// <summary>Ways to pay an outlier.</summary>
public enum OutlierPay
{
    /// <summary>The actual cost of the contact, the DRG price being part of it.</summary>
    Cost,

    /// <summary>A share of the cost above the limit, beside the DRG price.</summary>
    Share,

    /// <summary>A price for each day above the limit, beside the DRG price.</summary>
    Day,

    /// <summary>The group's own rate for each day above the limit, or below it.</summary>
    Rate,
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
