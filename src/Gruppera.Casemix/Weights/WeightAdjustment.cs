using System.Collections.Immutable;

namespace Gruppera.Casemix.Weights;

/// <summary>A weight that was set after computation, by somebody and for a reason. Immutable.</summary>
/// <param name="Drg">The group.</param>
/// <param name="CareForm">Care form, with specialty behind a slash, where the list has one of each; otherwise empty.</param>
/// <param name="Old">The weight that it had, as written in the file of adjustments.</param>
/// <param name="New">The weight that it got.</param>
/// <param name="Reason">Why.</param>
/// <param name="Who">Who decided.</param>
/// <remarks>Source: Arbetsprocessen for nationella prospektiva vikter (2016), the appendices on adjusted weights.</remarks>
public sealed record WeightAdjustment(string Drg, string CareForm, double Old, double New, string Reason, string Who)
{
    private const int FewestDecimals = 2;
    private static readonly string[][] Names =
    [
        ["drg"], ["old", "gammal", "före", "before"], ["new", "ny", "efter", "after"], ["reason", "skäl", "orsak", "motiv"],
        ["who", "vem", "beslutad av", "av"],
        ["care_form", "vårdform", "material"],
    ];

    /// <summary>Decimals that the old weight was written with: it matches a weight that rounds to it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public int Decimals { get; init; } = FewestDecimals;

    /// <summary>True if a weight is the old one.</summary>
    public bool Matches(double? weight) =>
        weight is { } known && Math.Abs(Math.Round(known, Decimals, MidpointRounding.AwayFromZero) - Old) < 1e-9;

    /// <summary>Reads adjustments from rows with the columns drg, old, new, reason and who, and care_form where the list has
    /// several.</summary>
    /// <param name="name">Name of the file, which issues show.</param>
    /// <param name="rows">Rows in order, each with its number and its cells.</param>
    /// <param name="issues">Receives rows that lack something or cannot be read (GRP4007).</param>
    public static ImmutableArray<WeightAdjustment> Read(string name, IEnumerable<(int Row, string[] Cells)> rows, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(issues);
        int[]? columns = null;
        var read = ImmutableArray.CreateBuilder<WeightAdjustment>();
        foreach (var (number, cells) in rows)
        {
            if (columns is null)
            {
                var found = Names.Select(names =>
                    Array.FindIndex(cells, cell => names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase))).ToArray();
                columns = found[..5].All(column => column >= 0) ? found : null;
                continue;
            }

            var texts = columns.Select(column => WeightColumns.Cell(cells, column)).ToArray();
            if (texts.All(text => text.Length == 0))
                continue;
            var (old, after) =
                (ListNumber.Read(texts[1], ListNumberKind.Weight).Value, ListNumber.Read(texts[2], ListNumberKind.Weight).Value);
            if (texts[0].Length == 0 || texts[3].Length == 0 || texts[4].Length == 0 || old is not >= 0 || after is not >= 0)
                issues.Add(new(CasemixIssues.UnreadableAdjustment, name, Row: number, Detail: texts[0]));
            else
                read.Add(new(texts[0], texts[5], old.Value, after.Value, texts[3], texts[4]) { Decimals = DecimalsOf(texts[1]) });
        }

        if (columns is null)
            issues.Add(new(CasemixIssues.UnreadableAdjustment, name, Detail: "drg, old, new, reason, who"));
        return read.ToImmutable();
    }

    /// <summary>The rows with their adjustments, and the adjustments that meet no group or another weight than they say.</summary>
    public static (ImmutableArray<WeightRow> Rows, ImmutableArray<(WeightAdjustment Adjustment, double? Weight)> Unmet) Apply(
        ImmutableArray<WeightRow> rows, IEnumerable<WeightAdjustment> adjustments)
    {
        ArgumentNullException.ThrowIfNull(adjustments);
        var changed = rows.ToArray();
        var unmet = ImmutableArray.CreateBuilder<(WeightAdjustment, double?)>();
        foreach (var adjustment in adjustments)
        {
            var places = Enumerable.Range(0, changed.Length)
                .Where(i => changed[i].Drg == adjustment.Drg
                    && (adjustment.CareForm.Length == 0 || changed[i].Material == adjustment.CareForm)).ToList();
            if (places is not [var place] || !adjustment.Matches(changed[place].Weight))
            {
                unmet.Add((adjustment, places is [var only] ? changed[only].Weight : null));
                continue;
            }

            changed[place] = changed[place] with
            {
                Weight = adjustment.New,
                Origin = WeightOrigin.Adjusted,
                StandardError = null,
                Interval = null,
                Reason = $"adjusted from {adjustment.Old}: {adjustment.Reason} ({adjustment.Who})",
            };
        }

        return ([.. changed], unmet.ToImmutable());
    }

    private static int DecimalsOf(string text) =>
        text.IndexOfAny(['.', ',']) is var at and >= 0 ? Math.Clamp(text.Length - at - 1, FewestDecimals, 10) : FewestDecimals;
}
