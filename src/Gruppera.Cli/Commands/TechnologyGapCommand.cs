using System.CommandLine;
using System.Globalization;
using Gruppera.Casemix.Funding;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera technology-gap</c>: what a region must set aside for a new technology until national weights carry it.</summary>
internal static class TechnologyGapCommand
{
    internal static Command Create(Session session)
    {
        var plan = new Argument<string?>("plan")
        {
            Description = session.Say("The plan, JSON (--schema prints its schema); options can replace it"),
            Arity = ArgumentArity.ZeroOrOne,
        };
        var drg = new Option<string?>("--drg") { Description = session.Say("Group that its contacts get") };
        var start = new Option<int?>("--start") { Description = session.Say("First year") };
        var contacts = new Option<string?>("--contacts") { Description = session.Say("Contacts by year, such as 40,60,80") };
        var cost = new Option<string?>("--cost") { Description = session.Say("Mean cost of a contact by year, or one for all") };
        var groupContacts = new Option<long>("--group-contacts")
        {
            Description = session.Say("The group's contacts per year without the technology"),
        };
        var groupCost = AmountOption.Of(session, "--group-cost", session.Say("Their mean cost (or --weights)"));
        var meanCost = AmountOption.Of(
            session, "--mean-cost",
            session.Say("Kronor for weight 1.0 in the material of the weights (default: from --weights, if the list has it)"));
        var price = AmountOption.Of(session, "--price", session.Say("Kronor paid for weight 1.0 (default --mean-cost)"));
        var weights = GroupedFiles.WeightsOption(session);
        weights.Required = false;
        var schema = new Option<bool>("--schema") { Description = session.Say("Print the JSON schema of plans") };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("technology-gap", session.Say("Amount to set aside for a new technology until weights include it"))
        {
            plan, drg, start, contacts, cost, groupContacts, groupCost, meanCost, price, weights, schema, output, format,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(schema))
            {
                session.Out.Write(TechnologyPlanReader.Schema);
                return ExitCode.Done;
            }

            var known = parsed.GetValue(weights) is { } name ? GroupedFiles.List(session, name) : null;
            var read = parsed.GetValue(plan) is { } path ? Plan(session, path) : new()
            {
                Name = parsed.GetValue(drg) ?? throw Missing("--drg"),
                Drg = parsed.GetValue(drg)!,
                Start = parsed.GetValue(start) ?? throw Missing("--start"),
                Years =
                [
                    .. Years(parsed.GetValue(contacts) ?? throw Missing("--contacts"), parsed.GetValue(cost) ?? throw Missing("--cost")),
                ],
                GroupContacts = parsed.GetValue(groupContacts),
                GroupCost = parsed.GetValue(groupCost),
                MeanCostOfAll = parsed.GetValue(meanCost)
                    ?? (known?.Manifest?.Kronor is { Count: 1 } kronor ? kronor.Values.First() : throw Missing("--mean-cost")),
                Price = parsed.GetValue(price),
            };
            var weight = known?.Of(read.Drg);
            if (weight is null && read.GroupCost is null)
                throw new UsageException(
                    $"The present cost of contacts of {read.Drg} is needed: give --group-cost, or --weights with a list that has " +
                    $"the group");
            var answer = new TechnologyGapAnswer(read, TechnologyGap.Of(read, weight));
            if (parsed.GetValue(output) is { } file)
                FiguresFile.Write(file, [answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return ExitCode.Done;
        });
        return command;
    }

    private static TechnologyPlan Plan(Session session, string path)
    {
        return TechnologyPlanReader.Read(File.ReadAllText(InputText.ExistingPlan(path)), out var problems)
            ?? throw GroupedFiles.AgainstSchema(session, path, problems);
    }

    private static IEnumerable<TechnologyYear> Years(string contacts, string cost)
    {
        var costs = Numbers(cost, "--cost");
        return Numbers(contacts, "--contacts")
            .Select((count, year) => new TechnologyYear((long)count, costs[Math.Min(year, costs.Length - 1)]));
    }

    private static double[] Numbers(string text, string option) =>
    [
        .. text.Split(',').Select(
            part => double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= 0
                ? number
                : throw new UsageException($"{option} {text}: give numbers with commas between, such as 40,60,80")),
    ];

    private static UsageException Missing(string option) => new($"{option} is missing: give it, or a plan");
}
