using System.CommandLine;
using System.Text;
using Gruppera.Casemix.Indices;
using Gruppera.Casemix.Stays;
using Gruppera.Cli.Terminal;
using Gruppera.Formats.Contacts;
using Gruppera.Presentation.Production;
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
        var weights = GroupedFiles.WeightsOption(session);
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
            weights, few, previous, by, output,
        };
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            var paths = parsed.GetValue(output)!;
            if (paths.FirstOrDefault(path => Path.GetExtension(path).ToLowerInvariant() is not (".html" or ".xlsx")) is { } other)
                throw new UsageException($"-o {other}: use .html or .xlsx");
            var list = GroupedFiles.List(session, parsed.GetValue(weights)!);
            var columns = GroupedFiles.By(parsed.GetValue(by)!);
            var earlier = parsed.GetValue(previous);
            var (table, before) = (new CasemixTable(list), earlier is null ? null : new CasemixTable(list));
            var path = contacts.Contacts(parsed);
            var stays = new StayTable();
            var read = before is null
                ? contacts.Read(parsed, columns, list, (path, Take))
                : contacts.Read(parsed, columns, list, (earlier!, before.Add), (path, Take));
            GroupedFiles.RefuseFew(session, parsed.GetValue(few), table);
            var report = CasemixReport.Of(Path.GetFileName(path), table, columns, before, read[^1], stays);
            foreach (var file in paths)
            {
                if (file.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase))
                {
                    FiguresFile.Write(file, [.. report.Figures()]);
                    continue;
                }

                using var page = new AtomicOutput(file);
                page.Stream.Write(Encoding.UTF8.GetBytes(new CasemixPage(session, report).Html()));
                page.Commit();
            }

            return GroupedOptions.ExitOf(read);

            void Take(ReadOnlySpan<GroupedContact> read)
            {
                table.Add(read);
                stays.Add(read);
            }
        });
        return command;
    }
}
