using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using Gruppera.Formats.Contacts;
using Gruppera.Tests.Formats.Excel;

namespace Gruppera.Tests.Formats.Mutations;

/// <summary>A contact that a file is made of.</summary>
internal sealed record CleanRow(string Id, bool IsMale, DateOnly Birth, DateOnly Admission, int Days, string[] Diagnoses, string[] Procedures)
{
    internal CareContact Contact(bool isByDates) => new()
    {
        Id = Id,
        Sex = IsMale ? Sex.Male : Sex.Female,
        Age = isByDates ? new(Admission.DayNumber - Birth.DayNumber) : AgeInDays.FromYears(Years),
        Duration = new(Days),
        Diagnoses = [.. Diagnoses.Select(code => Diagnosis.Parse(code))],
        Procedures = [.. Procedures.Select(code => ProcedureCode.Parse(code))],
    };

    internal int Years => Admission.Year - Birth.Year;
}

/// <summary>What kind of file.</summary>
internal enum FileKind
{
    Text,
    Packed,
    Dbase,
    Workbook,
}

/// <summary>A file of contacts of some kind, layout and encoding, in which cells and rows have been changed as people and programs change them.
/// What a seed gives is always the same.</summary>
internal sealed class MutatedFile
{
    private const string Odd = "\"';,|\t#*+-()[]{}=. /\\:_@%&?!0159AZazåÖ†\u00A0\0\r\n\u2013\u200B\uFEFF";
    private static readonly string[] Blanks = ["", " ", ".", "NA", "NULL", "NaN", "(null)", "-", "?", "None", "\\N", "#N/A", "saknas", "0"];
    private static readonly string[] NumberTails = [".0", ",0", ".00", "E0", " ", " år", ".5", "x", "%", "-", "000000000", "e1"];
    private static readonly string[] CodeTails = ["H", " V", "*", "†", "+", "(20140311)", " 2014-03-11", "?", ".", " och", "-", ":", "/I10", ";I10", ",I10", "|I10", "\u00A0I10", "\nI10", "#", " B", "A52.7†"];
    private static readonly string[] DateForms = ["yyyyMMdd", "d.M.yyyy", "dd.MM.yyyy", "ddMMMyyyy", "yyyy-MM-dd HH:mm:ss", "yyyy/MM/dd", "yyyyMMdd'.0'", "yy-MM-dd", "MM/dd/yyyy", "yyyy-MM-dd'T'HH:mm:ss'Z'"];
    private static readonly string[] SexWords = ["K", "Kvinna", "MALE", "man", "1.0", "02", "9", "x", "F ", "okänt", "Ä"];
    private static readonly string[] DischargeWords = ["E", "R", "L", "N", "4", "9", "avliden", "hem", "Död", "x"];
    private static readonly string[] Diagnoses = ["I50.0", "I10", "S72.0", "W01.9", "E11.9", "J18.9", "O80.9", "Z38.0", "P07.3", "N40.9", "C50.9", "A41.9", "I21.9", "K35.8", "G45.9"];
    private static readonly string[] Procedures = ["NFJ59", "JEA00", "FNG05", "ZXA05", "AAB00", "KED22", "MAC00", "LCD00", "XS100"];
    private static readonly (string Header, bool IsByDates)[] Headers =
    [
        ("id;sex;age_years;duration;discharge;diagnoses;procedures", false),
        ("Löpnr;Kön;Ålder (år);Vårddagar;Utskrivningssätt;Huvuddiagnos;Bidiagnos 1;Bidiagnos 2;Åtgärdskoder", false),
        ("id;sex;birth_date;admission_date;discharge_date;leave_days;dx1;dx2;dx3;proc1;proc2", true),
        ("LOPNR;KON;ALDER;INDATUM;UTDATUM;UTSATT;HDIA;DIA1;DIA2;OP", false),
    ];

    private readonly Random _random;

    internal MutatedFile(int seed, int rows)
    {
        _random = new(seed);
        Layout = _random.Next(Headers.Length);
        // Without its unit an age is refused as soon as a mutation makes it hundreds of years.
        var header = _random.Next(10) == 0 ? Headers[Layout].Header.Replace(" (år)", "", StringComparison.Ordinal) : Headers[Layout].Header;
        Header = header.Split(';');
        Clean = [.. Enumerable.Range(0, rows).Select(_ => Row())];
        var cells = Clean.Select(row => Render(row).ToArray()).ToList();
        Touched = new bool[rows];
        for (var i = 0; i < rows; i++)
            Touched[i] = _random.Next(8) > 0;
        for (var i = 0; i < rows; i++)
        {
            for (var times = Touched[i] ? 1 + _random.Next(3) : 0; times > 0; times--)
                Mutate(cells, i);
        }

        Delimiter = ";;;,\t|"[_random.Next(6)];
        Text = Join(cells);
        Kind = _random.Next(50) switch
        {
            0 when Header.All(name => name.Length <= 10 && Ascii.IsValid(name)) => FileKind.Dbase,
            1 => FileKind.Workbook,
            < 6 => FileKind.Packed,
            _ => FileKind.Text,
        };
        if (Kind is FileKind.Text or FileKind.Packed)
            Encode();
        else
            Tabulate(cells);
    }

