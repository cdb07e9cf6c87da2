using System.Collections.Immutable;
using Gruppera.Formats.Csv;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>A block on its way from the reader through a worker to the writer.</summary>
internal sealed class Job
{
    internal RowBlock Block { get; } = new();

    internal int Start { get; set; }

    internal byte[] Output { get; set; } = new byte[2 * RowBlockReader.BlockSize];

    internal int OutputLength { get; set; }

    internal long Rows { get; set; }

    /// <summary>Rows of the file that the block takes up, lines without any text among them.</summary>
    internal long Lines { get; set; }

    internal List<RowProblem> Problems { get; } = [];

    internal Exception? Failure { get; set; }

    internal ManualResetEventSlim Done { get; } = new();
}

/// <summary>A row that could not be read, or that is warned of.</summary>
internal readonly record struct RowProblem(long Row, IssueCode Code, string Column, Range Text);

/// <summary>The set that groups contacts of some dates, and what its results look like. Immutable, thread-safe.</summary>
internal sealed class RowSet(DatedGrouper dated, ResultText result)
{
    internal DateOnly From => dated.From;

    internal DateOnly To => dated.To;

    internal Grouper Grouper => dated.Grouper;

    internal ResultText Result => result;

    internal KnownCodes Known { get; } = new(dated.Grouper.Definition);
}

/// <summary>What every row of one file looks like going in and coming out. Immutable.</summary>
internal sealed class RowFormat
{
    internal RowFormat(ContactFile file, IReadOnlyList<DatedGrouper> sets, Language? language)
    {
        File = file;
        OutputDelimiter = file.Binding.Layout.IsFixedWidth ? (byte)';' : file.Delimiter;
        Sets =
        [
            .. sets.Select(dated => new RowSet(
                dated, new(dated.Grouper.Definition, OutputDelimiter, dated.WeightOf, dated.WeightList, language))),
        ];
        IsByDate = sets.Count > 1 || sets[0].From > DateOnly.MinValue || sets[0].To < DateOnly.MaxValue;
        FixedColumns = file.Binding.Layout.IsFixedWidth ? [.. file.Binding.FixedColumns()] : [];
        var columns = FixedColumns.IsEmpty ? file.Binding.Header : [.. FixedColumns.Select(column => column.Name)];
        Header = columns.IsEmpty ? [] : [.. Sets[0].Result.Header(columns), (byte)'\n'];
    }

    internal ContactFile File { get; }

    internal byte OutputDelimiter { get; }

    /// <summary>The sets by date; one for all dates where no dates were asked for.</summary>
    internal ImmutableArray<RowSet> Sets { get; }

    /// <summary>False if one set groups all contacts, whatever their dates.</summary>
    internal bool IsByDate { get; }

    internal byte[] Header { get; }

    internal ImmutableArray<(string Name, Cell Cell)> FixedColumns { get; }
}

/// <summary>Groups blocks, row by row, into output text. One per thread.</summary>
internal sealed class RowGrouper(RowFormat format, Tally tally)
{
    private readonly ContactParser _parser = tally.Parser = format.File.NewParser(WholeCodes.Of(format.Sets[0].Grouper.Definition.Set));
    private readonly int _resultLength = format.Sets.Max(set => set.Result.MaxLength);
    private readonly CareSettingReader _forms = new(format.File.Binding);
    private readonly Cell _episode = format.File.Binding[ContactRole.Episode];

