using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Text;
using Gruppera.Formats.Csv;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>How a file of contacts is grouped. Immutable.</summary>
public sealed record FileGrouperOptions
{
    /// <summary>How the file is written.</summary>
    public required ContactLayout Layout { get; init; }

    /// <summary>What issues call the file.</summary>
    public string Name { get; init; } = "";

    /// <summary>Threads that parse and group: 1 or more; default one per processor.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>True to stop at the first row that cannot be read or whose facts contradict each other.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Weight of a group in a care form and specialty, by their words, for a column <c>weight</c>; null for no such
    /// column.</summary>
    public Func<string, string, string, double?>? WeightOf { get; init; }

    /// <summary>Sets and weights by the date of the contact, in place of the grouper and <see cref="WeightOf"/>; empty for one set for all.
    /// Periods do not overlap. Either all have weights or none.</summary>
    public ImmutableArray<DatedGrouper> ByDate { get; init; } = [];

    /// <summary>Language of the names of groups, where the set has them in it; null for the language of the set.</summary>
    public Language? Language { get; init; }

    /// <summary>Called now and then with the number of rows done, on the thread that writes.</summary>
    public Action<long>? Progress { get; init; }
}

/// <summary>The set and weights for contacts of a period. Immutable.</summary>
/// <param name="From">First day: of discharge, or else of admission or visit.</param>
/// <param name="To">Last day.</param>
/// <param name="Grouper">Groups them.</param>
/// <param name="WeightOf">Weight of a group in a care form and specialty, by their words, for a column <c>weight</c>; null for no such
/// column.</param>
/// <param name="WeightList">Name of the weight list, for a column <c>weight_list</c>; null for no such column.</param>
public sealed record DatedGrouper(
    DateOnly From, DateOnly To, Grouper Grouper, Func<string, string, string, double?>? WeightOf = null, string? WeightList = null);

/// <summary>
/// Groups a file of contacts, rows in = rows out, in the same order, in constant memory whatever the size of the file.
/// One reader, any number of workers, one writer; blocks of whole rows go between them.
/// </summary>
/// <remarks>One call at a time on one object; the grouper may be shared.</remarks>
public sealed class FileGrouper
{
    /// <summary>How long a run that ends waits for a read that is under way: standard input may never answer.</summary>
    private static readonly TimeSpan LastRead = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<DatedGrouper> _sets;
    private readonly FileGrouperOptions _options;

