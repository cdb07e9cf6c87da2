using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Casemix.Impact;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Changes;
using Gruppera.Workflows.Simulation;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera split</c>: whether a group can be divided, tested against the criteria for a good group, on contacts with
/// costs.</summary>
internal sealed class SplitCommand
{
    private readonly Session _session;
    private readonly Argument<string> _drg;
    private readonly Option<string> _contacts;
    private readonly Option<string> _set;
    private readonly Option<string?> _country;
    private readonly ContactFileOptions _file;
    private readonly Option<string> _cost;
    private readonly Option<string?> _issues;
    private readonly Option<string> _format;

    private SplitCommand(Session session)
    {
        _session = session;
        (_set, _country, _file, _format) = (Sets.Option(session), Sets.CountryOption(session), new(session), Answer.FormatOption(session));
        _drg = new("drg") { Description = session.Say("The group to split, or several with commas between: F05A,F05C,F05E") };
        _contacts = new("--contacts")
        {
            Description = SharedOptions.CostedContactsText(session),
            Required = true,
        };
        _cost = new("--cost-column") { Description = session.Say("Column of costs"), DefaultValueFactory = _ => "cost" };
        _issues = SharedOptions.Issues(session);
    }

    internal static Command Create(Session session)
    {
        var by = new Option<string>("--by")
        {
            Description = session.Say("A property, a code, pdx:CODE (principal diagnosis), age:DAYS or level; or several with & between"),
            Required = true,
        };
        var top = new Option<int>("--top") { Description = session.Say("How many splits to show"), DefaultValueFactory = _ => 20 };
        var combine = new Option<bool>("--combine") { Description = session.Say("Try two conditions together too") };
        var command = new Command("split", session.Say("Test splits of a group against the criteria for a good group"));
        command.Subcommands.Add(new SplitCommand(session).Make("check", session.Say("Check one split"), [by], (parsed, material) =>
            ([material.Check(Normal(parsed.GetValue(by)!)) ?? throw new UsageException(
                $"All contacts fall in one part by {parsed.GetValue(by):by}: give a property, a code, pdx:CODE, age:DAYS or level")],
                double.NaN)));
        command.Subcommands.Add(new SplitCommand(session)
            .Make("find", session.Say("Find the splits that explain most of the costs"), [top, combine], (parsed, material) =>
                material.Search(Math.Max(1, parsed.GetValue(top)), parsed.GetValue(combine))));
        command.Subcommands.Add(new SplitCommand(session).Make(
            "power", session.Say("Tell how many contacts it takes to see a difference of cost"), [], (_, _) => ([], double.NaN)));
        return command;
    }

    /// <summary>Codes as contacts have them, however they are written.</summary>
    private static string Normal(string by) => string.Join('&', by.Split('&', StringSplitOptions.TrimEntries).Select(condition =>
        condition.StartsWith('-') ? "-" + NormalOne(condition[1..]) : NormalOne(condition)));

    private static string NormalOne(string by) => by.Split(':', 2) switch
    {
        [var age, _] when age.Equals("age", StringComparison.OrdinalIgnoreCase) => by.ToLowerInvariant(),
        [var pdx, var code] when pdx.Equals("pdx", StringComparison.OrdinalIgnoreCase) => $"pdx:{Diagnosis.Parse(code)}",
        _ => by.Equals("level", StringComparison.OrdinalIgnoreCase) ? "level" : $"{Diagnosis.Parse(by)}",
    };

    private Command Make(
        string name, string description, Option[] own,
        Func<ParseResult, SplitMaterial, (ImmutableArray<SplitResult> Splits, double Validated)> ask)
    {
        var command = new Command(name, description) { _drg, _contacts, _set, _country, _cost, _issues, _format };
        foreach (var option in own)
            command.Options.Add(option);
        _file.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(_contacts)!;
            var grouper = Sets.Grouper(_session, parsed.GetValue(_set)!, parsed.GetValue(_country));
            var index = grouper.Definition.Set.Index;
            var drgs = parsed.GetValue(_drg)!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (drgs.FirstOrDefault(drg => !index.HasDrg(drg.ToUpperInvariant())) is { } unknown)
                throw new UsageException($"{grouper.Definition.Set.Version.Id} has no DRG {unknown:drg}");
            var material = new SplitMaterial();
            using var issues = new IssuesFile(parsed.GetValue(_issues));
            using var input = _file.Open(parsed, path);
            var (contacts, unreadable) = new DescribedReader(grouper).Read(
                input.Text, input.Layout, input.Name, parsed.GetValue(_cost)!, drgs.Contains,
                contact => material.Add(contact.Cost, contact.AgeDays, contact.Level, contact.Labels(index)),
                issue => issues.Add(_session, issue, "", isPrinted: false), _session.Stop);
            issues.Commit(_session);
            material.Material = contacts;
            if (material.Count == 0)
                throw new UsageException($"No contact of {parsed.GetValue(_drg):drg} has a cost above 0");
            var (splits, validated) = ask(parsed, material);
            var report = new SplitReport(
                _session, string.Join(", ", drgs), (material.Count, material.Material), splits, validated, index);
            if (parsed.GetValue(_format) == "json")
                Answer.Write(_session, _session.Out, name == "power" ? report.PowerJson(material) : report.Json());
            else
                Answer.Write(_session.Out, parsed.GetValue(_format)!, name switch
                {
                    "check" => report.One(),
                    "power" => report.Power(material),
                    _ => report.Several(),
                });
            return unreadable > 0 ? ExitCode.UnreadableRows : ExitCode.Done;
        });
        return command;
    }
}
