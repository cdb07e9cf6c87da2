using System.Collections.Immutable;
using System.Text;
using Gruppera.Grouping;

namespace Gruppera.Formats.Contacts;

/// <summary>How many contacts have a code. Immutable.</summary>
/// <param name="Code">The code or pair.</param>
/// <param name="Contacts">Contacts that have it, each counted once.</param>
public sealed record CodeCount(string Code, long Contacts);

/// <summary>How many contacts of a group have the codes asked for. Immutable.</summary>
/// <param name="Drg">The group; empty if the file gives none.</param>
/// <param name="Contacts">Contacts that have one of them in any place, each counted once.</param>
/// <param name="Principal">Those that have one as principal diagnosis.</param>
/// <param name="Secondary">Those that have one as secondary diagnosis.</param>
/// <param name="Procedure">Those that have one as procedure.</param>
public sealed record GroupCount(string Drg, long Contacts, long Principal, long Secondary, long Procedure);

/// <summary>What occurs in a file of contacts. Immutable.</summary>
public sealed record Occurrences
{
    /// <summary>Rows of the file that could be read.</summary>
    public long Read { get; init; }

    /// <summary>Rows that could not be read: they are counted nowhere else.</summary>
    public long Unreadable { get; init; }

    /// <summary>Contacts that the question is about.</summary>
    public long Contacts { get; init; }

    /// <summary>True if the groups are those of the file's own column <c>drg</c>; false if the contacts were grouped.</summary>
    public bool GroupsOfFile { get; init; }

    /// <summary>The groups of these contacts, the most common first.</summary>
    public ImmutableArray<GroupCount> Groups { get; init; } = [];

    /// <summary>Their principal diagnoses that were asked for, the most common first.</summary>
    public ImmutableArray<CodeCount> Principal { get; init; } = [];

    /// <summary>Their secondary diagnoses that were asked for, the most common first.</summary>
    public ImmutableArray<CodeCount> Secondary { get; init; } = [];

    /// <summary>Their procedures that were asked for, the most common first.</summary>
    public ImmutableArray<CodeCount> Procedures { get; init; } = [];
}

/// <summary>Counts what occurs in files of contacts, row by row: memory is that of the counters. Thread-safe:
/// each call has its own.</summary>
/// <param name="grouper">Asked for, and used, only where the file has no column <c>drg</c>.</param>
public sealed class OccurrenceCounter(Func<Grouper> grouper)
{
    private readonly Func<Grouper> _grouper = grouper ?? throw new ArgumentNullException(nameof(grouper));

    /// <summary>The column that has the groups of a file that is grouped.</summary>
    public const string DrgColumn = "drg";

    /// <summary>Counts the codes of a group's contacts.</summary>
    /// <inheritdoc cref="OfCodes"/>
    public Occurrences OfGroup(string drg, Stream text, ContactLayout layout, string name, Action<Issue> issue, CancellationToken stop =
        default)
    {
        ArgumentNullException.ThrowIfNull(drg);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(issue);
        return Count(drg, _ => true, _ => true, text, layout, name, issue, stop);
    }

    /// <summary>Counts the groups of the contacts that have certain codes.</summary>
    /// <param name="diagnosis">Which diagnoses are asked for.</param>
    /// <param name="procedure">Which procedures are asked for.</param>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other (a warning).</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout.</exception>
    public Occurrences OfCodes(
        Func<Diagnosis, bool> diagnosis, Func<ProcedureCode, bool> procedure, Stream text, ContactLayout layout, string name,
        Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(procedure);
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(issue);
        return Count(null, diagnosis, procedure, text, layout, name, issue, stop);
    }

    private Occurrences Count(
        string? drg, Func<Diagnosis, bool> diagnosis, Func<ProcedureCode, bool> procedure, Stream text, ContactLayout layout, string name,
        Action<Issue> issue, CancellationToken stop)
    {
        var file = new ContactFile(text, layout);
        var column = layout.IsFixedWidth
            ? -1
            : file.Binding.Header.ToList().FindIndex(header => header.Equals(DrgColumn, StringComparison.OrdinalIgnoreCase));
        var group = column < 0 ? _grouper() : null;
        var parser = file.NewParser(group is null ? null : WholeCodes.Of(group.Definition.Set));
        var tally = new OccurrenceTally(diagnosis, procedure);
        var (read, unreadable) = (0L, 0L);
        while (file.NextBlock() is { } block)
        {
            stop.ThrowIfCancellationRequested();
            var position = file.Start;
            while (parser.Read(block.Text, ref position))
            {
                if (parser.IsLeftOut)
                    continue;
                if (parser.Problem is { } problem)
                {
                    unreadable++;
                    issue(new(problem, name, "", file.HeaderRows + parser.Lines, parser.ProblemColumn));
                    continue;
                }

                foreach (var warning in parser.Facts.Warnings)
                    issue(new(warning, name, "", file.HeaderRows + parser.Lines, parser.ColumnOf(warning)));
                read++;
                var given = group is null
                    ? Encoding.UTF8.GetString(parser.Text(block.Text, new Cell(column, 0, true))).Trim()
                    : group.Group(parser.Contact).Drg;
                if (drg is null || given == drg)
                    tally.Add(parser.Contact, given, countsAlways: drg is not null);
            }
        }

        return tally.Result() with { Read = read, Unreadable = unreadable, GroupsOfFile = column >= 0 };
    }
}
