using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>What tells a visit that is part of an inpatient stay (besök som leder till oplanerad slutenvård): it is no contact of its own,
/// weighs 0 and counts in no denominator.</summary>
/// <remarks>Source: DRG – grundläggande begrepp och principer (2017), pages 9 and 10.</remarks>
public static class JoinedVisit
{
    /// <summary>The group of such visits in sets that have one.</summary>
    public const string Group = "Z82O";

    /// <summary>XS100, unplanned admission: the mark of a visit where admission was decided.</summary>
    public static ProcedureCode Mark { get; } = ProcedureCode.Parse("XS100");

    internal static ReadOnlySpan<byte> MarkText => "XS100"u8;

    internal static ReadOnlySpan<byte> GroupText => "Z82O"u8;

    /// <summary>True for a visit with XS100.</summary>
    public static bool Marks(in ContactView contact) => contact.Duration.Days == 0 && contact.Procedures.Contains(Mark);

    /// <summary>True if the rules already say so, by giving the group.</summary>
    public static bool Says(in GroupingResult result) => result.Drg == Group;
}
