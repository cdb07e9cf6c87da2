using System.Collections.Immutable;

namespace Gruppera.Workflows.Agreement;

/// <summary>One thing that two sets which should agree have differently, with what it decides.</summary>
/// <param name="Issue">What it is about, with its code and rows (GRP6040 to GRP6045). Rows of the other set have its id before the
/// file.</param>
/// <param name="OnlyHere">Codes, cells or properties of this set alone, in order.</param>
/// <param name="OnlyThere">Those of the other set alone.</param>
public sealed record SetDifference(Issue Issue, ImmutableArray<string> OnlyHere, ImmutableArray<string> OnlyThere)
{
    /// <summary>Contacts that get another group by it first of all; 0 where none were read.</summary>
    public long Contacts { get; internal set; }

    /// <summary>What the other set's groups weigh more for these contacts, in points; less than 0 if they weigh less.</summary>
    public double Points { get; internal set; }

    /// <summary>The weights that change hands for these contacts, gains and losses added up without their signs, in points.</summary>
    public double AtStake { get; internal set; }
}