    internal FileKind Kind { get; }

    /// <summary>Opens the file. What has to lie in a folder is written there.</summary>
    internal ContactSource Open()
    {
        if (Kind is FileKind.Text or FileKind.Packed)
            return ContactSource.Of(new MemoryStream(Bytes), "f.csv");
        var path = Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), $"gruppera-mutated-{Environment.ProcessId}");
        path += Kind == FileKind.Dbase ? ".dbf" : ".xlsx";
        File.WriteAllBytes(path, Bytes);
        return ContactSource.Open(path);
    }

    /// <summary>The cells as a table of dBase or Excel, which knows no quotes.</summary>
    private void Tabulate(List<string[]> rows)
    {
        (Delimiter, IsBroken) = (';', false);
        if (Kind == FileKind.Dbase)
        {
            var fields = string.Join(' ', Header.Select(name => name + ":C60"));
            var cells = rows.Select(row => Enumerable.Range(0, Header.Length).Select(i => i < row.Length ? row[i][..Math.Min(60, row[i].Length)].TrimStart('*') : "").ToArray());
            Bytes = Fixture.Dbf(fields, 0x03, System.Text.Encoding.Latin1, [.. cells]);
            return;
        }

        Bytes = Book.Of(("Data", [.. rows.Prepend(Header).Select(row => row.Select(Cell).ToArray())]));

        string Cell(string text) => SecurityElement.Escape(string.Concat(text.Where(letter => letter is not ('\0' or '\uFEFF')))) is { Length: > 0 } safe
            ? safe.Replace("<", "", StringComparison.Ordinal) : "";
    }

    internal static int Layouts => Headers.Length;

    internal int Layout { get; }

    internal bool IsByDates => Headers[Layout].IsByDates;

    internal string[] Header { get; }

    internal IReadOnlyList<CleanRow> Clean { get; }

    /// <summary>Which rows may read differently.</summary>
    internal bool[] Touched { get; }

    internal char Delimiter { get; private set; }

    internal string Text { get; }

    /// <summary>True if rows may hang together, since a quote or a line end was written where none belongs.</summary>
    internal bool IsBroken { get; private set; }

    /// <summary>True if bytes were changed after all, so that nothing can be said of any row.</summary>
    internal bool IsDamaged { get; private set; }

    internal string EncodingName { get; private set; } = "";

    internal byte[] Bytes { get; private set; } = [];

    private CleanRow Row()
    {
        var birth = new DateOnly(1925, 1, 1).AddDays(_random.Next(33_000));
        var admission = new DateOnly(2016, 1, 1).AddDays(_random.Next(1000));
        return new(
            $"R{_random.Next(10_000_000):0000000}X", _random.Next(2) == 0, birth, admission, 1 + _random.Next(9),
            [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Pick(Diagnoses))], [.. Enumerable.Range(0, _random.Next(3)).Select(_ => Pick(Procedures))]);
    }

    private IEnumerable<string> Render(CleanRow row)
    {
        var (years, sex) = (Number(row.Years), row.IsMale ? "M" : "F");
        var (from, to) = (Day(row.Admission), Day(row.Admission.AddDays(row.Days - 1)));
        var codes = string.Join(' ', row.Procedures);
        return Layout switch
        {
            0 => [row.Id, sex, years, Number(row.Days), "", string.Join(' ', row.Diagnoses), codes],
            1 => [row.Id, row.IsMale ? "Man" : "Kvinna", years, Number(row.Days), "", At(row.Diagnoses, 0), At(row.Diagnoses, 1), At(row.Diagnoses, 2), codes],
            2 => [row.Id, sex, Day(row.Birth), from, to, "", At(row.Diagnoses, 0), At(row.Diagnoses, 1), At(row.Diagnoses, 2), At(row.Procedures, 0), At(row.Procedures, 1)],
            _ => [row.Id, row.IsMale ? "1" : "2", years, from, to, "", At(row.Diagnoses, 0), At(row.Diagnoses, 1), At(row.Diagnoses, 2), codes],
        };
    }

    private void Mutate(List<string[]> rows, int i)
    {
        var column = 1 + _random.Next(rows[i].Length - 1);
        if (column >= rows[i].Length)
            return;
        ref var cell = ref rows[i][column];
        switch (_random.Next(12))
        {
            case 0:
                cell = Pick(Blanks);
                break;
            case 1 or 2:
                cell = Letter(cell);
                break;
            case 3:
                cell += IsCode(column) ? Pick(CodeTails) : Pick(NumberTails);
                break;
            case 4:
                cell = IsCode(column) ? Pick(Diagnoses) + Pick(CodeTails) : Pick(SexWords);
                break;
            case 5:
                cell = Pick(DischargeWords);
                break;
            case 6 when DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date):
                cell = date.ToDateTime(new(8, 30)).ToString(Pick(DateForms), CultureInfo.InvariantCulture);
                break;
            case 7:
                cell = "=\"" + cell + "\"";
                break;
            case 8:
                cell = _random.Next(2) == 0 ? cell.ToLowerInvariant() : " " + cell + " ";
                break;
            case 9 when _random.Next(4) == 0:
                rows[i] = _random.Next(2) == 0 ? rows[i][..^1] : [.. rows[i], "I10"];
                break;
            case 10 when column + 1 < rows[i].Length:
                (rows[i][column], rows[i][column + 1]) = (rows[i][column + 1], rows[i][column]);
                break;
            default:
                cell = _random.Next(2) == 0 ? Number(_random.Next(_random.Next(200) == 0 ? 2000 : 126)) : cell.Length > 1 ? cell[..^1] : cell + cell;
                break;
        }
    }

    private string Letter(string cell)
    {
        var at = _random.Next(cell.Length + 1);
        var letter = Odd[_random.Next(Odd.Length)].ToString();
        return _random.Next(3) switch
        {
            0 => cell.Insert(at, letter),
            1 when at < cell.Length => cell[..at] + letter + cell[(at + 1)..],
            _ => at < cell.Length ? cell.Remove(at, 1) : cell + letter,
        };
    }

    /// <summary>The rows as text: quoted where they have to be, or, now and then, not.</summary>
    private string Join(List<string[]> rows)
    {
        var text = new StringBuilder();
        var (end, isQuoted, isCareless) = (_random.Next(5) == 0 ? "\r\n" : "\n", _random.Next(6) == 0, _random.Next(6) == 0);
        if (_random.Next(12) == 0)
            text.Append("sep=").Append(Delimiter).Append(end);
        for (var blank = _random.Next(12) == 0 ? _random.Next(4) : 0; blank > 0; blank--)
            text.Append(end);
        Line(Header);
        foreach (var row in rows)
        {
            Line(row);
            if (_random.Next(100) == 0)
                text.Append(end);
        }

        return text.ToString();

        void Line(string[] cells)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0)
                    text.Append(Delimiter);
                var needs = cells[i].AsSpan().ContainsAny('"', '\n', '\r') || cells[i].Contains(Delimiter, StringComparison.Ordinal);
                // A formula of text stands without quotes, as programs write it.
                var isFormula = cells[i] is ['=', '"', .. var inner, '"'] && !inner.AsSpan().ContainsAny(['"', '\n', '\r', Delimiter]);
                if (isFormula || (needs && isCareless))
                {
                    IsBroken |= !isFormula;
                    text.Append(cells[i]);
                }
                else if (needs || isQuoted)
                {
                    text.Append('"').Append(cells[i].Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
                }
                else
                {
                    text.Append(cells[i]);
                }
            }

            text.Append(end);
        }
    }

    private void Encode()
    {
        var kind = _random.Next(10);
        EncodingName = kind switch { 0 => "utf-16", 1 => "utf-16BE", 2 => "windows-1252", _ => "utf-8" };
        var encoding = kind == 2 ? CodePagesEncodingProvider.Instance.GetEncoding(1252)! : Encoding.GetEncoding(EncodingName);
        byte[] bytes = [.. kind < 4 && kind != 2 ? encoding.GetPreamble() : [], .. encoding.GetBytes(Text)];
        var first = 0;
        if (Kind == FileKind.Packed)
        {
            // Ten bytes in front hold the time and the like, which nobody reads.
            (bytes, first) = (Pack(bytes), 10);
        }

        if (_random.Next(20) == 0)
        {
            IsDamaged = true;
            switch (_random.Next(3))
            {
                case 0:
                    bytes = bytes[..(first + 1 + _random.Next(bytes.Length - first - 1))];
                    break;
                case 1:
                    bytes[first + _random.Next(bytes.Length - first)] ^= (byte)(1 << _random.Next(8));
                    break;
                default:
                    var at = first + _random.Next(bytes.Length - first);
                    bytes = [.. bytes[..at], (byte)_random.Next(256), .. bytes[at..]];
                    break;
            }
        }

        Bytes = bytes;
    }

    private static byte[] Pack(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private bool IsCode(int column) => column < Header.Length && Header[column] is var name && (name.Contains("dia", StringComparison.OrdinalIgnoreCase) || name.StartsWith("dx", StringComparison.Ordinal)
        || name.Contains("proc", StringComparison.Ordinal) || name is "OP" or "Åtgärdskoder");

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private static string At(string[] codes, int place) => place < codes.Length ? codes[place] : "";

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
