using Gruppera.Casemix.Weights;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Workflows.Inputs;

namespace Gruppera.Workflows.Technology;

/// <summary>Whether NordDRG can carry a new medical technology, with the change of the tables that would let it. Immutable.</summary>
/// <param name="Findings">What the tables and the contacts say of it.</param>
/// <param name="Drafted">The drafted change, tried on the contacts.</param>
/// <remarks>Source: Socialstyrelsen, "Ny medicinsk teknik i NordDRG" (2024).</remarks>
public sealed record TechnologyAssessment(TechnologyFindings Findings, DraftedTechnology Drafted)
{
    /// <summary>Assesses a technology.</summary>
    /// <param name="grouper">Groups the contacts.</param>
    /// <param name="question">The technology.</param>
    /// <param name="list">Weights of the groups; null for none.</param>
    /// <param name="contacts">Contacts to search, read twice where a change can be drafted; null for the tables alone.</param>
    /// <param name="issue">Called for each row that cannot be read.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit its layout, or lacks a column that the question names.</exception>
    public static TechnologyAssessment Run(
        Grouper grouper, TechnologyQuestion question, WeightList? list, OpenContacts? contacts, Action<Issue> issue,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(grouper);
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(issue);
        var run = new TechnologyRun(grouper, question, list is null ? null : list.Of);
        var findings = contacts is null ? run.OfTables() : run.Of(contacts.Text, contacts.Layout, contacts.Name, issue, stop);
        var set = grouper.Definition.Set;
        return new(findings, DraftedTechnology.Of(
            set, TechnologyDraft.Of(set, findings), contacts is null ? null : () => contacts.Again(), contacts?.Name ?? "",
            contacts?.Layout, list, stop));
    }

    /// <summary>True if a change can be drafted, so that contacts are read twice.</summary>
    /// <param name="grouper">Has the tables.</param>
    /// <param name="question">The technology.</param>
    public static bool ReadsTwice(Grouper grouper, TechnologyQuestion question) =>
        TechnologyDraft.CanBe(new TechnologyRun(grouper, question).OfTables());
}
