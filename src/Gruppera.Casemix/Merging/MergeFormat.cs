using System.Collections.Immutable;

namespace Gruppera.Casemix.Merging;

/// <summary>Values that several kinds of counts are made up of, as they stand in a file.</summary>
public static class MergeFormat
{
    internal static void Write(this BinaryWriter to, Int128 value)
    {
        to.Write((ulong)(value >> 64));
        to.Write((ulong)value);
    }

    internal static Int128 ReadInt128(this BinaryReader from)
    {
        var upper = from.ReadUInt64();
        return new(upper, from.ReadUInt64());
    }

    internal static int ReadCount(this BinaryReader from) =>
        from.Read7BitEncodedInt() is >= 0 and var count ? count : throw new InvalidDataException("a count is below 0");

    internal static void Write(this BinaryWriter to, ReportingUnit unit)
    {
        to.Write7BitEncodedInt(unit.Parts.Length);
        foreach (var part in unit.Parts)
            to.Write(part);
    }

    internal static ReportingUnit ReadUnit(this BinaryReader from)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        for (var count = from.ReadCount(); count > 0; count--)
            parts.Add(from.ReadString());
        return parts.Count == 0 ? ReportingUnit.All : new(parts.ToImmutable());
    }

    /// <summary>Writes counts by name.</summary>
    public static void WriteCounts(this BinaryWriter to, IReadOnlyCollection<KeyValuePair<string, long>> counts)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(counts);
        to.Write7BitEncodedInt(counts.Count);
        foreach (var (name, count) in counts)
        {
            to.Write(name);
            to.Write7BitEncodedInt64(count);
        }
    }

    /// <summary>Adds counts that <see cref="WriteCounts"/> wrote.</summary>
    public static void AddCountsTo(this BinaryReader from, IDictionary<string, long> counts)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(counts);
        for (var count = from.ReadCount(); count > 0; count--)
        {
            var name = from.ReadString();
            counts[name] = (counts.TryGetValue(name, out var known) ? known : 0) + from.Read7BitEncodedInt64();
        }
    }
}
