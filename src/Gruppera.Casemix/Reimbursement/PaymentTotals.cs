using Gruppera.Casemix.Indices;

namespace Gruppera.Casemix.Reimbursement;

/// <summary>What patients cost above a ceiling. Immutable.</summary>
/// <param name="Patients">Patients, each counted once for each period.</param>
/// <param name="Above">Those whose sum is above the ceiling.</param>
/// <param name="Kronor">What is above it.</param>
/// <param name="Borne">What the pool bears of that.</param>
public sealed record PatientPool(long Patients, long Above, decimal Kronor, decimal Borne);

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

    /// <summary>Contacts that have a price.</summary>
    public long Priced => Enum.GetValues<PaymentKind>().Where(IsPriced).Sum(Of);

    /// <summary>Contacts that have a cost.</summary>
    public long Costed { get; private set; }

    /// <summary>Their cost in kronor.</summary>
    public decimal Cost { get; private set; }

    /// <summary>What they are paid.</summary>
    public decimal PaidOfCosted { get; private set; }

    /// <summary>What contacts with a cost are paid, less their cost: above 0 a surplus.</summary>
    public decimal Balance => PaidOfCosted - Cost;

    private static bool IsPriced(PaymentKind kind) => kind is <= PaymentKind.LowOutlier or PaymentKind.Transfer;

    internal void Add(in GroupedContact contact, in Payment payment)
    {
        var contacts = contact.More + 1;
        _kinds[(int)payment.Kind] += contacts;
        Points += IsPriced(payment.Kind) ? payment.Weight * contacts : 0;
        Amounts += payment.Amounts;
        if (payment.Kind == PaymentKind.PartOfStay || ContactSums.Öre(contact.Cost) is not { } öre)
            return;
        Costed += contacts;
        Cost += öre / 100m;
        PaidOfCosted += payment.Amounts.Total;
    }

    internal void Add(PaymentSums other)
    {
        for (var kind = 0; kind < _kinds.Length; kind++)
            _kinds[kind] += other._kinds[kind];
        Points += other.Points;
        Amounts += other.Amounts;
        Costed += other.Costed;
        Cost += other.Cost;
        PaidOfCosted += other.PaidOfCosted;
    }
}

/// <summary>Payments by unit, and everything that was not paid with its reason: nothing is lost. Not thread-safe.</summary>
public sealed class PaymentTotals
{
    private readonly Dictionary<(string Patient, string Period), decimal> _patients = [];
    private readonly Dictionary<ReportingUnit, PaymentSums> _units = [];
    private readonly Dictionary<string, PaymentSums> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, PaymentSums> _mdcs = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Provider, string Contract, string Period), PaymentSums> _contracts = [];
    private readonly SortedDictionary<string, long> _withoutWeight = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Payer, string CareForm, string Period), long> _withoutPrice = [];

    /// <summary>Units in the order of their names.</summary>
    public IEnumerable<(ReportingUnit Unit, PaymentSums Sums)> Units =>
        _units.OrderBy(unit => unit.Key.ToString(), StringComparer.Ordinal).Select(unit => (unit.Key, unit.Value));

    /// <summary>Each group, the largest surplus or deficit first.</summary>
    public IEnumerable<(string Name, PaymentSums Sums)> Groups => Largest(_groups);

    /// <summary>Each MDC, the largest surplus or deficit first.</summary>
    public IEnumerable<(string Name, PaymentSums Sums)> Mdcs => Largest(_mdcs);

    /// <summary>What the terms of the rules make of the sums of each provider, contract and period;
    /// those that no terms hold for are left out.</summary>
    public IEnumerable<PaymentSettlement> Settle(PaymentRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return _contracts.OrderBy(pair => pair.Key).Select(pair => PaymentSettlement.Of(rules, pair.Key, pair.Value))
            .OfType<PaymentSettlement>();
    }

    /// <summary>What of patients' sums a pool bears; null where the rules have no ceiling for patients.</summary>
    public PatientPool? Pool(PaymentRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Patients is not { } ceiling)
            return null;
        var above = _patients.Values.Where(paid => paid > ceiling.Ceiling).ToList();
        return new(
            _patients.Count, above.Count, above.Sum(paid => paid - ceiling.Ceiling),
            above.Sum(paid => Math.Round((paid - ceiling.Ceiling) * ceiling.Share, 2, MidpointRounding.AwayFromZero)));
    }

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
        Of(_units, contact.Unit).Add(contact, payment);
        if (payment.Kind != PaymentKind.PartOfStay)
        {
            Of(_groups, contact.Drg).Add(contact, payment);
            Of(_mdcs, contact.Mdc).Add(contact, payment);
            Of(_contracts, (payable.Provider, payable.Contract, payable.Period)).Add(contact, payment);
        }

        if (payable.Patient.Length > 0)
        {
            var key = (payable.Patient, payable.Period);
            _patients[key] = _patients.GetValueOrDefault(key) + payment.Amounts.Total;
        }

        LackCost += payment.LacksCost ? contact.More + 1 : 0;
        if (payment.Kind == PaymentKind.WithoutWeight)
            _withoutWeight[contact.Drg] = _withoutWeight.GetValueOrDefault(contact.Drg) + contact.More + 1;
        if (payment.Kind != PaymentKind.WithoutPrice)
            return;
        var lacking = (payable.Payer, contact.CareForm, payable.Period);
        _withoutPrice[lacking] = _withoutPrice.GetValueOrDefault(lacking) + contact.More + 1;
    }

    private static PaymentSums Of<TKey>(Dictionary<TKey, PaymentSums> all, TKey key)
        where TKey : notnull
    {
        if (!all.TryGetValue(key, out var sums))
            all.Add(key, sums = new());
        return sums;
    }

    private static IEnumerable<(string Name, PaymentSums Sums)> Largest(Dictionary<string, PaymentSums> all) =>
        all.OrderByDescending(pair => Math.Abs(pair.Value.Balance)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => (pair.Key, pair.Value));
}
