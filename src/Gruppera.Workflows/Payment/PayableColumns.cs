using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Casemix.Reimbursement;

namespace Gruppera.Workflows.Payment;

/// <summary>What payment asks of a file besides the group: the reader hands these columns on as parts of the unit, and here they part
/// again. Not thread-safe.</summary>
/// <param name="by">Columns that make up the unit.</param>
/// <param name="columns">Columns that the rules ask for.</param>
public sealed class PayableColumns(ImmutableArray<string> by, PaymentColumns columns)
{
    private const decimal Largest = 1_000_000_000;
    private readonly Dictionary<ReportingUnit, Payable> _payables = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ReportingUnit, ReportingUnit> _units = [];

    /// <summary>Columns to ask the reader for.</summary>
    public ImmutableArray<string> Names { get; } =
    [
        .. by, "set",
        .. new[]
        {
            columns.Payer, columns.Period, columns.Addition, columns.Fee, columns.Provider, columns.Contract,
            columns.Transfer, columns.Codes, columns.Patient, columns.Medicines,
        }.OfType<string>(),
    ];

    /// <summary>Columns with additions and fees that are no numbers, with the contacts that have them.</summary>
    public SortedDictionary<string, long> Unreadable { get; } = new(StringComparer.Ordinal);

    /// <summary>The unit and the amounts out of the parts that the reader handed on. A column that is no number counts as 0, and in
    /// <see cref="Unreadable"/>.</summary>
    /// <param name="read">What the reader made of <see cref="Names"/>.</param>
    public Payable Of(ReportingUnit read)
    {
        ArgumentNullException.ThrowIfNull(read);
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
            Next(columns.Provider), Next(columns.Contract), unreadable)
        {
            Transfer = Next(columns.Transfer),
            Codes = Next(columns.Codes),
            Patient = Next(columns.Patient),
            Medicines = Next(columns.Medicines),
        };

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
    /// <param name="Unit">The unit alone.</param>
    /// <param name="Set">The definition set that it is grouped under.</param>
    /// <param name="Payer">Who pays; empty where the rules do not ask.</param>
    /// <param name="Period">Period of the price; empty where the rules do not ask.</param>
    /// <param name="Addition">Addition in kronor; 0 for none.</param>
    /// <param name="Fee">The patient's fee in kronor; null for none.</param>
    /// <param name="Provider">Who provides the care; empty where the rules do not ask.</param>
    /// <param name="Contract">The agreement; empty where the rules do not ask.</param>
    /// <param name="Unreadable">Columns of this contact that are no numbers.</param>
    public sealed record Payable(
        ReportingUnit Unit, string Set, string Payer, string Period, decimal Addition, decimal? Fee, string Provider, string Contract,
        IReadOnlyList<string> Unreadable)
    {
        /// <summary>Whether it was transferred, as the file has it; empty where the rules do not ask.</summary>
        public string Transfer { get; init; } = "";

        /// <summary>Codes that supplements are for; empty where the rules do not ask.</summary>
        public string Codes { get; init; } = "";

        /// <summary>Pseudonym of the patient; empty where the rules do not ask.</summary>
        public string Patient { get; init; } = "";

        /// <summary>Medicines that supplements are for; empty where the rules do not ask.</summary>
        public string Medicines { get; init; } = "";

        /// <summary>What is paid for.</summary>
        /// <param name="contact">The contact as the reader gave it.</param>
        public PayableContact Contact(in GroupedContact contact) =>
            new(contact with { Unit = Unit }, Payer, Period, Addition, Fee, Provider, Contract, Transfer, Codes, Patient, Medicines);
    }
}
