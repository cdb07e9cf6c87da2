using System.Security.Cryptography;
using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Contacts;

/// <summary>The rows of one part of a file, as a text of its own with the header of all. A row of another part that stands before one of
/// this is an empty line, so that rows keep their numbers. Not thread-safe.</summary>
/// <remarks>The text before the part is gone through for its row ends, since a line end within quotes ends no row, and what is within
/// quotes is known only from the beginning.</remarks>
public sealed class PartitionedText : ReadStream
{
    private static readonly byte[] Broken = "\"\"x\n"u8.ToArray();
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Stream _source;
    private readonly ContactFile _file;
    private readonly bool _isFixedWidth;
    private readonly bool _byPatient;
    private readonly CsvRow _row = new();
    private readonly Partition _partition;
    private readonly RowCells _cells;
    private readonly (long Begin, long End) _stretch;
    private RowBlock? _block;
    private ReadOnlyMemory<byte> _ready;
    private long _lines;
    private long _at;
    private int _position;
    private bool _isAtEnd;
    private string? _sha256;

    private PartitionedText(Stream source, ContactLayout layout, Partition partition, long length)
    {
        (_source, _isFixedWidth) = (source, layout.IsFixedWidth);
        _file = new(source, layout, needsDiagnoses: false);
        var patient = _file.Binding[ContactRole.Patient];
        _byPatient = partition.ByPatient && patient.Exists;
        _partition = partition;
        _stretch = (partition.Begin(length), partition.End(length));
        _cells = new(_file.Binding, _file.Delimiter);
        _block = _file.NextBlock();
        _position = _file.Start;
        _lines = _file.LinesAbove;
        _ready = _block is null ? default : _block.Text[_file.HeaderStart.._file.Start].ToArray();
        Layout = layout with
        {
            Place = layout.IsFixedWidth ? layout.Place
                : new(_file.LinesAbove, layout.Place?.TitlesAbove ?? 0, _file.Delimiter, layout.Place?.HasRowNames ?? false),
        };
    }

    /// <summary>How the part is written.</summary>
    public ContactLayout Layout { get; }

    /// <summary>True if the part has all rows of its patients; false if it is a stretch of the file, as also where the file names no
    /// patients.</summary>
    public bool IsByPatient => _byPatient;

    /// <summary>True if patients are told by personal identity numbers.</summary>
    public bool HasPersonalIds => _file.Binding[ContactRole.PersonalId] is { Exists: true } person
        && _file.Binding[ContactRole.Patient] == person;

    /// <summary>SHA-256 of all that was read so far: once it was read to its end, of the part.</summary>
    public string Sha256 => _sha256 ?? Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <summary>The part of a file that is understood.</summary>
    /// <param name="fitted">The file, from its beginning.</param>
    /// <param name="source">Where it is read from.</param>
    /// <param name="partition">Which part.</param>
    /// <exception cref="ContactFileException">The file has no parts: every one would have to unpack or read all of it.</exception>
    public static FittedContacts Of(FittedContacts fitted, ContactSource source, Partition partition)
    {
        ArgumentNullException.ThrowIfNull(fitted);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(partition);
        if (source.WhyWhole is { } why)
            throw new ContactFileException($"{source.Name} cannot be divided into parts: {why}");
        var text = new PartitionedText(fitted.Text, fitted.Layout, partition, source.TextLength);
        return fitted with { Text = text, Layout = text.Layout };
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_lines == 0 && _ready.IsEmpty)
        {
            if (!Advance())
                return 0;
        }

        int count;
        if (_lines > 0)
        {
            count = (int)Math.Min(buffer.Length, _lines);
            buffer[..count].Fill((byte)'\n');
            _lines -= count;
        }
        else
        {
            count = Math.Min(buffer.Length, _ready.Length);
            _ready.Span[..count].CopyTo(buffer);
            _ready = _ready[count..];
        }

        _hash.AppendData(buffer[..count]);
        return count;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _sha256 is null)
        {
            _sha256 = Sha256;
            _hash.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>Finds the next lines to give; false at the end of the part.</summary>
    private bool Advance()
    {
        if (_isAtEnd)
            return false;
        while (_block is not null && _position >= _block.Length)
        {
            _block = _file.NextBlock();
            _position = _file.Start;
        }

        _isAtEnd = _block is null || (!_byPatient && _at >= _stretch.End);
        if (_isAtEnd)
            return false;
        if (_byPatient)
            TakePatients();
        else
            TakeStretch();
        return true;
    }

    private void TakeStretch()
    {
        var text = _block!.Text;
        var start = _position;
        var end = _at + text.Length - start;
        if (_at >= _stretch.Begin && end <= _stretch.End)
        {
            (_ready, _position, _at) = (_block.Data.AsMemory(start, text.Length - start), text.Length, end);
            return;
        }

        var isPassedOver = _at < _stretch.Begin;
        if (isPassedOver && end <= _stretch.Begin && (_isFixedWidth || !text[start..].Contains((byte)'"')))
        {
            _lines = text[start..].Count((byte)'\n') + (text[^1] == '\n' ? 0 : 1);
            (_position, _at) = (text.Length, end);
            return;
        }

        while (_position < text.Length && (isPassedOver ? _at < _stretch.Begin : _at < _stretch.End))
        {
            var before = _position;
            PassRow(text);
            _at += _position - before;
            _lines += isPassedOver ? 1 : 0;
        }

        if (!isPassedOver)
            _ready = _block.Data.AsMemory(start, _position - start);
    }

    private void PassRow(ReadOnlySpan<byte> text)
    {
        var stop = _isFixedWidth ? text[_position..].IndexOf((byte)'\n') : text[_position..].IndexOfAny((byte)'\n', (byte)'"');
        if (stop < 0)
            _position = text.Length;
        else if (text[_position + stop] == '\n')
            _position += stop + 1;
        else
            _row.Read(text, ref _position, _file.Delimiter, isLast: true);
    }

    /// <summary>A row with bad quotes is handed on as one that has them whatever follows: other rows than in the file do.</summary>
    private void TakePatients()
    {
        var text = _block!.Text;
        var before = _cells.Lines;
        var isRow = _cells.Read(text, ref _position);
        if (!isRow)
            _position = text.Length;
        _lines = _cells.Lines - before;
        if (!isRow)
            return;
        var row = _cells.Row.Start.Value.._position;
        if (!_partition.Has(_cells.IsBroken ? default : _cells.Text(text, _file.Binding[ContactRole.Patient])))
            return;
        _lines--;
        var at = row.Start.Value;
        var isBadQuote = !_isFixedWidth && text[row].Contains((byte)'"') && !_cells.IsNoContact
            && _row.Read(text, ref at, _file.Delimiter, isLast: true) == CsvRowStatus.BadQuote;
        _ready = isBadQuote ? Broken : text[row][^1] == '\n' ? _block.Data.AsMemory(row) : (byte[])[.. text[row], (byte)'\n'];
    }
}
