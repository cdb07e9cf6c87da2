namespace Gruppera.Casemix.Reimbursement;

/// <summary>Payments summed up. Not thread-safe.</summary>
public sealed class PaymentSums
{
    private readonly long[] _kinds = new long[Enum.GetValues<PaymentKind>().Length];

    /// <summary>Contacts; visits that are part of a stay are none.</summary>
    public long Contacts => _kinds.Sum() - Of(PaymentKind.PartOfStay);

    /// <summary>DRG points of contacts that have a price.</summary>
    public decimal Points { get; private set; }

    /// <summary>Kronor; the sum of the rows to the öre.</summary>
    public Amounts Amounts { get; private set; }

    /// <summary>Contacts of one kind.</summary>
    public long Of(PaymentKind kind) => _kinds[(int)kind];

    internal void Add(in Payment payment)
    {
        _kinds[(int)payment.Kind]++;
        Points += payment.Kind <= PaymentKind.BothOutliers ? payment.Weight : 0;
        Amounts += payment.Amounts;
    }

    internal void Add(PaymentSums other)
    {
        for (var kind = 0; kind < _kinds.Length; kind++)
            _kinds[kind] += other._kinds[kind];
        Points += other.Points;
        Amounts += other.Amounts;
    }
}

/// <summary>Payments by unit, and everything that was not paid with its reason: nothing is lost. Not thread-safe.</summary>
public sealed class PaymentTotals
{
    private readonly Dictionary<ReportingUnit, PaymentSums> _units = [];
    private readonly SortedDictionary<string, long> _withoutWeight = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Payer, string CareForm, string Period), long> _withoutPrice = [];

    /// <summary>Units in the order of their names.</summary>
    public IEnumerable<(ReportingUnit Unit, PaymentSums Sums)> Units => _units.OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal).Select(unit => (unit.Key, unit.Value));

    /// <summary>Groups that the list lacks, with their contacts.</summary>
    public IEnumerable<KeyValuePair<string, long>> WithoutWeight => _withoutWeight;

    /// <summary>Payer, care form and period that no price holds for, with their contacts.</summary>
    public IEnumerable<KeyValuePair<(string Payer, string CareForm, string Period), long>> WithoutPrice => _withoutPrice;

    /// <summary>Contacts that lack the cost that their rule pays.</summary>
    public long LackCost { get; private set; }

    /// <summary>All units together.</summary>
    public PaymentSums All()
    {
        var all = new PaymentSums();
        foreach (var (_, sums) in Units)
            all.Add(sums);
        return all;
    }

    /// <summary>Adds what was paid for a contact.</summary>
    public void Add(in PayableContact payable, in Payment payment)
    {
        var contact = payable.Contact;
        if (!_units.TryGetValue(contact.Unit, out var sums))
            _units.Add(contact.Unit, sums = new());
        sums.Add(payment);
        LackCost += payment.LacksCost ? 1 : 0;
        if (payment.Kind == PaymentKind.WithoutWeight)
            _withoutWeight[contact.Drg] = _withoutWeight.GetValueOrDefault(contact.Drg) + 1;
        if (payment.Kind != PaymentKind.WithoutPrice)
            return;
        var key = (payable.Payer, contact.CareForm, payable.Period);
        _withoutPrice[key] = _withoutPrice.GetValueOrDefault(key) + 1;
    }
}
