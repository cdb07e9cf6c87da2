using System.CommandLine;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Production;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera compare</c>: what changed between two periods and why, and how units differ from one another.</summary>
internal static class CompareCommand
{
    internal static Command Create(Session session)
    {
        var first = new Option<string>("--a") { Description = session.Say(OptionWords.FirstPeriod), Required = true };
        var second = new Option<string>("--b") { Description = session.Say(OptionWords.SecondPeriod), Required = true };
        var weights = new GroupedFiles.WeightsChoice(session);
        var few = GroupedFiles.AllowFewOption(session);
        var contacts = new GroupedOptions(session, isOfCosts: false) { CanCount = true };
        var by = GroupedFiles.ByOption(session, "hospital");
        var unit = new Option<string?>("--unit")
        {
            Description = session.Say(OptionWords.UnitBesideOthers),
        };
        var index = new Option<string?>("--price-index")
        {
            Description = session.Say("File of year and level: the rise in prices becomes a part of its own"),
        };
        var overdispersion = OverdispersionOption.Create(session);
        var monthly = new Option<bool>("--monthly") { Description = session.Say(OptionWords.Monthly) };
        var indices = new Option<bool>("--indices")
        {
            Description = session.Say("Productivity by named indices (Lowe, Laspeyres, Paasche, Fisher, Törnqvist), chained by year"),
        };
        var steps = new Option<string[]>("--step")
        {
            Description = session.Say(
                "NAME=FILE: the second period without a change of method (logic, codes, episodes) and without those named before it"),
            AllowMultipleArgumentsPerToken = true,
        };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("compare", session.Say(OperationWords.Compare))
        {
            first, second, few, by, unit, index, overdispersion, monthly, indices, steps, output, format,
        };
        weights.AddTo(command);
        contacts.AddOptionsTo(command);
        command.SetAction(parsed =>
        {
            var request = new PeriodRequest(
                parsed.GetValue(first)!, parsed.GetValue(second)!, weights.Of(parsed),
                GroupedFiles.By(parsed.GetValue(by)!))
            {
                Prices = PriceIndexFile.Read(parsed.GetValue(index), null, session.Tell),
                IsMonthly = parsed.GetValue(monthly),
                Overdispersion = OverdispersionOption.Of(parsed.GetValue(overdispersion)!),
                HasIndices = parsed.GetValue(indices),
                Steps = [.. (parsed.GetValue(steps) ?? []).Select(Step)],
                Unit = parsed.GetValue(unit),
                AllowsFew = parsed.GetValue(few),
            };
            var input = contacts.Input(parsed);
            var result = Run(session, request, input);
            var answer = CompareAnswer.Of(result);
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(input, result.Read);
        });
        return command;
    }

    private static (string Name, string Path) Step(string text) => text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } path]
        ? (name, path)
        : throw new UsageException($"A step is written NAME=FILE, not {text:step}");

    private static PeriodResult Run(Session session, PeriodRequest request, GroupedInput input)
    {
        try
        {
            return PeriodRun.Run(request, input);
        }
        catch (NoSuchUnitException exception)
        {
            var issue = new Issue(
                CommandIssues.UnknownUnit, Path.GetFileName(request.After), Value: exception.Unit,
                Detail: string.Join("; ", exception.Units)).ToString(session.Language);
            throw new UsageException(Text.Verbatim(issue));
        }
    }
}
