using System.CommandLine;
using System.Text;
using Gruppera.Cli.Manifests;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Production;
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
        var output = new Option<string[]>("--output", "-o")
        {
            Description = session.Say("Output: .html, .xlsx, or both"),
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("casemix", session.Say("Casemix, cost per point, outliers, groups, changes and data quality"))
        {
            few, previous, by, output,
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
                },
                input);
            var report = result.Report(Path.GetFileName(path));
            foreach (var file in paths)
            {
                if (file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
                {
                    FiguresFile.Write(file, [.. report.Figures()]);
                    continue;
                }

                using var page = new AtomicOutput(file);
                page.Stream.Write(Encoding.UTF8.GetBytes(new CasemixPage(session, report)
                {
                    Reproduction = Again(parsed, report.Quality.Sets is [var only] ? only.Set : null, input, paths),
                }.Html()));
                page.Commit();
            }

            return GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }

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
