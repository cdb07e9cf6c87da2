using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Gruppera.Casemix.Weights;

/// <summary>The weight of a group.</summary>
/// <param name="Drg">National group.</param>
/// <param name="Weight">Mean cost of the group's contacts over that of all contacts; 1.0 = the overall mean.</param>
/// <param name="Text">Name as the list has it; may be empty.</param>
/// <param name="Limit">Cost above which a contact is an outlier, in kronor, where the list has one.</param>
/// <param name="CareForm">Care form that the weight is for, where the list tells them apart; otherwise empty.</param>
/// <param name="DaysLimit">Care days above which a contact is an outlier, where the list has a limit.</param>
/// <remarks>Source: casemix.md, "Weights".</remarks>
public sealed record DrgWeight(string Drg, double Weight, string Text = "", double? Limit = null, string CareForm = "", double? DaysLimit = null)
{
    /// <summary>What the weight rests on, where the list says it.</summary>
    public WeightBasis? Basis { get; init; }
}

/// <summary>A list of weights. Immutable, thread-safe.</summary>
public sealed class WeightList
{
    private const double LargestWeight = 1e6;
    private const double LargestLimit = 1e12;
    private const double MostDays = 366;
    private readonly FrozenDictionary<string, DrgWeight> _rows;
    private readonly FrozenDictionary<(string Drg, string CareForm), DrgWeight> _byCareForm;
    private readonly ImmutableArray<DrgWeight> _all;

    /// <summary>Makes a list; of several rows for one group and care form the first counts.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="manifest">What is known of where it comes from, or null.</param>
    public WeightList(string name, IEnumerable<DrgWeight> rows, WeightManifest? manifest = null)
    {
        (Name, Manifest) = (name, manifest);
        _all = [.. rows.DistinctBy(row => (row.Drg, row.CareForm))];
        _byCareForm = _all.ToFrozenDictionary(row => (row.Drg, row.CareForm));
        _rows = _all.DistinctBy(row => row.Drg).ToFrozenDictionary(row => row.Drg, StringComparer.Ordinal);
    }

    /// <summary>What is known of where it comes from; null of a plain file.</summary>
    public WeightManifest? Manifest { get; }

    /// <summary>What it is called, such as its file name.</summary>
    public string Name { get; }

    /// <summary>Groups that have a weight.</summary>
    public int Count => _rows.Count;

    /// <summary>The weight of a group; null where the list lacks it.</summary>
    public double? Of(string drg) => _rows.TryGetValue(drg, out var row) ? row.Weight : null;

    /// <summary>The weight of a group in a care form: that of the care form where the list has it, otherwise that of the group.</summary>
    public double? Of(string drg, string careForm) => Find(drg, careForm)?.Weight;

    /// <summary>The row of a group in a care form, or else of the group; null where the list lacks it.</summary>
    public DrgWeight? Find(string drg, string careForm = "") => _byCareForm.TryGetValue((drg, careForm), out var row) ? row : _rows.GetValueOrDefault(drg);

    /// <summary>The rows of a care form, and those that are for any; all for an empty text.</summary>
    public IEnumerable<DrgWeight> Rows(string careForm = "") => _all.Where(row => careForm.Length == 0 || row.CareForm.Length == 0 || row.CareForm == careForm);

    /// <summary>Reads a list from the cells of a sheet or file: the first row that names a DRG and a weight column is the header,
    /// as <c>DRG;Text;Vikt;Gräns</c>. Numbers may have a decimal comma.</summary>
    /// <param name="name">Name of the list, which issues show as their file.</param>
    /// <param name="rows">Rows in order, each with its number and its cells.</param>
    /// <param name="issues">Receives rows that could not be read (GRP4001, GRP4002), and GRP4003 where there is no header.</param>
    /// <returns>Null where there is no header.</returns>
    public static WeightList? Read(string name, IEnumerable<(int Row, string[] Cells)> rows, ICollection<Issue> issues)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(issues);
        var read = new Dictionary<(string Drg, string CareForm), DrgWeight>();
        Header? header = null;
        foreach (var (number, cells) in rows)
        {
            if (header is null)
            {
                header = Header.Find(cells);
                continue;
            }

            var drg = Cell(cells, header.Drg);
            var row = new DrgWeight(drg, 0, Cell(cells, header.Text), Limit(cells, header.Limit), Cell(cells, header.CareForm), Limit(cells, header.DaysLimit)) { Basis = header.Basis(cells) };
            var text = Cell(cells, header.Weight);
            if (drg.Length == 0 && text.Length == 0)
                continue;
            if (drg.Length == 0 || !TryNumber(text, out var weight) || weight is < 0 or > LargestWeight)
                issues.Add(new(IssueCodes.UnreadableWeight, name, Row: number, Column: "weight", Value: text, Detail: drg));
            else if (!read.TryAdd((drg, row.CareForm), row with { Weight = weight }) && read[(drg, row.CareForm)].Weight != weight)
                issues.Add(new(IssueCodes.SeveralWeights, name, Row: number, Column: "weight", Value: text, Detail: drg));
        }