    internal void Group(Job job)
    {
        var data = job.Block.Text;
        var position = job.Start;
        var output = job.Output;
        var at = 0;
        var before = _parser.Lines;
        job.Rows = 0;
        job.Problems.Clear();
        while (_parser.Read(data, ref position))
        {
            job.Rows++;
            _parser.ErasePersonalId(job.Block);
            var row = data[_parser.Row];
            var needed = at + ((1 + format.FixedColumns.Length) * ((2 * row.Length) + 3)) + format.Header.Length + _resultLength;
            if (needed > output.Length)
            {
                Array.Resize(ref output, Math.Max(needed, output.Length * 2));
                job.Output = output;
            }

            var number = _parser.Problem is null ? SetOf() : 0;
            if ((_parser.Problem ?? (number < 0 ? FormatIssues.NoSetForDate : null)) is { } problem)
            {
                tally.LeftOut += _parser.IsLeftOut ? 1 : 0;
                tally.Unreadable += _parser.IsLeftOut ? 0 : 1;
                tally.LackAge += problem == IssueCodes.AgeMissing ? 1 : 0;
                tally.LackDuration += problem == IssueCodes.DurationMissing ? 1 : 0;
                if (!_parser.IsLeftOut)
                    job.Problems.Add(new(_parser.Lines - before, problem, _parser.ProblemColumn, _parser.Row));
                at = CarryUnreadable(data, row, output, at);
                at += format.Sets[0].Result.Write(problem, null, !format.IsByDate, output.AsSpan(at));
                continue;
            }

            foreach (var warning in _parser.Facts.Warnings)
                job.Problems.Add(new(_parser.Lines - before, warning, _parser.ColumnOf(warning), _parser.Row));
            at = Carry(data, row, output, at);
            at += Write(format.Sets[number], number, data, output.AsSpan(at));
        }

        (job.OutputLength, job.Lines) = (at, _parser.Lines - before);
    }

    /// <summary>Groups the current contact and writes its result.</summary>
    private int Write(RowSet set, int number, ReadOnlySpan<byte> data, Span<byte> output)
    {
        var outcome = RowOutcome.Of(set.Grouper, _parser, _forms, _episode, data);
        if (outcome.Problem is { } problem)
        {
            tally.Outside++;
            return set.Result.Write(problem, outcome.Setting, hasSet: true, output);
        }

        if (!tally.HasDiagnoses)
            tally.NoteDiagnoses(_parser.Contact);
        tally.Count(number, outcome.Result, outcome.Setting, _parser.Facts, outcome.IsPartOfStay);
        if (outcome.Result.HasUnknownCodes)
            tally.CountUnknown(_parser.Contact, set.Known);
        return set.Result.Write(outcome, output);
    }

    /// <summary>The set of the contact's date, that of discharge or else of admission or visit; -1 if none is for it.</summary>
    private int SetOf()
    {
        if (!format.IsByDate)
            return 0;
        var sets = format.Sets;
        var date = _parser.Discharge ?? _parser.Admission;
        for (var i = 0; i < sets.Length; i++)
        {
            if (date >= sets[i].From && date <= sets[i].To)
                return i;
        }

        return -1;
    }

    /// <summary>The input's columns: a delimited row as it stands, a fixed-width line cut into fields.</summary>
    private int Carry(ReadOnlySpan<byte> data, ReadOnlySpan<byte> row, byte[] output, int at)
    {
        if (format.FixedColumns.IsEmpty)
        {
            row.CopyTo(output.AsSpan(at));
            return at + row.Length;
        }

        for (var i = 0; i < format.FixedColumns.Length; i++)
        {
            if (i > 0)
                output[at++] = format.OutputDelimiter;
            at = CopyField(_parser.Text(data, format.FixedColumns[i].Cell), output, at);
        }

        return at;
    }

    /// <summary>A row with a bad value is carried as it stands; one that is no row keeps the place of its columns only, since
    /// its text would break the output. The whole text is in the issues file.</summary>
    private int CarryUnreadable(ReadOnlySpan<byte> data, ReadOnlySpan<byte> row, byte[] output, int at)
    {
        if (!_parser.IsBroken || format.File.Binding.Header.IsEmpty)
            return Carry(data, row, output, at);
        for (var i = 1; i < format.File.Binding.Header.Length; i++)
            output[at++] = format.OutputDelimiter;
        return at;
    }

    private int CopyField(ReadOnlySpan<byte> field, byte[] output, int at)
    {
        if (field.IndexOfAny(format.OutputDelimiter, (byte)'"') < 0)
        {
            field.CopyTo(output.AsSpan(at));
            return at + field.Length;
        }

        return at + CsvText.Quote(field, output.AsSpan(at));
    }
}
