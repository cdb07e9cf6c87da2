using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Workflows.Budgets;

/// <summary>Growth of a population group.</summary>
/// <param name="Name">What stands in its row, such as <c>80- F</c>.</param>
/// <param name="Values">What a contact must have, in the order of the plan's columns; empty for anything.</param>
/// <param name="Percent">Growth of its contacts in per cent; below 0 for fewer.</param>
public sealed record GrowthRow(string Name, ImmutableArray<string> Values, decimal Percent);

/// <summary>A plan that says how much more care population groups are to have than in a base of contacts. Immutable.</summary>
/// <param name="Name">Name of its file.</param>
/// <param name="Columns">Columns of the contacts that tell the groups apart; <c>age</c> is that in years.</param>
/// <param name="Rows">Its groups; of several that a contact belongs to, the first counts.</param>
public sealed record GrowthPlan(string Name, ImmutableArray<string> Columns, ImmutableArray<GrowthRow> Rows)
{
    /// <summary>The column of ages, whose values are bands.</summary>
    public const string Age = "age";

    private static readonly string[] Growths = ["growth", "tillväxt", "ökning", "procent", "percent"];
    private static readonly string[] Ages = [Age, "ålder", "åldersgrupp", "age_band"];
    private const decimal Least = -100;
    private const decimal Most = 1000;

    /// <summary>True if a header is that of a plan of growth.</summary>
    public static bool IsHeader(string[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return Array.Exists(cells, IsGrowth);
    }

    /// <summary>Reads a plan from rows with the column growth, and columns of population groups.</summary>
    /// <param name="name">Name of the file, which issues show.</param>
    /// <param name="rows">Rows in order, each with its number and its cells.</param>
    /// <param name="issues">Receives rows that cannot be read (GRP4502).</param>
    public static GrowthPlan Read(string name, IEnumerable<(int Row, string[] Cells)> rows, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(issues);
        var (growth, places, columns) = (-1, ImmutableArray<int>.Empty, ImmutableArray<string>.Empty);
        var read = ImmutableArray.CreateBuilder<GrowthRow>();
        foreach (var (number, cells) in rows)
        {
            if (growth < 0)
            {
                growth = Array.FindIndex(cells, IsGrowth);
                places = [.. Enumerable.Range(0, cells.Length).Where(at => growth >= 0 && at != growth && cells[at].Trim().Length > 0)];
                columns = [.. places.Select(at => cells[at].Trim())
                    .Select(column => Ages.Contains(column, StringComparer.OrdinalIgnoreCase) ? Age : column)];
                continue;
            }

            if (cells.All(cell => cell.Trim().Length == 0))
                continue;
            ImmutableArray<string> values = [.. places.Select(at => at < cells.Length ? cells[at].Trim() : "")];
            var areBands = values.Zip(columns).All(each => each.First.Length == 0 || each.Second != Age || BandOf(each.First) is not null);
            var text = growth < cells.Length ? cells[growth].Trim() : "";
            if (areBands && Number(text) is { } percent)
                read.Add(new(NameOf(values), values, percent));
            else
                issues.Add(new(WorkflowIssues.UnreadableGrowth, name, Row: number, Value: text, Detail: string.Join(' ', values)));
        }

        return new(name, columns, read.ToImmutable());
    }

    /// <summary>The first group that a contact belongs to; null for none.</summary>
    /// <param name="values">What the contact has, in the order of <see cref="Columns"/>.</param>
    public GrowthRow? Find(ImmutableArray<string> values)
    {
        foreach (var row in Rows)
        {
            var holds = true;
            for (var at = 0; holds && at < Columns.Length; at++)
                holds = row.Values[at].Length == 0 || Holds(Columns[at], row.Values[at], values[at]);
            if (holds)
                return row;
        }

        return null;
    }

    private static string NameOf(ImmutableArray<string> values) =>
        values.All(value => value.Length == 0) ? "*" : string.Join(' ', values.Where(value => value.Length > 0));

    private static bool Holds(string column, string asked, string value)
    {
        if (column != Age)
            return asked.Equals(value, StringComparison.OrdinalIgnoreCase);
        var (from, to) = BandOf(asked)!.Value;
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years >= from && years <= to;
    }

    private static bool IsGrowth(string cell) => Growths.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>A band of years, both ends included: <c>65-79</c>, <c>80-</c>, <c>80+</c>, <c>-17</c>, <c>18</c>.</summary>
    private static (int From, int To)? BandOf(string text)
    {
        var parts = text.Replace('–', '-').Replace("+", "-", StringComparison.Ordinal).Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length > 2 || parts.All(part => part.Length == 0))
            return null;
        var ends = parts.Select((part, at) => part.Length == 0 ? (at == 0 ? 0 : int.MaxValue)
            : int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var years) ? years : -1).ToList();
        return ends[0] < 0 || ends[^1] < ends[0] ? null : (ends[0], ends[^1]);
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(
            text.TrimEnd('%').Trim().Replace(',', '.').Replace('\u2212', '-'),
            NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && number is >= Least and <= Most ? number : null;
}
