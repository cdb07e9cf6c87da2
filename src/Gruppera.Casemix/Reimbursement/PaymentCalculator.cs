using Gruppera.Casemix.Cases;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Reimbursement;

/// <summary>Pays contacts by rules and a weight list. Each amount is rounded to öre, halves away from zero, before the next is made from
/// it. The order: DRG price, reduction, outlier of care days, cost outlier, supplements, addition, fee = gross; then the discount on
/// gross; then the VAT compensation
/// on what is left. Immutable, thread-safe.</summary>
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

    /// <summary>What is paid for a contact. One that is paid nothing has no fee taken from it either. A row that stands for many is paid as
    /// so many contacts of its mean cost and mean care days; what is paid at actual cost is all of its cost.</summary>
    public Payment Pay(in PayableContact payable)
    {
        if (payable.Contact.IsPartOfStay || payable.Contact.Drg == CaseGroup.JoinedVisit)
            return new(PaymentKind.PartOfStay, 0, 0, default);
        var payment = Groups(payable);
        var amounts = payment.Amounts with { Addition = Öre(payable.Addition) };
        if (amounts.Gross != 0)
            amounts = amounts with { Fee = Öre(payable.Fee ?? Fee(payable.Contact.CareForm)) };
        if (payable.Contact.More > 0)
        {
            // Of a contact within the limits it is the share that is paid at cost.
            var share = payment.IsShared ? _rules.CostShare : 1;
            var outside = amounts.Outside > 0 ? Öre((decimal)payable.Contact.Cost * share) : 0;
            amounts = amounts.Times(Contacts(payable.Contact)) with { Outside = outside };
        }

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
        var paid = new Payment(PaymentKind.Innerfall, weight, price.Kronor, new() { Drg = Öre(weight * price.Kronor) });
        var rates = _rules.DayRates?.Of(contact.Drg);
        paid = IsTransfer(payable) && rates is { MeanDays: > 0 } && Days(contact) < rates.MeanDays
            ? Fixed(contact, Transferred(contact, rates, paid))
            : Outliers(contact, row, rates, paid);
        return _rules.Supplements.IsEmpty ? paid : paid with
        {
            Amounts = paid.Amounts with { Supplement = Supplements(payable, price.Kronor) },
        };
    }

    private bool IsTransfer(in PayableContact payable) =>
        _rules.Transfers is { } rule && payable.Transfer.Length > 0 && rule.When.Contains(payable.Transfer);

    /// <summary>Less for a contact that was transferred before the mean care days of its group.</summary>
    private Payment Transferred(in GroupedContact contact, GroupDays rates, Payment paid)
    {
        var rule = _rules.Transfers!;
        var reduction = rule.Pay == TransferPay.Rate
            ? Rate((rates.MeanDays - Days(contact)) * rates.Transfer, paid.Price)
            : paid.Amounts.Drg - Öre(paid.Amounts.Drg * Math.Min(1, (Days(contact) + (rule.FirstDayDouble ? 1 : 0)) / rates.MeanDays));
        return paid with
        {
            Kind = PaymentKind.Transfer,
            Amounts = paid.Amounts with { Reduction = Math.Min(reduction, paid.Amounts.Drg) },
        };
    }

    /// <summary>A share of what the cost is above what is paid and a fixed loss, whatever the limits of the list.</summary>
    private Payment Fixed(in GroupedContact contact, Payment paid)
    {
        if (_rules.CostOutliers is not { Above: OutlierLimit.Price } rule)
            return paid;
        var (cost, lacksCost) = Cost(contact);
        var above = cost - (paid.Amounts.Drg - paid.Amounts.Reduction + paid.Amounts.DaysOutlier + paid.Amounts.Outside + rule.Amount);
        return lacksCost || above <= 0 ? paid : paid with
        {
            Kind = paid.Kind == PaymentKind.DaysOutlier ? PaymentKind.BothOutliers
                : paid.Kind == PaymentKind.Transfer ? paid.Kind : PaymentKind.CostOutlier,
            Amounts = paid.Amounts with { CostOutlier = Öre(above * rule.Share) },
        };
    }

    /// <summary>Care days of a contact, or the mean of those that a row stands for.</summary>
    private static decimal Days(in GroupedContact contact) => (decimal)contact.Days / Contacts(contact);

    private decimal Rate(decimal rate, decimal price) => Öre(_rules.DayRates!.In == RateUnit.Points ? rate * price : rate);

    private decimal Supplements(in PayableContact payable, decimal price)
    {
        var (codes, medicines) = (Words(payable.Codes), Words(payable.Medicines));
        var sum = 0m;
        foreach (var supplement in _rules.Supplements)
        {
            if ((supplement.Drg.IsEmpty || supplement.Drg.Contains(payable.Contact.Drg))
                && Holds(supplement.CareForm, payable.Contact.CareForm))
                sum += Öre(supplement.Count(codes, medicines) * (supplement.Price + (supplement.Points * price)));
        }

        return sum;

        static string[] Words(string text) => text.Split((char[])[' ', ',', ';', '|'], StringSplitOptions.RemoveEmptyEntries);
    }

    private Payment Outliers(in GroupedContact contact, DrgWeight row, GroupDays? rates, Payment innerfall)
    {
        var kinds = row.KindOf(contact.Cost / Contacts(contact), (double)contact.Days / Contacts(contact));
        if ((kinds & (OutlierKinds.Cheap | OutlierKinds.ShortStay)) != OutlierKinds.None
            && (kinds & (OutlierKinds.Costly | OutlierKinds.LongStay)) == OutlierKinds.None)
            return Low(contact, row, rates, innerfall);
        var isFixed = _rules.CostOutliers is { Above: OutlierLimit.Price };
        var isCostly = _rules.CostOutliers is not null && !isFixed && kinds.HasFlag(OutlierKinds.Costly);
        var isLong = _rules.DaysOutliers is not null && kinds.HasFlag(OutlierKinds.LongStay);
        if (!isCostly && !isLong)
            return Fixed(contact, Shared(contact, innerfall));
        var (cost, lacksCost) = Cost(contact);
        var above = Math.Max(0, cost - innerfall.Amounts.Drg);
        var costOutlier = !isCostly ? 0
            : _rules.CostOutliers!.Pay == OutlierPay.Cost ? above
            : Öre((cost - (decimal)row.Limit!.Value) * _rules.CostOutliers.Share);
        var days = isLong ? Days(contact) - (decimal)row.DaysLimit!.Value : 0;
        var daysOutlier = !isLong ? 0
            : _rules.DaysOutliers!.Pay == OutlierPay.Cost ? above
            : _rules.DaysOutliers.Pay == OutlierPay.Rate ? (rates is null ? 0 : Rate(days * rates.Above, innerfall.Price))
            : Öre(days * _rules.DaysOutliers.PricePerDay);
        if (_rules.Both == BothOutliers.Higher)
            (costOutlier, daysOutlier) = costOutlier >= daysOutlier ? (costOutlier, 0m) : (0m, daysOutlier);
        return Fixed(contact, innerfall with
        {
            Kind = isCostly && isLong ? PaymentKind.BothOutliers : isCostly ? PaymentKind.CostOutlier : PaymentKind.DaysOutlier,
            Amounts = innerfall.Amounts with { CostOutlier = costOutlier, DaysOutlier = daysOutlier },
            LacksCost = lacksCost && isLong && _rules.DaysOutliers!.Pay == OutlierPay.Cost,
        });
    }

    /// <summary>A contact within the limits of which a share is paid at cost.</summary>
    private Payment Shared(in GroupedContact contact, Payment innerfall)
    {
        if (_rules.CostShare == 0)
            return innerfall;
        var (cost, lacksCost) = Cost(contact);
        return innerfall with
        {
            Amounts = innerfall.Amounts with
            {
                Drg = Öre(innerfall.Weight * innerfall.Price * (1 - _rules.CostShare)),
                Outside = Öre(cost * _rules.CostShare),
            },
            LacksCost = lacksCost,
            IsShared = true,
        };
    }

    /// <summary>An outlier below a lower limit, as in every other command; paid as inliers unless the rules say otherwise.</summary>
    private Payment Low(in GroupedContact contact, DrgWeight row, GroupDays? rates, Payment innerfall)
    {
        if (_rules.LowOutliers is null)
            return Shared(contact, innerfall) with { Kind = PaymentKind.LowOutlier };
        if (_rules.LowOutliers.Pay == OutlierPay.Rate)
        {
            var days = Math.Max(0, (decimal)(row.LowDaysLimit ?? 0) - Days(contact));
            return innerfall with
            {
                Kind = PaymentKind.LowOutlier,
                Amounts = innerfall.Amounts with
                {
                    Reduction = rates is null ? 0 : Math.Min(Rate(days * rates.Below, innerfall.Price), innerfall.Amounts.Drg),
                },
            };
        }

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

    private static int Contacts(in GroupedContact contact) => contact.More + 1;

    /// <summary>The actual cost of one contact.</summary>
    private static (decimal Cost, bool IsLacking) Cost(in GroupedContact contact) =>
        ContactSums.Öre(contact.Cost / Contacts(contact)) is { } öre ? (öre / 100m, false) : (0, true);

    private static decimal Öre(decimal kronor) => Math.Round(kronor, 2, MidpointRounding.AwayFromZero);
}
