using System.CommandLine;
using Gruppera.Casemix.Impact;
using Gruppera.Casemix.Indices;
using Gruppera.Cli.Terminal;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Presentation.Changes;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Simulation;
using Gruppera.Workflows.TechnicalChanges;

namespace Gruppera.Cli.Commands;

/// <summary><c>gruppera complications review</c>: what secondary diagnoses cost beside the levels of complication that they have.</summary>
internal static class ComplicationsCommand
{
    internal static Command Create(Session session)
    {
        var command = new Command("complications", session.Say("Review complications on costs"));
        command.Subcommands.Add(Review(session));
        return command;
    }

    private static Command Review(Session session)
    {
        var contacts = new Argument<string>("contacts")
        {
            Description = SharedOptions.CostedContactsText(session),
        };
        var (set, country, format) = (Sets.Option(session), Sets.CountryOption(session), Answer.FormatOption(session));
        var file = new ContactFileOptions(session);
        var cost = new Option<string>("--cost-column") { Description = session.Say("Column of costs"), DefaultValueFactory = _ => "cost" };
        var min = new Option<int>("--min-contacts")
        {
            Description = session.Say("Fewest contacts for a code to be tested"),
            DefaultValueFactory = _ => 30,
        };
        var inpatient = new Option<bool>("--visits") { Description = session.Say("Visits too, not only inpatient care") };
        var all = new Option<bool>("--all") { Description = session.Say("All codes, also those without a finding") };
        var method = new Option<string>("--method")
        {
            Description = session.Say(
                "highest: judge a code where it is the highest level; additive: over all contacts, as before (default highest)"),
            DefaultValueFactory = _ => "highest",
        };
        method.AcceptOnlyFromAmong("highest", "additive");
        var cluster = new Option<string>("--cluster")
        {
            Description = session.Say(
                "Column of the hospital, or of another unit within which contacts are not independent: errors are by it"),
            DefaultValueFactory = _ => "",
        };
        var change = new Option<string?>("--change") { Description = session.Say("Workbook for a change with the proposed levels") };
        var days = new Option<bool>("--days-agree")
        {
            Description = session.Say("In the change, leave out proposals that care days contradict"),
        };
        var replace = SharedOptions.Replace(session);
        var issues = SharedOptions.Issues(session);
        var command = new Command("review", session.Say("Compare the cost of secondary diagnoses with their complication levels"))
        {
            contacts, set, country, cost, min, method, cluster, inpatient, all, change, days, replace, issues, format,
        };
        file.AddTo(command);
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(contacts)!;
            var grouper = Sets.Grouper(session, parsed.GetValue(set)!, parsed.GetValue(country));
            var index = grouper.Definition.Set.Index;
            var (review, stays, visits) = (new ComplicationReview(), new StayReview(), parsed.GetValue(inpatient));
            using var unreadable = new IssuesFile(parsed.GetValue(issues));
            using var input = file.Open(parsed, path);
            var (_, failed) = new DescribedReader(grouper, hasComplications: true) { UnitColumn = parsed.GetValue(cluster)! }.Read(
                input.Text, input.Layout, input.Name, parsed.GetValue(cost)!, drg => drg.Length > 0, Take,
                issue => unreadable.Add(session, issue, "", isPrinted: false), session.Stop);
            unreadable.Commit(session);
            var least = Math.Max(2, parsed.GetValue(min));
            var findings = review.Review(
                least, code => CategoryOf(index, code),
                method: parsed.GetValue(method) == "additive" ? ReviewMethod.Additive : ReviewMethod.Highest) with
            {
                Stays = stays.Review(least, code => CategoryOf(index, code)),
            };
            if (findings.Contacts == 0)
                throw new UsageException("No contact with a cost above 0 is left to review.");
            if (parsed.GetValue(format) == "json")
                Answer.Write(session, session.Out, findings);
            else
                Answer.Write(session.Out, parsed.GetValue(format)!, ComplicationsPage.Of(
                    session, findings, parsed.GetValue(all), code => index.TextOf(Diagnosis.Parse(code)).In(session.Language)));
            if (parsed.GetValue(change) is { } output)
            {
                var proposed = ComplicationChange.Of(grouper.Definition.Set, findings, parsed.GetValue(days));
                if (proposed.Rows.IsEmpty)
                    throw new UsageException("No level is proposed, so no change is written");
                var about = new ChangeAbout
                {
                    Title = session.Say("Levels of complications"),
                    Motive = session.Say($"Review of {Voice.Number(findings.Contacts):contacts} contacts of {input.Name:file}"),
                };
                ChangeCommand.Save(output, parsed.GetValue(replace), stream => ChangeWriter.Write(
                    CaseDraft.Add(grouper.Definition.Set, proposed) with { About = about }, stream));
            }

            return failed > 0 ? ExitCode.UnreadableRows : ExitCode.Done;

            void Take(DescribedContact contact)
            {
                stays.Add(
                    ComplicationFamily.Of(contact.Drg)?.Base ?? contact.Drg, contact.Days,
                    contact.Secondaries.Select(code => code.ToString()));
                if (visits || contact.Days > 0)
                    review.Add(
                        ComplicationFamily.Of(contact.Drg)?.Base ?? contact.Drg, ComplicationFamily.Of(contact.Drg) is not null,
                        contact.Cost,
                        contact.Secondaries.Select(code => Secondary(code.ToString(), contact)), Held(contact),
                        parsed.GetValue(cluster)!.Length > 0 ? contact.Unit : null);
            }
        });
        return command;
    }

    /// <summary>The level that a diagnosis gives in a contact, and whether a category of it does not count there.</summary>
    private static SecondaryCode Secondary(string code, DescribedContact contact)
    {
        var level = 0;
        var isHeldBack = false;
        foreach (var each in contact.Complications)
        {
            if (each.Role != CodeRole.Secondary || each.Code != code)
                continue;
            if (each.State == ComplicationState.Counts)
                level = Math.Max(level, each.Level);
            else
                isHeldBack = true;
        }

        return new(code, level, isHeldBack && level == 0);
    }

    private static readonly (int From, string Name)[] Ages =
    [
        (0, "age 0"), (1, "age 1"), (18, "age 18"), (65, "age 65"), (75, "age 75"), (85, "age 85"),
    ];

    /// <summary>What is held besides the base group and the other diagnoses.</summary>
    private static IEnumerable<string> Held(DescribedContact contact)
    {
        yield return Ages.Last(age => contact.AgeDays >= AgeInDays.FromYears(age.From).Days).Name;
        if (contact.Sex == Sex.Male)
            yield return "male";
    }

    /// <summary>The category of a code that weighs most, and its level.</summary>
    private static (string Category, int Level) CategoryOf(DefinitionIndex index, string code) =>
        index.EntriesOf(Diagnosis.Parse(code)).Where(key => !key.Code.IsBlank)
            .SelectMany(index.FeaturesOf).Where(row => row.Type == FeatureType.Compl)
            .Select(row => (row.Value, Level: ComplicationCategory.LevelOf(row.Value)))
            .DefaultIfEmpty(("", 0)).MaxBy(category => category.Item2);
}
