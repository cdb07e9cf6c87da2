using System.CommandLine;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera compare</c>: what changed between two periods and why, and how units differ from one another.</summary>
internal static class CompareCommand
{
    internal static Command Create(Session session)
    {
        var first = new Option<string>("--a") { Description = session.Say("Grouped contacts of the first period"), Required = true };
        var second = new Option<string>("--b") { Description = session.Say("Grouped contacts of the second period"), Required = true };
        var weights = GroupedFiles.WeightsOption(session);
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var by = GroupedFiles.ByOption(session, "hospital");
        var unit = new Option<string?>("--unit") { Description = session.Say("A unit to compare with all others, group by group, in the second period") };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("compare", session.Say("Compare two periods, and units with one another")) { first, second, weights, by, unit, output, format };
        contacts.AddOptionsTo(command);
        command.SetAction(parsed =>
        {
            var list = GroupedFiles.List(session, parsed.GetValue(weights)!);
            var columns = GroupedFiles.By(parsed.GetValue(by)!);
            var (before, after) = (new CasemixTable(list), new CasemixTable(list));
            var read = contacts.Read(parsed, columns, list, (parsed.GetValue(first)!, before.Add), (parsed.GetValue(second)!, after.Add));
            Benchmark? benchmark = null;
            if (parsed.GetValue(unit) is { } name)
            {
                var found = after.Units.FirstOrDefault(each => each.ToString() == name);
                if (found is null)
                {
                    var issue = new Issue(IssueCodes.UnknownUnit, Path.GetFileName(parsed.GetValue(second)!), Value: name, Detail: string.Join("; ", after.Units)).ToString(session.Language);
                    throw new UsageException(Text.Verbatim(issue));
                }

                benchmark = Benchmark.Of(after, found, Side.Inliers);
            }

            var answer = new CompareAnswer(
                list.Name, columns, PeriodComparison.Of(before, after, Side.All), PeriodComparison.Of(before, after, Side.Inliers), benchmark,
                Funnel.CostPerPoint(after, Side.Inliers), Funnel.Complicated(after), CodingComparison.Of(after));
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(read);
        });
        return command;
    }
}
