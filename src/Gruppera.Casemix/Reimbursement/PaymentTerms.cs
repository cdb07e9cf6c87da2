using System.Collections.Immutable;

namespace Gruppera.Casemix.Reimbursement;

/// <summary>Terms for all contacts of a provider, contract and period together. Immutable; a condition that is null always holds.</summary>
/// <param name="Provider">Provider they hold for.</param>
/// <param name="Contract">Contract they hold for.</param>
/// <param name="Period">Period they hold for.</param>
/// <param name="Ceiling">The most that is paid, kronor; null for no ceiling.</param>
/// <param name="VolumeBands">Shares of the price by DRG points, the first band first; points above the last band are paid as it.</param>
/// <param name="CasemixGuard">The casemix index above which points are not paid; null for none.</param>
/// <remarks>Source: the Swedish document, page 13: contracts with small providers need terms for their casemix.</remarks>
public sealed record PaymentTerms(
    string? Provider = null, string? Contract = null, string? Period = null, decimal? Ceiling = null,
    ImmutableArray<VolumeBand> VolumeBands = default,
    CasemixGuard? CasemixGuard = null);

/// <summary>Points up to a number, and what share of the price they are paid with.</summary>
/// <param name="Share">Share of the price, 0 to 1.</param>
/// <param name="UpTo">Points at which the band ends; null for the rest.</param>
public sealed record VolumeBand(decimal Share, decimal? UpTo = null);

/// <summary>The casemix index that is agreed on.</summary>
/// <param name="Index">The index.</param>
/// <param name="TolerancePercent">Per cent above it that are paid too.</param>
public sealed record CasemixGuard(decimal Index, decimal TolerancePercent = 0);

/// <summary>What was paid to a provider by a contract in a period, contact by contact, and what its terms take from it.</summary>
/// <param name="Provider">Provider; empty if the rules do not ask.</param>
/// <param name="Contract">Contract; empty if the rules do not ask.</param>
/// <param name="Period">Period; empty if the rules do not ask.</param>
/// <param name="Contacts">Contacts that have a price.</param>
/// <param name="Points">Their DRG points.</param>
/// <param name="Total">What the contacts are paid one by one.</param>
/// <param name="Guarded">Less by the casemix guard.</param>
/// <param name="Banded">Less by the volume bands.</param>
/// <param name="Capped">Less by the ceiling.</param>
public sealed record PaymentSettlement(
    string Provider, string Contract, string Period, long Contacts, decimal Points, decimal Total, decimal Guarded, decimal Banded,
    decimal Capped)
{
    /// <summary>What is paid at last.</summary>
    public decimal Settled => Total - Guarded - Banded - Capped;

    /// <summary>Settles sums by the first terms that hold; null if none do.</summary>
    /// <remarks>In this order, each to the öre: points above the guarded index are not paid; of the points that are left those of each band
    /// are paid with its share; what is then above the ceiling is not paid. The first two are of the DRG price, and discount and VAT follow
    /// them.</remarks>
    public static PaymentSettlement? Of(PaymentRules rules, (string Provider, string Contract, string Period) key, PaymentSums sums)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(sums);
        var terms = rules.Terms.FirstOrDefault(each =>
            (each.Provider is null || each.Provider == key.Provider) && (each.Contract is null || each.Contract == key.Contract)
                && (each.Period is null || each.Period == key.Period));
        if (terms is null)
            return null;
        var (contacts, points, drg, total) = (sums.Priced, sums.Points, sums.Amounts.Drg, sums.Amounts.Total);
        var price = points > 0 ? drg / points : 0;
        var paid = terms.CasemixGuard is { } guard
            ? Math.Min(points, contacts * guard.Index * (1 + (guard.TolerancePercent / 100)))
            : points;
        var guarded = Less((points - paid) * price);
        var banded = Less(Unpaid(terms.VolumeBands, paid) * price);
        var capped = terms.Ceiling is { } ceiling ? Math.Max(0, total - guarded - banded - ceiling) : 0;
        return new(key.Provider, key.Contract, key.Period, contacts, points, total, guarded, banded, capped);

        decimal Less(decimal kronor)
        {
            var gross = Öre(kronor);
            var discounted = gross - Öre(gross * rules.DiscountPercent / 100);
            return discounted + Öre(discounted * rules.VatPercent / 100);
        }
    }

    /// <summary>Points that the bands do not pay.</summary>
    private static decimal Unpaid(ImmutableArray<VolumeBand> bands, decimal points)
    {
        var (unpaid, from) = (0m, 0m);
        if (bands.IsDefaultOrEmpty)
            return 0;
        for (var i = 0; i < bands.Length && from < points; i++)
        {
            var to = i == bands.Length - 1 ? points : Math.Min(points, bands[i].UpTo ?? points);
            unpaid += Math.Max(0, to - from) * (1 - bands[i].Share);
            from = Math.Max(from, to);
        }

        return unpaid;
    }

    private static decimal Öre(decimal kronor) => Math.Round(kronor, 2, MidpointRounding.AwayFromZero);
}
