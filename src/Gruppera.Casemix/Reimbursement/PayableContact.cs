namespace Gruppera.Casemix.Reimbursement;

/// <summary>A contact with what its payment needs besides its group.</summary>
/// <param name="Contact">The contact.</param>
/// <param name="Payer">Who pays; empty if the rules do not ask.</param>
/// <param name="Period">Period of the price; empty if the rules do not ask.</param>
/// <param name="Addition">Patient-specific addition in kronor.</param>
/// <param name="Fee">Fee that the patient paid, in kronor; null if the fees of the rules hold.</param>
/// <param name="Provider">Who gave the care; empty if the rules do not ask.</param>
/// <param name="Contract">By which contract; empty if the rules do not ask.</param>
/// <param name="Transfer">The column of transfers; empty if the rules do not ask.</param>
/// <param name="Codes">The column of codes that supplements are for; empty if the rules do not ask.</param>
/// <param name="Patient">Pseudonym of the patient; empty if the rules do not ask.</param>
/// <param name="Medicines">The column of medicines that supplements are for; empty if the rules do not ask.</param>
public readonly record struct PayableContact(
    GroupedContact Contact, string Payer = "", string Period = "", decimal Addition = 0, decimal? Fee = null, string Provider = "",
    string Contract = "", string Transfer = "", string Codes = "", string Patient = "",
    string Medicines = "");

/// <summary>Why a contact is paid as it is.</summary>
public enum PaymentKind
{
    /// <summary>Within the limits: weight x price.</summary>
    Innerfall,

    /// <summary>Cost more than the limit.</summary>
    CostOutlier,

    /// <summary>Stayed longer than the limit.</summary>
    DaysOutlier,

    /// <summary>Both kinds of outlier.</summary>
    BothOutliers,

    /// <summary>Below a lower limit.</summary>
    LowOutlier,

    /// <summary>Outside DRG by a rule of the payer.</summary>
    Outside,

    /// <summary>Without a group.</summary>
    WithoutGroup,

    /// <summary>In a group that the list lacks.</summary>
    WithoutWeight,

    /// <summary>No price of the rules holds.</summary>
    WithoutPrice,

    /// <summary>Transferred before the mean care days of its group.</summary>
    Transfer,

    /// <summary>A visit that is part of an inpatient stay: paid with the stay, and no contact of its own.</summary>
    PartOfStay,
}

/// <summary>Kronor, every amount rounded to öre. They add: sums of rows agree with the rows to the öre.</summary>
public readonly record struct Amounts
{
    /// <summary>Weight x price.</summary>
    public decimal Drg { get; init; }

    /// <summary>For outliers of care days, beside the DRG price.</summary>
    public decimal DaysOutlier { get; init; }

    /// <summary>For cost outliers, beside the DRG price.</summary>
    public decimal CostOutlier { get; init; }

    /// <summary>Taken from the DRG price for days below a limit or before a transfer.</summary>
    public decimal Reduction { get; init; }

    /// <summary>For procedures, medicines and the like, beside the DRG price.</summary>
    public decimal Supplement { get; init; }

    /// <summary>Actual cost of contacts outside DRG, or of the share of one that is paid at cost.</summary>
    public decimal Outside { get; init; }

    /// <summary>Patient-specific addition.</summary>
    public decimal Addition { get; init; }

    /// <summary>Fee that the patient paid.</summary>
    public decimal Fee { get; init; }

    /// <summary>Discount.</summary>
    public decimal Discount { get; init; }

    /// <summary>VAT compensation.</summary>
    public decimal Vat { get; init; }

    /// <summary>DRG price - reduction + outliers + supplements + cost outside DRG + addition - fee.</summary>
    public decimal Gross => Drg - Reduction + DaysOutlier + CostOutlier + Supplement + Outside + Addition - Fee;

    /// <summary>Gross - discount + VAT compensation.</summary>
    public decimal Total => Gross - Discount + Vat;

    /// <summary>Amount by amount.</summary>
    public static Amounts Add(Amounts left, Amounts right) => new()
    {
        Drg = left.Drg + right.Drg,
        DaysOutlier = left.DaysOutlier + right.DaysOutlier,
        CostOutlier = left.CostOutlier + right.CostOutlier,
        Reduction = left.Reduction + right.Reduction,
        Supplement = left.Supplement + right.Supplement,
        Outside = left.Outside + right.Outside,
        Addition = left.Addition + right.Addition,
        Fee = left.Fee + right.Fee,
        Discount = left.Discount + right.Discount,
        Vat = left.Vat + right.Vat,
    };

    /// <summary>The amounts of several contacts that are paid alike.</summary>
    public Amounts Times(int contacts) => contacts == 1 ? this : new()
    {
        Drg = Drg * contacts,
        DaysOutlier = DaysOutlier * contacts,
        CostOutlier = CostOutlier * contacts,
        Reduction = Reduction * contacts,
        Supplement = Supplement * contacts,
        Outside = Outside * contacts,
        Addition = Addition * contacts,
        Fee = Fee * contacts,
        Discount = Discount * contacts,
        Vat = Vat * contacts,
    };

    /// <inheritdoc cref="Add"/>
    public static Amounts operator +(Amounts left, Amounts right) => Add(left, right);
}

/// <summary>What is paid for a contact.</summary>
/// <param name="Kind">Why.</param>
/// <param name="Weight">Weight of its group; 0 if it has none.</param>
/// <param name="Price">Kronor for weight 1.0; 0 if none was asked for.</param>
/// <param name="Amounts">Kronor.</param>
/// <param name="LacksCost">True if the rule asks for a cost that the contact does not have; it then counts as 0.</param>
public readonly record struct Payment(PaymentKind Kind, decimal Weight, decimal Price, Amounts Amounts, bool LacksCost = false)
{
    /// <summary>True if a share is paid at actual cost.</summary>
    internal bool IsShared { get; init; }
}
