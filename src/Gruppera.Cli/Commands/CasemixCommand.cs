using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera casemix</c>: casemix index, cost per point and shares by unit, each with an interval.</summary>
internal static class CasemixCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false) { CanCount = true };
        var weights = new GroupedFiles.WeightsChoice(session);
        var few = GroupedFiles.AllowFewOption(session);
        var by = GroupedFiles.ByOption(session, "hospital");
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("casemix", session.Say(OperationWords.Casemix))
        {
            few, by, output, format,
        };
        weights.AddTo(command);
        contacts.AddTo(command);
        contacts.AddOutliersTo(command);
        command.SetAction(parsed =>
        {
            var input = contacts.Input(parsed);
            var result = CasemixRun.Run(
                new(
                    contacts.Contacts(parsed), weights.Of(parsed), GroupedFiles.By(parsed.GetValue(by)!))
                {
                    AllowsFew = parsed.GetValue(few),
                    Outliers = contacts.Outliers(parsed),
                },
                input);
            var answer = result.Indices();
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }
}
