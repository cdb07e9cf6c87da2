using System.Collections.Immutable;
using System.CommandLine;
using Gruppera.Casemix.Stays;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera los</c>: length of stay by unit and group, beside what the mix of groups makes expected.</summary>
internal static class LosCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var trim = new TrimOptions(session, "none", "iqr:5%");
        var weights = GroupedFiles.WeightsOption(session);
        weights.Required = false;
        weights.Description = session.Say("Weight list whose limits of care days are used, instead of --trim-days");
        var by = GroupedFiles.ByOption(session, "hospital");
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("los", session.Say("Length of stay by unit and DRG, with expected by DRG mix and outlier days"))
        {
            weights, by, output, format,
        };
        contacts.AddTo(command);
        contacts.AddOutliersTo(command);
        trim.AddDaysTo(command);
        command.SetAction(parsed =>
        {
            var columns = GroupedFiles.By(parsed.GetValue(by)!);
            var (rules, list) = (trim.Days(parsed), parsed.GetValue(weights) is { } id ? GroupedFiles.List(session, id) : null);
            var (table, kept, keeps) = (new StayTable(), new List<GroupedContact>(), contacts.Outliers(parsed) is not null);
            var read = contacts.Read(parsed, columns, list, (contacts.Contacts(parsed), Take));
            var limits = list ?? StayIndices.LimitsOf(table, rules);
            var answer = StayAnswer.Of(table, columns, limits, list?.Name ?? rules.ToString());
            using (var outliers = new OutlierFile(contacts.Outliers(parsed), columns, isOfDays: true))
            {
                foreach (var contact in kept)
                    outliers.Add(contact, limits);
                outliers.Commit();
            }

            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(read.Select(each => each with { WithoutCost = [] }).ToImmutableArray());

            void Take(ReadOnlySpan<GroupedContact> read)
            {
                table.Add(read);
                if (keeps)
                    kept.AddRange(read);
            }
        });
        return command;
    }
}
