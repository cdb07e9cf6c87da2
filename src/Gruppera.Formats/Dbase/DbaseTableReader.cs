using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Dbase;

/// <summary>Reads a dBase file (versions 03, 30, F5; field types C N D L F I M T) held in memory. Deleted records are skipped;
/// a memo, which lies in another file, reads as empty unless that file is given. Row 1 is the first record. Source:
/// docs/specification/formats.md §1.</summary>
internal sealed class DbaseTableReader : TableReader
{
    private const int FieldDescriptorLength = 32;
    private const byte EndOfFile = 0x1A;
    private readonly byte[] _data;
    private readonly Field[] _fields;
    private readonly char[] _characters;
    private readonly char[] _text;
    private readonly int _recordLength;
    private readonly int _count;
    private readonly byte[]? _memo;
    private int _position;
    private int _row;

    private DbaseTableReader(
        byte[] data, Field[] fields, int headerLength, int recordLength, int count, char[] characters, byte[]? memo)
    {
        (_data, _fields, _recordLength, _count, _characters, _memo) = (data, fields, recordLength, count, characters, memo);
        _text = new char[recordLength];
        _position = headerLength - recordLength;
        Columns = [.. fields.Select(field => field.Name)];
    }

    public override ImmutableArray<string> Columns { get; }

    public override int Row => _row;

    public override ReadOnlySpan<char> this[int column]
    {
        get
        {
            var field = _fields[column];
            var bytes = _data.AsSpan(_position + field.Offset, field.Length);
            switch (field.Type)
            {
                case 'I' when field.Length == 4:
                    return BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(CultureInfo.InvariantCulture);
                case 'T' when field.Length == 8:
                    return DateAndTime(bytes);
                case 'M':
                    return Memo(bytes);
                case 'L' when bytes is [(byte)'?']:
                    return [];
                default:
                    var text = _text.AsSpan(field.Offset, field.Length);
                    for (var i = 0; i < bytes.Length; i++)
                        text[i] = _characters[bytes[i]];
                    return ((ReadOnlySpan<char>)text).Trim(" \0\t\r\n\u00A0");
            }
        }
    }

    /// <summary>Opens a file; null, with an issue, where it is no dBase file.</summary>
    /// <param name="data">The file.</param>
    /// <param name="file">Its name.</param>
    /// <param name="codePage">Code page that overrules header and texts, or null.</param>
    /// <param name="issues">Where issues go.</param>
    /// <param name="memo">The file of memos that lies beside it (<c>.fpt</c>); null for none.</param>
    public static DbaseTableReader? Open(byte[] data, string file, int? codePage, IssueList issues, byte[]? memo = null)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        if (data.Length < FieldDescriptorLength)
            return Refuse(FormatIssues.TruncatedFile);
        var count = BinaryPrimitives.ReadUInt32LittleEndian(data.AsSpan(4));
        int headerLength = BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(8));
        int recordLength = BinaryPrimitives.ReadUInt16LittleEndian(data.AsSpan(10));
        if (data[0] is not (0x03 or 0x30 or 0xF5) || headerLength <= FieldDescriptorLength || recordLength < 2)
            return Refuse(FormatIssues.UnreadableFile);
        if (data.Length < headerLength)
            return Refuse(FormatIssues.TruncatedFile);
        var fields = ReadFields(data.AsSpan(0, headerLength));
        if (fields.Length == 0 || fields[^1].Offset + fields[^1].Length > recordLength)
            return Refuse(FormatIssues.UnreadableFile);

        var whole = (data.Length - headerLength) / recordLength;
        if (count > whole || HasMore(data.AsSpan((int)Math.Min(data.Length, headerLength + (count * recordLength))), recordLength))
            issues.Add(new(FormatIssues.TruncatedFile, file,
                Detail: $"the header says {count} records, there are {(count > whole ? "" : "more than ")}{Math.Min(count, whole)}"));
        var rows = (int)Math.Min(count, whole);
        var (decided, declaredIsWrong) = DbaseCodePage.Decide(data[29], data.AsSpan(headerLength, rows * recordLength));
        if (declaredIsWrong && codePage is null)
            issues.Add(new(FormatIssues.WrongCodePage, file, Value: $"0x{data[29]:X2}", Detail: $"cp{decided} was used"));
        return new(data, fields, headerLength, recordLength, rows, DbaseCodePage.Characters(codePage ?? decided)!, memo)
        {
            Table = name,
            File = file,
        };

        DbaseTableReader? Refuse(IssueCode code)
        {
            issues.Add(new(code, file));
            return null;
        }
    }

    public override bool Read()
    {
        while (_row < _count)
        {
            _row++;
            _position += _recordLength;
            if (_data[_position] != '*')
                return true;
        }

        return false;
    }

    /// <summary>True if records stand behind the last that the header counts: something that is neither the mark of the end nor
    /// padding.</summary>
    private static bool HasMore(ReadOnlySpan<byte> rest, int recordLength) =>
        rest.Length >= recordLength && rest.ContainsAnyExcept((byte)0, EndOfFile, (byte)' ');

    private static Field[] ReadFields(ReadOnlySpan<byte> header)
    {
        var fields = new List<Field>();
        var offset = 1;
        for (var at = FieldDescriptorLength; at + FieldDescriptorLength <= header.Length && header[at] != 0x0D; at += FieldDescriptorLength)
        {
            var name = header.Slice(at, 11);
            var end = name.IndexOf((byte)0);
            var length = header[at + 16];
            fields.Add(new(Encoding.ASCII.GetString(end < 0 ? name : name[..end]).Trim(), (char)header[at + 11], offset, length));
            offset += length;
        }

        return [.. fields];
    }

    /// <summary>The text of a memo: the number of its block in the record, in binary or in digits; of FoxPro's file the size of blocks, and
    /// before each text its kind and length, all with the highest byte first. Empty where the file has no such text.</summary>
    private string Memo(ReadOnlySpan<byte> field)
    {
        const int blockHeader = 8;
        if (_memo is not { Length: > blockHeader } memo)
            return "";
        long number = field.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(field)
            : long.TryParse(field, NumberStyles.Integer, CultureInfo.InvariantCulture, out var digits) ? digits : 0;
        var start = number * BinaryPrimitives.ReadUInt16BigEndian(memo.AsSpan(6));
        if (start <= 0 || start > memo.Length - blockHeader || BinaryPrimitives.ReadUInt32BigEndian(memo.AsSpan((int)start)) != 1)
            return "";
        var length = BinaryPrimitives.ReadUInt32BigEndian(memo.AsSpan((int)start + 4));
        var text = memo.AsSpan((int)start + blockHeader, (int)Math.Min(length, memo.Length - start - blockHeader));
        var said = new char[text.Length];
        for (var i = 0; i < text.Length; i++)
            said[i] = _characters[text[i]];
        return new string(said).Trim();
    }

    /// <summary>A Julian day and milliseconds, as FoxPro writes them.</summary>
    private static string DateAndTime(ReadOnlySpan<byte> bytes)
    {
        const int julianDayOfYearOne = 1721426;
        var day = BinaryPrimitives.ReadInt32LittleEndian(bytes) - julianDayOfYearOne;
        var milliseconds = BinaryPrimitives.ReadInt32LittleEndian(bytes[4..]);
        return day is < 0 or > 3_000_000 || milliseconds is < 0 or >= 86_400_000
            ? ""
            : new DateTime(day * TimeSpan.TicksPerDay).AddMilliseconds(milliseconds)
                .ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    private readonly record struct Field(string Name, char Type, int Offset, int Length);
}
