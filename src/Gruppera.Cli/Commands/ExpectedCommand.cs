using System.CommandLine;
using Gruppera.Casemix.Comparison;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera expected</c>: what units have beside what others' contacts of the same groups would, and target areas.</summary>
internal static class ExpectedCommand
{
    internal static Command Create(Session session)
    {
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var by = GroupedFiles.ByOption(session, "hospital");
        var readmissions = new Option<bool>("--readmissions")
        {
            Description = session.Say("Readmissions too: --id-column names the column of the patient"),
        };
        var within = new Option<int>("--within")
        {
            Description = session.Say("Days within which another admission is a readmission"),
            DefaultValueFactory = _ => 30,
        };
        var areas = new Option<string?>("--areas")
        {
            Description = session.Say("JSON file of target areas: groups whose share among others is compared"),
        };
        var overdispersion = OverdispersionOption.Create(session);
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command(
            "expected", session.Say("Care days, secondary diagnoses, complicated groups and readmissions beside expected"))
        {
            by, readmissions, within, areas, overdispersion, output, format,
        };
        contacts.AddTo(command);
        command.SetAction(parsed =>
        {
            var input = contacts.Input(parsed);
            if (parsed.GetValue(readmissions) && !contacts.NamesIds(parsed))
                throw new UsageException($"--readmissions needs the column of the patient: --id-column NAME");
            var result = ExpectedRun.Run(
                new(contacts.Contacts(parsed), GroupedFiles.By(parsed.GetValue(by)!))
                {
                    HasPatients = parsed.GetValue(readmissions),
                    Within = Math.Max(1, parsed.GetValue(within)),
                    Areas = parsed.GetValue(areas) is not { } path ? [] : TargetArea.Read(File.ReadAllText(path))
                        ?? throw new UsageException($"{path} is no list of target areas: a JSON array of objects with name, of and among"),
                    Overdispersion = OverdispersionOption.Of(parsed.GetValue(overdispersion)!),
                },
                input);
            if (parsed.GetValue(output) is { } file)
                FiguresFile.Write(file, [.. result.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, result.Json(), _ => result.Document(session));
            return GroupedOptions.ExitOf(input, [.. result.Read.Select(each => each with { WithoutCost = [] })]);
        });
        return command;
    }
}
