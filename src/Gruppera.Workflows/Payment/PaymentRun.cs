using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Reimbursement;
using Gruppera.Casemix.Weights;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Workflows.Payment;

/// <summary>What is to be paid, and by what. Immutable.</summary>
/// <param name="Contacts">File of grouped contacts.</param>
/// <param name="Lists">Weights.</param>
/// <param name="Rules">The payer's rules.</param>
/// <param name="By">Columns that make up the unit.</param>
public sealed record PaymentRequest(string Contacts, YearlyWeights Lists, PaymentRules Rules, ImmutableArray<string> By)
{
    /// <summary>Other rules, for the difference that they make; null for none.</summary>
    public PaymentRules? Other { get; init; }

    /// <summary>CSV file for a row for each contact; null for none.</summary>
    public string? Output { get; init; }

    /// <summary>CSV file for claims between Swedish regions; null for none.</summary>
    public string? Claims { get; init; }

    /// <summary>True to go on although the list has a weight for fewer than half of the contacts.</summary>
    public bool AllowsFew { get; init; }
}

/// <summary>What is paid. Immutable once made.</summary>
/// <param name="Rules">The payer's rules.</param>
/// <param name="List">Name of the weight list.</param>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="Totals">What is paid by unit, group and contract.</param>
/// <param name="Other">Other rules, or null.</param>
/// <param name="OtherTotals">What they would pay, or null.</param>
/// <param name="Unreadable">Columns with additions and fees that are no numbers, with the contacts that have them.</param>
/// <param name="Read">What became of the rows.</param>
public sealed record PaymentResult(
    PaymentRules Rules, string List, ImmutableArray<string> By, PaymentTotals Totals, PaymentRules? Other, PaymentTotals? OtherTotals,
    IReadOnlyDictionary<string, long> Unreadable, ImmutableArray<GroupedSummary> Read)
{
    /// <summary>Units too small to settle by DRG without other terms, as the casemix has them; that of all for everything.</summary>
    public FrozenSet<ReportingUnit> SmallUnits { get; init; } = [];
}

/// <summary>Pays grouped contacts by a payer's rules, row by row and by unit.</summary>
public static class PaymentRun
{
    /// <summary>Pays a file.</summary>
    /// <exception cref="FewWeightsException">The list has a weight for too few of the contacts.</exception>
    /// <exception cref="RefusedException">The contacts and the list do not belong together.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside; no file was written.</exception>
    public static PaymentResult Run(PaymentRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var (lists, calculator) = (request.Lists, new PaymentCalculator(request.Rules, request.Lists));
        var other = request.Other is null ? null : new PaymentCalculator(request.Other, lists);
        var columns = new PayableColumns(request.By, request.Rules.Columns);
        var (totals, otherTotals) = (new PaymentTotals(), other is null ? null : new PaymentTotals());
        var coverage = new CasemixTable(lists);
        using var rows = new PaymentRows(request.Output, request.By, request.Rules);
        using var claims = new ClaimRows(request.Claims, request.Rules);
        var read = input.Read(ListOfSet.Wish(columns.Names, lists) with { KeepsIds = claims.IsWanted }, (request.Contacts, Take));
        WeightCoverage.Check(input, request.AllowsFew, coverage);
        rows.Commit();
        claims.Commit();
        var units = CasemixIndices.Of(coverage.ByFirst(request.By.Length));
        return new(request.Rules, lists.Name, request.By, totals, request.Other, otherTotals, columns.Unreadable, read)
        {
            SmallUnits = units.Units.Append(units.All).Where(unit => unit.IsSmall).Select(unit => unit.Unit).ToFrozenSet(),
        };

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            foreach (ref readonly var contact in contacts)
            {
                var unit = columns.Of(contact.Unit);
                var payable = unit.Contact(contact);
                var payment = calculator.Pay(payable);
                totals.Add(payable, payment);
                var list = lists.Of(contact.Year)?.Name ?? "";
                rows.Add(payable, unit.Set, list, payment);
                claims.Add(contact, unit.Set, list, payment);
                if (other is not null)
                    otherTotals!.Add(payable, other.Pay(payable));
                if (payment.Kind != PaymentKind.PartOfStay)
                    coverage.Add(new ReadOnlySpan<GroupedContact>(in contact));
            }
        }
    }
}
