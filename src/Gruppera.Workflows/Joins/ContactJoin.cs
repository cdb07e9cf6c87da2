using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Workflows.Joins;

/// <summary>What joining came to. Immutable.</summary>
/// <param name="Contacts">Contacts written.</param>
/// <param name="Unreadable">Contacts that could not be read and were left out, and those written with dates in the wrong order.</param>
/// <param name="LeftOut">Rows of codes without a contact, and contacts without codes because of their key.</param>
/// <param name="IsSorted">True where the files were sorted by key, so that memory stayed constant.</param>
public sealed record JoinSummary(long Contacts, long Unreadable, long LeftOut, bool IsSorted);

/// <summary>
/// Joins the files of a delivery by their key into contacts of the canonical layout, in the order of the file of contacts. In
/// constant memory where all files are sorted by the key, as text or as numbers; else the codes are kept in memory, about 300 bytes
/// a row and 20 million rows at most.
/// </summary>
public sealed class ContactJoin
{
    /// <summary>Rows of codes that are kept in memory at most.</summary>
    public const int MaxIndexedRows = 20_000_000;

    private readonly DeliveryLayout _layout;
    private readonly string _folder;

    /// <summary>Makes a join of the files in a folder.</summary>
    public ContactJoin(DeliveryLayout layout, string folder) => (_layout, _folder) = (layout, folder);

    /// <summary>Writes the contacts.</summary>
    /// <param name="output">Takes them.</param>
    /// <param name="issue">Called for rows of codes that no contact has, for keys given twice, and for contacts that cannot be read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">A file is missing or lacks a column, or unsorted files hold too many codes.</exception>
    public JoinSummary Run(Stream output, Action<Issue> issue, CancellationToken stop = default)
    {
        var leftOut = 0L;
        var contacts = new DelimitedFile(_folder, _layout.Contacts);
        var files = _layout.Codes.Select(codes => (Layout: codes, File: new DelimitedFile(_folder, codes.Form))).ToList();
        var key = contacts.ColumnOf(_layout.Key);
        var order = KeyOrders.Find([(contacts, key, true), .. files.Select(each => (each.File, each.File.ColumnOf(each.Layout.Key), false))]);
        var room = MaxIndexedRows;
        var sources = new List<CodeSource>();
        foreach (var (layout, file) in files)
            sources.Add(order is null ? new IndexedCodes(file, layout, ref room, Report) : new SortedCodes(file, layout, order, Report));

        // A header is read from the joined text where the file of contacts may have none.
        var shift = _layout.Contacts.HasHeader ? 0 : 1;
        using var text = new LinesStream(Lines(contacts, key, sources, Report));
        var reader = new RecordReader(text, _layout.Layout, contacts.Name);
        using var writer = new CanonicalWriter(output, reader.OtherColumns);
        var (written, unreadable) = (0L, 0L);
        foreach (var record in reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            if (record.Issue is { } problem)
            {
                unreadable++;
                issue(problem with { Row = problem.Row - shift });
                if (problem.Code != IssueCodes.DatesInWrongOrder)
                    continue;
            }

            written++;
            writer.Write(record);
        }

        return new(written, unreadable, leftOut, order is not null);

        void Report(Issue found)
        {
            leftOut++;
            issue(found);
        }
    }

    /// <summary>The file of contacts as text with a header and two columns more.</summary>
    private static IEnumerable<string> Lines(DelimitedFile contacts, int key, List<CodeSource> sources, Action<Issue> issue)
    {
        yield return Line(contacts.Header.Append(DeliveryLayoutJson.DiagnosesColumn).Append(DeliveryLayoutJson.ProceduresColumn));
        var seen = sources.All(source => source is SortedCodes) ? null : new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in contacts.Read())
        {
            // A row that fits no header stays one, so that it is reported as every other.
            var columns = contacts.Header.Length;
            if (row.Fields.Length < columns || row.Fields.Skip(columns).Any(field => field.Length > 0))
            {
                yield return "?";
                continue;
            }

            if (row[key].Length > 0 && seen?.Add(row[key]) == false)
                issue(new(IssueCodes.DuplicateKey, contacts.Name, "", row.Row, contacts.Header[key]));
            var codes = sources.ToLookup(source => source.IsDiagnoses, source => source.Take(row[key]));
            yield return Line([.. row.Fields.Take(columns), string.Join(' ', codes[true]).Trim(), string.Join(' ', codes[false]).Trim()]);
        }

        foreach (var source in sources)
            source.Dispose();
    }

    private static string Line(IEnumerable<string> fields) => string.Join(';', fields.Select(field => CsvText.Quote(field, ';')));
}

/// <summary>The orders in which keys may come: as text, or as numbers without leading zeros.</summary>
internal static class KeyOrders
{
    private static readonly IComparer<string>[] Orders =
    [
        StringComparer.Ordinal,
        Comparer<string>.Create((x, y) => x.Length != y.Length ? x.Length.CompareTo(y.Length) : string.CompareOrdinal(x, y)),
    ];

    /// <summary>The order that all files follow, or null. In a strict file no key comes twice.</summary>
    internal static IComparer<string>? Find(IReadOnlyList<(DelimitedFile File, int Key, bool IsStrict)> files) =>
        Orders.FirstOrDefault(order => files.All(file => Follows(file.File, file.Key, file.IsStrict, order)));

    private static bool Follows(DelimitedFile file, int key, bool isStrict, IComparer<string> order)
    {
        string? before = null;
        foreach (var row in file.Read().Where(row => row.Fields.Length > 0))
        {
            var compared = before is null ? -1 : order.Compare(before, row[key]);
            if (compared > 0 || (compared == 0 && isStrict))
                return false;
            before = row[key];
        }

        return true;
    }
}
