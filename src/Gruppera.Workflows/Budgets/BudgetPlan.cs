using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Workflows.Budgets;

/// <summary>A line of a plan: how many contacts of a group a unit is to have.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form; empty if the plan has none.</param>
/// <param name="Month">The month, as 2025-03; empty for a line of the whole period.</param>
/// <param name="Contacts">Contacts, which need not be whole.</param>
public sealed record PlanLine(string Unit, string Drg, string CareForm, string Month, decimal Contacts)
{
    /// <summary>Population group; empty for none.</summary>
    public string Group { get; init; } = "";

    /// <summary>Contacts of the base; 0 for a plan of volumes.</summary>
    public decimal Before { get; init; }
}

/// <summary>A plan of volumes. Immutable.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Lines">Its lines.</param>
public sealed record BudgetPlan(string Name, ImmutableArray<PlanLine> Lines)
{
    /// <summary>The growth that it was made by; null for a plan of volumes.</summary>
    public GrowthPlan? Growth { get; init; }

    private static readonly string[][] Names =
    [
        ["drg", "drg-kod"], ["contacts", "volume", "antal", "kontakter", "volym"],
        ["unit", "enhet", "hospital", "sjukhus", "clinic", "klinik"], ["care_form", "vårdform"], ["month", "månad"],
    ];

    /// <summary>Reads a plan from rows with the columns drg and contacts, and unit, care_form and month where it has them.</summary>
    /// <param name="name">Name of the file, which issues show.</param>
    /// <param name="rows">Rows in order, each with its number and its cells.</param>
    /// <param name="issues">Receives lines that cannot be read (GRP4501).</param>
    public static BudgetPlan Read(string name, IEnumerable<(int Row, string[] Cells)> rows, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(issues);
        int[]? columns = null;
        var lines = ImmutableArray.CreateBuilder<PlanLine>();
        foreach (var (number, cells) in rows)
        {
            if (columns is null)
            {
                var found = Names.Select(names =>
                    Array.FindIndex(cells, cell => names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase))).ToArray();
                columns = found[0] >= 0 && found[1] >= 0 ? found : null;
                continue;
            }

            var texts = columns.Select(column => column >= 0 && column < cells.Length ? cells[column].Trim() : "").ToArray();
            if (texts.All(text => text.Length == 0))
                continue;
            var isMonth = texts[4].Length == 0
                || DateOnly.TryParseExact(texts[4], "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
            if (texts[0].Length > 0 && isMonth && Number(texts[1]) is { } contacts)
                lines.Add(new(texts[2], texts[0], texts[3], texts[4], contacts));
            else
                issues.Add(new(WorkflowIssues.UnreadablePlan, name, Row: number, Value: texts[1], Detail: texts[0]));
        }

        if (columns is null)
            issues.Add(new(WorkflowIssues.UnreadablePlan, name, Detail: "drg, contacts"));
        return new(name, lines.ToImmutable());
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(
            text.Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal).Replace(',', '.'),
            NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number <= 1_000_000_000 ? number : null;
}
