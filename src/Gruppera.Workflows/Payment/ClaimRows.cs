using System.Globalization;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.Payment;

/// <summary>The file of claims: a row for each contact that something is claimed for, with the fields of the Swedish specification of
/// claims between regions. Its formulas hold to the öre: gross = DRG price + both outlier amounts + patient-specific care - fee, and
/// net = gross + charges - allowance - discount. Not thread-safe.</summary>
/// <remarks>Source: RIV-TA financial:billing:claim, ProcessClaimSpecification 1.1, field rules; docs/casemix/payment.md.</remarks>
/// <param name="path">The file; null for none.</param>
/// <param name="rules">The payer's rules.</param>
internal sealed class ClaimRows(string? path, PaymentRules rules) : IDisposable
{
    private readonly CsvFile _file = new(path,
    [
        "row", "careContactId", "careType", "inCare", "productCategory", "DRGCode", "DRGPrice", "extendedAllowanceCareTime",
        "extendedAllowanceCost", "patientSpecificCareTotalAmount", "outPatientCareFeePaid", "patientCareInvoiceGrossAmount",
        "patientCareCharge", "patientCareAllowance", "patientCareDiscount", "patientCareInvoiceNetAmount", "currency", "set", "list",
        "rules",
    ]);

    /// <summary>True if rows are wanted.</summary>
    internal bool IsWanted => _file.IsWanted;

    /// <summary>Writes the claim of a contact: none of a visit that is part of a stay, nor where nothing is paid.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="set">The definition set that it is grouped under.</param>
    /// <param name="list">The weight list that it is weighed by; empty for none.</param>
    /// <param name="payment">What is paid.</param>
    internal void Add(in GroupedContact contact, string set, string list, in Casemix.Reimbursement.Payment payment)
    {
        var amounts = payment.Amounts;
        var (price, specific) = (amounts.Drg - amounts.Reduction, amounts.Supplement + amounts.Outside + amounts.Addition);
        if (!IsWanted || payment.Kind == PaymentKind.PartOfStay || (price == 0 && specific == 0))
            return;
        var isInpatient = contact.CareForm == CareForm.Inpatient.Word;
        _file.Add(
            contact.Row.ToString(CultureInfo.InvariantCulture), contact.Id ?? "", isInpatient ? "02" : "01",
            isInpatient ? contact.Days.ToString(CultureInfo.InvariantCulture) : "", price != 0 ? "02" : "03", price != 0 ? contact.Drg : "",
            Text(price), Text(amounts.DaysOutlier), Text(amounts.CostOutlier), Text(specific), Text(amounts.Fee), Text(amounts.Gross),
            // What the rules add for VAT is a charge: the specification knows a compensation only as what is taken away.
            Text(Math.Max(0, amounts.Vat)), Text(Math.Max(0, -amounts.Vat)), Text(amounts.Discount), Text(amounts.Total), "SEK", set, list,
            rules.Version);
    }

    /// <summary>Puts the file in place: without it nothing is left.</summary>
    internal void Commit() => _file.Commit();

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static string Text(decimal kronor) => kronor.ToString("0.00", CultureInfo.InvariantCulture);
}
