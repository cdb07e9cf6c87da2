using System.CommandLine;
using Gruppera.Casemix.Indices;
using Gruppera.Cli.Output;
using Gruppera.Web.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera casemix</c>: casemix index, cost per point and shares by unit, each with an interval.</summary>
internal static class CasemixCommand
{
    internal static Command Create(Session session)
    {
        var contacts = GroupedFiles.Argument(session);
        var weights = GroupedFiles.WeightsOption(session);
        var (by, cost) = (GroupedFiles.ByOption(session, "hospital"), GroupedFiles.CostOption(session));
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("casemix", session.Say("Casemix index, cost per DRG point and shares by unit", "Casemixindex, kostnad per DRG-poäng och andelar per enhet")) { contacts, weights, by, cost, output, format };
        command.SetAction(parsed =>
        {
            var table = new CasemixTable(GroupedFiles.List(session, parsed.GetValue(weights)!));
            var columns = GroupedFiles.By(parsed.GetValue(by)!);
            var summary = GroupedFiles.Read(session, parsed.GetValue(contacts)!, parsed.GetValue(cost)!, columns, table.Add);
            GroupedFiles.Report(session, summary, table.List);
            var answer = CasemixAnswer.Of(table, columns);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return ExitCode.Done;
        });
        return command;
    }
}
