using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Reimbursement;

namespace Gruppera.Workflows.Payment;

/// <summary>What payment asks of a file besides the group: the reader hands these columns on as parts of the unit, and here they part
/// again.</summary>
/// <param name="by">Columns that make up the unit.</param>
/// <param name="columns">Columns that the rules ask for.</param>
internal sealed class PayableColumns(ImmutableArray<string> by, PaymentColumns columns)
{
    private const decimal Largest = 1_000_000_000;
    private readonly Dictionary<ReportingUnit, Payable> _payables = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ReportingUnit, ReportingUnit> _units = [];

    /// <summary>Columns to ask the reader for.</summary>
    internal ImmutableArray<string> Names { get; } =
    [
        .. by, "set",
        .. new[] { columns.Payer, columns.Period, columns.Addition, columns.Fee, columns.Provider, columns.Contract }.OfType<string>(),
    ];

    /// <summary>Columns with additions and fees that are no numbers, with the contacts that have them.</summary>
    internal SortedDictionary<string, long> Unreadable { get; } = new(StringComparer.Ordinal);

    internal Payable Of(ReportingUnit read)
    {
        if (!_payables.TryGetValue(read, out var payable))
            _payables.Add(read, payable = Part(read));
        foreach (var column in payable.Unreadable)
            Unreadable[column] = Unreadable.GetValueOrDefault(column) + 1;
        return payable;
    }

    private Payable Part(ReportingUnit read)
    {
        var part = by.Length;
        var unit = new ReportingUnit(read.Parts[..part]);
        if (!_units.TryGetValue(unit, out var shared))
            _units.Add(unit, shared = unit);
        var unreadable = new List<string>();
        return new(
            shared, read.Parts[part++], Next(columns.Payer), Next(columns.Period), Amount(columns.Addition) ?? 0, Amount(columns.Fee),
            Next(columns.Provider), Next(columns.Contract), unreadable);

        string Next(string? column) => column is null ? "" : read.Parts[part++];

        decimal? Amount(string? column)
        {
            var text = Next(column);
            if (text.Length == 0)
                return null;
            if (decimal.TryParse(
                text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
                out var amount) && Math.Abs(amount) <= Largest)
                return amount;
            unreadable.Add(column!);
            return 0;
        }
    }

    /// <summary>The unit of a contact, and what it is paid by.</summary>
    internal sealed record Payable(
        ReportingUnit Unit, string Set, string Payer, string Period, decimal Addition, decimal? Fee, string Provider, string Contract,
        IReadOnlyList<string> Unreadable)
    {
        /// <summary>What is paid for.</summary>
        internal PayableContact Contact(in GroupedContact contact) =>
            new(contact with { Unit = Unit }, Payer, Period, Addition, Fee, Provider, Contract);
    }
}