        if (header is { SaysUnit: false } && read.Values.Max(row => row.Limit) is > 0 and <= MostDays)
        {
            issues.Add(new(IssueCodes.LimitsInDays, name, Column: header.Cells[header.Limit].Trim()));
            return new(name, read.Values.Select(row => row with { Limit = null, DaysLimit = row.Limit }));
        }

        if (header is not null)
            return new(name, read.Values);
        issues.Add(new(IssueCodes.NoWeightHeader, name));
        return null;
    }

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column].Trim() : "";

    private static double? Limit(string[] cells, int column) => TryNumber(Cell(cells, column), out var limit) && limit is >= 0 and <= LargestLimit ? limit : null;

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text.Replace(',', '.').Replace(" ", "", StringComparison.Ordinal).Replace("\u00a0", "", StringComparison.Ordinal), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private sealed record Header(int Drg, int Weight, int Text, int Limit, int CareForm, int DaysLimit, string[] Cells)
    {
        private static readonly ImmutableArray<string> DrgNames = ["drg", "drg-kod", "drgkod", "drg kod", "drg_nat", "drg code"];
        private static readonly ImmutableArray<string> WeightNames = ["vikt", "weight", "drg-vikt", "drgvikt", "drg weight"];
        private static readonly ImmutableArray<string> TextNames = ["text", "drg-text", "drgtext", "drg-namn", "namn", "name", "benämning", "drg name"];
        private static readonly ImmutableArray<string> LimitWords = ["gräns", "limit"];
        private static readonly ImmutableArray<string> DaysWords = ["dag", "dygn", "vårdtid", "liggtid", "day", "stay"];
        private static readonly ImmutableArray<string> KronorWords = ["kr", "kostnad", "cost", "sek"];
        private static readonly ImmutableArray<string> LowWords = ["low", "nedre", "undre"];
        private static readonly ImmutableArray<string> CareFormNames = ["care_form", "vårdform", "vårdtyp", "care form", "markör"];

        /// <summary>What a computed list says of a weight; null of any other.</summary>
        internal WeightBasis? Basis(string[] row)
        {
            string Of(string name) => Cell(row, Array.FindIndex(Cells, cell => cell.Trim().Equals(name, StringComparison.OrdinalIgnoreCase)));
            double? Number(string name) => TryNumber(Of(name), out var number) ? number : null;
            return Number("contacts") is { } contacts and >= 0 and < int.MaxValue && WeightOrigins.Named(Of("flag")) is { } origin
                ? new((int)contacts, (int)Math.Clamp(Number("inner") ?? contacts, 0, contacts), Number("inner_mean_cost"), Number("low"), Number("high"), origin, Gruppera.Text.Verbatim(Of("reason")))
                : null;
        }

        /// <summary>False where limits stand in one column that does not say whether they are kronor or days.</summary>
        internal bool SaysUnit => Limit < 0 || DaysLimit >= 0 || Has(Cells[Limit], KronorWords);

        internal static Header? Find(string[] cells)
        {
            var header = new Header(
                Index(cells, DrgNames), Index(cells, WeightNames), Index(cells, TextNames),
                Array.FindIndex(cells, cell => IsLimit(cell) && !Has(cell, DaysWords)), Index(cells, CareFormNames), Array.FindIndex(cells, cell => IsLimit(cell) && Has(cell, DaysWords)), cells);
            return header.Drg >= 0 && header.Weight >= 0 ? header : null;
        }

        /// <summary>The limit above which a contact is an outlier: a column that says so, whatever its unit and however it is written.</summary>
        private static bool IsLimit(string cell) => Has(cell, LimitWords) && !Has(cell, LowWords);

        private static bool Has(string cell, ImmutableArray<string> words) => words.Any(word => cell.Contains(word, StringComparison.OrdinalIgnoreCase));

        private static int Index(string[] cells, ImmutableArray<string> names) =>
            Array.FindIndex(cells, cell => names.Contains(WithoutYear(cell)));

        private static string WithoutYear(string cell) => cell.Trim().ToLowerInvariant().TrimEnd([.. "0123456789 "]);
    }
}
