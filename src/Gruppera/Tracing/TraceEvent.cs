namespace Gruppera.Tracing;

/// <summary>One step of grouping as numbers of the compiled definition.</summary>
/// <param name="Kind">What happened; says what the numbers are.</param>
/// <param name="Operand">First number.</param>
/// <param name="Second">Second number.</param>
/// <param name="Unit">Unit it happened to, where it is about one.</param>
/// <param name="Part">Which of the unit's codes.</param>
internal readonly record struct TraceEvent(TraceKind Kind, int Operand, int Second = 0, int Unit = -1, EntryPart Part = EntryPart.Code);
