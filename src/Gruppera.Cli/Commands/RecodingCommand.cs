using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera recoding</c>: two codings of the same contacts, as of an audit.</summary>
internal static class RecodingCommand
{
    internal static Command Create(Session session)
    {
        var before = new Argument<string>("before") { Description = session.Say("Grouped contacts by the first coding") };
        var after = new Argument<string>("after") { Description = session.Say("The same contacts grouped by the second coding") };
        var weights = new GroupedFiles.WeightsChoice(session);
        var contacts = new GroupedOptions(session, isOfCosts: false);
        var by = GroupedFiles.ByOption(session, "hospital");
        var first = new Option<int>("--first") { Description = session.Say("How many moves to show"), DefaultValueFactory = _ => 20 };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("recoding", session.Say("Compare two codings of the same contacts: groups, weights and direction"))
        {
            before, after, by, first, output, format,
        };
        weights.AddTo(command);
        contacts.AddOptionsTo(command);
        command.SetAction(parsed =>
        {
            var input = contacts.Input(parsed);
            var result = RecodingRun.Run(
                new(parsed.GetValue(before)!, parsed.GetValue(after)!, weights.Of(parsed), GroupedFiles.By(parsed.GetValue(by)!)), input);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [.. result.Figures()]);
            Answer.Write(
                session, parsed.GetValue(format)!, new { result.List, result.Recoding, result.Unpaired },
                _ => result.Document(session, Math.Max(0, parsed.GetValue(first))));
            return GroupedOptions.ExitOf(input, [.. result.Read.Select(each => each with { WithoutCost = [] })]);
        });
        return command;
    }
}
