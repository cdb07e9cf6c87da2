using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>One row of a file of contacts: the contact, what was expected of it, or why it could not be read. Immutable.</summary>
/// <param name="Row">Row in the file, the first one (a header counts) being 1.</param>
/// <param name="Contact">The contact; without codes where the row has an issue.</param>
/// <param name="ExpectedDrg">Expected group of a test case, or empty.</param>
/// <param name="ExpectedReturnCode">Expected return code of a test case, or <c>default</c>.</param>
/// <param name="ExpectedRule">Expected rule of a test case, by order or id, or empty.</param>
/// <param name="Issue">Why the row could not be read, or null.</param>
public sealed record ContactRow(
    long Row, CareContact Contact, string ExpectedDrg, ReturnCode ExpectedReturnCode, string ExpectedRule, Issue? Issue)
{
    /// <summary>Age, care days and care form as they were decided, with what is missing and what is contradictory.</summary>
    public ContactFacts Facts { get; init; }
}

/// <summary>Reads a file of contacts row by row. Not thread-safe. For millions of rows there is <see cref="FileGrouper"/>.</summary>
public static class ContactReader
{
    /// <summary>Reads the contacts of a file.</summary>
    /// <param name="path">Path, or <c>-</c> for standard input.</param>
    /// <param name="layout">How the file is written.</param>
    /// <exception cref="ContactFileException">The file cannot be opened, or its header does not fit the layout.</exception>
    public static IEnumerable<ContactRow> Read(string path, ContactLayout layout)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(layout);
        return Rows(path, layout);
    }

    private static IEnumerable<ContactRow> Rows(string path, ContactLayout layout)
    {
        using var input = ContactSource.Open(path, layout);
        foreach (var row in Rows(input.Text, layout, input.Name))
            yield return row;
    }

    /// <summary>Reads the contacts of a stream of UTF-8 text.</summary>
    /// <param name="stream">The text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <exception cref="ContactFileException">The header does not fit the layout.</exception>
    public static IEnumerable<ContactRow> Read(Stream stream, ContactLayout layout, string name = "")
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(layout);
        return Rows(stream, layout, name);
    }

    private static IEnumerable<ContactRow> Rows(Stream stream, ContactLayout layout, string name)
    {
        var file = new ContactFile(stream, layout);
        var parser = file.NewParser();
        while (file.NextBlock() is { } block)
        {
            var position = file.Start;
            while (parser.Read(block.Text, ref position))
            {
                if (parser.IsLeftOut)
                    continue;
                yield return ToRow(parser, block.Text, file.HeaderRows + parser.Lines, name);
            }
        }
    }

    private static ContactRow ToRow(ContactParser parser, ReadOnlySpan<byte> data, long number, string name)
    {
        var contact = parser.Problem is null
            ? parser.ToContact(parser.String(data, ContactRole.Id))
            : new CareContact { Id = parser.String(data, ContactRole.Id) };
        var returnCode = Scalars.Code(parser.String(data, ContactRole.ExpRtc));
        return new(
            number,
            contact,
            Scalars.Code(parser.String(data, ContactRole.ExpDrg)),
            returnCode.Length == 1 ? new(returnCode[0]) : default,
            Scalars.Code(parser.String(data, ContactRole.ExpOrd)),
            parser.Problem is { } problem ? new Issue(problem, name, "", number, parser.ProblemColumn) : null)
        {
            Facts = parser.IsBroken ? default : parser.Facts,
        };
    }
}

/// <summary>A file of contacts with its header read and its layout bound: what the row-by-row and the bulk reader share.</summary>
internal sealed class ContactFile
{
    /// <summary>Columns of a file at most: as many as a sheet has.</summary>
    internal const int MostColumns = 16_384;

    private readonly RowBlockReader _blocks;
    private readonly RowBlock _block = new();
    private readonly bool _hasFirst;
    private bool _firstGiven;

    internal ContactFile(Stream stream, ContactLayout layout, bool needsDiagnoses = true)
    {
        _blocks = new(stream)
        {
            IsFixedWidth = layout.IsFixedWidth,
            Delimiter = layout.Place?.Delimiter ?? (byte)layout.Delimiter,
            LinesAbove = layout.Place?.LinesAbove ?? 0,
        };
        _hasFirst = _blocks.Read(_block);
        if (!layout.IsFixedWidth && _blocks.Delimiter == 0)
            _blocks.Delimiter = Delimiters.Find(_block.Text);
        var header = layout.Header;
        if (layout.HasHeader)
        {
            var row = new CsvRow();
            var end = 0;
            do
            {
                HeaderStart = end;
                row.Read(_block.Text, ref end, Delimiter, isLast: true);
                HeaderRows++;
                if (row.Count > MostColumns)
                    throw new ContactFileException("the header has more than 16 384 columns: this is not a file of contacts");
                header = [.. Enumerable.Range(0, row.Count).Select(i => Name(row, i))];
            }
            while (end < _block.Length && header.All(name => name.Length == 0));

            FirstRow = end;
            if (layout.Place is { HasRowNames: true })
                header = ["", .. header];
        }

        LinesAbove = _blocks.RowsBefore + (int)Math.Max(0, HeaderRows - 1);
        HeaderRows += _blocks.RowsBefore;
        Binding = new(layout, header);
        if (needsDiagnoses && !layout.AllowMissing.HasFlag(ContactNeeds.Diagnoses))
            Binding.RequireDiagnoses();

        string Name(CsvRow row, int column)
        {
            var name = Encoding.UTF8.GetString(row.Get(_block.Text, column)).Trim();
            return row.HasEscapes(column) ? name.Replace("\"\"", "\"", StringComparison.Ordinal) : name;
        }
    }

    internal LayoutBinding Binding { get; }

    internal byte Delimiter => _blocks.Delimiter;

    /// <summary>Rows above the first contact: the header and what stands above it.</summary>
    internal long HeaderRows { get; }

    /// <summary>Lines above the header.</summary>
    internal int LinesAbove { get; }

    /// <summary>Where the header starts in the first block; it ends at <see cref="Start"/>.</summary>
    internal int HeaderStart { get; }

    /// <summary>Where the rows of the block last given start.</summary>
    internal int Start { get; private set; }

    private int FirstRow { get; }

    internal ContactParser NewParser(WholeCodes? known = null) => new(Binding, Delimiter, known);

    /// <summary>The next block, always the same object; null at the end.</summary>
    internal RowBlock? NextBlock() => Next(_block) ? _block : null;

    /// <summary>Fills a block; false at the end.</summary>
    internal bool Next(RowBlock block)
    {
        if (_firstGiven)
        {
            Start = 0;
            return _blocks.Read(block);
        }

        _firstGiven = true;
        Start = FirstRow;
        if (!ReferenceEquals(block, _block))
            (block.Data, block.Length, _block.Data, _block.Length) = (_block.Data, _block.Length, block.Data, 0);
        return _hasFirst;
    }
}
