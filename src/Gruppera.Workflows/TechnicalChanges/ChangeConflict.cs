using System.Collections.Immutable;

namespace Gruppera.Workflows.TechnicalChanges;

/// <summary>Two changes, or all together, that stand in each other's way. Immutable.</summary>
/// <param name="Kind">How.</param>
/// <param name="Changes">Names of the changes; of what comes up together, all of them.</param>
/// <param name="Table">Table that it is about.</param>
/// <param name="About">The row, code, rule or group that it is about.</param>
/// <param name="Finding">The finding that comes up together; null for other kinds.</param>
public sealed record ChangeConflict(
    ConflictKind Kind, ImmutableArray<string> Changes, string Table, string About, Issue? Finding = null);
