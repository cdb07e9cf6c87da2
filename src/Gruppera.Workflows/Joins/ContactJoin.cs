using Gruppera.Formats.Contacts;
using Gruppera.Formats.Csv;

namespace Gruppera.Workflows.Joins;

/// <summary>What joining came to. Immutable.</summary>
/// <param name="Contacts">Contacts written.</param>
/// <param name="Unreadable">Contacts that could not be read and were left out, and those written with dates in the wrong order.</param>
/// <param name="LeftOut">Rows of codes without a contact, and contacts without codes because of their key.</param>
/// <param name="IsSorted">True if the files were sorted by key, so that memory stayed constant.</param>
/// <param name="WithoutCost">Costs that could not be read: their contacts have none.</param>
/// <param name="ByCondition">Rows that a condition of the layout leaves out, of all files.</param>
public sealed record JoinSummary(long Contacts, long Unreadable, long LeftOut, bool IsSorted, long ByCondition = 0, long WithoutCost = 0);

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
    /// <param name="issue">Called for rows of codes that no contact has, for keys given twice, and for contacts that cannot be
    /// read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">A file is missing or lacks a column, or unsorted files hold too many codes.</exception>
    public JoinSummary Run(Stream output, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(issue);
        var (leftOut, withoutCost) = (0L, 0L);
        var contacts = new DelimitedFile(_folder, _layout.Contacts);
        var files = Present(_layout.Codes, codes => codes.Form);
        var costs = Present(_layout.Costs, cost => cost.Form);
        var key = contacts.ColumnOf(_layout.Key);
        var order = KeyOrders.Find(
            [
                (contacts, key, true), .. files.Select(each => (each.File, each.File.ColumnOf(each.Layout.Key), false)),
                .. costs.Select(each => (each.File, each.File.ColumnOf(each.Layout.Key), false)),
            ]);
        var room = MaxIndexedRows;
        var sources = new List<CodeSource>();
        var prices = new List<CostSource>();
        foreach (var (layout, file) in files)
            sources.Add(new(file, layout, Rows(file, layout.Key)));
        foreach (var (layout, file) in costs)
            prices.Add(new(file, layout, Rows(file, layout.Key), ReportCost));

        // A header is read from the joined text where the file of contacts may have none.
        var shift = _layout.Contacts.HasHeader ? 0 : 1;
        using var text = ContactSource.OfLines(Lines(contacts, key, sources, prices, order is not null, Report));
        // Joining groups nothing: what is missing stays blank.
        var reader = new RecordReader(text, _layout.Layout with { AllowMissing = ContactNeeds.All }, contacts.Name);
        using var writer = new CanonicalWriter(output, reader.OtherColumns);
        var (written, unreadable) = (0L, 0L);
        foreach (var record in reader.Read(warning => issue(warning with { Row = warning.Row - shift })))
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

        return new(
            written, unreadable, leftOut, order is not null,
            reader.LeftOut + sources.Sum(source => source.Rows.LeftOut) + prices.Sum(source => source.Rows.LeftOut), withoutCost);

        KeyedRows Rows(DelimitedFile file, ColumnRef keyColumn) =>
            order is null ? new IndexedRows(file, keyColumn, ref room, Report) : new SortedRows(file, keyColumn, order, Report);

        void ReportCost(Issue found)
        {
            withoutCost++;
            issue(found);
        }

        void Report(Issue found)
        {
            leftOut++;
            issue(found);
        }
    }

    /// <summary>The files of a delivery that are there; only optional ones may be missing.</summary>
    private List<(T Layout, DelimitedFile File)> Present<T>(IEnumerable<T> layouts, Func<T, DelimitedForm> formOf) =>
        [.. layouts.Where(layout => !formOf(layout).IsOptional || DelimitedFile.PathOf(_folder, formOf(layout)) is not null)
            .Select(layout => (layout, new DelimitedFile(_folder, formOf(layout))))];

    /// <summary>The file of contacts as text with a header and what is joined in columns behind its own.</summary>
    private IEnumerable<string> Lines(
        DelimitedFile contacts, int key, List<CodeSource> sources, List<CostSource> prices, bool isSorted, Action<Issue> issue)
    {
        string[] joined =
        [
            .. HasCodes ? new[] { DeliveryLayoutJson.DiagnosesColumn, DeliveryLayoutJson.ProceduresColumn } : [],
            .. prices.Count > 0 ? [DeliveryLayoutJson.CostColumn] : Array.Empty<string>(), .. prices.SelectMany(source => source.Columns),
        ];
        yield return Line(contacts.Header.Concat(joined));
        var seen = isSorted ? null : new HashSet<string>(StringComparer.Ordinal);
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
                issue(new(WorkflowIssues.DuplicateKey, contacts.Name, "", row.Row, contacts.Header[key]));
            var codes = sources.ToLookup(source => source.IsDiagnoses, source => source.Take(row[key]));
            yield return Line(
            [
                .. row.Fields.Take(columns), .. HasCodes ? new[] { Diagnoses(codes[true]), Procedures(codes[false]) } : [],
                .. Costs(prices, row[key]),
            ]);
        }

        foreach (var rows in sources.Select(source => source.Rows).Concat(prices.Select(source => source.Rows)))
            rows.Dispose();
    }

    private static StringComparer Codes => StringComparer.OrdinalIgnoreCase;

    private bool HasCodes => !_layout.Codes.IsEmpty;

    /// <summary>Diagnoses of several files: one that an earlier file has is not taken again.</summary>
    private static string Diagnoses(IEnumerable<string> files) => Joined(files, (all, file) => file.Distinct(Codes).Where(code =>
        !all.Contains(code, Codes)));

    /// <summary>Procedures of several files: one recorded in two of them is one, two of a kind in one file stay two.</summary>
    private static string Procedures(IEnumerable<string> files) => Joined(files, (all, file) =>
    {
        var had = all.CountBy(code => code, Codes).ToDictionary(Codes);
        return file.Where(code => (had[code] = had.GetValueOrDefault(code) - 1) < 0);
    });

    private static string Joined(IEnumerable<string> files, Func<List<string>, IEnumerable<string>, IEnumerable<string>> added)
    {
        var all = new List<string>();
        foreach (var file in files.Where(codes => codes.Length > 0).Select(codes => codes.Split('|')))
            all.AddRange(all.Count == 0 ? file : added(all, file).ToList());
        return string.Join('|', all);
    }

    private static IEnumerable<string> Costs(List<CostSource> prices, string key)
    {
        if (prices.Count == 0)
            return [];
        var taken = prices.Select(source => source.Take(key)).ToList();
        var sum = taken.Select(costs => costs[0]).Where(cost => cost is not null).DefaultIfEmpty(null).Aggregate((sum, cost) => sum + cost);
        return taken.SelectMany(costs => costs.Skip(1)).Prepend(sum).Select(CostSource.Text);
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
