using System.Collections.Immutable;
using Gruppera.Definitions;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Simulation;

/// <summary>A contact with its group, its cost and what groups could be split by. Immutable.</summary>
/// <param name="Drg">Group.</param>
/// <param name="Level">Level of complication, 0 to 2.</param>
/// <param name="AgeDays">Age in days.</param>
/// <param name="Days">Care days; 0 for a visit.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Cost">Cost in kronor above 0; otherwise not a number.</param>
/// <param name="Principal">Principal diagnosis; empty if there is none.</param>
/// <param name="Secondaries">Secondary diagnoses, each once.</param>
/// <param name="Procedures">Procedures, each once.</param>
public sealed record DescribedContact(
    string Drg, int Level, int AgeDays, int Days, Sex Sex, double Cost, Diagnosis Principal, ImmutableArray<Diagnosis> Secondaries,
    ImmutableArray<ProcedureCode> Procedures)
{
    /// <summary>Its unit; empty unless a column of units was asked for.</summary>
    public string Unit { get; init; } = "";

    /// <summary>What became of the complication categories of its secondary diagnoses; none unless they were asked for.</summary>
    public ImmutableArray<ExplainedComplication> Complications { get => field.IsDefault ? [] : field; init; }

    /// <summary>Its codes and the values that they give under a set, as <c>I500</c> and <c>05X12</c>;
    /// the principal diagnosis with <c>pdx:</c> in front.</summary>
    public IEnumerable<string> Labels(DefinitionIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        if (!Principal.IsBlank)
            yield return $"pdx:{Principal}";
        foreach (var code in Secondaries)
            yield return code.ToString();
        foreach (var code in Procedures)
            yield return code.ToString();
        foreach (var row in Secondaries.Append(Principal).SelectMany(code => index.EntriesOf(code)).Where(key => !key.Code.IsBlank)
            .SelectMany(index.FeaturesOf))
        {
            if (row.Type is FeatureType.Dgprop or FeatureType.Procprop
                || (row.Type == FeatureType.Pdgprop && index.EntriesOf(Principal).Contains(new(row.Code, row.Dagger))))
                yield return row.Value;
        }

        foreach (var row in Procedures.Select(index.Resolve).SelectMany(index.FeaturesOf).Where(row => row.Type == FeatureType.Procprop))
            yield return row.Value;
    }
}

/// <summary>Reads files of contacts with costs and groups them. Thread-safe.</summary>
/// <param name="grouper">The grouper.</param>
/// <param name="hasComplications">True to say what became of the complication categories of each contact.</param>
public sealed class DescribedReader(Grouper grouper, bool hasComplications = false)
{
    private readonly Explainer _explainer = new(grouper);

    /// <summary>Column of units; empty for none.</summary>
    public string UnitColumn { get; init; } = "";

    /// <summary>Reads the contacts that can be read.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="costColumn">Column of costs.</param>
    /// <param name="isWanted">Which groups are wanted; the others are counted and passed over.</param>
    /// <param name="take">Receives the contacts.</param>
    /// <param name="issue">Called for each row that cannot be read, or whose contact is wanted and lacks a cost.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <returns>Contacts read, wanted or not, with a cost above 0; and rows that could not be read or lack a cost.</returns>
    /// <exception cref="ContactFileException">The file does not fit the layout, or has no costs.</exception>
    public (long Contacts, long Unreadable) Read(
        Stream text, ContactLayout layout, string name, string costColumn, Func<string, bool> isWanted, Action<DescribedContact> take,
        Action<Issue> issue, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(costColumn);
        ArgumentNullException.ThrowIfNull(isWanted);
        ArgumentNullException.ThrowIfNull(take);
        ArgumentNullException.ThrowIfNull(issue);
        var file = new ContactCursor(text, layout, name, UnitColumn, costColumn, grouper.Definition.Set, issue);
        if (!file.HasCost)
            throw new ContactFileException($"the file has no column {costColumn} of costs", isMisfit: true);
        var (contacts, lacking) = (0L, 0L);
        while (file.Next(stop))
        {
            var cost = file.Cost;
            contacts += cost > 0 ? 1 : 0;
            var result = grouper.Group(file.Contact);
            if (!isWanted(result.Drg) || result.Drg == Casemix.Cases.CaseGroup.JoinedVisit)
                continue;
            if (!(cost > 0))
            {
                lacking++;
                issue(new(
                    file.IsCostBlank ? Formats.FormatIssues.MissingCost : Formats.FormatIssues.CostNotPositive, name, Row: file.Row,
                    Column: costColumn));
                continue;
            }

            var contact = file.ToContact();
            var diagnoses = contact.Diagnoses.Where(code => !code.IsBlank).ToList();
            take(new(
                result.Drg, result.ComplicationLevel, contact.Age.Days, contact.Duration.Days, contact.Sex, cost,
                diagnoses.FirstOrDefault(), [.. diagnoses.Skip(1).Distinct()], [.. contact.Procedures.Distinct()])
            {
                Unit = file.Unit,
                Complications = hasComplications ? _explainer.Complications(contact) : [],
            });
        }

        return (contacts, file.Unreadable + lacking);
    }
}
