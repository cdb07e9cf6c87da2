using Gruppera.Casemix.Impact;
using Gruppera.Casemix.Indices;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.Simulation;

/// <summary>How the levels of complications are reviewed. Immutable.</summary>
public sealed record ComplicationsRequest
{
    /// <summary>Column of costs.</summary>
    public string CostColumn { get; init; } = "cost";

    /// <summary>Column of the unit within which contacts are not independent; empty for none.</summary>
    public string Cluster { get; init; } = "";

    /// <summary>Fewest contacts for a code to be tested; 2 or more.</summary>
    public int MinContacts { get; init; } = 30;

    /// <summary>True for visits too, not only inpatient care.</summary>
    public bool HasVisits { get; init; }

    /// <summary>How a code is judged.</summary>
    public ReviewMethod Method { get; init; }
}

/// <summary>What secondary diagnoses cost beside the levels of complication that they have, of a file of contacts.</summary>
public static class ComplicationsRun
{
    private static readonly (int From, string Name)[] Ages =
    [
        (0, "age 0"), (1, "age 1"), (18, "age 18"), (65, "age 65"), (75, "age 75"), (85, "age 85"),
    ];

    /// <summary>Reads the contacts and reviews them.</summary>
    /// <param name="grouper">Groups them.</param>
    /// <param name="request">How.</param>
    /// <param name="contacts">The contacts.</param>
    /// <param name="issue">Called for each row that cannot be read or lacks a cost.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <returns>What was found, and the rows that could not be read or lack a cost.</returns>
    /// <exception cref="ContactFileException">The file does not fit its layout, or has no costs.</exception>
    /// <exception cref="RefusedException">No contact with a cost is left.</exception>
    public static (ComplicationFindings Findings, long Unreadable) Run(
        Grouper grouper, ComplicationsRequest request, OpenContacts contacts, Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(contacts);
        ArgumentNullException.ThrowIfNull(issue);
        var index = grouper.Definition.Set.Index;
        var (review, stays) = (new ComplicationReview(), new StayReview());
        var (_, failed) = new DescribedReader(grouper, hasComplications: true) { UnitColumn = request.Cluster }.Read(
            contacts.Text, contacts.Layout, contacts.Name, request.CostColumn, drg => drg.Length > 0, Take, issue, stop);
        var least = Math.Max(2, request.MinContacts);
        var findings = review.Review(least, code => CategoryOf(index, code), method: request.Method) with
        {
            Stays = stays.Review(least, code => CategoryOf(index, code)),
        };
        return findings.Contacts > 0
            ? (findings, failed)
            : throw new RefusedException("No contact with a cost above 0 is left to review.");

        void Take(DescribedContact contact)
        {
            var family = ComplicationFamily.Of(contact.Drg);
            stays.Add(family?.Base ?? contact.Drg, contact.Days, contact.Secondaries.Select(code => code.ToString()));
            if (request.HasVisits || contact.Days > 0)
            {
                review.Add(
                    family?.Base ?? contact.Drg, family is not null, contact.Cost,
                    contact.Secondaries.Select(code => Secondary(code.ToString(), contact)), Held(contact),
                    request.Cluster.Length > 0 ? contact.Unit : null);
            }
        }
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
