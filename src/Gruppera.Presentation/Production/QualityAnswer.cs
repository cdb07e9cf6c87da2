using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gruppera.Presentation.Answers;
using Gruppera.Workflows.Quality;

namespace Gruppera.Presentation.Production;

/// <summary>The findings of a file, as <see cref="QualityReport"/> writes them one by one. Immutable.</summary>
/// <param name="Readings">How the file was understood.</param>
/// <param name="Findings">The findings, in the order of the rows.</param>
/// <param name="Total">All contacts.</param>
/// <param name="Unreadable">Rows that could not be read.</param>
/// <param name="NotRemembered">Contacts that could not be kept in memory: later copies of them are not found.</param>
/// <param name="Codes">Findings by code.</param>
/// <param name="Units">Contacts by unit.</param>
public sealed record QualityAnswer(
    ImmutableArray<ReadingAnswer> Readings, ImmutableArray<QualityAnswer.FindingAnswer> Findings, QualityAnswer.TallyAnswer Total,
    long Unreadable, [property: JsonPropertyName("not_remembered")] long NotRemembered, IReadOnlyDictionary<string, long> Codes,
    IReadOnlyDictionary<string, QualityAnswer.TallyAnswer> Units)
{
    /// <summary>A finding.</summary>
    /// <param name="Row">Row of the contact; the header is 1.</param>
    /// <param name="Id">Id of the contact.</param>
    /// <param name="Unit">Its unit; empty where none are distinguished.</param>
    /// <param name="Column">What it is about.</param>
    /// <param name="Value">What stands there.</param>
    /// <param name="Code">Code of the issue.</param>
    /// <param name="Severity">error, warning or information.</param>
    /// <param name="Meaning">What is wrong.</param>
    /// <param name="Remedy">What to do.</param>
    public sealed record FindingAnswer(
        long Row, string Id, string Unit, string Column, string Value, string Code, string Severity, string Meaning, string Remedy)
    {
        internal static FindingAnswer Of(Finding finding, Language language) => new(
            finding.Row, finding.Id, finding.Unit, finding.Column, finding.Value, finding.Code.Id,
            finding.Code.Severity.ToString().ToLowerInvariant(), finding.Code.Meaning.In(language), finding.Code.Remedy.In(language));
    }

    /// <summary>Contacts, and how many have findings.</summary>
    /// <param name="Contacts">Contacts.</param>
    /// <param name="WithFindings">Those with at least one finding.</param>
    /// <param name="Findings">Findings.</param>
    public sealed record TallyAnswer(
        long Contacts, [property: JsonPropertyName("with_findings")] long WithFindings, long Findings);
}
