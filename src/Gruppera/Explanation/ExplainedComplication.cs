using System.Collections.Immutable;

namespace Gruppera.Explanation;

/// <summary>A complication category that a secondary diagnosis has, or the level that a procedure gives. Immutable.</summary>
/// <param name="Code">The code that has it.</param>
/// <param name="Role">Secondary diagnosis or procedure.</param>
/// <param name="Category">For instance <c>05C03</c>; empty for a procedure.</param>
/// <param name="Name">Its name; may be empty.</param>
/// <param name="Level">The level it gives where it counts: 1 or 2.</param>
/// <param name="State">What became of it.</param>
/// <param name="Activators">Properties of which one activates it; empty if it is always active.</param>
/// <param name="ActivatedBy">The property that activated it and the codes that gave that.</param>
/// <param name="ExcludedBy">The principal diagnosis code, or part of it, that is on its exclusion list.</param>
/// <param name="File">File of the exclusion row.</param>
/// <param name="Row">Row of the exclusion.</param>
public sealed record ExplainedComplication(
    string Code,
    CodeRole Role,
    string Category,
    TableText Name,
    int Level,
    ComplicationState State,
    ImmutableArray<string> Activators,
    Evidence? ActivatedBy = null,
    string ExcludedBy = "",
    string File = "",
    int Row = 0);
