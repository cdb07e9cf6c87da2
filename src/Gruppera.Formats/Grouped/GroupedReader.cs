using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Gruppera.Formats.Contacts;

namespace Gruppera.Formats.Grouped;

/// <summary>
/// Reads files of grouped contacts, as <c>gruppera group</c> writes them: blocks of rows are read side by side, and handed on one at
/// a time in the order of the file, in constant memory. A file without groups has its contacts grouped on the way.
/// </summary>
/// <param name="options">What to read.</param>
/// <remarks>One call at a time on one object.</remarks>
public sealed class GroupedReader(GroupedReaderOptions options)
{
    private readonly GroupedReaderOptions _options = options ?? throw new ArgumentNullException(nameof(options));

    /// <summary>Names of the columns of a file.</summary>
    /// <param name="text">UTF-8 text, as <see cref="ContactSource.Text"/> is.</param>
    /// <param name="layout">How it is written; null for the canonical layout.</param>
    /// <exception cref="ContactFileException">There is no header.</exception>
    public static ImmutableArray<string> ColumnsOf(Stream text, ContactLayout? layout = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. new ContactFile(text, layout ?? LayoutCatalog.Find("canonical")!, needsDiagnoses: false).Binding.Header];
    }

    /// <summary>Reads <paramref name="text"/> to its end.</summary>
    /// <param name="text">UTF-8 text, as <see cref="ContactSource.Text"/> is.</param>
    /// <param name="take">Takes contacts in the order of the file, on the calling thread; the span is valid during the call.</param>
    /// <param name="issue">Called for each contact that is left out, or lacks a cost, in order.</param>
    /// <param name="stop">Stops between blocks.</param>
    /// <exception cref="ContactFileException">A column that was asked for is missing, or the file has no groups and no way to
    /// have them, or a row is longer than 1 MB.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public GroupedSummary Read(
        Stream text, Action<ReadOnlySpan<GroupedContact>> take, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(take);
        ArgumentNullException.ThrowIfNull(issue);
        var file = new ContactFile(text, _options.Layout ?? LayoutCatalog.Find("canonical")!, needsDiagnoses: false);
        var isGrouping = _options.Regroup || !GroupedColumns.Has(file.Binding, _options.DrgColumn);
        if (isGrouping)
            file.Binding.RequireDiagnoses();
        var grouper = !isGrouping ? null : _options.Grouper?.Invoke()
            ?? throw new ContactFileException($"the file has no column {_options.DrgColumn}: group it first", isMisfit: true);
        var columns = new GroupedColumns(file.Binding, _options, isGrouping);
        var shared = new SharedTexts();
        var readers = new ConcurrentBag<GroupedBlockReader>();
        var free = new Stack<GroupedBlock>(Enumerable.Range(0, Math.Max(1, _options.Threads) + 2).Select(_ => new GroupedBlock()));
        var underWay = new Queue<Task<GroupedBlock>>();
        var tally = new GroupedTally(_options, grouper?.Definition.Set.Version.Id);
        var isMore = true;
        var (lines, rows) = (file.HeaderRows, 0L);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            while (isMore && free.TryPop(out var block))
            {
                isMore = file.Next(block.Block);
                block.Start = file.Start;
                if (isMore)
                    underWay.Enqueue(Task.Run(() => ReadBlock(block), stop));
            }

            if (!underWay.TryDequeue(out var task))
                break;
            var done = task.GetAwaiter().GetResult();
            HandOn(done, lines, tally, take, issue);
            (lines, rows) = (lines + done.Lines, rows + done.Rows);
            _options.Progress?.Invoke(rows);
            free.Push(done);
        }

        return tally.Summary();

        GroupedBlock ReadBlock(GroupedBlock block)
        {
            if (!readers.TryTake(out var reader))
                reader = new(file, columns, grouper, shared, _options);
            reader.Read(block);
            readers.Add(reader);
            return block;
        }
    }

    private void HandOn(
        GroupedBlock block, long rowsBefore, GroupedTally tally, Action<ReadOnlySpan<GroupedContact>> take, Action<Issue> issue)
    {
        foreach (var (row, code, column, _) in block.Problems)
            issue(new(code, _options.Name, Row: rowsBefore + row, Column: column));
        var contacts = block.Contacts.AsSpan(0, block.Count);
        foreach (ref var contact in contacts)
            contact = contact with { Row = contact.Row + rowsBefore };
        if (contacts.Length > 0)
            take(contacts);
        tally.Add(block);
    }
}

