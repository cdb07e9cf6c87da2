using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Gruppera.Formats.Files;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Excel;

/// <summary>What is wrong with a cell.</summary>
internal enum CellFault
{
    /// <summary>It holds an error, such as <c>#N/A</c>, which is its text.</summary>
    Error,

    /// <summary>It holds a formula without its value.</summary>
    NoValue,

    /// <summary>It holds a number of more than 15 digits, which spreadsheets round.</summary>
    Rounded,
}

/// <summary>A row of a sheet.</summary>
/// <param name="Number">Its number, the first being 1.</param>
/// <param name="Cells">Its cells to the last that is not empty.</param>
/// <param name="Faults">What is wrong with cells.</param>
internal readonly record struct SheetRow(int Number, string[] Cells, ImmutableArray<(int Column, CellFault Fault)> Faults);

/// <summary>A workbook whose sheets are read row by row, as often as needed. Nothing is kept of a row that was read.</summary>
internal abstract partial class Workbook
{
    /// <summary>The text of a formula without a value, in the form of the errors that a spreadsheet shows.</summary>
    public const string NoValue = "#FORMULA!";

    private const int HeadRows = 50;
    private const long MostHeld = 1 << 24;
    private const int MostRowLength = 1 << 20;

    /// <summary>Sheets of a workbook at most.</summary>
    protected const int MostSheets = 1_000;

    private long _held;

    /// <summary>Names of the sheets, white space folded.</summary>
    public ImmutableArray<string> Sheets { get; protected init; } = [];

    /// <summary>Opens a workbook of either kind. Throws anything where it is none, or damaged.</summary>
    /// <param name="open">Opens the file from its beginning; it must be able to seek.</param>
    public static Workbook Open(Func<Stream> open)
    {
        using var stream = open();
        return IsZip(stream) ? new XlsxWorkbook(open) : new XlsWorkbook(open);
    }

    /// <summary>True for bytes that begin as a workbook does.</summary>
    public static bool Is(ReadOnlySpan<byte> head) => head is [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..];

    /// <summary>True for a workbook of today, which is a zip; the stream stands at its beginning before and after.</summary>
    public static bool IsZip(Stream stream)
    {
        var head = new HeadStream(stream).Peek(1) is [(byte)'P'];
        stream.Position = 0;
        return head;
    }

    /// <summary>The rows of a sheet that have any text.</summary>
    public abstract IEnumerable<SheetRow> Rows(int sheet);

    /// <summary>The first rows of a sheet that have any text: a header stands among them.</summary>
    /// <exception cref="InvalidDataException">The heads of all sheets are too wide to look at together.</exception>
    public ImmutableArray<SheetRow> Head(int sheet)
    {
        var head = ImmutableArray.CreateBuilder<SheetRow>();
        foreach (var row in Rows(sheet).Take(HeadRows))
        {
            _held += row.Cells.Sum(cell => 8L + (2 * cell.Length));
            if (_held > MostHeld)
                throw new InvalidDataException("its sheets are too wide to find the table in: leave the others out");
            head.Add(row);
        }

        return head.ToImmutable();
    }

    /// <summary>The sheet of a name or number, the first being 0; -1 if there is none.</summary>
    public int Find(string nameOrNumber)
    {
        for (var i = 0; i < Sheets.Length; i++)
        {
            if (string.Equals(Sheets[i], ColumnName.Fold(nameOrNumber), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return int.TryParse(nameOrNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= Sheets.Length
            ? number - 1 : -1;
    }

    /// <summary>A number as text: whole ones as the file has them, others as shortly as they can be distinguished.</summary>
    /// <param name="raw">The number as the file has it.</param>
    /// <param name="isRounded">True if digits may have been lost.</param>
    protected static string Number(string raw, out bool isRounded)
    {
        isRounded = false;
        if (WholeNumber().IsMatch(raw))
        {
            var digits = raw.AsSpan(raw[0] == '-' ? 1 : 0).TrimStart('0');
            isRounded = digits.Length > 15 && !digits[15..].ContainsAnyExcept('0');
            return raw;
        }

        if (!double.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return raw;
        isRounded = Math.Abs(number) >= 1e15;
        if (!isRounded)
            return number.ToString("R", CultureInfo.InvariantCulture);
        return decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)
            ? exact.ToString("F0", CultureInfo.InvariantCulture) : raw;
    }

    /// <summary>A date, with its time where it has one.</summary>
    protected static string Date(DateTime date) =>
        date.ToString(date.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    [GeneratedRegex("^-?[0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeNumber();

    /// <summary>Gathers the cells of a row. Not thread-safe.</summary>
    protected sealed class RowMaker
    {
        private readonly List<string> _cells = [];
        private readonly List<(int, CellFault)> _faults = [];
        private int _length;

        public void Add(int column, string text, CellFault? fault = null)
        {
            if (column is < 0 or >= 16_384)
                throw new InvalidDataException("a sheet has at most 16 384 columns");
            if ((_length += text.Length) > MostRowLength || _faults.Count > 16_384)
                throw new InvalidDataException("a row holds more than 1 MB of text");
            while (_cells.Count <= column)
                _cells.Add("");
            _cells[column] = text;
            if (fault is { } found)
                _faults.Add((column, found));
        }

        /// <summary>The row, where it has any text; the next begins.</summary>
        public SheetRow? Take(int number)
        {
            var length = _cells.FindLastIndex(cell => cell.Length > 0) + 1;
            SheetRow? row = length == 0 ? null : new(number, [.. _cells[..length]], [.. _faults]);
            _cells.Clear();
            _faults.Clear();
            _length = 0;
            return row;
        }
    }
}
