using System.Collections.Immutable;
using Gruppera.Casemix.Comparison;
using Gruppera.Casemix.Indices;
using Gruppera.Formats.Grouped;
using Gruppera.Workflows.Inputs;
using Gruppera.Workflows.Reports;

namespace Gruppera.Workflows.Production;

/// <summary>What units are held against the others for. Immutable.</summary>
/// <param name="Contacts">File of grouped contacts.</param>
/// <param name="By">Columns that make up the unit.</param>
public sealed record ExpectedRequest(string Contacts, ImmutableArray<string> By)
{
    /// <summary>True for readmissions: patients are then known by the column of ids that the input names.</summary>
    public bool HasPatients { get; init; }

    /// <summary>Days within which an admission is a readmission.</summary>
    public int Within { get; init; } = 30;

    /// <summary>Target areas.</summary>
    public ImmutableArray<TargetArea> Areas { get => field.IsDefault ? [] : field; init; }

    /// <summary>What intervals do where units differ by more than chance.</summary>
    public Overdispersion Overdispersion { get; init; }
}

/// <summary>Units beside what others would have. Immutable.</summary>
/// <param name="By">Columns that make up the unit.</param>
/// <param name="Measures">Each measure with its units: <c>care_days</c>, <c>secondary_diagnoses</c>, <c>complicated</c>,
/// <c>readmissions</c>.</param>
/// <param name="Areas">Each target area with its units.</param>
/// <param name="Read">What became of the rows.</param>
/// <param name="Unfollowed">Inpatient contacts that readmissions leave out, since they lack the patient or a date that can be read.</param>
public sealed record ExpectedResult(
    ImmutableArray<string> By, ImmutableArray<(string Name, ImmutableArray<Standardised> Units)> Measures,
    ImmutableArray<(string Name, ImmutableArray<TargetShare> Units)> Areas, ImmutableArray<GroupedSummary> Read,
    long Unfollowed)
{
    /// <summary>The figures as tables.</summary>
    public IEnumerable<Figures> Figures()
    {
        yield return new(
            "Expected",
            ["measure", .. By, "contacts", "observed", "expected", "ratio", "ratio_low", "ratio_high", "differs", "beyond", "alone"],
            [
                .. Measures.SelectMany(measure => measure.Units.Select(unit => (object[])
                [
                    measure.Name, .. unit.Unit.Parts, unit.Contacts, unit.Observed, unit.Expected, unit.Ratio, unit.Low, unit.High,
                    unit.Differs, unit.Beyond, unit.Alone,
                ])),
            ]);
        if (!Areas.IsEmpty)
        {
            yield return new(
                "Areas", ["area", .. By, "contacts", "among", .. Reports.Figures.Columns("share"), "percentile", "outlies"],
                [
                    .. Areas.SelectMany(area => area.Units.Select(unit => (object[])
                    [
                        area.Name, .. unit.Unit.Parts, unit.Contacts, unit.Share.Contacts, .. Reports.Figures.Cells(unit.Share),
                        unit.Percentile, unit.Outlies,
                    ])),
                ]);
        }
    }
}

/// <summary>Observed over expected by unit, for more than costs, and target areas.</summary>
public static class ExpectedRun
{
    /// <summary>Reads the file.</summary>
    /// <exception cref="RefusedException">All contacts are of one unit, or patients are asked for and no contact tells its
    /// patient.</exception>
    /// <exception cref="OperationCanceledException">Stopped from outside.</exception>
    public static ExpectedResult Run(ExpectedRequest request, GroupedInput input)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(input);
        var (days, diagnoses, complicated, readmitted) =
            (new StandardisedMeasure(), new StandardisedMeasure(), new StandardisedMeasure(), new Readmissions(request.Within));
        var (hasPatient, followed, unfollowed) = (false, 0L, 0L);
        var counts = new Dictionary<(ReportingUnit, string), long>();
        var read = input.Read(
            new(request.By) { KeepsIds = request.HasPatients, KeepsDates = request.HasPatients }, (request.Contacts, Take));
        if (request.HasPatients && counts.Count > 0 && !hasPatient)
            throw new RefusedException($"No contact tells its patient: name the column of patients.");
        if (unfollowed > 0 && followed == 0)
        {
            throw new RefusedException(
                $"No inpatient contact has both dates as a date that can be read, and readmissions need them: check the columns of " +
                $"admission and discharge.");
        }

        if (counts.Keys.Select(each => each.Item1).Distinct().Count() == 1)
        {
            throw new RefusedException(
                $"All contacts are of one unit, and there is nothing to compare it with: choose other columns of units, or add other " +
                $"units' contacts.");
        }

        return new(
            request.By,
            [
                .. new[]
                {
                    ("care_days", days), ("secondary_diagnoses", diagnoses), ("complicated", complicated),
                    ("readmissions", request.HasPatients ? readmitted.Measure() : new()),
                }.Where(measure => measure.Item2.Contacts > 0)
                    .Select(measure => (measure.Item1, measure.Item2.Units(request.Overdispersion))),
            ],
            [
                .. request.Areas
                    .Select(area => (area.Name, area.Units(counts.Select(each => (each.Key.Item1, each.Key.Item2, each.Value))))),
            ],
            read,
            unfollowed);

        void Take(ReadOnlySpan<GroupedContact> contacts)
        {
            foreach (ref readonly var contact in contacts)
            {
                if (contact.Drg.Length == 0)
                    continue;
                var unit = contact.Unit;
                hasPatient |= contact.Id is { Length: > 0 };
                counts[(unit, contact.Drg)] = counts.GetValueOrDefault((unit, contact.Drg)) + 1;
                diagnoses.Add(unit, contact.Drg, contact.SecondaryDiagnoses);
                if (ComplicationFamily.Of(contact.Drg) is { } family)
                    complicated.Add(unit, family.Base, family.IsComplicated ? 1 : 0);
                if (contact.Days <= 0 || (CareForm.TryRead(contact.CareForm ?? "", out var form) && form.Word is "outpatient" or "primary"))
                    continue;
                days.Add(unit, contact.Drg, contact.Days);
                if (!request.HasPatients)
                    continue;
                if (contact is { Id: { Length: > 0 } patient, Admitted: { } admitted, Discharged: { } discharged })
                {
                    readmitted.Add(patient, admitted, discharged, unit, contact.Drg);
                    followed++;
                }
                else
                {
                    unfollowed++;
                }
            }
        }
    }
}
