using System.CommandLine;
using System.Text;
using Gruppera.Casemix.Weights;
using Gruppera.Changes;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera simulate</c>: what technical changes, or another set, do to the contacts of a file.</summary>
internal sealed class SimulateCommand
{
    private readonly Session _session;
    private readonly Option<string> _set;
    private readonly Option<string?> _country;
    private readonly Option<string[]> _changes;
    private readonly Option<bool> _each;
    private readonly Option<string?> _versus;
    private readonly Option<string?> _scenarios;
    private readonly Option<string> _contacts;
    private readonly ContactFileOptions _file;
    private readonly Option<string?> _weights;
    private readonly Option<string> _by;
    private readonly Option<string> _cost;
    private readonly Option<bool> _all;
    private readonly Option<string?> _issues;
    private readonly Option<string> _format;
    private readonly Option<string> _output;

    private SimulateCommand(Session session)
    {
        _session = session;
        (_set, _country, _file, _weights) = (Sets.Option(session), Sets.CountryOption(session), new(session), Weights.Option(session));
        _changes = new("--change")
        {
            Description = session.Say("Technical changes, applied together"),
            AllowMultipleArgumentsPerToken = true,
        };
        _each = new("--each")
        {
            Description = session.Say("Try several changes one by one too: alone, in order, and where they interact"),
        };
        _versus = new("--versus") { Description = session.Say("Another set, instead of --change") };
        _scenarios = new(PartOfMany.Scenarios)
        {
            Description = session.Say(
                "Folder of changes, and of folders of changes that belong together: each is tried on its own, a row for each; " +
                "--partition divides the scenarios, not the contacts"),
            HelpName = "folder",
        };
        _contacts = new("--contacts") { Description = SharedOptions.ContactsText(session), Required = true };
        _by = SharedOptions.Unit(session);
        _cost = new("--cost-column") { Description = session.Say("Column of costs"), DefaultValueFactory = _ => "cost" };
        _all = SharedOptions.All(session);
        _issues = SharedOptions.Issues(session);
        _format = SharedOptions.DocumentFormat(session);
        _output = SharedOptions.Output(session);
    }

