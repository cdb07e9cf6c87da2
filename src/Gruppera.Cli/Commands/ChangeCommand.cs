using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Sets;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Documents;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera change</c>: technical changes, rows that leave definition tables and rows that come in.</summary>
internal static class ChangeCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command(
            "change", session.Say("Write, check, describe, register, apply and derive technical changes to the tables"));
        foreach (var verb in new[]
        {
            ChangeNewCommand.Create(
                session, OutputOption(session), SharedOptions.Replace(session), Answer.ShortFormatOption(session)),
            Check(session), Apply(session),
            ChangeDescribeCommand.Create(session), ChangeRegisterCommand.Create(session), ChangeDocumentCommand.Create(session),
            ChangeMinutesCommand.Create(session), FromDiff(session), Template(session),
        })
            command.Subcommands.Add(verb);
        return command;
    }

    internal static Argument<string[]> ChangesArgument(Session session) => new("changes")
    {
        Description = session.Say("Workbooks, folders or zips with IN and OUT rows, or a folder of them"),
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>True for changes that are to be tried: proposed and accepted.</summary>
    internal static bool Live(TechnicalChange change) => change.About.Status is ChangeStatus.Proposed or ChangeStatus.Accepted;

    /// <summary>A file or folder as it is called, without its extension.</summary>
    internal static string NameOf(string path) => Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path));

    /// <summary>Reads changes, and of folders of changes those that are wanted; what cannot be read of them is added to the
    /// issues.</summary>
    internal static List<TechnicalChange> Read(
        Session session, string[] paths, List<Issue> issues, Func<TechnicalChange, bool> isWanted)
    {
        var changes = new List<TechnicalChange>();
        foreach (var path in paths)
        {
            if (!Path.Exists(path))
                throw new UsageException($"There is no file or folder {path}");
            if (ChangeRegister.Is(path))
                changes.AddRange(OfRegister(session, path, issues, isWanted));
            else if (ChangeReader.Read(path, issues) is { } change)
                changes.Add(change);
        }

        return changes.Sum(change => change.Rows.Length) > 0 || issues.Count > 0
            ? changes
            : throw new UsageException("There is no row with IN or OUT. gruppera change template writes an empty workbook");
    }

    /// <summary>The changes of a folder that are wanted; the others are told by their status.</summary>
    private static IEnumerable<TechnicalChange> OfRegister(
        Session session, string folder, List<Issue> issues, Func<TechnicalChange, bool> isWanted)
    {
        var left = new List<TechnicalChange>();
        foreach (var path in ChangeRegister.PathsIn(folder))
        {
            var found = new List<Issue>();
            var change = ChangeReader.Read(path, found);
            if (change is not null && !isWanted(change))
            {
                left.Add(change);
                continue;
            }

            issues.AddRange(found);
            if (change is not null)
                yield return change;
        }

        foreach (var status in left.GroupBy(change => change.About.Status).OrderBy(group => group.Key))
            session.Note(session.Say($"Left out, {RegisterDocument.WordOf(status.Key):status}: " +
                $"{string.Join(", ", status.Select(change => change.Name)):changes}"));
    }

    /// <summary>Writes a workbook; one that is there already is somebody's work, and stays unless it shall be replaced.</summary>
    internal static void Save(string path, bool isReplaced, Action<Stream> write)
    {
        if (!isReplaced && File.Exists(path))
            throw new UsageException($"There is already a file {path}: choose another with --output, or --replace it");
        using var file = new AtomicOutput(path, overwrite: isReplaced);
        write(file.Stream);
        file.Commit();
    }

    private static Command Check(Session session)
    {
        var (changes, set, country, weights) =
            (ChangesArgument(session), Sets.Option(session), Sets.CountryOption(session), Weights.Option(session));
        var all = new Option<bool>("--all") { Description = session.Say("Every finding, not only the first of each code") };
        var format = Answer.ShortFormatOption(session);
        var command = new Command("check", session.Say("Check changes against a set")) { changes, set, country, weights, all, format };
        command.SetAction(parsed =>
        {
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var list = Weights.Open(session, parsed.GetValue(weights), before);
            var (changed, issues) = Try(
                session, parsed.GetValue(changes)!, before, before.Version with { Id = "changed" }, Live, list is null ? null : list.Of);
            Answer.Write(session, parsed.GetValue(format)!, Told(changed.Rows.Select(row => row.Row), issues), _ =>
            {
                IssueReport.Write(
                    session, string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)), issues,
                    parsed.GetValue(all) ? int.MaxValue : IssueReport.ShownPerCode);
                Summarise(session, changed);
            });
            return issues.Any(IsFinding) ? ExitCode.Findings : ExitCode.Done;
        });
        return command;
    }

    private static Command Apply(Session session)
    {
        var (changes, set, country) = (ChangesArgument(session), Sets.Option(session), Sets.CountryOption(session));
        var id = new Option<string>("--as") { Description = session.Say("Id of the new set"), Required = true };
        var name = new Option<string?>("--name") { Description = session.Say("Name of the new set") };
        var year = new Option<int?>("--year") { Description = session.Say("Year of the new set (default: that of the old one)") };
        var replace = SharedOptions.Replace(session);
        var despite = new Option<bool>("--despite-errors") { Description = session.Say("Apply the rows that fit, even if others do not") };
        var format = Answer.ShortFormatOption(session);
        var command = new Command("apply", session.Say("Create a new set from a set and changes"))
        {
            changes, set, country, id, name, year, replace, despite, format,
        };
        command.SetAction(parsed =>
        {
            var asked = parsed.GetValue(id)!;
            if (!SetStore.IsId(asked) || asked == OpenSet.Id)
                throw new UsageException(
                    $"--as {asked}: use 1 to 64 characters of a-z, 0-9 and hyphen, not starting with a hyphen, and not {OpenSet.Id}");
            if (SetStore.Default.Exists(asked) && !parsed.GetValue(replace))
                throw new UsageException($"There is already a set {asked}: choose another id with --as, or --replace it");
            var before = Sets.Open(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var (changed, issues) = Try(session, parsed.GetValue(changes)!, before, before.Version with
            {
                Id = asked,
                Name = parsed.GetValue(name)
                    ?? $"{before.Version.Id} + {string.Join(" + ", parsed.GetValue(changes)!.Select(NameOf))}",
                Year = parsed.GetValue(year) ?? before.Version.Year,
                Delivery = string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)),
                Format = "change",
            }, change => change.About.Status == ChangeStatus.Accepted);
            var errors = issues.Where(issue => issue.Code.Severity == IssueSeverity.Error).ToList();
            if (changed.Set is not { } after || (errors.Count > 0 && !parsed.GetValue(despite)))
            {
                Answer.Write(
                    session, parsed.GetValue(format)!, Told([], errors),
                    _ => IssueReport.Write(session, string.Join(", ", parsed.GetValue(changes)!.Select(Path.GetFileName)), errors));
                session.Error.WriteLine(session.Say("Nothing was stored."));
                return ExitCode.Findings;
            }

            Sets.Import(after, parsed.GetValue(replace), Provenance.Write(changed.Rows));
            Answer.Write(session, parsed.GetValue(format)!, Told(changed.Rows.Select(row => row.Row), issues, after), output =>
            {
                Summarise(session, changed);
                output.WriteLine(session.Say(
                    $"Stored {asked}: {Session.Number(after.Rules.Length):rules} rules, " +
                    $"{Session.Number(after.DrgNames.Length):drgNames} DRGs"));
            });
            if (issues.Count > 0)
                session.Note(session.Say(Text.Count(issues.Count,
                    $"{issues.Count:issues} finding: gruppera change check",
                    $"{issues.Count:issues} findings: gruppera change check")));
            return errors.Count > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }

    private static Command FromDiff(Session session)
    {
        var before = new Argument<string>("before") { Description = session.Say("The set to change: id or path") };
        var after = new Argument<string>("after") { Description = session.Say("The set it should become: id or path") };
        var (country, output, replace) = (Sets.CountryOption(session), OutputOption(session), SharedOptions.Replace(session));
        var format = Answer.ShortFormatOption(session);
        var command = new Command("from-diff", session.Say("Write the change that leads from one set to another"))
        {
            before, after, country, output, replace, format,
        };
        command.SetAction(parsed =>
        {
            var (from, to) = (
                Sets.Open(session, parsed.GetValue(before)!, parsed.GetValue(country)),
                Sets.Open(session, parsed.GetValue(after)!, parsed.GetValue(country)));
            if (from.Order != to.Order || from.CodeLookup != to.CodeLookup)
                throw new UsageException(
                    $"{from.Version.Id:from} and {to.Version.Id} read their tables in different ways (gruppera tables diff): no rows can " +
                    $"lead from one to the other");
            var change = ChangeFinder.Find(from, to);
            Save(parsed.GetValue(output)!, parsed.GetValue(replace), file => ChangeWriter.Write(change, file));
            Answer.Write(session, parsed.GetValue(format)!, Told(change.Rows, []), _ => Summarise(session, change.Rows));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Template(Session session)
    {
        var (output, replace) = (OutputOption(session), SharedOptions.Replace(session));
        var command = new Command("template", session.Say("Write an empty workbook with every table")) { output, replace };
        command.SetAction(parsed =>
        {
            Save(parsed.GetValue(output)!, parsed.GetValue(replace), ChangeWriter.WriteTemplate);
            session.Out.WriteLine(parsed.GetValue(output));
            return ExitCode.Done;
        });
        return command;
    }

    private static Option<string> OutputOption(Session session) =>
        new("--output", "-o") { Description = session.Say("Workbook to write (default TC.xlsx)"), DefaultValueFactory = _ => "TC.xlsx" };

    private static (ChangedSet Changed, List<Issue> Issues) Try(
        Session session, string[] paths, DefinitionSet before, DefinitionVersion version, Func<TechnicalChange, bool> isWanted,
        Func<string, double?>? weightOf = null)
    {
        var issues = new List<Issue>();
        var changed = ChangeApplier.Apply(before, Read(session, paths, issues, isWanted), version);
        issues.AddRange(ChangeCheck.Run(before, changed, weightOf));
        return (changed, [.. issues.OrderBy(issue => issue.Code.Id, StringComparer.Ordinal)]);
    }

    /// <summary>Rows by table, findings, and the set that was stored.</summary>
    private static object Told(IEnumerable<ChangeRow> rows, IReadOnlyCollection<Issue> issues, DefinitionSet? stored = null) => new
    {
        Stored = stored is null ? null : new { stored.Version.Id, Rules = stored.Rules.Length, Drgs = stored.DrgNames.Length },
        Tables = rows.GroupBy(row => row.Table).Select(table => new
        {
            Table = table.Key,
            Out = table.Count(row => row.Direction == ChangeDirection.Out),
            In = table.Count(row => row.Direction == ChangeDirection.In),
        }).ToList(),
        Findings = IssueReport.Answer(issues),
    };

    private static bool IsFinding(Issue issue) => issue.Code.Severity != IssueSeverity.Information;

    private static void Summarise(Session session, ChangedSet changed) => Summarise(session, changed.Rows.Select(row => row.Row));

    private static void Summarise(Session session, IEnumerable<ChangeRow> rows)
    {
        var columns = new Columns(session.Say("table"), "OUT", "IN") { Right = [1, 2] };
        foreach (var table in rows.GroupBy(row => row.Table))
            columns.Add(
                table.Key, Session.Number(table.Count(row => row.Direction == ChangeDirection.Out)),
                Session.Number(table.Count(row => row.Direction == ChangeDirection.In)));
        columns.Write(session.Out);
    }
}
