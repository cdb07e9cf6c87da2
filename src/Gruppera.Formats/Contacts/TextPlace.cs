using System.Collections.Immutable;
using System.Text;
using Gruppera.Formats.Csv;

namespace Gruppera.Formats.Contacts;

/// <summary>Where the table of a delimited text stands where that is not plain: below titles or comments, or parted by something unusual.
/// Immutable.</summary>
/// <param name="LinesAbove">Lines above the header.</param>
/// <param name="TitlesAbove">Those of them that have text.</param>
/// <param name="Delimiter">What parts the fields.</param>
/// <param name="HasRowNames">True if rows begin with a name that the header has no field for, as R writes them.</param>
internal sealed record TextPlace(int LinesAbove, int TitlesAbove, byte Delimiter, bool HasRowNames)
{
    private const int MostLines = 50;
    private const int MostNamesSeen = 50;
    private const int FewColumns = 3;
    private const int FewRows = 3;
    private static readonly System.Buffers.SearchValues<byte> NoDelimiters = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_\"'().-\r\n\0"u8);

    /// <summary>The place of the header that most columns are known of; null where the plain one is as good.</summary>
    /// <param name="text">The beginning of the text, whole lines.</param>
    /// <param name="plain">The file as it is read plainly.</param>
    /// <param name="score">Known columns of a header, exact where there are not enough; 0 if it does not fit.</param>
    /// <param name="name">Name of the file.</param>
    /// <exception cref="ContactFileException">The table is there, but cannot be read.</exception>
    internal static TextPlace? Find(
        ReadOnlySpan<byte> text, ContactFile plain, Func<ImmutableArray<string>, int, int> score, string name)
    {
        var most = score(plain.Binding.Header, FewColumns);
        TextPlace? best = null;
        if (most < FewColumns)
            best = Search(text, ref most, plain, header => score(header, int.MaxValue), name);
        var place = best ?? new(plain.LinesAbove, 0, plain.Delimiter, false);
        return most > 0 && HasNames(text, place, name) ? place with { HasRowNames = true } : best;
    }

    private static TextPlace? Search(
        ReadOnlySpan<byte> text, ref int most, ContactFile plain, Func<ImmutableArray<string>, int> score, string name)
    {
        TextPlace? best = null;
        var (isAligned, row, titles, start) = (false, new CsvRow(), 0, 0);
        for (var line = 0; line < MostLines && start < text.Length; line++)
        {
            var length = text[start..].IndexOf((byte)'\n');
            var bytes = length < 0 ? text[start..] : text.Slice(start, length);
            RefuseQuoted(bytes, score, name);
            foreach (var delimiter in Candidates(bytes))
            {
                var position = 0;
                row.Read(bytes, ref position, delimiter, isLast: true);
                if (row.Count > ContactFile.MostColumns)
                    continue;
                var header = Names(row, bytes);
                var isTable = IsHeader(header, delimiter);
                var known = isTable ? score(header) : 0;
                if (known > most && known >= (titles == 0 || line == plain.LinesAbove ? 2 : FewColumns))
                    (best, most) = (new(line, titles, delimiter, false), known);
                isAligned |= !isTable && delimiter == ' ' && score([.. header.Where(cell => cell.Length > 0)]) >= FewColumns;
            }

            titles += bytes.Trim(" \r;,\t"u8).IsEmpty ? 0 : 1;
            start += bytes.Length + 1;
        }

        return best is null && isAligned
            ? throw new ContactFileException(
                $"{name} is a printed table: its columns are aligned with blanks and nothing parts them. Save it as .csv or .xlsx",
                isMisfit: true)
            : best;
    }

    /// <summary>Refuses a header that stands in quotes as a whole, so that it is one field.</summary>
    private static void RefuseQuoted(ReadOnlySpan<byte> line, Func<ImmutableArray<string>, int> score, string name)
    {
        line = line.TrimEnd((byte)'\r');
        if (line is not [(byte)'"', .. var inside, (byte)'"'] || inside.Contains((byte)'"'))
            return;
        var (row, position) = (new CsvRow(), 0);
        row.Read(inside, ref position, Delimiters.Find(inside), isLast: true);
        if (row.Count <= ContactFile.MostColumns && score(Names(row, inside)) >= FewColumns)
            throw new ContactFileException(
                $"{name}: each line stands in quotes as one field. Remove the quotes around the lines", isMisfit: true);
    }

    private static List<byte> Candidates(ReadOnlySpan<byte> line)
    {
        var found = new List<byte>();
        foreach (var b in line)
        {
            if (b < 0x80 && !NoDelimiters.Contains(b) && !found.Contains(b))
                found.Add(b);
        }

        return found;
    }

    /// <summary>True for several names; where blanks part them, for names alone.</summary>
    private static bool IsHeader(ImmutableArray<string> header, byte delimiter)
    {
        var names = header.Count(cell => cell.Length > 0);
        return names > 1 && (delimiter != ' ' || names == header.Length)
            && 2 * header.Count(cell => cell.Length > 0 && !char.IsAsciiDigit(cell[0])) > names;
    }

    private static ImmutableArray<string> Names(CsvRow row, ReadOnlySpan<byte> data)
    {
        var names = ImmutableArray.CreateBuilder<string>(row.Count);
        for (var i = 0; i < row.Count; i++)
            names.Add(Encoding.UTF8.GetString(row.Get(data, i)).Trim());
        return names.MoveToImmutable();
    }

    /// <summary>True if every row has one field more than the header, the first of which is the number of the row.</summary>
    /// <exception cref="ContactFileException">They have one more, but it is not known which.</exception>
    private static bool HasNames(ReadOnlySpan<byte> text, TextPlace place, string name)
    {
        var (position, row) = (0, new CsvRow());
        for (var line = 0; line < place.LinesAbove && position < text.Length; line++)
            position += text[position..].IndexOf((byte)'\n') + 1;
        row.Read(text, ref position, place.Delimiter, isLast: true);
        var (fields, rows, last) = (row.Count, 0, 0);
        var (isQuoted, isCounted) = (true, true);
        while (position < text.Length && rows < MostNamesSeen)
        {
            var start = position;
            if (row.Read(text, ref position, place.Delimiter, isLast: true) != CsvRowStatus.Complete
                || row.Count != fields + 1 || row.Get(text, fields).Trim((byte)' ').IsEmpty)
            {
                if (row.Count == 1 && row.Get(text, 0).IsEmpty)
                    continue;
                return false;
            }

            rows++;
            var isNumber = int.TryParse(row.Get(text, 0), System.Globalization.CultureInfo.InvariantCulture, out var number);
            isQuoted &= text[start] == '"' && isNumber && number > last;
            isCounted &= isNumber && number == rows;
            last = number;
        }

        if (rows == 0)
            return false;
        return isQuoted || (isCounted && rows >= FewRows) ? true : throw new ContactFileException(
            $"{name}: every row has one field more than the header. If R wrote names of rows, write the file with row.names = FALSE; " +
            $"otherwise name every column in the header");
    }
}