    /// <summary>Makes a file grouper.</summary>
    public FileGrouper(Grouper grouper, FileGrouperOptions options)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(options);
        _sets = options.ByDate.IsEmpty ? [new(DateOnly.MinValue, DateOnly.MaxValue, grouper, options.WeightOf)] : options.ByDate;
        _options = options with { Threads = Math.Max(1, options.Threads) };
    }

    /// <summary>Names of the columns that a file gets: its own and those of the result.</summary>
    /// <param name="input">UTF-8 text, as <see cref="ContactSource.Text"/> is; its beginning is read.</param>
    /// <param name="delimiter">Delimiter of the output.</param>
    /// <exception cref="ContactFileException">The header does not fit the layout.</exception>
    public ImmutableArray<string> ColumnsOf(Stream input, out char delimiter)
    {
        ArgumentNullException.ThrowIfNull(input);
        var format = new RowFormat(new(input, _options.Layout), _sets, _options.Language);
        delimiter = (char)format.OutputDelimiter;
        var (row, end) = (new CsvRow(), 0);
        row.Read(format.Header, ref end, format.OutputDelimiter, isLast: true);
        return [.. Enumerable.Range(0, format.Header.Length == 0 ? 0 : row.Count)
            .Select(i => row.TextOf(format.Header, i))];
    }

    /// <summary>Groups <paramref name="input"/> into <paramref name="output"/>.</summary>
    /// <param name="input">UTF-8 text, as <see cref="ContactSource.Text"/> is.</param>
    /// <param name="output">Takes the input's columns and those of the result.</param>
    /// <param name="issue">Called for each row that cannot be read (an error) and each warning of one that was grouped, in order, with its
    /// text.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    /// <exception cref="ContactFileException">The header does not fit the layout, or a row is longer than 1 MB.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public GroupingSummary Run(
        Stream input, Stream output, Action<Issue, string> issue, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(issue);
        var clock = Stopwatch.StartNew();
        var opening = Task.Factory.StartNew(
            () => new ContactFile(input, _options.Layout), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var file = opening.WaitAsync(cancellation).GetAwaiter().GetResult();
        var format = new RowFormat(file, _sets, _options.Language);
        output.Write(format.Header);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        // Not disposed: a reader that waits for standard input outlives a cancelled run and looks at them once more.
        var work = new BlockingCollection<Job>();
        var inOrder = new BlockingCollection<Job>();
        var free = new BlockingCollection<Job>();
        for (var i = 0; i < (_options.Threads * 2) + 2; i++)
            free.Add(new(), CancellationToken.None);

        var tallies = Enumerable.Range(0, _options.Threads).Select(_ => new Tally(_sets)).ToArray();
        var reader = Task.Factory.StartNew(
            () => ReadBlocks(file, free, work, inOrder, stop.Token), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var workers = tallies.Select(tally => Task.Factory.StartNew(
            () => GroupBlocks(work, format, tally), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
                .ToArray();
        try
        {
            var (lines, rows) = (file.HeaderRows, 0L);
            foreach (var job in inOrder.GetConsumingEnumerable(stop.Token))
            {
                job.Done.Wait(stop.Token);
                job.Done.Reset();
                if (job.Failure is not null)
                    throw job.Failure is ContactFileException
                        ? job.Failure
                        : new InvalidOperationException("a block could not be grouped", job.Failure);
                if (!WriteJob(job, output, issue, lines))
                    break;
                (lines, rows) = (lines + job.Lines, rows + job.Rows);
                _options.Progress?.Invoke(rows);
                free.Add(job, stop.Token);
            }
        }
        finally
        {
            stop.Cancel();
            work.CompleteAdding();
            WaitQuietly(workers, Timeout.InfiniteTimeSpan);
            WaitQuietly([reader], LastRead);
        }

        if (reader.Exception?.InnerException is { } failure and not OperationCanceledException)
            throw failure is ContactFileException or IOException ? failure : new IOException("the file could not be read", failure);
        cancellation.ThrowIfCancellationRequested();
        return Tally.Sum(_sets, file.Binding, tallies, clock.Elapsed);
    }

    private static void ReadBlocks(
        ContactFile file, BlockingCollection<Job> free, BlockingCollection<Job> work, BlockingCollection<Job> inOrder,
        CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var job = free.Take(stop);
                if (!file.Next(job.Block))
                    return;
                job.Start = file.Start;
                inOrder.Add(job, stop);
                work.Add(job, stop);
            }
        }
        catch (InvalidOperationException) when (stop.IsCancellationRequested)
        {
            // The run ended between the look at the token and the look at the collection.
        }
        finally
        {
            inOrder.CompleteAdding();
            work.CompleteAdding();
        }
    }

    /// <summary>Groups blocks as they come. A file of one block needs one worker: the others make nothing ready.</summary>
    private static void GroupBlocks(BlockingCollection<Job> work, RowFormat format, Tally tally)
    {
        RowGrouper? grouper = null;
        foreach (var job in work.GetConsumingEnumerable())
        {
            try
            {
                (grouper ??= new(format, tally)).Group(job);
            }
            catch (Exception exception)
            {
                // The writer reports it: a worker that died silently would leave it waiting.
                job.Failure = exception;
            }

            job.Done.Set();
        }
    }

    /// <summary>Writes a block's rows and issues; false if a strict run ends here.</summary>
    private bool WriteJob(Job job, Stream output, Action<Issue, string> issue, long rowsBefore)
    {
        foreach (var problem in job.Problems)
        {
            issue(
                new(problem.Code, _options.Name, "", rowsBefore + problem.Row, problem.Column),
                Encoding.UTF8.GetString(job.Block.Text[problem.Text]));
            if (_options.IsStrict)
                return false;
        }

        output.Write(job.Output, 0, job.OutputLength);
        return true;
    }

    private static void WaitQuietly(Task[] tasks, TimeSpan atMost)
    {
        try
        {
            Task.WaitAll(tasks, atMost);
        }
        catch (AggregateException)
        {
            // Looked at by the caller, task by task.
        }
    }
}
