using System.Globalization;
using Gruppera.Formats.Contacts;
using Gruppera.Grouping;
using Gruppera.Workflows.Episodes;
using Gruppera.Workflows.Waiting;

namespace Gruppera.Workflows.Quality;

/// <summary>Looks for what the coding rules say against, contact by contact. Remembers a hash of each contact to find doubles.
/// Not thread-safe.</summary>
internal sealed class QualityChecker
{
    private static readonly ProcedureCode Unplanned = ProcedureCode.Parse("XS100");
    private readonly Grouper _grouper;
    private readonly QualitySettings _settings;
    private readonly RecordReader _reader;
    private readonly SetKnowledge _set;
    private readonly DiagnosisChecks _diagnoses;
    private readonly SeenContacts _seen;
    private readonly KeyedHash _hash = new();
    private readonly HashSet<string> _administration;
    private readonly HashSet<string> _outside;
    private readonly int _maxAgeDays;

    internal QualityChecker(Grouper grouper, SetKnowledge set, QualitySettings settings, RecordReader reader)
    {
        (_grouper, _set, _settings, _reader) = (grouper, set, settings, reader);
        _diagnoses = new(set, settings, reader);
        _administration = [.. settings.Administration];
        _outside = [.. settings.Outside];
        _seen = new(settings.MaxRemembered);
        _maxAgeDays = AgeInDays.FromYears(settings.MaxAge).Days;
    }

    internal long NotRemembered => _seen.NotRemembered;

    /// <summary>Reports what is found in the contact that the reader read last.</summary>
    internal void Check(ContactRecord record, Report report)
    {
        var result = _grouper.Group(record.Contact);
        _diagnoses.Check(record, result, report);
        CheckPatient(record, result, report);
        CheckTimes(record, report);
        CheckProcedures(record, result, report);
        CheckVisit(record, report);
        CheckContact(record, report);
        CheckMedicines(record, report);
        CheckValidity(record, report);
    }

    /// <summary>The day that decides is that of discharge, as for the set; of a visit its own.</summary>
    private void CheckValidity(ContactRecord record, Report report)
    {
        if ((record.DischargeDate ?? record.Admission) is not { } day)
            return;
        for (var i = 0; i < record.Contact.Diagnoses.Length; i++)
        {
            var diagnosis = record.Contact.Diagnoses[i];
            foreach (var code in new[] { diagnosis.Code, diagnosis.Dagger }.Where(code => _set.Validity.IsOut(code, day)))
                report(QualityCodes.CodeNotValid, _reader.DiagnosisColumn(i), code.ToString());
        }

        for (var i = 0; i < record.Contact.Procedures.Length; i++)
        {
            if (_set.Validity.IsOut(record.Contact.Procedures[i], day))
                report(QualityCodes.CodeNotValid, _reader.ProcedureColumn(i), record.Contact.Procedures[i].ToString());
        }
    }

    /// <summary>Start, physician and end of a visit: each a time, in this order. Times of a day alone may pass midnight once.</summary>
    private void CheckTimes(ContactRecord record, Report report)
    {
        var visit = VisitTimes.Of(record);
        if (visit.Unreadable is { } role)
            report(QualityCodes.TimeUnreadable, _reader.NameOf(role), "");
        else if (visit.IsInWrongOrder)
            report(QualityCodes.TimesInWrongOrder, _reader.NameOf(ContactRole.StartTime), "");
    }

    private void CheckPatient(ContactRecord record, in GroupingResult result, Report report)
    {
        var contact = record.Contact;
        if (contact.Age.Days > _maxAgeDays)
            report(QualityCodes.AgeImpossible, AgeColumn(), "");
        if (record.DischargeDate < record.Admission)
            report(QualityCodes.DatesImpossible, _reader.NameOf(ContactRole.DischargeDate), "");
        else if (record.CareForm == CareForm.Inpatient && contact.Duration.Days < 1)
            report(
                QualityCodes.DatesImpossible,
                _reader.NameOf(_reader.Has(ContactRole.Duration) ? ContactRole.Duration : ContactRole.DischargeDate), "");
        if (contact.Sex == Sex.Missing && SexMatters(contact))
            report(QualityCodes.SexMissing, _reader.NameOf(ContactRole.Sex), "");
        if (result.ReturnCode.Value is '4' or '5')
            report(QualityCodes.AgeAgainstDiagnosis, AgeColumn(), contact.Diagnoses.FirstOrDefault().ToString());
    }

