using System.Collections.Immutable;
using Gruppera.Formats.Contacts;
using Gruppera.Native.Borders;
using Gruppera.Native.Columns;

namespace Gruppera.Native.Results;

/// <summary>How the columns of a table are read as contacts: found out once, for that table and others of the same columns.
/// Thread-safe.</summary>
internal sealed unsafe class NativeReader
{
    /// <summary>What is looked at, as of a file.</summary>
    private const int HeadBytes = 1 << 20;
    private const int LeastRowsOfThread = 2048;
    private readonly MemoryRows _rows;

    /// <summary>Finds out what the columns are.</summary>
    /// <exception cref="ContactFileException">They cannot be read as contacts.</exception>
    internal NativeReader(NativeSet set, Table table, LayoutWish wish)
    {
        (Set, Names) = (set, table.Names);
        var fitted = LayoutFit.Of(table.Head(HeadBytes), wish, "the table");
        _rows = MemoryRows.Of(set.Grouper, fitted.Layout, table.Names);
        Reading = fitted.Reading;
    }

    internal NativeSet Set { get; }

    internal ImmutableArray<string> Names { get; }

    /// <summary>How the columns were understood.</summary>
    internal Reading Reading { get; }

    /// <summary>Groups all rows.</summary>
    /// <param name="table">Columns of the same names in the same order.</param>
    /// <param name="threads">Threads at most; 0 for one per processor.</param>
    /// <param name="outputs">The columns of results that are wanted, and where the places of each go: one a row.</param>
    /// <returns>What became of them.</returns>
    internal NativeSummary Group(Table table, int threads, ImmutableArray<(ResultValues Values, nint Places)> outputs)
    {
        if (!table.Names.SequenceEqual(Names))
            throw new StatusException(Status.Argument, "The columns are not those that the reader was opened with, or in another order.");
        var parts = (int)Math.Clamp(table.Rows / LeastRowsOfThread, 1, threads == 0 ? Environment.ProcessorCount : threads);
        var tallies = new NativeTally[parts];
        if (parts == 1)
            tallies[0] = Group(table, 0, table.Rows, outputs);
        else
            Parallel.For(0, parts, new() { MaxDegreeOfParallelism = parts }, part =>
                tallies[part] = Group(table, table.Rows * part / parts, table.Rows * (part + 1) / parts, outputs));
        return NativeSummary.Of(tallies);
    }

    /// <summary>Reads the contact of a row.</summary>
    internal CareContact Contact(Table table, long row)
    {
        if (!table.Names.SequenceEqual(Names))
            throw new StatusException(Status.Argument, "The columns are not those that the reader was opened with, or in another order.");
        return _rows.Another().ToContact(table.Write(row, new()), out var problem)
            ?? throw new StatusException(Status.Columns, $"Row {row}: {problem!.Id} {problem.Meaning}. {problem.Remedy}");
    }

    private NativeTally Group(Table table, long from, long to, ImmutableArray<(ResultValues Values, nint Places)> outputs)
    {
        var (rows, text, tally) = (_rows.Another(), new RowBytes(), new NativeTally());
        for (var row = from; row < to; row++)
        {
            var outcome = rows.Group(table.Write(row, text));
            foreach (var (values, places) in outputs)
                ((int*)places)[row] = values.PlaceOf(outcome);
            tally.Count(outcome);
        }

        tally.Rows = rows;
        return tally;
    }
}
