using System.Text.Json;
using System.Text.Json.Nodes;
using Gruppera.Formats.Excel;
using Gruppera.Presentation.Answers;
using Gruppera.Presentation.Documents;
using Gruppera.Presentation.Words;
using Gruppera.Workflows.Reports;
using Gruppera.Workflows.Technology;

namespace Gruppera.Presentation.Changes;

/// <summary>The assessment of a technology, point by point as Socialstyrelsen asks, with a draft and the questions left open.</summary>
/// <param name="voice">Language, and how numbers look in it.</param>
/// <param name="findings">What the file and the set say of it.</param>
/// <param name="funding">What must be funded until weights carry it; null where there are no costs.</param>
/// <param name="drafted">The draft of a technical change, and what it does.</param>
public sealed class TechnologyAnswer(Voice voice, TechnologyFindings findings, TechnologyFunding? funding, DraftedTechnology drafted)
{
    private const int MostUnits = 40;
    private const int MostNear = 6;
    private readonly TechnologyDraftAnswer _draft = new(voice, findings, drafted);

    private IEnumerable<string> Questions => TechnologyQuestions.Of(voice, findings, funding, drafted);

    /// <summary>The assessment to read.</summary>
    public Document Document()
    {
        var document = new Document().Heading(findings.Question.Name, 1);
        Codes(document);
        Delay(document);
        Costs(document);
        Scope(document);
        _draft.Write(document);
        document.Heading(voice.Say("Open questions"));
        foreach (var question in Questions)
            document.Item(question);
        return document;
    }

    /// <summary>All figures, the draft and the questions, for a workbook.</summary>
    public IReadOnlyList<Sheet> Sheets() =>
    [
        .. new Figures[]
        {
            new(
                "codes", ["part", "code", "text", "in_set", "contacts", "with_technology", "elsewhere"],
                [.. findings.Codes.Select(code => (object[])
                [
                    code.Part, code.Code, In(code.Text), code.InSet is { } known ? known : "", code.Contacts, code.WithTechnology,
                    Elsewhere(code),
                ])]),
            new(
                "neighbours", ["code", "neighbour", "text"],
                [.. findings.Codes.SelectMany(code => code.Neighbours.Select(near => (object[])[code.Code, near.Code, In(near.Text)]))]),
            new("combinations", ["parts", "contacts", "with_technology", "purity"], [.. findings.Combinations.Select(each =>
                (object[])[string.Join('+', each.Parts), each.Contacts, each.WithTechnology, each.Purity])]),
            new("groups", ["drg", "contacts", "all", "mean_cost", "mean_cost_of_others"], [.. findings.Groups.Select(group =>
                (object[])[group.Drg, group.Contacts, group.All, group.MeanCost, group.MeanCostOfOthers])]),
            TechnologyFunding.Figures(funding),
            new(
                "units", ["unit", "coded", "with_medicine", "with_cost", "with_both"],
                [.. findings.Units.Select(unit => (object[])[unit.Unit, unit.Coded, unit.WithMedicine, unit.WithCost, unit.WithBoth])]),
        }.Select(figures => figures.Sheet()),
        .. _draft.Sheets(),
        new Figures("questions", ["question"], [.. Questions.Select(question => (object[])[question])]).Sheet(),
    ];

    /// <summary>The findings as JSON, with funding, draft and questions as members beside.</summary>
    public JsonObject Json()
    {
        var options = AnswerJson.Options(voice.Language);
        var json = JsonSerializer.SerializeToNode(findings, options)!.AsObject();
        json["funding"] = JsonSerializer.SerializeToNode(funding, options);
        json["draft"] = JsonSerializer.SerializeToNode(_draft.Json(), options);
        json["questions"] = JsonSerializer.SerializeToNode(Questions, options);
        return json;
    }

    private void Codes(Document document)
    {
        document.Heading(voice.Say("1. Primary codes"));
        document.Line(findings.LacksCodes
            ? voice.Say("A part has no code in the set: new primary codes must be introduced before a group can be created.")
            : voice.Say("Every part has codes. Whether they describe only the technology is shown by what else they cover:"));
        document.Table(
            [voice.Say("part"), voice.Say("code"), voice.Say("contacts"), voice.Say("technology"), "text"],
            findings.Codes.Select(code => new[]
            {
                $"{code.Part}", code.Written + (code.InSet == false ? voice.Say(" (unknown)") : ""), Voice.Number(code.Contacts),
                Share(code.WithTechnology, code.Contacts), In(code.Text),
            }),
            2, 3);
        foreach (var code in findings.Codes.Where(code => code.Elsewhere.Length > 0))
            document.Item(voice.Say($"{code.Written:code} without the technology: {Elsewhere(code):elsewhere}"));
        foreach (var code in findings.Codes.Where(code => code.Neighbours.Length > 0))
        {
            document.Item(voice.Say($"next to {code.Written:code}, by code or text:"));
            foreach (var near in code.Neighbours.Take(MostNear))
                document.Item($"{near.Written} {In(near.Text)}".TrimEnd(), 2);
        }

        if (findings.Question.Parts.Length > 1 && findings.Read > 0)
        {
            document.Line(voice.Say("Combinations, purest first: the share of their contacts that have all parts."));
            document.Table(
                [voice.Say("parts"), voice.Say("contacts"), voice.Say("pure")],
                findings.Combinations.Take(12).Select(each =>
                    new[] { string.Join(" + ", each.Parts), Voice.Number(each.Contacts), Share(each.WithTechnology, each.Contacts) }),
                1, 2);
        }

        document.Table(
            ["DRG", voice.Say("contacts"), voice.Say("of all"), voice.Say("mean cost"), voice.Say("of others")],
            findings.Groups.Take(12).Select(group => new[]
            {
                group.Drg, Voice.Number(group.Contacts), Share(group.Contacts, group.All), Kronor(group.MeanCost),
                Kronor(group.MeanCostOfOthers),
            }),
            1, 2, 3, 4);
        if (findings.Steering is { } best)
            document.Line(Purity(best));
    }