    /// <summary>True if a man, a woman and a person without sex do not all get the same rule.</summary>
    private bool SexMatters(CareContact contact)
    {
        var missing = _grouper.Group(contact);
        return _grouper.Group(contact with { Sex = Sex.Male }).Rank != missing.Rank
            || _grouper.Group(contact with { Sex = Sex.Female }).Rank != missing.Rank;
    }

    private void CheckProcedures(ContactRecord record, in GroupingResult result, Report report)
    {
        var procedures = record.Contact.Procedures;
        for (var i = 0; i < procedures.Length; i++)
        {
            if (!_set.Knows(procedures[i]) && !KnownCodes.IsMedicine(procedures[i].ToString()))
                report(QualityCodes.ProcedureUnknown, _reader.ProcedureColumn(i), procedures[i].ToString());
        }

        if (result.ReturnCode.Value == '7')
            report(QualityCodes.ProcedureUnrelated, procedures.IsEmpty ? "" : _reader.ProcedureColumn(0), result.Drg);
        if (record.IsInpatient && procedures.IndexOf(Unplanned) is >= 0 and var place)
            report(QualityCodes.UnplannedOnStay, _reader.ProcedureColumn(place), Unplanned.ToString());
    }

    private void CheckVisit(ContactRecord record, Report report)
    {
        var procedures = record.Contact.Procedures;
        if (record.IsInpatient || record.CareForm is CareForm.Inpatient or CareForm.Outside || procedures.Contains(Unplanned))
            return;
        if (_set.AsksProfession && !procedures.Any(SetKnowledge.IsProfession))
            report(QualityCodes.ProfessionMissing, "", "");
        if (_set.AsksForm && !procedures.Any(code => SetKnowledge.IsForm(code) || IsDistance(code)))
            report(QualityCodes.VisitFormMissing, "", "");
    }

    /// <summary>Letters, telephone and other contacts at a distance have no form of visit: XS001 to XS099.</summary>
    private static bool IsDistance(ProcedureCode code) => code.ToString().StartsWith("XS0", StringComparison.Ordinal);

    private void CheckContact(ContactRecord record, Report report)
    {
        var contact = record.Contact;
        if (record.CareForm == CareForm.Outside)
            report(QualityCodes.OutsideNordDrg, _reader.NameOf(ContactRole.CareForm), "");
        else if (_outside.Count > 0 && Codes(contact).FirstOrDefault(_outside.Contains) is { } code)
            report(QualityCodes.OutsideNordDrg, "", code);
        if (contact.Duration.Days > _settings.CareDaysWithLeave && Number(record.LeaveDays) > 0)
            report(QualityCodes.LongWithLeave, _reader.NameOf(ContactRole.LeaveDays), "");
        if (record.Patient.Length == 0 || record.Hospital.Length == 0 || record.Admission is null)
            return;
        var all =
            $"{record.Patient}\n{record.Hospital}\n{record.Admission:O}\n{record.StartTime}\n{contact.Duration.Days}\n" +
            $"{string.Join(' ', Codes(contact))}";
        if (!_seen.Add((ulong)_hash.Of(all)))
            report(QualityCodes.ContactTwice, "", "");
    }

    private void CheckMedicines(ContactRecord record, Report report)
    {
        var contact = record.Contact;
        var medicines = Codes(contact).Where(KnownCodes.IsMedicine).ToList();
        var given = contact.Procedures.IndexOf(contact.Procedures.FirstOrDefault(code => _administration.Contains(code.ToString())));
        if (given >= 0 && medicines.Count == 0)
            report(QualityCodes.MedicineWithoutAtc, _reader.ProcedureColumn(given), contact.Procedures[given].ToString());
        if (!_reader.Has(ContactRole.Cost) || contact.Procedures.Contains(Unplanned))
            return;
        Costs.TryRead(record.Cost, out var cost);
        if (cost is null or 0 && medicines.Find(_set.Steers) is { } medicine)
            report(QualityCodes.MedicineWithoutCost, _reader.NameOf(ContactRole.Cost), medicine);
        else if (cost <= 0)
            report(QualityCodes.CostNotPositive, _reader.NameOf(ContactRole.Cost), "");
    }

    private string AgeColumn() => _reader.NameOf(
        new[] { ContactRole.AgeDays, ContactRole.BirthDate, ContactRole.AgeYears, ContactRole.BirthYear }.FirstOrDefault(
            _reader.Has, ContactRole.AgeDays));

    private static IEnumerable<string> Codes(CareContact contact) =>
        contact.Diagnoses.Select(diagnosis => diagnosis.ToString()).Concat(contact.Procedures.Select(code => code.ToString()));

    private static int Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}

/// <summary>Takes a finding about the current contact.</summary>
internal delegate void Report(IssueCode code, string column, string value);
