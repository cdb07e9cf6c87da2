using System.CommandLine;
using System.Globalization;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Cli.Terminal;
using Gruppera.Presentation.Production;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.WeightLists;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera compare</c>: what changed between two periods and why, and how units differ from one another.</summary>
internal static class CompareCommand
{
    internal static Command Create(Session session)
    {
        var first = new Option<string>("--a") { Description = session.Say("Grouped contacts of the first period"), Required = true };
        var second = new Option<string>("--b") { Description = session.Say("Grouped contacts of the second period"), Required = true };
        var weights = GroupedFiles.WeightsOption(session);
        var few = GroupedFiles.AllowFewOption(session);
        var contacts = new GroupedOptions(session, isOfCosts: false) { CanCount = true };
        var by = GroupedFiles.ByOption(session, "hospital");
        var unit = new Option<string?>("--unit")
        {
            Description = session.Say("A unit to compare with all others, group by group, in the second period"),
        };
        var index = new Option<string?>("--price-index")
        {
            Description = session.Say("File of year and level: the rise in prices becomes a part of its own"),
        };
        var monthly = new Option<bool>("--monthly") { Description = session.Say("Month by month, and the trend") };
        var output = GroupedFiles.OutputOption(session);
        var format = Answer.FormatOption(session);
        var command = new Command("compare", session.Say("Compare two periods, and units with one another"))
        {
            first, second, weights, few, by, unit, index, monthly, output, format,
        };
        contacts.AddOptionsTo(command);
        command.SetAction(parsed =>
        {
            var list = GroupedFiles.List(session, parsed.GetValue(weights)!);
            var columns = GroupedFiles.By(parsed.GetValue(by)!);
            var (levels, costs) = (PriceIndexFile.Read(session, parsed.GetValue(index)), contacts.Costs(parsed));
            var keeps = costs is { Types.Length: > 1 };
            var (before, after, keptBefore, keptAfter) =
                (new CasemixTable(list), new CasemixTable(list), new List<GroupedContact>(), new List<GroupedContact>());
            var read = levels is null ? columns : columns.Add("year");
            read = parsed.GetValue(monthly) ? read.Add("month") : read;
            var summaries = contacts.Read(
                parsed, read, list, (parsed.GetValue(first)!, Taking(before, keptBefore, keeps)),
                (parsed.GetValue(second)!, Taking(after, keptAfter, keeps)));
            GroupedFiles.RefuseFew(session, parsed.GetValue(few), before, after);
            var prices = levels is null ? null : Prices(new(levels, levels.Levels.Keys.Last(), columns.Length), before, after);
            var series = parsed.GetValue(monthly) ? MonthlySeries.Of([before, after], columns.Length, prices, Side.Inliers) : null;
            var (plainBefore, plainAfter) = read.Length == columns.Length
                ? (before, after)
                : (before.ByFirst(columns.Length), after.ByFirst(columns.Length));
            var (priced, later) = prices is null ? (plainBefore, plainAfter) : (before, after);
            Benchmark? benchmark = null;
            if (parsed.GetValue(unit) is { } name)
            {
                var found = plainAfter.Units.FirstOrDefault(each => each.ToString() == name);
                if (found is null)
                {
                    var issue = new Issue(
                        CommandIssues.UnknownUnit, Path.GetFileName(parsed.GetValue(second)!), Value: name,
                        Detail: string.Join("; ", plainAfter.Units)).ToString(session.Language);
                    throw new UsageException(Text.Verbatim(issue));
                }

                benchmark = Benchmark.Of(plainAfter, found, Side.Inliers);
            }

            var answer = new CompareAnswer(
                list.Name, columns, PeriodComparison.Of(priced, later, Side.All, prices),
                PeriodComparison.Of(priced, later, Side.Inliers, prices), benchmark,
                Funnel.CostPerPoint(plainAfter, Side.Inliers), Funnel.Complicated(plainAfter), CodingComparison.Of(plainAfter))
            {
                Prices = prices is null ? null : string.Create(CultureInfo.InvariantCulture, $"{prices.Index.Name}, {prices.Year}"),
                Series = series,
                Coverage = [WeightCoverage.Of(plainBefore), WeightCoverage.Of(plainAfter)],
                TypesBefore = keeps ? CostTypes.Of(costs!, list, keptBefore, byUnit: true) : null,
                TypesAfter = keeps ? CostTypes.Of(costs!, list, keptAfter, byUnit: true) : null,
            };
            if (parsed.GetValue(output) is { } path)
                FiguresFile.Write(path, [.. answer.Figures()]);
            Answer.Write(session, parsed.GetValue(format)!, answer, answer => answer.Document(session));
            return GroupedOptions.ExitOf(summaries);
        });
        return command;
    }

    private static Action<ReadOnlySpan<GroupedContact>> Taking(CasemixTable table, List<GroupedContact> kept, bool keeps) => contacts =>
    {
        table.Add(contacts);
        if (keeps)
            kept.AddRange(contacts);
    };

    /// <summary>The price levels, which must have the year of every contact.</summary>
    private static PeriodPrices Prices(PeriodPrices prices, params CasemixTable[] tables)
    {
        var lacking = tables.SelectMany(table => table.Units).Where(unit => prices.FactorOf(unit) is null)
            .Select(unit => unit.Parts[prices.YearPart]).Distinct().Order(StringComparer.Ordinal).ToList();
        var years = string.Join(", ", lacking.Select(year => year.Length > 0 ? year : "-"));
        return lacking.Count == 0 ? prices : throw new UsageException(
            $"The price index {prices.Index.Name} lacks years of the contacts: {years}. Add them to the index");
    }
}
