using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera homogeneity</c>: how well groups divide costs, by the figures that countries publish.</summary>
internal static class HomogeneityCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: true);
        var trim = new TrimOptions(session, "iqr:5%");
        var versus = new Option<string[]>("--versus")
        {
            Description = session.Say("Other files to stand beside it, such as the same contacts under another set, or another year"),
            AllowMultipleArgumentsPerToken = true,
        };
        var by = new Option<string?>("--by")
        {
            Description = session.Say("Columns by whose values the figures are given too, such as care_form,drg_mdc"),
        };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("homogeneity", session.Say(OperationWords.Homogeneity))
        {
            versus, by, output, format,
        };
        contacts.AddTo(command);
        trim.AddTo(command);
        command.SetAction(parsed =>
        {
            var input = contacts.Input(parsed);
            var result = HomogeneityRun.Run(
                new(
                    [contacts.Contacts(parsed), .. parsed.GetValue(versus) ?? []], GroupedFiles.By(parsed.GetValue(by) ?? ""),
                    trim.Cost(parsed), trim.Days(parsed)),
                input);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [result.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, result.Json(), _ => result.Document(session));
            return GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }
}
