using Gruppera.Definitions;
using Gruppera.Formats;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;

namespace Gruppera.Workflows.Quality;

/// <summary>Checks a file of contacts, row by row in constant memory but for about 14 bytes a contact to find doubles. Thread-safe: each
/// call has its own memory.</summary>
public sealed class QualityRun
{
    private readonly Grouper _grouper;
    private readonly SetKnowledge _set;
    private readonly QualitySettings _settings;

    /// <summary>Makes a run under a definition set.</summary>
    public QualityRun(Grouper grouper, QualitySettings? settings = null) =>
        (_grouper, _set, _settings) = (grouper, new(grouper.Definition), settings ?? new());

    /// <summary>The definition set.</summary>
    public DefinitionSet Set => _grouper.Definition.Set;

    /// <summary>Checks the contacts of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="by">Meaning or name of the column that units are identified by; empty for none.</param>
    /// <param name="finding">Called for each finding, in the order of the rows.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other. Dates in the wrong order are
    /// a finding instead.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or has no such column.</exception>
    public QualitySummary Check(
        Stream text, ContactLayout layout, string name, string by, Action<Finding> finding, Action<Issue> issue,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(finding);
        ArgumentNullException.ThrowIfNull(issue);
        // An inpatient contact without care days is read, so that all of it is checked.
        var reader = new RecordReader(
            text, layout with { AllowMissing = layout.AllowMissing | ContactNeeds.Duration }, name, _grouper.Definition.Set);
        var column = reader.ColumnOf(by);
        var checker = new QualityChecker(_grouper, _set, _settings, reader);
        var summary = new QualitySummary();
        foreach (var record in reader.Read())
        {
            stop.ThrowIfCancellationRequested();
            var lacksDays = (record.Missing & ~layout.AllowMissing).HasFlag(ContactNeeds.Duration) && record.CareForm != CareForm.Inpatient;
            var problem = record.Issue
                ?? (lacksDays ? new Issue(IssueCodes.DurationMissing, name, "", record.Row, reader.NameOf(ContactRole.Duration)) : null)
                ?? (Costs.TryRead(record.Cost, out _)
                    ? null
                    : new Issue(FormatIssues.UnreadableCost, name, "", record.Row, reader.NameOf(ContactRole.Cost)));
            if (problem is not null && problem.Code != IssueCodes.DatesInWrongOrder)
            {
                summary.Unreadable++;
                issue(problem);
                continue;
            }

            foreach (var warning in record.Warnings)
                issue(warning);
            var unit = column.Length > 0 ? reader.Text(column) : "";
            var found = 0;
            Report report = (code, place, value) =>
            {
                found++;
                summary.ByCode[code.Id] = summary.ByCode.GetValueOrDefault(code.Id) + 1;
                finding(new(code, record.Row, record.Contact.Id, place, value, unit) { Place = record.Place });
            };
            if (problem is null)
                checker.Check(record, report);
            else
                report(QualityCodes.DatesImpossible, problem.Column, "");
            Count(summary.Total, found);
            if (column.Length == 0)
                continue;
            if (!summary.ByUnit.TryGetValue(unit, out var tally))
                summary.ByUnit[unit] = tally = new();
            Count(tally, found);
        }

        summary.NotRemembered = checker.NotRemembered;
        return summary;
    }

    private static void Count(UnitTally tally, int findings)
    {
        tally.Contacts++;
        tally.Findings += findings;
        tally.WithFindings += findings > 0 ? 1 : 0;
    }
}
