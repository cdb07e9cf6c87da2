using System.Collections.Immutable;

namespace Gruppera;

/// <summary>A unit that contacts are summed up by, such as a hospital, or a hospital, a clinic and a year. A reader makes one object
/// for each unit it meets, so that units of one file can be distinguished by reference. Immutable.</summary>
/// <param name="Parts">Values of the columns asked for, in their order; empty if nothing was asked for.</param>
public sealed record ReportingUnit(ImmutableArray<string> Parts)
{
    /// <summary>The unit of contacts that are not distinguished.</summary>
    public static ReportingUnit All { get; } = new([]);

    /// <inheritdoc/>
    public bool Equals(ReportingUnit? other) => other is not null && Parts.AsSpan().SequenceEqual(other.Parts.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Parts.Aggregate(17, (hash, part) => HashCode.Combine(hash, part));

    /// <summary>The parts, with " / " between them.</summary>
    public override string ToString() => string.Join(" / ", Parts);
}
