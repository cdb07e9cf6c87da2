using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Columnar.Databases;
using Gruppera.Formats.Contacts;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Cli.Commands;

/// <summary>Where the contacts of a command are and where its rows go.</summary>
/// <param name="Name">The file, or what messages call the database.</param>
/// <param name="Once">Opens the rows of a query; null for a file.</param>
/// <param name="To">The table that rows go to; null for a file.</param>
internal sealed record ContactsPlace(string Name, Func<ContactSource>? Once, DatabaseAddress? To);

/// <summary>The options of commands that read contacts from a database or write them to one.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string?> _from;
    private readonly Option<string?> _query;
    private readonly Option<string?> _file;
    private readonly Option<string?> _to;

    internal DatabaseOptions(Session session)
    {
        _from = new("--from")
        {
            Description = session.Say(
                "Database to read from instead of a file: postgres:host=...;dbname=...;user=... or sqlserver:server=..."),
        };
        _query = new("--query") { Description = session.Say("Query that gives the contacts; with --from") };
        _file = new("--query-file") { Description = session.Say("File with that query") };
        _to = new("--to")
        {
            Description = session.Say(
                "Table to write to instead of a file: postgres:... or sqlserver:...;table=NAME, and ;mode=replace or ;mode=append"),
        };
    }

    internal void AddTo(Command command)
    {
        foreach (var option in new[] { _from, _query, _file, _to })
            command.Options.Add(option);
    }

    /// <summary>What the command line names.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The file that it names; null for none.</param>
    /// <param name="output">The option that names an output file, where it is given.</param>
    internal ContactsPlace Read(ParseResult parsed, string? path, string? output)
    {
        var (from, query, file, to) =
            (parsed.GetValue(_from), parsed.GetValue(_query), parsed.GetValue(_file), parsed.GetValue(_to));
        if (from is null == path is null)
            throw new UsageException("Give a file of contacts, or a database with --from and --query, not both");
        if (from is null && (query ?? file) is not null)
            throw OutputNames.WithoutEffect(query is null ? "--query-file" : "--query", "--from");
        if (query is not null && file is not null)
            throw OutputNames.NotBeside("--query-file", "--query");
        query ??= file is null ? null : InputText.Read(file);
        if (from is not null && string.IsNullOrWhiteSpace(query))
            throw new UsageException("--from needs a query that gives the contacts: add --query \"select ... from ...\"");
        if (to is not null && output is not null)
            throw OutputNames.NotBeside(output, "--to");
        var target = to is null ? null : DatabaseAddress.Parse(to);
        if (from is null)
            return new(path!, null, target);
        var address = DatabaseAddress.Parse(from);
        return new(address.Name, () => ContactSource.Of(address.Read(query!)), target);
    }
}

/// <summary>Where rows go: a file that is there whole or not at all, or a table of a database of which the same holds.</summary>
internal sealed class RowsTarget : IDisposable
{
    private readonly AtomicOutput? _file;

    internal RowsTarget(DatabaseAddress? to, string path)
    {
        _file = to is null ? new(path) : null;
        Table = to is null ? _file!.Table : to.Write();
        Stream = _file?.Stream ?? Table!.Stream;
    }

    /// <summary>Takes the rows.</summary>
    internal Stream Stream { get; }

    /// <summary>The table that they become; null for text.</summary>
    internal TableOutput? Table { get; }

    /// <summary>Puts the rows in place.</summary>
    internal void Commit()
    {
        if (_file is not null)
            _file.Commit();
        else
            Table!.Complete();
    }

    public void Dispose()
    {
        if (_file is not null)
            _file.Dispose();
        else
            Table!.Dispose();
    }
}
