using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Indices;

/// <summary>The contacts of one unit in one group and care form. Not thread-safe.</summary>
public sealed class CasemixCell
{
    internal CasemixCell(string drg, string mdc, string careForm, DrgWeight? weight) => (Drg, Mdc, CareForm, Weight) = (drg, mdc, careForm, weight);

    /// <summary>National group; empty for contacts without one.</summary>
    public string Drg { get; }

    /// <summary>MDC of the group; empty where the file has none.</summary>
    public string Mdc { get; }

    /// <summary>Care form; empty where the file has none.</summary>
    public string CareForm { get; }

    /// <summary>The group's row in the weight list; null where it lacks the group.</summary>
    public DrgWeight? Weight { get; }

    /// <summary>All contacts.</summary>
    public ContactSums All { get; } = new();

    /// <summary>Contacts within the limits of the list (innerfall).</summary>
    public ContactSums Inliers { get; } = new();

    /// <summary>Contacts that cost more than the list's limit.</summary>
    public long CostOutliers { get; private set; }

    /// <summary>Contacts that stayed longer than the list's limit.</summary>
    public long DaysOutliers { get; private set; }

    /// <summary>The sums of one side.</summary>
    public ContactSums Of(Side side) => side == Side.All ? All : Inliers;

    internal void Add(in GroupedContact contact)
    {
        All.Add(contact);
        var (isCostly, isLong) = (contact.Cost > Weight?.Limit, contact.Days > Weight?.DaysLimit);
        CostOutliers += isCostly ? 1 : 0;
        DaysOutliers += isLong ? 1 : 0;
        if (!isCostly && !isLong)
            Inliers.Add(contact);
    }

    internal void Add(CasemixCell other)
    {
        All.Add(other.All);
        Inliers.Add(other.Inliers);
        CostOutliers += other.CostOutliers;
        DaysOutliers += other.DaysOutliers;
    }
}

/// <summary>Which contacts a figure is made on.</summary>
public enum Side
{
    /// <summary>All contacts.</summary>
    All,

    /// <summary>Contacts within the limits of the list (innerfall).</summary>
    Inliers,
}