    internal static Command Create(Session session)
    {
        var made = new SimulateCommand(session);
        var command = new Command("simulate", session.Say(OperationWords.Simulate));
        foreach (var option in new Option[]
        {
            made._set, made._country, made._changes, made._each, made._versus, made._scenarios, made._contacts, made._weights,
            made._by, made._cost,
            made._all, made._issues, made._format, made._output,
        })
            command.Options.Add(option);
        made._file.AddTo(command);
        command.SetAction(made.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var (format, output, path) = (parsed.GetValue(_format)!, parsed.GetValue(_output)!, parsed.GetValue(_contacts)!);
        SharedOptions.CheckWorkbook(format, output);
        var before = Sets.Open(_session, parsed.GetValue(_set)!, parsed.GetValue(_country));
        var list = Weights.Open(_session, parsed.GetValue(_weights), before);
        if (parsed.GetValue(_scenarios) is { } folder)
            return RunScenarios(parsed, folder, before, list);
        if (After(parsed, before) is not var (after, changes))
            return ExitCode.Findings;
        using var issues = new IssuesFile(parsed.GetValue(_issues));
        if (_session.Partial is not null && parsed.GetValue(_each))
            throw new UsageException("--each needs all contacts at once: leave out --partial");
        using var input = _session.Partial is { IsMerging: true } ? null : _file.Open(parsed, path);
        var change = Of(parsed, SetDiff.Of(before, after), input, list) with
        {
            IsVersion = parsed.GetValue(_versus) is not null,
            Steps = parsed.GetValue(_each) ? new(before, changes) : null,
        };
        var report = change.Run(
            (_, _) => { }, issue => issues.Add(_session, issue, "", isPrinted: false), _session.Stop, _session.Partial);
        issues.Commit(_session);
        Write(new(_session, report) { IsComplete = parsed.GetValue(_all) }, format, output);
        return report.Result.Unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
    }

    private SimulatedChange Of(ParseResult parsed, SetDiff diff, OpenContacts? input, WeightList? list) => new(
        diff, () => input!.Text, input?.Name ?? Path.GetFileName(parsed.GetValue(_contacts)!),
        input?.Layout ?? LayoutCatalog.Find("canonical")!, parsed.GetValue(_by)!, parsed.GetValue(_cost)!, list);

    /// <summary>Each scenario of a folder on its own; one that cannot be applied has a row without figures, and the others go on.</summary>
    private int RunScenarios(ParseResult parsed, string folder, DefinitionSet before, WeightList? list)
    {
        var (format, output, contacts) = (parsed.GetValue(_format)!, parsed.GetValue(_output)!, parsed.GetValue(_contacts)!);
        foreach (var option in new Option[] { _changes, _versus, _each, _all })
        {
            if (parsed.GetResult(option) is { Implicit: false })
                throw OutputNames.NotBeside(PartOfMany.Scenarios, option.Name);
        }

        if (contacts == "-")
            throw new UsageException("--scenarios reads the contacts once for each scenario: write them to a file first");
        if (output != "-" && (format is "json" or "markdown" || Path.GetExtension(output) is ".json" or ".md"))
            throw new UsageException(
                "--scenarios writes a table: give --output a name that ends in .csv, or in .xlsx with --format xlsx");
        if (!Directory.Exists(folder))
            throw ChangeRegisterCommand.NoFolder(folder);
        var paths = Scenarios.PathsIn(folder).ToList();
        if (paths.Count == 0)
            throw new UsageException($"In {folder} there is no workbook, zip or folder with IN and OUT rows");
        using var issues = new IssuesFile(parsed.GetValue(_issues));
        var results = new List<ScenarioResult>();
        var isFirst = true;
        foreach (var path in Scenarios.Of(paths, _session.Share?.Part))
        {
            var name = ChangeCommand.NameOf(path);
            using var input = _file.Open(parsed, contacts, tells: isFirst);
            if (!isFirst)
                _session.Readings.RemoveAt(_session.Readings.Count - 1);
            if (Applied(before, [path], out var errors) is not var (after, _))
            {
                results.Add(new(name, null, HasWeights: false, HasCosts: false, 0, errors));
                continue;
            }

            // Rows that cannot be read are the same for all: the first tells of them.
            var tells = isFirst;
            results.Add(ScenarioResult.Of(name, Of(parsed, SetDiff.Of(before, after), input, list).Run(
                (_, _) => { },
                issue =>
                {
                    if (tells)
                        issues.Add(_session, issue, "", isPrinted: false);
                },
                _session.Stop)));
            isFirst = false;
        }

        issues.Commit(_session);
        var figures = Scenarios.Figures(results);
        if (output != "-")
            FiguresFile.Write(output, [figures]);
        else
            Answer.Write(_session, format, ScenariosDocument.Json(results), _ => ScenariosDocument.Of(_session, results));
        return results.Exists(result => result.Unreadable > 0) ? ExitCode.UnreadableRows
            : results.Exists(result => result.Errors > 0) ? ExitCode.Findings : ExitCode.Done;
    }

    private void Write(SimulationDocument report, string format, string output)
    {
        if (output == "-")
        {
            Write(_session.Out);
            return;
        }

        using var file = new AtomicOutput(output);
        if (format == "xlsx")
        {
            WorkbookWriter.Write(report.Sheets(), file.Stream);
        }
        else
        {
            using var writer = new StreamWriter(file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true)
            {
                NewLine = "\n",
            };
            Write(writer);
        }

        file.Commit();

        void Write(TextWriter writer)
        {
            if (format == "json")
                Answer.Write(_session, writer, report.Json());
            else
                Answer.Write(writer, format, report.Document());
        }
    }

    /// <summary>The later set with the changes that make it; null if they cannot be applied as they are, which is printed.</summary>
    private (DefinitionSet Set, List<TechnicalChange> Changes)? After(ParseResult parsed, DefinitionSet before)
    {
        var (paths, versus) = (parsed.GetValue(_changes) ?? [], parsed.GetValue(_versus));
        if (paths.Length == 0 == versus is null)
            throw new UsageException("Give changes with --change, a folder of scenarios with --scenarios, or another set with --versus");
        if (versus is not null)
        {
            return parsed.GetValue(_each)
                ? throw new UsageException("--each needs changes: give them with --change")
                : (Sets.Open(_session, versus, parsed.GetValue(_country)), []);
        }

        return Applied(before, paths, out _);
    }

    /// <summary>A set with changes; null if they cannot be applied as they are, which is printed.</summary>
    private (DefinitionSet Set, List<TechnicalChange> Changes)? Applied(DefinitionSet before, string[] paths, out int errorCount)
    {
        var issues = new List<Issue>();
        var changes = ChangeCommand.Read(_session, paths, issues, ChangeCommand.Live);
        var changed = ChangeApplier.Apply(
            before, changes,
            before.Version with { Id = $"{before.Version.Id} + {string.Join(" + ", paths.Select(ChangeCommand.NameOf))}" });
        var errors = issues.Concat(changed.Issues).Where(issue => issue.Code.Severity == IssueSeverity.Error).ToList();
        errorCount = changed.Set is null ? Math.Max(1, errors.Count) : errors.Count;
        if (changed.Set is not null && errors.Count == 0)
            return (changed.Set, changes);
        IssueReport.Write(_session, string.Join(", ", paths.Select(Path.GetFileName)), errors);
        return null;
    }
}