    /// <summary>Whether the codes that rules can ask for are the technology's alone.</summary>
    private string Purity(TechnologyCombination best)
    {
        var (parts, share) = (string.Join(" + ", best.Parts), Share(best.WithTechnology, best.Contacts));
        return best.WithTechnology == best.Contacts
            ? voice.Say(
                $"Of the codes that rules can ask for, part {parts} is purest: every contact with it has the technology as described " +
                $"here. If its texts cover older technology too, new primary codes must be introduced first.")
            : voice.Say(
                $"Of the codes that rules can ask for, part {parts} is purest, and {share} pure: it covers something else too, so new " +
                $"primary codes must be introduced first.");
    }

    private static string Elsewhere(TechnologyCode code) =>
        string.Join(", ", code.Elsewhere.Select(group => $"{group.Drg} ({group.Contacts})"));

    private void Delay(Document document)
    {
        var (start, first) = (findings.Question.Start, findings.FirstYearInWeights);
        document.Heading(voice.Say("2. The delay of weights"));
        document.Line(voice.Say(
            $"National weights are based on costs from two years before: those of {start} and {start + 1:next} do not include the " +
            $"technology, and the list of {first} is the first with its costs. Until then each region must set money aside for it."));
        if (funding is not null)
            funding.Write(voice, document);
        else
            document.Line(voice.Say("Calculate the amount with gruppera technology-gap, or give --contacts with costs."));
    }

    private void Costs(Document document)
    {
        document.Heading(voice.Say("3. Codes and costs in the data"));
        if (findings.Read == 0)
        {
            document.Line(voice.Say("No contacts were given (--contacts)."));
            return;
        }

        var (coded, medicine, cost, both) = (
            findings.Units.Sum(unit => unit.Coded), findings.Units.Sum(unit => unit.WithMedicine),
            findings.Units.Sum(unit => unit.WithCost), findings.Units.Sum(unit => unit.WithBoth));
        var (hasMedicine, hasCost) = (findings.Question.HasMedicine, findings.Question.MedicineCostColumn.Length > 0);
        document.Line(voice.Say(
            $"{Voice.Number(findings.Contacts):contacts} of {Voice.Number(findings.Read):read} contacts have the technology."));
        if (findings.Unreadable > 0)
            document.Line(voice.Say(
                Text.Count(findings.Unreadable,
                    $"{Voice.Number(findings.Unreadable):unreadable} row could not be read and is counted nowhere else.",
                    $"{Voice.Number(findings.Unreadable):unreadable} rows could not be read and are counted nowhere else.")));
        if (hasMedicine && coded > 0)
            document.Line(voice.Say(
                $"Of {Voice.Number(coded):coded} contacts with its other codes {Share(medicine, coded):medicine} have the medicine's " +
                $"ATC code."));
        if (hasCost && coded > 0)
            document.Line(voice.Say($"{Share(cost, coded):cost} of {Voice.Number(coded):coded} coded contacts have a cost of medicines")
                + (hasMedicine ? voice.Say($", {Share(both, coded):both} also the ATC code.") : "."));
        if (findings.Apart > 0)
            document.Line(voice.Say(
                $"{Voice.Number(findings.Apart):apart} contacts have the medicine but not the codes, which are on another contact of the " +
                $"patient within {findings.Question.Days} days: the cost must be recorded where it arises."));
        if (hasMedicine || hasCost)
            document.Table(
                [voice.Say("coded"), "ATC", voice.Say("cost"), voice.Say("both"), voice.Say("unit")],
                findings.Units.Take(MostUnits).Select(unit => new[]
                {
                    Voice.Number(unit.Coded), hasMedicine ? Share(unit.WithMedicine, unit.Coded) : "",
                    hasCost ? Share(unit.WithCost, unit.Coded) : "", hasMedicine && hasCost ? Share(unit.WithBoth, unit.Coded) : "",
                    unit.Unit + (hasMedicine && unit is { Coded: >= 5, WithMedicine: 0 } ? voice.Say(" (does not record it)") : ""),
                }), 0, 1, 2, 3);
    }

    private void Scope(Document document)
    {
        document.Heading(voice.Say("4. What NordDRG can describe"));
        document.Line(findings.IsWithinScope
            ? voice.Say("The technology is given in single contacts with health-care staff, which NordDRG describes.")
            : voice.Say(
                "The technology is a care chain, continuous care at home or self-care: outside NordDRG. It must not be grouped as if it " +
                "were contacts, and is paid in another way."));
        if (!findings.IsWithinScope && findings.Contacts > 0)
            document.Line(voice.Say(
                $"In the data {Voice.Number(findings.Contacts):contacts} contacts of {Voice.Number(findings.Patients):patients} patients " +
                $"have it and are still grouped, as single contacts, which it is not."));
        if (findings.PatientsInSeries > 0)
            document.Line(voice.Say(
                $"{Voice.Number(findings.PatientsInSeries):patientsInSeries} of {Voice.Number(findings.Patients):patients} patients have " +
                $"three or more of its contacts within {findings.Question.Days} days: each is grouped separately, the series is not."));
    }

    private string In(TableText text) => text.In(voice.Language);

    private string Share(long part, long whole) => whole == 0 ? "" : voice.Percent(part, whole);

    private static string Kronor(double cost) => double.IsNaN(cost) ? "" : Voice.Number(cost);
}
