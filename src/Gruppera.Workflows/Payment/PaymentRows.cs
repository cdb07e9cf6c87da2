using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.Payment;

/// <summary>The file of payments: a row for each contact, with the set, list and rules that it was paid by. Not thread-safe.</summary>
/// <param name="path">The file; null for none.</param>
/// <param name="by">Columns that make up the unit.</param>
/// <param name="rules">The rules: their version stands on each row, and reductions and supplements where they have such.</param>
internal sealed class PaymentRows(string? path, ImmutableArray<string> by, PaymentRules rules) : IDisposable
{
    private readonly CsvFile _file = new(path,
    [
        "row", .. by, "care_form", "drg", "payer", "kind", "weight", "price", "drg_price", "days_outlier", "cost_outlier", "outside",
        "addition", "fee", "gross", "discount", "vat", "total", "set", "list", "rules",
        .. HasMore(rules) ? ["reduction", "supplement"] : Array.Empty<string>(),
    ]);

    /// <summary>Writes what a contact is paid; nothing without a path.</summary>
    /// <param name="payable">The contact.</param>
    /// <param name="set">The definition set that it is grouped under.</param>
    /// <param name="list">The weight list that it is weighed by; empty for none.</param>
    /// <param name="payment">What is paid.</param>
    internal void Add(in PayableContact payable, string set, string list, in Casemix.Reimbursement.Payment payment)
    {
        if (!_file.IsWanted)
            return;
        var (contact, amounts) = (payable.Contact, payment.Amounts);
        _file.Add(
        [
            contact.Row.ToString(CultureInfo.InvariantCulture), .. contact.Unit.Parts, contact.CareForm, contact.Drg, payable.Payer,
            PaymentKinds.Word(payment.Kind),
            payment.Weight.ToString(CultureInfo.InvariantCulture), Text(payment.Price), Text(amounts.Drg), Text(amounts.DaysOutlier),
            Text(amounts.CostOutlier), Text(amounts.Outside),
            Text(amounts.Addition), Text(amounts.Fee), Text(amounts.Gross), Text(amounts.Discount), Text(amounts.Vat), Text(amounts.Total),
            set, list, rules.Version,
            .. HasMore(rules) ? [Text(amounts.Reduction), Text(amounts.Supplement)] : Array.Empty<string>(),
        ]);
    }

    /// <summary>Puts the file in place: without it nothing is left.</summary>
    internal void Commit() => _file.Commit();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool HasMore(PaymentRules rules) => rules.DayRates is not null || !rules.Supplements.IsEmpty;

    // Most amounts of a row are none.
    private static string Text(decimal kronor) => kronor == 0 ? "0.00" : kronor.ToString("F2", CultureInfo.InvariantCulture);
}
