using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using Gruppera.Formats.Deliveries;
using Gruppera.Formats.Tables;

namespace Gruppera.Formats.Contacts;

/// <summary>A conversion of codes from one year to another. What has one successor is converted; what has several stays as it is and is
/// counted. Counting is thread-safe; the rest is immutable.</summary>
public sealed class CodeConversion
{
    private readonly FrozenDictionary<DiagnosisCode, DiagnosisCode> _diagnoses;
    private readonly FrozenDictionary<ProcedureCode, ProcedureCode> _procedures;
    private readonly FrozenDictionary<string, ImmutableArray<string>> _open;
    private readonly ConcurrentDictionary<string, long> _converted = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _left = new(StringComparer.Ordinal);

    /// <summary>Makes a conversion.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="rows">Codes and their successors, several rows for a code that has several; other codes than these stay.</param>
    public CodeConversion(string name, IEnumerable<CodeConversionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(rows);
        Name = name;
        var successors = rows.Where(row => row.From != row.To).GroupBy(row => row.From, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(row => row.To).Distinct(StringComparer.Ordinal).ToImmutableArray(),
                StringComparer.Ordinal);
        var single = successors.Where(row => row.Value.Length == 1).ToList();
        _diagnoses = single.ToFrozenDictionary(row => DiagnosisCode.Parse(row.Key), row => DiagnosisCode.Parse(row.Value[0]));
        _procedures = single.ToFrozenDictionary(row => ProcedureCode.Parse(row.Key), row => ProcedureCode.Parse(row.Value[0]));
        _open = successors.Where(row => row.Value.Length > 1).ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Texts of codes as the table has them; empty if it has none.</summary>
    public IReadOnlyDictionary<string, string> Texts { get; private init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What it is called: the file it was read from.</summary>
    public string Name { get; }

    /// <summary>Codes with one successor.</summary>
    public int Count => _diagnoses.Count;

    /// <summary>Codes with several successors, which are not converted.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Open => _open;

    /// <summary>How often each code was converted so far, in all passes over the file.</summary>
    public IReadOnlyDictionary<string, long> Converted => _converted;

    /// <summary>How often each code was met that has several successors and stayed, in all passes over the file.</summary>
    public IReadOnlyDictionary<string, long> Left => _left;

    /// <summary>The successor of a code; null if it has none or several.</summary>
    public string? Of(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return _diagnoses.TryGetValue(DiagnosisCode.Parse(code), out var to) ? to.ToString() : null;
    }

    /// <summary>True for a contact with a code that has one successor, or several.</summary>
    /// <param name="contact">The contact.</param>
    public bool Concerns(in ContactView contact)
    {
        foreach (var diagnosis in contact.Diagnoses)
        {
            if (Concerns(diagnosis.Code) || Concerns(diagnosis.Dagger))
                return true;
        }

        foreach (var procedure in contact.Procedures)
        {
            if (_procedures.ContainsKey(procedure) || (_open.Count > 0 && _open.ContainsKey(procedure.ToString())))
                return true;
        }

        return false;
    }

    /// <summary>The contact with the successors of its codes; counts them.</summary>
    /// <param name="contact">The contact.</param>
    public CareContact Convert(CareContact contact)
    {
        ArgumentNullException.ThrowIfNull(contact);
        Diagnosis[] diagnoses = [.. contact.Diagnoses];
        ProcedureCode[] procedures = [.. contact.Procedures];
        Convert(diagnoses);
        Convert(procedures);
        return contact with { Diagnoses = [.. diagnoses], Procedures = [.. procedures] };
    }

    private bool Concerns(DiagnosisCode code) => !code.IsBlank
        && (_diagnoses.ContainsKey(code) || (_open.Count > 0 && _open.ContainsKey(code.ToString())));

    internal void Convert(Span<Diagnosis> codes)
    {
        foreach (ref var code in codes)
            code = new(Convert(code.Code), Convert(code.Dagger));
    }

    internal void Convert(Span<ProcedureCode> codes)
    {
        foreach (ref var code in codes)
        {
            if (_procedures.TryGetValue(code, out var to))
            {
                CountIn(_converted, code.ToString());
                code = to;
            }
            else if (_open.Count > 0 && code.ToString() is var text && _open.ContainsKey(text))
            {
                CountIn(_left, text);
            }
        }
    }

    private DiagnosisCode Convert(DiagnosisCode code)
    {
        if (_diagnoses.TryGetValue(code, out var to))
        {
            CountIn(_converted, code.ToString());
            return to;
        }

        if (_open.Count > 0 && code.ToString() is var text && _open.ContainsKey(text))
            CountIn(_left, text);
        return code;
    }

    private static void CountIn(ConcurrentDictionary<string, long> counts, string code) =>
        counts.AddOrUpdate(code, 1, (_, count) => count + 1);

    /// <summary>Reads a conversion table: CSV or Excel with a column of old codes and one of new codes, and where it has them one of the
    /// year from which the new code holds and one that confirms the row (<c>yes</c>, <c>ja</c>, <c>x</c>, <c>1</c>); other rows are
    /// drafts, which count as if they were not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="from">The year whose codes contacts have; rows of that year and earlier are passed over. Null for all rows.</param>
    /// <param name="to">The year whose codes they shall have; rows of later years are passed over. Null for all rows.</param>
    /// <exception cref="ContactFileException">The file has no column of old and of new codes, or no column of years although years were
    /// asked for.</exception>
    public static CodeConversion Read(string path, int? from = null, int? to = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        var rows = TableFile.Read(path, null, cells => Column(cells, FromNames) >= 0 && Column(cells, ToNames) >= 0)
            .Rows.Select(row => row.Cells).ToList();
        var header = rows.FindIndex(cells => Column(cells, FromNames) >= 0 && Column(cells, ToNames) >= 0);
        if (header < 0)
            throw new ContactFileException($"{path} has no column of old codes (from) and of new codes (to)");
        var (old, now) = (Column(rows[header], FromNames), Column(rows[header], ToNames));
        var (year, confirmed) = (Column(rows[header], YearNames), Column(rows[header], ConfirmedNames));
        if (year < 0 && (from ?? to) is not null)
            throw new ContactFileException($"{path} has no column of years (year): convert without --from and --to");
        var steps = rows.Skip(header + 1).Select(cells => (From: Code(cells, old), To: Code(cells, now), Year: YearOf(Cell(cells, year)),
            IsConfirmed: confirmed < 0 || IsYes(Cell(cells, confirmed))))
            .Where(row => row.From.Length > 0 && row.To.Length > 0 && row.IsConfirmed && !(row.Year <= from) && !(row.Year > to))
            .OrderBy(row => row.Year).ToList();
        var (oldText, newText) = (Column(rows[header], ["from_text"]), Column(rows[header], ["to_text"]));
        return new(Path.GetFileName(path), Chained(steps.Select(row => (row.From, row.To, row.Year))))
        {
            Texts = rows.Skip(header + 1).SelectMany(cells => new[]
            {
                (Code: Code(cells, old), Text: Cell(cells, oldText)), (Code: Code(cells, now), Text: Cell(cells, newText)),
            }).Where(each => each is { Code.Length: > 0, Text.Length: > 0 }).DistinctBy(each => each.Code)
                .ToFrozenDictionary(each => each.Code, each => each.Text, StringComparer.Ordinal),
        };
    }

    /// <summary>Steps of several years one after the other: what a step leads to may be what a later one starts from.</summary>
    private static IEnumerable<CodeConversionRow> Chained(IEnumerable<(string From, string To, int Year)> steps)
    {
        var now = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var year in steps.GroupBy(step => step.Year))
        {
            var step = year.GroupBy(row => row.From, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => group.Select(row => row.To).Distinct(StringComparer.Ordinal).ToImmutableArray(),
                    StringComparer.Ordinal);
            foreach (var code in now.Keys.ToList())
                now[code] = [.. now[code].SelectMany(to => step.TryGetValue(to, out var next) ? next : [to])
                    .Distinct(StringComparer.Ordinal)];
            foreach (var (code, next) in step)
                now.TryAdd(code, next);
        }

        return now.SelectMany(row => row.Value.Select(to => new CodeConversionRow(row.Key, to)));
    }

    private static readonly string[] FromNames = ["from", "old", "gammal", "gammal kod", "tidigare kod", "från", "fra", "gammel kode",
        "vanha", "vanha koodi", "from code", "old code", "kod"];
    private static readonly string[] ToNames = ["to", "new", "ny", "ny kod", "till", "til", "ersättningskod", "ersätts av", "ny kode",
        "uusi", "uusi koodi", "to code", "new code", "successor"];
    private static readonly string[] YearNames = ["year", "år", "vuosi", "gäller från", "valid from"];
    private static readonly string[] ConfirmedNames = ["confirmed", "bekräftad", "bekreftet", "bekræftet", "vahvistettu"];

    private static int Column(IReadOnlyList<string> cells, string[] names) =>
        names.Select(name => cells.ToList().FindIndex(cell => ColumnName.Plain(ColumnName.Fold(cell)) == name))
            .FirstOrDefault(index => index >= 0, -1);

    private static string Cell(string[] cells, int column) => column >= 0 && column < cells.Length ? cells[column].Trim() : "";

    private static string Code(string[] cells, int column) => ProcedureCode.Parse(Cell(cells, column)) is { IsUnknown: false } code
        ? code.ToString() : "";

    private static int YearOf(string cell) => cell.Length >= 4 && int.TryParse(cell.AsSpan(0, 4), out var year) ? year : 0;

    private static bool IsYes(string cell) =>
        cell.ToUpperInvariant() is "YES" or "JA" or "J" or "Y" or "X" or "1" or "TRUE" or "KYLLÄ" or "K";
}
