namespace Gruppera.Casemix.Merging;

/// <summary>What was counted of contacts, which can be written and added to other counts of the same kind: the same contacts give the
/// same, however they were divided and in whatever order the counts are added. Whole numbers alone are summed, and what is asked for
/// by its order is kept one by one (docs/formats/partials.md).</summary>
public interface IMergeable
{
    /// <summary>Writes all that was counted. Nothing more may be counted then.</summary>
    void Write(BinaryWriter to);

    /// <summary>Adds what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    void Add(BinaryReader from);
}
