using System.Collections.Frozen;
using Gruppera.Explanation;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Questions;

namespace Gruppera.Workflows.Sensitivity;

/// <summary>A contact whose group depends on a single code: a procedure or secondary diagnosis without which it gets another group of the
/// same return code. A contact that would only become an error without the code (a visit without its visit form) is no alternative
/// coding.</summary>
/// <param name="Row">Row in the file, the first one (a header counts) being 1.</param>
/// <param name="Id">What the sender calls the contact.</param>
/// <param name="Unit">Its unit, or empty.</param>
/// <param name="Code">The code.</param>
/// <param name="IsProcedure">True for a procedure.</param>
/// <param name="Drg">Group as recorded.</param>
/// <param name="Without">Group without the code.</param>
/// <param name="AtStake">Weight with the code less the weight without it; below 0 if the code lowers the weight;
/// null if a weight is missing.</param>
public sealed record Hanging(long Row, string Id, string Unit, string Code, bool IsProcedure, string Drg, string Without, double? AtStake)
{
    /// <summary>Id of the rule that holds as recorded.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Id of the rule that holds without the code.</summary>
    public string RuleWithout { get; init; } = "";

    /// <summary>The contact.</summary>
    public required CareContact Contact { get; init; }
}

/// <summary>What a unit's contacts came to.</summary>
public sealed class SensitivityTally
{
    /// <summary>Contacts.</summary>
    public long Contacts { get; internal set; }

    /// <summary>Contacts that depend on at least one code.</summary>
    public long Hanging { get; internal set; }

    /// <summary>Weight at stake: of each contact the largest amount, whatever its sign.</summary>
    public double AtStake { get; internal set; }
}

/// <summary>What a file came to. Filled by <see cref="SensitivityRun"/>.</summary>
public sealed class SensitivitySummary
{
    /// <summary>All contacts together.</summary>
    public SensitivityTally Total { get; } = new();

    /// <summary>Rows that could not be read.</summary>
    public long Unreadable { get; internal set; }

    /// <summary>Marks of visits that contacts depend on, which were not asked about.</summary>
    public long Marks { get; internal set; }

    /// <summary>Contacts that have a code as a secondary diagnosis or a procedure, by the code as written. JSON has no such keys, and the
    /// answers made of it say what it is for.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Dictionary<(string Code, bool IsProcedure), long> Codes { get; } = [];

    /// <summary>Tallies by unit, in order of their names.</summary>
    public SortedDictionary<string, SensitivityTally> ByUnit { get; } = new(StringComparer.Ordinal);
}

/// <summary>Finds the contacts of a file that depend on a single code: what a coding auditor samples from. Row by row in constant memory.
/// Thread-safe.</summary>
public sealed class SensitivityRun
{
    private readonly WhatIf _whatIf;
    private readonly Grouper _grouper;
    private readonly Func<string, string, string, double?> _weightOf;
    private readonly FrozenSet<string> _marks;

    /// <summary>Makes a run under a definition set.</summary>
    /// <param name="grouper">The grouper.</param>
    /// <param name="weightOf">Weight of a group in a care form and specialty, by their words, or null if there is none.</param>
    public SensitivityRun(Grouper grouper, Func<string, string, string, double?>? weightOf = null) =>
        (_grouper, _whatIf, _weightOf, _marks) = (
            grouper, new(grouper), weightOf ?? ((_, _, _) => null),
            VisitMarkCodes.Of(grouper.Definition.Set).Select(code => code.ToString()).ToFrozenSet(StringComparer.Ordinal));

    /// <summary>True to ask about marks of visits too: codes that record the form of a visit, the profession met or the setting.</summary>
    public bool HasMarks { get; init; }

    /// <summary>Runs over the contacts of a text.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="layout">How it is written.</param>
    /// <param name="name">What issues call it.</param>
    /// <param name="by">Meaning or name of the column that units are identified by; empty for none.</param>
    /// <param name="found">Called for each code that a contact depends on, in the order of the rows.</param>
    /// <param name="issue">Called for each row that cannot be read, and for facts that contradict each other.</param>
    /// <param name="stop">Stops between rows.</param>
    /// <exception cref="ContactFileException">The file does not fit the layout, or has no such column.</exception>
    public SensitivitySummary Run(
        Stream text, ContactLayout layout, string name, string by, Action<Hanging> found, Action<Issue> issue,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(issue);
        var reader = new RecordReader(text, layout, name, _grouper.Definition.Set);
        var column = reader.ColumnOf(by);
        var summary = new SensitivitySummary();
        foreach (var record in reader.Read(issue))
        {
            stop.ThrowIfCancellationRequested();
            if (record.Issue is { } problem)
            {
                summary.Unreadable++;
                issue(problem);
                continue;
            }

            var unit = column.Length > 0 ? reader.Text(column) : "";
            var (hangs, most) = (false, 0.0);
            var setting = CareSetting.Of(
                record.CareForm, FactSource.Derived, record.Contact.Duration, record.Specialty, FactSource.Derived);
            var (form, specialty) = (setting.CareForm.Word, setting.Specialty.Word);
            var now = _grouper.Group(record.Contact);
            foreach (var (change, without) in _whatIf.Drops(record.Contact).Where(drop => drop.Result.ReturnCode == now.ReturnCode))
            {
                if (!HasMarks && change.IsProcedure && _marks.Contains(change.Code))
                {
                    summary.Marks++;
                    continue;
                }

                var atStake = _weightOf(now.Drg, form, specialty) - _weightOf(without.Drg, form, specialty);
                hangs = true;
                most = Math.Max(most, Math.Abs(atStake ?? 0));
                found(new(record.Row, record.Contact.Id, unit, change.Code, change.IsProcedure, now.Drg, without.Drg, atStake)
                {
                    Rule = now.Rule.Id,
                    RuleWithout = without.Rule.Id,
                    Contact = record.Contact,
                });
            }

            foreach (var code in record.Contact.Diagnoses.Where(code => !code.IsBlank).Skip(1).Select(code => (code.ToString(), false))
                .Concat(record.Contact.Procedures.Select(code => (code.ToString(), true))).Distinct())
                summary.Codes[code] = summary.Codes.GetValueOrDefault(code) + 1;

            Count(summary.Total, hangs, most);
            if (column.Length == 0)
                continue;
            if (!summary.ByUnit.TryGetValue(unit, out var tally))
                summary.ByUnit[unit] = tally = new();
            Count(tally, hangs, most);
        }

        return summary;
    }

    private static void Count(SensitivityTally tally, bool hangs, double atStake)
    {
        tally.Contacts++;
        tally.Hanging += hangs ? 1 : 0;
        tally.AtStake += atStake;
    }
}
