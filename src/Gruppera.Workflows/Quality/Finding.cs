using Gruppera.Casemix.Merging;
using Gruppera.Formats.Contacts;

namespace Gruppera.Workflows.Quality;

/// <summary>Something in one contact that the coding rules say against. It holds patient data: for output files, never for a log.</summary>
/// <param name="Code">The kind of finding.</param>
/// <param name="Row">Row in the file, the first one (a header counts) being 1.</param>
/// <param name="Id">Id of the contact.</param>
/// <param name="Column">Column it is about; empty if it is about the whole contact.</param>
/// <param name="Value">The code it is about; empty if it is about none.</param>
/// <param name="Unit">The unit that the contact belongs to; empty if units are not asked for.</param>
public sealed record Finding(IssueCode Code, long Row, string Id, string Column, string Value, string Unit)
{
    /// <summary>Place of the contact in the file, see <see cref="ContactRecord.Place"/>.</summary>
    public long Place { get; init; }
}

/// <summary>Contacts and findings of a unit.</summary>
public sealed class UnitTally : IMergeable
{
    /// <summary>Contacts that could be read.</summary>
    public long Contacts { get; internal set; }

    /// <summary>Contacts with one finding or more.</summary>
    public long WithFindings { get; internal set; }

    /// <summary>Findings.</summary>
    public long Findings { get; internal set; }

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        foreach (var count in new[] { Contacts, WithFindings, Findings })
            to.Write7BitEncodedInt64(count);
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Contacts += from.Read7BitEncodedInt64();
        WithFindings += from.Read7BitEncodedInt64();
        Findings += from.Read7BitEncodedInt64();
    }
}

/// <summary>What a run of quality found.</summary>
public sealed class QualitySummary : IMergeable
{
    /// <summary>All contacts together.</summary>
    public UnitTally Total { get; } = new();

    /// <summary>Rows that could not be read.</summary>
    public long Unreadable { get; internal set; }

    /// <summary>Contacts that were compared with earlier ones but not remembered, since there were too many:
    /// later copies of them are not found.</summary>
    public long NotRemembered { get; internal set; }

    /// <summary>Findings by code, in order of the codes.</summary>
    public SortedDictionary<string, long> ByCode { get; } = new(StringComparer.Ordinal);

    /// <summary>Tallies by unit, in order of their names.</summary>
    public SortedDictionary<string, UnitTally> ByUnit { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public void Write(BinaryWriter to)
    {
        ArgumentNullException.ThrowIfNull(to);
        Total.Write(to);
        to.Write7BitEncodedInt64(Unreadable);
        to.Write7BitEncodedInt64(NotRemembered);
        to.WriteCounts(ByCode);
        to.Write7BitEncodedInt(ByUnit.Count);
        foreach (var (unit, tally) in ByUnit)
        {
            to.Write(unit);
            tally.Write(to);
        }
    }

    /// <inheritdoc/>
    public void Add(BinaryReader from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Total.Add(from);
        Unreadable += from.Read7BitEncodedInt64();
        NotRemembered += from.Read7BitEncodedInt64();
        from.AddCountsTo(ByCode);
        for (var units = from.Read7BitEncodedInt(); units > 0; units--)
        {
            var unit = from.ReadString();
            if (!ByUnit.TryGetValue(unit, out var tally))
                ByUnit[unit] = tally = new();
            tally.Add(from);
        }
    }
}
