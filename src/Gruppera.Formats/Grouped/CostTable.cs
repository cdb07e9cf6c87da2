using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Formats.Deliveries;

namespace Gruppera.Formats.Grouped;

/// <summary>Costs in a file of their own, as KPP delivers them: one or many rows for each contact, found by its id. Either a row for each
/// type of cost (columns <c>cost_type</c> and <c>cost</c>), or a column for each type. Immutable once read; thread-safe.</summary>
public sealed class CostTable
{
    private static readonly string[] TypeNames = ["cost_type", "kostnadsslag", "type", "slag", "kostnadstyp"];
    private static readonly string[] CostNames = ["cost", "kostnad", "belopp", "amount"];
    private const decimal TooLarge = 1_000_000_000_000m;
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<double[]> _amounts = [];
    private readonly List<string> _types = [];
    private bool[] _isUsed = [];

    private CostTable()
    {
    }

    /// <summary>Types of cost, in order of first appearance; one without a name where the file has but one column.</summary>
    public ImmutableArray<string> Types { get; private set; } = [];

    /// <summary>Contacts that have costs.</summary>
    public int Count => _amounts.Count;

    /// <summary>Rows of costs read.</summary>
    public long Rows { get; private set; }

    /// <summary>Contacts in the table that no row of the file of contacts asked for.</summary>
    public long Unused => _isUsed.LongCount(isUsed => !isUsed);

    /// <summary>Reads a file of costs.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">Its column of ids.</param>
    /// <param name="keepTypes">True to keep the types apart.</param>
    /// <param name="issue">Called for each row that lacks its id or an amount that can be read (GRP3009).</param>
    /// <exception cref="InvalidDataException">The file lacks a column.</exception>
    public static CostTable Read(string path, string id, bool keepTypes, Action<Issue> issue)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(issue);
        var name = Path.GetFileName(path);
        var (table, columns, header) = (new CostTable(), (Columns?)null, Array.Empty<string>());
        foreach (var (row, cells) in TableFile.Rows(path))
        {
            if (columns is null)
            {
                header = cells;
                columns = Columns.Of(cells, id)
                    ?? throw new InvalidDataException($"{name}: no column {id} and no column of costs; it has {string.Join(", ", cells)}");
                continue;
            }

            if (cells.All(cell => cell.Length == 0))
                continue;
            table.Rows++;
            if (!table.Add(cells, header, columns, keepTypes))
                issue(new(FormatIssues.UnreadableCost, name, Row: row));
        }

        table.Types = [.. table._types];
        table._isUsed = new bool[table._amounts.Count];
        return table;
    }

    /// <summary>Amounts of a contact by type, in the order of <see cref="Types"/>; types after the last are 0.</summary>
    /// <param name="place">What <see cref="Find"/> gave.</param>
    public ReadOnlySpan<double> Amounts(int place) => _amounts[place];

    /// <summary>The sum of a contact's costs.</summary>
    public double Sum(int place)
    {
        var sum = 0m;
        foreach (var amount in _amounts[place])
            sum += (decimal)amount;
        return (double)sum;
    }

    /// <summary>Where the costs of an id stand; -1 if there are none.</summary>
    internal int Find(ReadOnlySpan<byte> id)
    {
        Span<char> text = stackalloc char[Math.Min(id.Length, 256)];
        if (id.Length > 256 || !Encoding.UTF8.TryGetChars(id, text, out var length)
            || !_places.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text[..length], out var place))
            return -1;
        _isUsed[place] = true;
        return place;
    }

    private bool Add(string[] cells, string[] header, Columns columns, bool keepTypes)
    {
        var id = Cell(cells, columns.Id);
        if (id.Length == 0)
            return false;
        var read = columns.Costs.Select(column => (
            Type: columns.Type >= 0 ? Cell(cells, columns.Type) : columns.Costs.Length > 1 ? header[column] : "",
            Text: Cell(cells, column)))
            .Where(each => each.Text.Length > 0).Select(each => (each.Type, Amount: Number(each.Text))).ToList();
        if (read.Count == 0 || read.Any(each => each.Amount is null))
            return false;
        if (!_places.TryGetValue(id, out var place))
        {
            _places.Add(id, place = _amounts.Count);
            _amounts.Add([]);
        }

        foreach (var (type, amount) in read)
        {
            var number = TypeOf(keepTypes ? type : "");
            var amounts = _amounts[place];
            if (amounts.Length <= number)
                Array.Resize(ref amounts, number + 1);
            amounts[number] = (double)((decimal)amounts[number] + amount!.Value);
            _amounts[place] = amounts;
        }

        return true;
    }

    private int TypeOf(string type)
    {
        var number = _types.IndexOf(type);
        if (number >= 0)
            return number;
        _types.Add(type);
        return _types.Count - 1;
    }

    private static string Cell(string[] cells, int column) => column < cells.Length ? cells[column].Trim() : "";

    private static decimal? Number(string text) =>
        decimal.TryParse(
            text.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture,
            out var amount)
        && Math.Abs(amount) < TooLarge ? amount : null;

    /// <summary>Where id, type and costs stand.</summary>
    private sealed record Columns(int Id, int Type, ImmutableArray<int> Costs)
    {
        internal static Columns? Of(string[] header, string id)
        {
            var (at, type) = (Named(header, [id]), Named(header, TypeNames));
            var cost = Named(header, CostNames);
            ImmutableArray<int> costs = cost >= 0 ? [cost]
                : type >= 0 ? []
                : [.. Enumerable.Range(0, header.Length).Where(column => column != at && header[column].Trim().Length > 0)];
            return at < 0 || costs.IsEmpty ? null : new(at, type, costs);
        }

        private static int Named(string[] header, string[] names) =>
            Array.FindIndex(header, cell => names.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase));
    }
}
