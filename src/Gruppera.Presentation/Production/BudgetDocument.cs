using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows;
using Gruppera.Workflows.Budgets;

namespace Gruppera.Presentation.Production;

/// <summary>Plans of volumes, in words.</summary>
public static class BudgetDocument
{
    private const int Shown = 15;
    private const decimal Thousand = 1000;

    /// <summary>Writes the plans, and how contacts so far follow them.</summary>
    /// <param name="answer">The plans.</param>
    /// <param name="voice">Language, and how numbers look in it.</param>
    public static Document Document(this BudgetAnswer answer, Voice voice)
    {
        var document = new Document().Heading(voice.Say($"Budget: weights {answer.List}, prices {answer.Rules}"), 1)
            .Heading(voice.Say("Expected")).Table(
                [voice.Say("contacts"), voice.Say("points"), "index", voice.Say("thousand kronor"), voice.Say("difference"), "plan"],
                answer.All.Select(plan => Row(voice, plan.Name, plan.All, plan.All.Kronor - answer.All[0].All.Kronor)), 0, 1, 2,
                3, 4);
        foreach (var plan in answer.Scenarios)
        {
            document.Heading(plan.Name).Table(
                [
                    voice.Say("contacts"), voice.Say("points"), "index", voice.Say("thousand kronor"), voice.Say("difference"),
                    voice.Say("unit"),
                ],
                plan.Units.Select(unit => Row(
                    voice, unit.Unit.Length > 0 ? unit.Unit : "-", unit.Sum,
                    unit.Sum.Kronor - (answer.All[0].Units.FirstOrDefault(first => first.Unit == unit.Unit)?.Sum.Kronor ?? 0))),
                0, 1, 2, 3, 4);
            if (!plan.Populations.IsEmpty)
            {
                document.Table(
                    [
                        voice.Say("growth"), voice.Say("contacts before"), voice.Say("contacts"), voice.Say("points"),
                        voice.Say("thousand kronor"), voice.Say("difference"), voice.Say("population group"),
                    ],
                    plan.Populations.Select(row => new[]
                    {
                        (row.Percent > 0 ? "+" : "") + voice.Decimal((double)row.Percent) + " %",
                        Voice.Number((double)row.Before.Contacts), Voice.Number((double)row.Sum.Contacts),
                        Voice.Number((double)row.Sum.Points),
                        Voice.Number((double)(row.Sum.Kronor / Thousand)), Signed((row.Sum.Kronor - row.Before.Kronor) / Thousand),
                        row.Group.Length > 0 ? row.Group : "-",
                    }), 0, 1, 2, 3, 4, 5);
            }

            if (!plan.WithoutWeight.IsEmpty)
            {
                var drgs = string.Join(", ", plan.WithoutWeight.Take(Shown).Select(group => group.Drg));
                var planned = Planned(plan.WithoutWeight.Sum(group => group.Contacts));
                document.Line(voice.Say(Text.Count(plan.WithoutWeight.Length,
                    $"{WorkflowIssues.NoWeight.Id}: {plan.WithoutWeight.Length} group with {planned} has no weight in the list: {drgs}",
                    $"{WorkflowIssues.NoWeight.Id}: {plan.WithoutWeight.Length} groups with {planned} have no weight in the list: " +
                    $"{drgs}")));
            }
        }

        if (answer.FollowUp.IsEmpty)
            return document;
        document.Heading(voice.Say($"{answer.Scenarios[0].Name:name} and outcome, all units")).Table(
            [
                voice.Say("planned"), voice.Say("contacts"), voice.Say("planned points"), voice.Say("points"),
                voice.Say("so far, thousand kronor"), voice.Say("month"),
            ],
            answer.FollowUp.Where(row => row.Unit.Length == 0).Select(row => new[]
            {
                Voice.Number((double)row.Plan.Contacts), Voice.Number((double)row.Outcome.Contacts), Voice.Number((double)row.Plan.Points),
                Voice.Number((double)row.Outcome.Points),
                Signed((row.OutcomeSoFar.Kronor - row.PlanSoFar.Kronor) / Thousand), row.Month,
            }),
            0, 1, 2, 3, 4).Chart(new(
                "line", voice.Say("Plan and outcome so far"), voice.Say(ChartWords.ThousandKronor),
                [
                    .. answer.FollowUp.Where(row => row.Unit.Length == 0).SelectMany(row => new[]
                    {
                        (voice.Say("plan"), row.PlanSoFar.Kronor), (voice.Say("outcome"), row.OutcomeSoFar.Kronor),
                    }, (row, sum) => new ChartRow(row.Month, (double)(sum.Item2 / Thousand))
                    {
                        Year = row.Month,
                        Series = sum.Item1,
                        Text = $"{row.Month}  {sum.Item1}  {Voice.Number((double)(sum.Item2 / Thousand))}",
                    }),
                ]));
        foreach (var line in Spread(answer.Spread!, voice))
            document.Line(line);
        var last = answer.FollowUp.GroupBy(row => row.Unit).Where(unit => unit.Key.Length > 0).Select(unit => unit.Last()).ToList();
        document.Heading(voice.Say($"Units, to {answer.FollowUp[^1].Month:month}, thousand kronor")).Table(
            [voice.Say("plan"), voice.Say("outcome"), voice.Say("difference"), voice.Say("unit")],
            last.Select(row => new[]
            {
                Voice.Number((double)(row.PlanSoFar.Kronor / Thousand)), Voice.Number((double)(row.OutcomeSoFar.Kronor / Thousand)),
                Signed((row.OutcomeSoFar.Kronor - row.PlanSoFar.Kronor) / Thousand), row.Unit,
            }),
            0, 1, 2);
        return answer.Undated == 0
            ? document
            : document.Line(voice.Say(Text.Count(answer.Undated,
                $"{Voice.Number(answer.Undated):undated} contact of the outcome has no month.",
                $"{Voice.Number(answer.Undated):undated} contacts of the outcome have no month.")));
    }

