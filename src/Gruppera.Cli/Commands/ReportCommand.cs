using System.CommandLine;
using System.Text;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Formats.Contacts;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Production;
using Gruppera.Workflows;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera report</c>: a page or a workbook about a file of grouped contacts.</summary>
internal static class ReportCommand
{
    internal static Command Create(Session session) =>
        new("report", session.Say("Create a report on grouped contacts, as a page or a workbook")) { Casemix(session) };

    private static Command Casemix(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false) { CanCount = true };
        var weights = new GroupedFiles.WeightsChoice(session);
        var few = GroupedFiles.AllowFewOption(session);
        var previous = new Option<string?>("--previous") { Description = session.Say("Grouped contacts of the year before") };
        var by = GroupedFiles.ByOption(session, "hospital");
        var suppress = new Option<int>("--suppress")
        {
            Description = session.Say(
                "Hide cells that rest on fewer contacts than this, such as 5, and those that would tell of them (default: none)"),
        };
        suppress.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var value }] && (!int.TryParse(value, out var number) || number < 0))
                result.AddError("--suppress: give a number of contacts, such as 5");
        });
        var output = new Option<string[]>("--output", "-o")
        {
            Description = session.Say("Output: .html, .xlsx, or both"),
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("casemix", session.Say("Casemix, cost per point, outliers, groups, changes and data quality"))
        {
            few, previous, by, suppress, output,
        };
        weights.AddTo(command);
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(output)!;
            if (paths.FirstOrDefault(path => Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".xlsx")) is { } other)
                throw new UsageException($"-o {other}: use .html or .xlsx");
            var path = contacts.Contacts(parsed);
            var input = contacts.Input(parsed);
            var result = CasemixRun.Run(
                new(path, weights.Of(parsed), GroupedFiles.By(parsed.GetValue(by)!))
                {
                    Before = parsed.GetValue(previous),
                    AllowsFew = parsed.GetValue(few),
                    FindsPeriod = true,
                },
                input);
            var report = result.Report(Path.GetFileName(path));
            var below = parsed.GetValue(suppress);
            if (report.Casemix.All.All.Contacts < below)
                throw new RefusedException(
                    $"There are fewer contacts than --suppress {below}: the report would have no cell to show");
            var (mask, day) = (CasemixMask.Of(report, below), DateOnly.FromDateTime(session.Clock.GetLocalNow().DateTime));
            var set = report.Quality.Sets is [var only] ? only.Set : null;
            var mdcs = MdcNames(session, input, set);
            foreach (var file in paths)
            {
                if (file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
                {
                    using var workbook = new AtomicOutput(file);
                    var book = new CasemixBook(session, report, mask) { Day = day, MdcName = mdcs };
                    WorkbookWriter.Write(book.Sheets(), workbook.Stream);
                    workbook.Commit();
                    Tell(file, book.Hidden);
                    continue;
                }

                using var html = new AtomicOutput(file);
                var page = new CasemixPage(session, report, mask)
                {
                    Reproduction = Again(parsed, set, input, paths),
                    Day = day,
                    MdcName = mdcs,
                };
                html.Stream.Write(Encoding.UTF8.GetBytes(page.Html()));
                html.Commit();
                Tell(file, page.Hidden);
            }

            void Tell(string file, long cells)
            {
                if (mask.Below > 0)
                    session.Error.WriteLine($"{Path.GetFileName(file)}: {Suppression.Of(session, mask, cells)}");
            }

            return GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }

    /// <summary>Names of MDCs out of the set, where it is at hand.</summary>
    private static Func<string, string> MdcNames(Session session, GroupedInput input, string? set) =>
        set is { Length: > 0 } && GroupNames.IsAtHand(set) && input.Host.OpenSet(set) is { } opened
            ? mdc => opened.Index.NameOf(FeatureType.Mdc, mdc).In(session.Language)
            : _ => "";

    /// <summary>The command line, files by their names and with what they hold.</summary>
    private static Reproduction Again(ParseResult parsed, string? set, GroupedInput input, string[] outputs)
    {
        var words = Recorder.Words(parsed).Select(token => token.Value).ToList();
        return new(
            Reproduction.Line(words
                .Select(word => File.Exists(word) || outputs.Contains(word) ? Path.GetFileName(word) : word).Prepend("gruppera")), null,
            [
                .. words.Where(word => File.Exists(word) && Path.GetExtension(word) is not (".html" or ".xlsx")).Distinct()
                    .Select(HashedFile.Of),
            ],
            set, set is { Length: > 0 } && GroupNames.IsAtHand(set) ? input.Host.OpenSet(set).Version.SourceHash : null);
    }
}
