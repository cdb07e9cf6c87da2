using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Reimbursement;

/// <summary>Pays contacts by rules and a weight list. Each amount is rounded to öre, halves away from zero, before the next is made from
/// it. The order: DRG price, outlier of care days, cost outlier, addition, fee = gross; then the discount on gross; then the VAT
/// compensation on what is left. Immutable, thread-safe.</summary>
/// <remarks>Source: docs/casemix/payment.md.</remarks>
public sealed class PaymentCalculator
{
    private readonly PaymentRules _rules;
    private readonly YearlyWeights _lists;

    /// <param name="rules">What the payer pays.</param>
    /// <param name="lists">Weights and outlier limits.</param>
    public PaymentCalculator(PaymentRules rules, YearlyWeights lists)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(lists);
        (_rules, _lists) = (rules, lists);
    }

    /// <summary>What is paid for a contact. One that is paid nothing has no fee taken from it either.</summary>
    public Payment Pay(in PayableContact payable)
    {
        if (payable.Contact.IsPartOfStay || payable.Contact.Drg == CaseGroup.JoinedVisit)
            return new(PaymentKind.PartOfStay, 0, 0, default);
        var payment = Groups(payable);
        var amounts = payment.Amounts with { Addition = Öre(payable.Addition) };
        if (amounts.Gross != 0)
            amounts = amounts with { Fee = Öre(payable.Fee ?? Fee(payable.Contact.CareForm)) };
        amounts = amounts with { Discount = Öre(amounts.Gross * _rules.DiscountPercent / 100) };
        return payment with { Amounts = amounts with { Vat = Öre((amounts.Gross - amounts.Discount) * _rules.VatPercent / 100) } };
    }

    private Payment Groups(in PayableContact payable)
    {
        var contact = payable.Contact;
        if (Outside(payable) is { } outside)
            return AtCost(PaymentKind.Outside, outside.Pay, contact);
        if (contact.Drg.Length == 0)
            return AtCost(PaymentKind.WithoutGroup, _rules.WithoutGroup, contact);
        if (_lists.Find(contact) is not { } row)
            return AtCost(PaymentKind.WithoutWeight, _rules.WithoutWeight, contact);
        var weight = (decimal)row.Weight;
        if (Price(payable) is not { } price)
            return new(PaymentKind.WithoutPrice, weight, 0, default);
        return Outliers(contact, row, new(PaymentKind.Innerfall, weight, price.Kronor, new() { Drg = Öre(weight * price.Kronor) }));
    }

    private Payment Outliers(in GroupedContact contact, DrgWeight row, Payment innerfall)
    {
        var kinds = row.KindOf(contact.Cost, contact.Days);
        if ((kinds & (OutlierKinds.Cheap | OutlierKinds.ShortStay)) != OutlierKinds.None
            && (kinds & (OutlierKinds.Costly | OutlierKinds.LongStay)) == OutlierKinds.None)
            return Low(contact, innerfall);
        var isCostly = _rules.CostOutliers is not null && kinds.HasFlag(OutlierKinds.Costly);
        var isLong = _rules.DaysOutliers is not null && kinds.HasFlag(OutlierKinds.LongStay);
        if (!isCostly && !isLong)
            return innerfall;
        var (cost, lacksCost) = Cost(contact);
        var above = Math.Max(0, cost - innerfall.Amounts.Drg);
        var costOutlier = !isCostly ? 0
            : _rules.CostOutliers!.Pay == OutlierPay.Cost ? above
            : Öre((cost - (decimal)row.Limit!.Value) * _rules.CostOutliers.Share);
        var daysOutlier = !isLong ? 0
            : _rules.DaysOutliers!.Pay == OutlierPay.Cost ? above
            : Öre((contact.Days - (decimal)row.DaysLimit!.Value) * _rules.DaysOutliers.PricePerDay);
        if (_rules.Both == BothOutliers.Higher)
            (costOutlier, daysOutlier) = costOutlier >= daysOutlier ? (costOutlier, 0m) : (0m, daysOutlier);
        return innerfall with
        {
            Kind = isCostly && isLong ? PaymentKind.BothOutliers : isCostly ? PaymentKind.CostOutlier : PaymentKind.DaysOutlier,
            Amounts = innerfall.Amounts with { CostOutlier = costOutlier, DaysOutlier = daysOutlier },
            LacksCost = lacksCost && isLong && _rules.DaysOutliers!.Pay == OutlierPay.Cost,
        };
    }

    /// <summary>An outlier below a lower limit, as in every other command; paid as inliers unless the rules say otherwise.</summary>
    private Payment Low(in GroupedContact contact, Payment innerfall)
    {
        if (_rules.LowOutliers is null)
            return innerfall with { Kind = PaymentKind.LowOutlier };
        var (cost, lacksCost) = Cost(contact);
        return innerfall with { Kind = PaymentKind.LowOutlier, Amounts = new() { Outside = cost }, LacksCost = lacksCost };
    }

    private static Payment AtCost(PaymentKind kind, OutsidePay pay, in GroupedContact contact)
    {
        if (pay == OutsidePay.Nothing)
            return new(kind, 0, 0, default);
        var (cost, lacksCost) = Cost(contact);
        return new(kind, 0, 0, new() { Outside = cost }, lacksCost);
    }

    private OutsideRule? Outside(in PayableContact payable)
    {
        foreach (var rule in _rules.Outside)
        {
            var contact = payable.Contact;
            if ((rule.Drg.IsDefault || rule.Drg.Contains(contact.Drg))
                && (rule.Unit.IsDefault || (!contact.Unit.Parts.IsEmpty && rule.Unit.Contains(contact.Unit.Parts[0])))
                && Holds(rule.Payer, payable.Payer) && Holds(rule.CareForm, contact.CareForm))
            {
                return rule;
            }
        }

        return null;
    }

    private DrgPrice? Price(in PayableContact payable)
    {
        var list = _lists.Of(payable.Contact.Year)?.Name ?? "";
        foreach (var price in _rules.Prices)
        {
            if (Holds(price.List, list) && Holds(price.Payer, payable.Payer) && Holds(price.CareForm, payable.Contact.CareForm)
                && Holds(price.Period, payable.Period)
                && Holds(price.Provider, payable.Provider) && Holds(price.Contract, payable.Contract))
            {
                return price;
            }
        }

        return null;
    }

    private decimal Fee(string careForm)
    {
        foreach (var fee in _rules.Fees)
        {
            if (Holds(fee.CareForm, careForm))
                return fee.Fee;
        }

        return 0;
    }

    private static bool Holds(string? condition, string value) => condition is null || condition == value;

    private static (decimal Cost, bool IsLacking) Cost(in GroupedContact contact) =>
        ContactSums.Öre(contact.Cost) is { } öre ? (öre / 100m, false) : (0, true);

    private static decimal Öre(decimal kronor) => Math.Round(kronor, 2, MidpointRounding.AwayFromZero);
}