    /// <summary>How the plan was spread over months, a line for each way that was used.</summary>
    private static IEnumerable<string> Spread(MonthSpread spread, Voice voice)
    {
        var months = $"{spread.Base}, {spread.First}--{spread.Last}";
        if (spread.Own > 0)
            yield return voice.Say(Text.Count(Form(spread.Own),
                $"{Number(spread.Own):contacts} planned contact: months of the plan",
                $"{Number(spread.Own):contacts} planned contacts: months of the plan"));
        if (spread.Beyond > 0 && spread.UnitAndGroup + spread.UnitOrGroup + spread.Even > 0)
            yield return voice.Say(Text.Count(Form(spread.Beyond),
                $"{Number(spread.Beyond):contacts} contact of the outcome is outside the plan's year, " +
                $"{spread.OutcomeFirst}--{spread.OutcomeLast}, where nothing is planned",
                $"{Number(spread.Beyond):contacts} contacts of the outcome are outside the plan's year, " +
                $"{spread.OutcomeFirst}--{spread.OutcomeLast}, where nothing is planned"));
        if (spread.UnitAndGroup > 0)
            yield return voice.Say(Text.Count(Form(spread.UnitAndGroup),
                $"{Number(spread.UnitAndGroup):contacts} planned contact: spread as the same unit and group came in {months}",
                $"{Number(spread.UnitAndGroup):contacts} planned contacts: spread as the same unit and group came in {months}"));
        if (spread.UnitOrGroup > 0)
            yield return voice.Say(Text.Count(Form(spread.UnitOrGroup),
                $"{Number(spread.UnitOrGroup):contacts} planned contact: spread as the unit, the group or all came in " +
                $"{months}, which lacks the group at the unit",
                $"{Number(spread.UnitOrGroup):contacts} planned contacts: spread as the unit, the group or all came in " +
                $"{months}, which lacks the group at the unit"));
        if (spread.Even > 0)
            yield return voice.Say(spread.Base is null
                ? Text.Count(Form(spread.Even),
                    $"{Number(spread.Even):contacts} planned contact: a twelfth each month, since there is no base with dates",
                    $"{Number(spread.Even):contacts} planned contacts: a twelfth each month, since there is no base with dates")
                : Text.Count(Form(spread.Even),
                    $"{Number(spread.Even):contacts} planned contact: a twelfth each month, since not all twelve months are in {months}",
                    $"{Number(spread.Even):contacts} planned contacts: a twelfth each month, since not all twelve months are in {months}"));

        static long Form(decimal count) => CountWords.Shown((double)count);
        static string Number(decimal count) => Voice.Number((double)count);
    }

    private static Text Planned(decimal count) => Text.Count(CountWords.Shown((double)count),
        $"{Voice.Number((double)count):count} planned contact",
        $"{Voice.Number((double)count):count} planned contacts");

    private static string[] Row(Voice voice, string name, BudgetSum sum, decimal difference) =>
    [
        Voice.Number((double)sum.Contacts), Voice.Number((double)sum.Points),
        voice.Weight3(sum.Contacts > 0 ? (double)(sum.Points / sum.Contacts) : double.NaN),
        Voice.Number((double)(sum.Kronor / Thousand)), Signed(difference / Thousand), name,
    ];

    private static string Signed(decimal number) => (number > 0 ? "+" : "") + Voice.Number((double)number);
}
