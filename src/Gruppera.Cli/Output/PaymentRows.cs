using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Cli.Output;

/// <summary>The file of payments: a row for each contact, with the set, list and rules that it was paid by.</summary>
internal sealed class PaymentRows : IDisposable
{
    private readonly AtomicOutput? _file;
    private readonly string _list;
    private readonly string _rules;
    private StreamWriter? _writer;

    internal PaymentRows(string? path, ImmutableArray<string> by, string list, string rules)
    {
        (_list, _rules) = (list, rules);
        if (path is null)
            return;
        _file = new(path);
        _writer = new(_file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        _writer.WriteLine(CsvText.Row(["row", .. by, "care_form", "drg", "payer", "kind", "weight", "price", "drg_price", "days_outlier", "cost_outlier", "outside", "addition", "fee", "gross", "discount", "vat", "total", "set", "list", "rules"]));
    }

    internal void Add(in PayableContact payable, string set, in Payment payment)
    {
        if (_writer is null)
            return;
        var (contact, amounts) = (payable.Contact, payment.Amounts);
        _writer.WriteLine(CsvText.Row(
        [
            contact.Row.ToString(CultureInfo.InvariantCulture), .. contact.Unit.Parts, contact.CareForm, contact.Drg, payable.Payer, PaymentAnswer.Word(payment.Kind),
            payment.Weight.ToString(CultureInfo.InvariantCulture), Text(payment.Price), Text(amounts.Drg), Text(amounts.DaysOutlier), Text(amounts.CostOutlier), Text(amounts.Outside),
            Text(amounts.Addition), Text(amounts.Fee), Text(amounts.Gross), Text(amounts.Discount), Text(amounts.Vat), Text(amounts.Total), set, _list, _rules,
        ]));
    }

    internal void Commit()
    {
        _writer?.Dispose();
        _writer = null;
        _file?.Commit();
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _file?.Dispose();
    }

    private static string Text(decimal kronor) => kronor.ToString("0.00", CultureInfo.InvariantCulture);
}
