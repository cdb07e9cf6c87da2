using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera los</c>: length of stay by unit and group, beside what the mix of groups makes expected.</summary>
internal static class LosCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var trim = new TrimOptions(session, "none", "iqr:5%");
        var weights = new GroupedFiles.WeightsChoice(session)
            .Describe(session.Say("Weight list whose limits of care days are used, instead of --trim-days"));
        var by = GroupedFiles.ByOption(session, "hospital");
        var few = GroupedFiles.AllowFewOption(session);
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("los", session.Say(OperationWords.LengthOfStay))
        {
            by, few, output, format,
        };
        weights.AddTo(command);
        contacts.AddTo(command);
        contacts.AddOutliersTo(command);
        trim.AddDaysTo(command);
        command.SetAction(parsed =>
        {
            var input = contacts.Input(parsed);
            var (answer, read) = StayRun.Run(
                new(contacts.Contacts(parsed), GroupedFiles.By(parsed.GetValue(by)!), trim.Days(parsed))
                {
                    Lists = weights.Find(parsed),
                    AllowsFew = parsed.GetValue(few),
                    Outliers = contacts.Outliers(parsed),
                },
                input);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(input, read.Select(each => each with { WithoutCost = [] }).ToImmutableArray());
        });
        return command;
    }
}