/// <summary>Sums up what became of the blocks.</summary>
internal sealed class GroupedTally(GroupedReaderOptions options, string? set)
{
    private static bool IsContradiction(IssueCode code) => code == IssueCodes.AgesDiffer || code == IssueCodes.DurationsDiffer;

    private readonly SortedDictionary<string, (IssueCode Code, long LeftOut, long Used)> _problems = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Set, int Year), long> _sets = [];
    private readonly SortedDictionary<string, long> _currencies = new(StringComparer.Ordinal);
    private readonly long[] _excluded = new long[options.Exclude.Length];
    private long _rows;
    private long _used;
    private long _points;
    private long _commas;
    private long _partOfStay;
    private long _costsOfPartOfStay;
    private long _outside;
    private long _undated;

    internal void Add(GroupedBlock block)
    {
        _rows += block.Rows;
        _used += block.Count;
        _points += block.Points;
        _commas += block.Commas;
        _partOfStay += block.PartOfStay;
        _costsOfPartOfStay += block.CostsOfPartOfStay;
        _outside += block.Outside;
        _undated += block.Undated;
        foreach (var (_, code, _, isUsed) in block.Problems)
        {
            var count = _problems.GetValueOrDefault(code.Id);
            _problems[code.Id] = (code, count.LeftOut + (isUsed ? 0 : 1), count.Used + (isUsed ? 1 : 0));
        }

        for (var i = 0; i < _excluded.Length; i++)
            _excluded[i] += block.Excluded[i];
        foreach (var (key, count) in block.Sets)
            _sets[key] = _sets.GetValueOrDefault(key) + count;
        foreach (var (text, count) in block.Currencies)
            _currencies[text] = _currencies.GetValueOrDefault(text) + count;
    }

    /// <summary>Writes what was counted.</summary>
    internal void Write(BinaryWriter to)
    {
        to.Write(set ?? "");
        foreach (var count in new[] { _rows, _used, _points, _commas, _partOfStay, _costsOfPartOfStay, _outside, _undated })
            to.Write7BitEncodedInt64(count);
        to.Write7BitEncodedInt(_problems.Count);
        foreach (var (code, leftOut, used) in _problems.Values)
        {
            to.Write(code.Id);
            to.Write7BitEncodedInt64(leftOut);
            to.Write7BitEncodedInt64(used);
        }

        to.Write7BitEncodedInt(_excluded.Length);
        foreach (var contacts in _excluded)
            to.Write7BitEncodedInt64(contacts);
        to.Write7BitEncodedInt(_sets.Count);
        foreach (var (key, contacts) in _sets.OrderBy(each => each.Key.Set, StringComparer.Ordinal).ThenBy(each => each.Key.Year))
        {
            to.Write(key.Set);
            to.Write7BitEncodedInt(key.Year);
            to.Write7BitEncodedInt64(contacts);
        }

        to.Write7BitEncodedInt(_currencies.Count);
        foreach (var (currency, contacts) in _currencies)
        {
            to.Write(currency);
            to.Write7BitEncodedInt64(contacts);
        }
    }

    /// <summary>Adds what another has written; null for the first.</summary>
    internal static GroupedTally Read(BinaryReader from, GroupedReaderOptions options, GroupedTally? before)
    {
        var set = from.ReadString();
        var tally = before ?? new(options, set.Length > 0 ? set : null);
        tally.Add(from);
        return tally;
    }

    private void Add(BinaryReader from)
    {
        _rows += from.Read7BitEncodedInt64();
        _used += from.Read7BitEncodedInt64();
        _points += from.Read7BitEncodedInt64();
        _commas += from.Read7BitEncodedInt64();
        _partOfStay += from.Read7BitEncodedInt64();
        _costsOfPartOfStay += from.Read7BitEncodedInt64();
        _outside += from.Read7BitEncodedInt64();
        _undated += from.Read7BitEncodedInt64();
        for (var count = from.Read7BitEncodedInt(); count > 0; count--)
        {
            var id = from.ReadString();
            var known = _problems.GetValueOrDefault(id);
            var code = known.Code ?? FormatIssues.All.Concat(IssueCodes.All).FirstOrDefault(each => each.Id == id)
                ?? throw new InvalidDataException($"no issue {id} is known");
            _problems[id] = (code, known.LeftOut + from.Read7BitEncodedInt64(), known.Used + from.Read7BitEncodedInt64());
        }

        if (from.Read7BitEncodedInt() != _excluded.Length)
            throw new InvalidDataException("the rules of exclusion are others");
        for (var i = 0; i < _excluded.Length; i++)
            _excluded[i] += from.Read7BitEncodedInt64();
        for (var count = from.Read7BitEncodedInt(); count > 0; count--)
        {
            var key = (from.ReadString(), from.Read7BitEncodedInt());
            _sets[key] = _sets.GetValueOrDefault(key) + from.Read7BitEncodedInt64();
        }

        for (var count = from.Read7BitEncodedInt(); count > 0; count--)
        {
            var currency = from.ReadString();
            _currencies[currency] = _currencies.GetValueOrDefault(currency) + from.Read7BitEncodedInt64();
        }
    }

    internal GroupedSummary Summary() => new()
    {
        Tally = this,
        Read = _rows,
        Used = _used,
        PartOfStay = _partOfStay,
        Outside = _outside,
        LeftOut = [.. _problems.Values.Where(problem => problem.LeftOut > 0).Select(problem => (problem.Code, problem.LeftOut))],
        WithoutCost =
        [
            .. _problems.Values.Where(problem => problem.Used > 0 && !IsContradiction(problem.Code))
                .Select(problem => (problem.Code, problem.Used)),
        ],
        Undated = _undated,
        Excluded = [.. options.Exclude.Select((rule, i) => (rule, _excluded[i]))],
        Sets = set is not null
            ? [(set, _used)]
            :
            [
                .. _sets.Where(pair => pair.Key.Set.Length > 0 && pair.Value > 0).GroupBy(pair => pair.Key.Set, StringComparer.Ordinal)
                    .OrderBy(each => each.Key, StringComparer.Ordinal).Select(each => (each.Key, each.Sum(pair => pair.Value))),
            ],
        SetsByYear = !options.ReadsYears ? [] :
        [
            .. _sets.Where(pair => pair.Value > 0).Select(pair => (Set: set ?? pair.Key.Set, pair.Key.Year, Contacts: pair.Value))
                .OrderBy(each => each.Set, StringComparer.Ordinal).ThenBy(each => each.Year),
        ],
        Currencies = [.. _currencies.Where(pair => pair.Key.Length > 0).Select(pair => (pair.Key, pair.Value))],
        IsRegrouped = set is not null,
        Issues = [.. Issues()],
    };

    private IEnumerable<Issue> Issues()
    {
        if (_points > 0 && _commas > 0)
            yield return new(
                FormatIssues.MixedDecimals, options.Name, Column: options.CostColumn, Detail: $"point {_points}, comma {_commas}");
        if (_costsOfPartOfStay > 0)
            yield return new(
                IssueCodes.CostOfJoinedVisit, options.Name, Column: options.CostColumn,
                Detail: _costsOfPartOfStay.ToString(CultureInfo.InvariantCulture));
        if (_currencies.Count(pair => pair.Key.Length > 0) > 1)
            yield return new(
                FormatIssues.MixedCurrencies, options.Name, Column: "currency",
                Detail: string.Join(", ", _currencies.Where(pair => pair.Key.Length > 0).Select(pair => $"{pair.Key} {pair.Value}")));
    }
}
