namespace Gruppera.Workflows.Budgets;

/// <summary>How the contacts of a plan were spread over months for its follow-up. Immutable.</summary>
/// <param name="Base">Name of the file whose months were at hand; null for none.</param>
/// <param name="First">Its first month, as 2025-03; null without one.</param>
/// <param name="Last">Its last month; null without one.</param>
public sealed record MonthSpread(string? Base, string? First, string? Last)
{
    /// <summary>Contacts whose month the plan says.</summary>
    public decimal Own { get; init; }

    /// <summary>Contacts spread as those of the same unit and group in the base.</summary>
    public decimal UnitAndGroup { get; init; }

    /// <summary>Contacts whose unit has no such group in the base, spread as those of the unit, or else of the group, or else all.
    /// </summary>
    public decimal UnitOrGroup { get; init; }

    /// <summary>Contacts spread evenly, a twelfth each month: there is no base with months, or it lacks months of the year.</summary>
    public decimal Even { get; init; }

    /// <summary>First month of the outcome that is of the plan's year: the twelve months with most contacts. Null without any.</summary>
    public string? OutcomeFirst { get; init; }

    /// <summary>Last month of the outcome that is of the plan's year.</summary>
    public string? OutcomeLast { get; init; }

    /// <summary>Contacts of the outcome in months outside the plan's year: nothing is planned there but what the plan has months for.
    /// </summary>
    public decimal Beyond { get; init; }
}
