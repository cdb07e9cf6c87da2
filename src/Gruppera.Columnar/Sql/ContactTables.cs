using System.Collections.Immutable;
using DuckDB.NET.Native;
using Gruppera.Columnar.Duck;
using Gruppera.Columnar.Parquet;
using Gruppera.Formats.Contacts;

namespace Gruppera.Columnar.Sql;

/// <summary>Files of contacts as SQL sees them: <c>contacts</c> as they were understood, in the canonical columns, <c>grouped</c> with the
/// result of grouping, as <c>gruppera group</c> writes them. Files of any kind, read anew by each query, in constant memory.</summary>
internal static class ContactTables
{
    private static readonly string[] WholeNumbers = ["age_days", "duration"];
    private static readonly string[] Dates = ["admission_date", "discharge_date"];

    /// <summary>The functions.</summary>
    public static IEnumerable<TableFunction> Of(ISqlHost host)
    {
        yield return new("contacts", ["path"], ["layout", "sheet"], arguments => Contacts(host, arguments));
        yield return new(
            "grouped", ["path"], ["set", "weights", "layout", "sheet", "allow_missing"], arguments => Grouped(host, arguments));
    }

    private static string PathOf(FunctionArguments arguments) =>
        arguments["path"] ?? throw new ContactFileException("a file of contacts has to be named");

    private static StreamedTable Contacts(ISqlHost host, FunctionArguments arguments)
    {
        var path = PathOf(arguments);
        using (var file = Open())
        {
            var reader = new RecordReader(file.Text, file.Layout with { AllowMissing = ContactNeeds.All }, file.Source.Name);
            return new([.. CanonicalWriter.ColumnsOf(reader.OtherColumns, withIssues: true).Select(Typed)], ',', Run);
        }

        SqlContacts Open() => host.Open(path, arguments["layout"], arguments["sheet"], needsAll: false, null);

        Stream Run() => Pump(Open(), (file, output, stop) =>
        {
            var reader = new RecordReader(file.Text, file.Layout with { AllowMissing = ContactNeeds.All }, file.Source.Name);
            using var writer = new CanonicalWriter(output, reader.OtherColumns, withIssues: true);
            foreach (var record in reader.Read())
            {
                stop.ThrowIfCancellationRequested();
                writer.Write(record);
            }
        });
    }

    private static StreamedTable Grouped(ISqlHost host, FunctionArguments arguments)
    {
        var path = PathOf(arguments);
        var grouper = host.GrouperOf(arguments["set"] ?? host.FirstSet);
        var weights = arguments["weights"] is { } list ? host.WeightsOf(list, grouper.Definition.Set) : null;
        using (var file = Open())
        {
            var columns = Of(file).ColumnsOf(file.Text, out var delimiter);
            var typed = file.Source.Columns;
            return new(
                [.. columns.Select((name, i) => new TextColumn(name, i < typed.Length ? TypeOf(typed[i]) : ResultTypes.TypeOf(name)))],
                delimiter, Run);
        }

        SqlContacts Open() => host.Open(path, arguments["layout"], arguments["sheet"], needsAll: true, arguments["allow_missing"]);

        FileGrouper Of(SqlContacts file) => new(grouper, new()
        {
            Layout = file.Layout,
            Name = file.Source.Name,
            WeightOf = weights,
            Language = host.Language,
        });

        Stream Run() => Pump(Open(), (file, output, stop) =>
        {
            var summary = Of(file).Run(file.Text, output, (_, _) => { }, stop);
            if (summary.AllLack is { } lack)
                throw new ContactFileException($"every row of {file.Source.Name} lacks {lack}: allow it with allow_missing := '{lack}'");
        });
    }

    private static TextColumn Typed(string name) => new(
        name, WholeNumbers.Contains(name) ? DuckDBType.BigInt : Dates.Contains(name) ? DuckDBType.Date : DuckDBType.Varchar);

    private static DuckDBType TypeOf(TableColumn column) => column.Type switch
    {
        "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" => DuckDBType.BigInt,
        "DOUBLE" or "FLOAT" => DuckDBType.Double,
        "DATE" => DuckDBType.Date,
        _ => DuckDBType.Varchar,
    };

    /// <summary>What a run writes, to be read while it runs; closing it stops the run.</summary>
    private static PumpedStream Pump(SqlContacts file, Action<SqlContacts, Stream, CancellationToken> run) => new(file, run);

    private sealed class PumpedStream : Formats.Files.ReadStream
    {
        private readonly BoundedPipe _pipe = new();
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public PumpedStream(SqlContacts file, Action<SqlContacts, Stream, CancellationToken> run) => _run = Task.Factory.StartNew(
            () =>
            {
                Exception? failure = null;
                try
                {
                    run(file, _pipe.Input, _stop.Token);
                }
                catch (Exception exception) // told to whoever reads
                {
                    failure = exception;
                }
                finally
                {
                    file.Dispose();
                    _pipe.End(failure);
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

        public override int Read(Span<byte> buffer) => _pipe.Output.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _stop.Cancel();
                _pipe.Break();
                _run.Wait();
                _pipe.Dispose();
                _stop.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
