using System.CommandLine;
using System.Text;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Databases;
using Gruppera.Columnar.Sql;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Files;
using Gruppera.Grouping;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera sql</c>: questions in SQL to files of contacts and to definition sets.</summary>
internal static class SqlCommand
{
    private const int ShownRows = 200;
    private const int ShownLetters = 48;

    internal static Command Create(Session session)
    {
        var sql = new Argument<string?>("sql")
        {
            Description = session.Say("Statements, such as \"select drg, count(*) from grouped('contacts.csv') group by 1\""),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var file = new Option<string?>("--file", "-f") { Description = session.Say("File with the statements, or - for standard input") };
        var output = SharedOptions.Output(session.Say("Output file, .csv, .parquet or .json; - (default) for standard output"));
        var format = new Option<string?>("--format")
        {
            Description = session.Say("table, csv, json or parquet (default: by the output's name)"),
        };
        format.AcceptOnlyFromAmong("table", "csv", "json", "parquet");
        var command = new Command("sql", session.Say("Ask files of contacts and definition sets in SQL")) { sql, file, output, format };
        command.SetAction(parsed => Run(
            session, Statements(session, parsed.GetValue(sql), parsed.GetValue(file)), parsed.GetValue(output)!, parsed.GetValue(format)));
        return command;
    }

    private static string Statements(Session session, string? sql, string? file)
    {
        if (sql is null == file is null)
            throw new UsageException("Give the statements, or a file with them (-f), not both");
        if (file is null)
            return sql!;
        if (file != "-")
            return InputText.Read(file);
        using var source = ContactSource.Open(file);
        using var reader = new StreamReader(source.Text, Encoding.UTF8);
        return reader.ReadToEndAsync(session.Stop).GetAwaiter().GetResult();
    }

    private static int Run(Session session, string sql, string output, string? asked)
    {
        var format = FormatOf(output, asked);
        using var run = new SqlRun(new SqlTerminalHost(session));
        using var stop = session.Stop.Register(run.Stop);
        try
        {
            if (output == "-")
            {
                run.Run(sql, result => Write(session, result, format, session.Out));
                return ExitCode.Done;
            }

            using var file = new AtomicOutput(output);
            if (format == "parquet")
                file.WriteTable(path => run.WriteParquet(sql, path));
            else
                run.Run(sql, result => WriteFile(session, result, format, file.Stream));
            file.Commit();
            return ExitCode.Done;
        }
        catch (SqlException exception)
        {
            session.Error.WriteLine(exception.Text.In(session.Language));
            return ExitCode.Usage;
        }
    }

    private static string FormatOf(string output, string? asked)
    {
        var named = Path.GetExtension(output).ToLowerInvariant() switch
        {
            ".parquet" => "parquet",
            ".json" => "json",
            "" when output == "-" => "table",
            _ => "csv",
        };
        if (asked == "parquet" && named != "parquet")
            throw new UsageException("Parquet goes to a file: give -o with a name that ends in .parquet");
        return named == "parquet" && asked is not (null or "parquet")
            ? throw OutputNames.NotBeside($"--format {asked}", output)
            : asked ?? named;
    }

    private static void WriteFile(Session session, SqlResult result, string format, Stream output)
    {
        if (format == "csv")
        {
            result.WriteCsv(output, ',');
            return;
        }

        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
        {
            NewLine = "\n",
        };
        Write(session, result, format, writer);
    }

    private static void Write(Session session, SqlResult result, string format, TextWriter output)
    {
        switch (format)
        {
            case "csv":
                using (var text = new WriterStream(output))
                    result.WriteCsv(text, ',');
                break;
            case "json":
                var before = "[";
                foreach (var row in result.Json())
                {
                    output.Write($"{before}\n  {row}");
                    before = ",";
                }

                output.WriteLine(before == "[" ? "[]" : "\n]");
                break;
            default:
                WriteTable(session, result, output);
                break;
        }
    }

    private static void WriteTable(Session session, SqlResult result, TextWriter output)
    {
        var table = new Columns([.. result.Columns.Select(column => Cut(column.Name))])
        {
            Right = [.. Enumerable.Range(0, result.Columns.Length).Where(result.IsNumber)],
        };
        var rows = 0L;
        foreach (var row in result.Rows())
        {
            if (++rows <= ShownRows)
                table.Add([.. row.Select(Cut)]);
        }

        table.Write(output);
        if (rows > ShownRows)
            session.Note(session.Say(
                $"{Session.Number(ShownRows):shown} of {Session.Number(rows):rows} rows are shown: give --format csv or -o for all"));
    }

    /// <summary>A cell that leaves room for the columns behind it.</summary>
    private static string Cut(string? cell) =>
        cell is null ? "" : cell.Length > ShownLetters ? cell[..(ShownLetters - 1)] + "…" : cell;

    /// <summary>UTF-8 as a text goes to a writer.</summary>
    private sealed class WriterStream(TextWriter output) : WriteStream
    {
        private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
        private char[] _text = new char[1 << 16];

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (_text.Length < buffer.Length + 1)
                _text = new char[buffer.Length + 1];
            output.Write(_text, 0, _decoder.GetChars(buffer, _text, flush: false));
        }
    }
}

/// <summary>The command line as host of SQL: sets, lists and files as its other commands know them.</summary>
internal sealed class SqlTerminalHost(Session session) : ISqlHost
{
    private readonly Dictionary<string, Grouper> _groupers = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, string), Func<string, string, string, double?>> _weights = [];
    private readonly Lock _gate = new();

    public Language Language => session.Language;

    public Grouper GrouperOf(string set)
    {
        lock (_gate)
            return _groupers.TryGetValue(set, out var known) ? known : _groupers[set] = Sets.Grouper(session, set);
    }

    public Func<string, string, string, double?> WeightsOf(string list, DefinitionSet set)
    {
        lock (_gate)
        {
            var key = (list, set.Version.Id);
            return _weights.TryGetValue(key, out var known) ? known : _weights[key] = Weights.Open(session, list, set)!.Of;
        }
    }

    public SqlContacts Open(string path, string? layout, string? sheet, bool needsAll, string? allowMissing)
    {
        if (DatabaseAddress.Is(path))
            throw new UsageException("SQL is asked of files here, and of no database: nothing of a network is read");
        lock (_gate)
        {
            var wish = new LayoutWish
            {
                Layout = layout is null ? null : Sets.NamedLayout(session, layout),
                Needs = needsAll ? LayoutWish.ToGroup : ContactNeeds.None,
                AllowMissing = Sets.AllowMissing(allowMissing),
            };
            var opened = OpenContacts.Open(path, sheet, wish, session.Stop);
            return new(opened.Source, opened.Text, opened.Layout);
        }
    }
}
