using Gruppera.Casemix.Merging;

namespace Gruppera.Casemix.Indices;

/// <summary>Exact sums over contacts, in whole numbers: neither the order of the contacts nor how they are divided among sums changes
/// them. Not thread-safe; give each thread its own and add them.</summary>
public sealed class ContactSums : IMergeable
{
    private const double LargestCost = 1e12;

    /// <summary>Contacts.</summary>
    public long Contacts { get; private set; }

    /// <summary>Contacts with a cost above 0.</summary>
    public long Costed { get; private set; }

    /// <summary>Their cost, in öre.</summary>
    public Int128 Cost { get; private set; }

    /// <summary>The sum of their squared costs, in öre².</summary>
    public Int128 SquaredCost { get; private set; }

    /// <summary>Care days.</summary>
    public long Days { get; private set; }

    /// <summary>Contacts whose file tells their diagnoses.</summary>
    public long Described { get; private set; }

    /// <summary>Their secondary diagnoses.</summary>
    public long SecondaryDiagnoses { get; private set; }

    /// <summary>The sum of their squared numbers per contact.</summary>
    public long SquaredSecondaryDiagnoses { get; private set; }

    /// <summary>True if some rows stand for many contacts: sums are right, squares and so intervals are not.</summary>
    public bool IsOfVolumes { get; private set; }

    /// <summary>Cost of a contact in öre; null if it has none, or one that is not above 0, which no calculation of cost uses.</summary>
    public static long? Öre(double cost) =>
        cost > 0 && cost < LargestCost ? (long)Math.Round(cost * 100, MidpointRounding.AwayFromZero) : null;

    /// <summary>Adds a contact.</summary>
    public void Add(in GroupedContact contact)
    {
        Contacts++;
        Days += contact.Days;
        if (contact.SecondaryDiagnoses >= 0)
            Describe(contact);
        if (contact.More > 0)
            AddMore(contact.More);
        if (Öre(contact.Cost) is not { } cost)
            return;
        Costed += contact.More + 1;
        Cost += cost;
        SquaredCost += (Int128)cost * cost;
    }

    /// <summary>Adds the contacts of other sums.</summary>
    public void Add(ContactSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Contacts += other.Contacts;
        Costed += other.Costed;
        Cost += other.Cost;
        SquaredCost += other.SquaredCost;
        Days += other.Days;
        Described += other.Described;
        SecondaryDiagnoses += other.SecondaryDiagnoses;
        SquaredSecondaryDiagnoses += other.SquaredSecondaryDiagnoses;
        IsOfVolumes |= other.IsOfVolumes;
    }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        foreach (var count in new[] { Contacts, Costed, Days, Described, SecondaryDiagnoses, SquaredSecondaryDiagnoses })
            to.Write7BitEncodedInt64(count);
        to.Write(Cost);
        to.Write(SquaredCost);
        to.Write(IsOfVolumes);
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Contacts += from.Read7BitEncodedInt64();
        Costed += from.Read7BitEncodedInt64();
        Days += from.Read7BitEncodedInt64();
        Described += from.Read7BitEncodedInt64();
        SecondaryDiagnoses += from.Read7BitEncodedInt64();
        SquaredSecondaryDiagnoses += from.Read7BitEncodedInt64();
        Cost += from.ReadInt128();
        SquaredCost += from.ReadInt128();
        IsOfVolumes |= from.ReadBoolean();
    }

    private void Describe(in GroupedContact contact)
    {
        Described += contact.More + 1;
        SecondaryDiagnoses += contact.SecondaryDiagnoses;
        SquaredSecondaryDiagnoses += (long)contact.SecondaryDiagnoses * contact.SecondaryDiagnoses;
    }

    /// <summary>A row of a table of volumes: its sums count for all its contacts, and nothing is known of how these differ.</summary>
    private void AddMore(int more)
    {
        Contacts += more;
        IsOfVolumes = true;
    }
}
