using System.CommandLine;
using Gruppera.Casemix.Indices;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera casemix</c>: casemix index, cost per point and shares by unit, each with an interval.</summary>
internal static class CasemixCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false) { CanCount = true };
        var weights = GroupedFiles.WeightsOption(session);
        var few = GroupedFiles.AllowFewOption(session);
        var by = GroupedFiles.ByOption(session, "hospital");
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("casemix", session.Say("Casemix index, cost per DRG point and shares by unit"))
        {
            weights, few, by, output, format,
        };
        contacts.AddTo(command);
        contacts.AddOutliersTo(command);
        command.SetAction(parsed =>
        {
            var table = new CasemixTable(GroupedFiles.List(session, parsed.GetValue(weights)!));
            var columns = GroupedFiles.By(parsed.GetValue(by)!);
            using var outliers = new OutlierFile(contacts.Outliers(parsed), columns);
            var read = contacts.Read(parsed, columns, table.List, (contacts.Contacts(parsed), Take));
            GroupedFiles.RefuseFew(session, parsed.GetValue(few), table);
            outliers.Commit();
            var answer = CasemixAnswer.Of(table, columns);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(read);

            void Take(ReadOnlySpan<GroupedContact> contacts)
            {
                table.Add(contacts);
                outliers.Add(contacts, table.List);
            }
        });
        return command;
    }
}
