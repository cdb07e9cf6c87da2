using System.Collections.Immutable;
using Gruppera.Compilation;
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

    internal List<RowProblem> Problems { get; } = [];

    internal Exception? Failure { get; set; }

    internal ManualResetEventSlim Done { get; } = new();
}

/// <summary>A row that could not be read, or that is warned of.</summary>
internal readonly record struct RowProblem(long Row, IssueCode Code, string Column, Range Text);

/// <summary>What every row of one file looks like going in and coming out. Immutable.</summary>
internal sealed class RowFormat
{
    internal RowFormat(ContactFile file, CompiledDefinition definition, Func<string, double?>? weightOf)
    {
        File = file;
        OutputDelimiter = file.Binding.Layout.IsFixedWidth ? (byte)';' : file.Delimiter;
        Result = new(definition, OutputDelimiter, weightOf);
        FixedColumns = file.Binding.Layout.IsFixedWidth ? [.. file.Binding.FixedColumns()] : [];
        var columns = FixedColumns.IsEmpty ? file.Binding.Header : [.. FixedColumns.Select(column => column.Name)];
        Header = columns.IsEmpty ? [] : [.. Result.Header(columns), (byte)'\n'];
    }

    internal ContactFile File { get; }

    internal byte OutputDelimiter { get; }

    internal ResultText Result { get; }

    internal byte[] Header { get; }

    internal ImmutableArray<(string Name, Cell Cell)> FixedColumns { get; }
}

/// <summary>Groups blocks, row by row, into output text. One per thread.</summary>
internal sealed class RowGrouper(Grouper grouper, RowFormat format, Tally tally)
{
    private const int SeenBits = 12;
    private readonly KnownCodes _known = KnownCodes.Of(grouper.Definition.Set);
    private readonly ContactParser _parser = tally.Parser = format.File.NewParser(KnownCodes.Of(grouper.Definition.Set));
    private readonly (DiagnosisCode Code, bool IsFound)[] _diagnoses = new (DiagnosisCode, bool)[1 << SeenBits];
    private readonly (ProcedureCode Code, bool IsFound)[] _procedures = new (ProcedureCode, bool)[1 << SeenBits];
    private readonly int _resultLength = format.Result.MaxLength;

    internal void Group(Job job)
    {
        var data = job.Block.Text;
        var position = job.Start;
        var output = job.Output;
        var at = 0;
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

            if (_parser.Problem is { } problem)
            {
                tally.LeftOut += _parser.IsLeftOut ? 1 : 0;
                tally.Unreadable += _parser.IsLeftOut ? 0 : 1;
                tally.WithoutAge += problem == IssueCodes.AgeMissing ? 1 : 0;
                tally.WithoutDuration += problem == IssueCodes.DurationMissing ? 1 : 0;
                if (!_parser.IsLeftOut)
                    job.Problems.Add(new(job.Rows, problem, _parser.ProblemColumn, _parser.Row));
                at = CarryUnreadable(problem, data, row, output, at);
                at += format.Result.Write(problem, output.AsSpan(at));
                continue;
            }

            var result = grouper.Group(_parser.Contact);
            ref readonly var facts = ref _parser.Facts;
            tally.Count(result, facts);
            CountUnknown(_parser.Contact);
            foreach (var warning in facts.Warnings)
                job.Problems.Add(new(job.Rows, warning, _parser.ColumnOf(warning), _parser.Row));
            at = Carry(data, row, output, at);
            at += format.Result.Write(result, facts.Warnings, output.AsSpan(at));
        }

        job.OutputLength = at;
    }

    /// <summary>Counts codes that the set does not find; whether it does is looked up once while a code is among those last seen.</summary>
    private void CountUnknown(in ContactView contact)
    {
        for (var i = 0; i < contact.Diagnoses.Length; i++)
        {
            ref readonly var diagnosis = ref contact.Diagnoses[i];
            var isFound = IsFound(diagnosis.Code.IsBlank ? diagnosis.Dagger : diagnosis.Code);
            if (i == 0)
                tally.CountPrincipal(isFound || diagnosis == Diagnosis.NotGiven);
            if (!isFound && diagnosis != Diagnosis.NotGiven)
                _parser.AddUnknown(_parser.DiagnosisCell(i), diagnosis.Code.ToString());
            if (!diagnosis.Dagger.IsBlank && !IsFound(diagnosis.Dagger))
                _parser.AddUnknown(_parser.DiagnosisCell(i), diagnosis.Dagger.ToString());
        }

        for (var i = 0; i < contact.Procedures.Length; i++)
        {
            if (!IsFound(contact.Procedures[i]))
                _parser.AddUnknown(_parser.ProcedureCell(i), contact.Procedures[i].ToString());
        }
    }

    private static int Slot(int hash) => (int)((uint)hash * 2654435769 >> (32 - SeenBits)) & ((1 << SeenBits) - 1);

    private bool IsFound(DiagnosisCode code)
    {
        ref var seen = ref _diagnoses[Slot(code.GetHashCode())];
        if (seen.Code != code || code.IsBlank)
            seen = (code, _known.Finds(code));
        return seen.IsFound;
    }

    private bool IsFound(ProcedureCode code)
    {
        ref var seen = ref _procedures[Slot(code.GetHashCode())];
        if (seen.Code != code || code.IsBlank)
            seen = (code, _known.Finds(code));
        return seen.IsFound;
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
    private int CarryUnreadable(IssueCode problem, ReadOnlySpan<byte> data, ReadOnlySpan<byte> row, byte[] output, int at)
    {
        if (problem != IssueCodes.UnreadableRow || format.File.Binding.Header.IsEmpty)
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

        output[at++] = (byte)'"';
        foreach (var b in field)
        {
            if (b == '"')
                output[at++] = b;
            output[at++] = b;
        }

        output[at++] = (byte)'"';
        return at;
    }
}
