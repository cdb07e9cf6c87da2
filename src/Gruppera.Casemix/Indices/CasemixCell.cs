using Gruppera.Casemix.Weights;

namespace Gruppera.Casemix.Indices;

/// <summary>The contacts of one unit in one group and care form. Not thread-safe.</summary>
public sealed class CasemixCell
{
    internal CasemixCell(CellKey key, DrgWeight? weight) => (Key, Weight) = (key, weight);

    /// <summary>What tells the cell from others of its unit.</summary>
    internal CellKey Key { get; }

    /// <summary>National group; empty for contacts without one.</summary>
    public string Drg => Key.Drg;

    /// <summary>MDC of the group; empty if the file has none.</summary>
    public string Mdc => Key.Mdc;

    /// <summary>Care form; empty if the file has none.</summary>
    public string CareForm => Key.CareForm;

    /// <summary>Specialty, where the list has one of each; otherwise empty.</summary>
    public string Specialty => Key.Specialty;

    /// <summary>Year of its contacts, where each year has a list of its own; otherwise 0.</summary>
    public int Year => Key.Year;

    /// <summary>The group's row in the weight list; null if it lacks the group.</summary>
    public DrgWeight? Weight { get; }

    /// <summary>All contacts.</summary>
    public ContactSums All { get; } = new();

    /// <summary>Contacts within the limits of the list (inliers).</summary>
    public ContactSums Inliers { get; } = new();

    /// <summary>Contacts beyond the list's limits of cost, above or below.</summary>
    public long CostOutliers { get; private set; }

    /// <summary>Contacts beyond the list's limits of care days.</summary>
    public long DaysOutliers { get; private set; }

    /// <summary>The sums of one side.</summary>
    public ContactSums Of(Side side) => side == Side.All ? All : Inliers;

    internal void Add(in GroupedContact contact)
    {
        All.Add(contact);
        var times = contact.More + 1;
        var kind = Weight?.KindOf(contact.Cost / times, (double)contact.Days / times) ?? OutlierKinds.None;
        if (kind == OutlierKinds.None)
        {
            Inliers.Add(contact);
            return;
        }

        CostOutliers += (kind & (OutlierKinds.Costly | OutlierKinds.Cheap)) == OutlierKinds.None ? 0 : times;
        DaysOutliers += (kind & (OutlierKinds.LongStay | OutlierKinds.ShortStay)) == OutlierKinds.None ? 0 : times;
    }

    internal void Write(BinaryWriter to)
    {
        All.Write(to);
        Inliers.Write(to);
        to.Write7BitEncodedInt64(CostOutliers);
        to.Write7BitEncodedInt64(DaysOutliers);
    }

    internal void Add(BinaryReader from)
    {
        All.Add(from);
        Inliers.Add(from);
        CostOutliers += from.Read7BitEncodedInt64();
        DaysOutliers += from.Read7BitEncodedInt64();
    }

    internal void Add(CasemixCell other)
    {
        All.Add(other.All);
        Inliers.Add(other.Inliers);
        CostOutliers += other.CostOutliers;
        DaysOutliers += other.DaysOutliers;
    }
}

/// <summary>What cells of a unit are distinguished by.</summary>
internal readonly record struct CellKey(string Drg, string Mdc, string CareForm, string Specialty, int Year)
{
    /// <summary>Of the group and year alone: they tell nearly all apart.</summary>
    public override int GetHashCode() => Drg.GetHashCode(StringComparison.Ordinal) + Year;
}

/// <summary>Which contacts a figure is made on.</summary>
public enum Side
{
    /// <summary>All contacts.</summary>
    All,

    /// <summary>Contacts within the limits of the list (inliers).</summary>
    Inliers,
}
