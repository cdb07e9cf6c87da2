using System.Text.Json;

namespace Gruppera.Formats.Fhir;

/// <summary>Resources -> records in a store: encounters, and of conditions, procedures and patients what contacts need. Not
/// thread-safe.</summary>
internal sealed class FhirReader(FhirMapping mapping, Func<string, bool> isAsterisk, FhirTally tally, FhirStore store)
{
    private readonly FhirCodes _codes = new(mapping, isAsterisk, tally);
    private readonly FhirDates _dates = new(mapping.Zone, tally);
    private long _encounters;

    /// <summary>True once there was a resource of a kind that contacts are made of.</summary>
    internal bool HasFound { get; private set; }

    /// <summary>Takes a resource.</summary>
    /// <param name="fullUrl">Its address in a bundle; empty outside of one.</param>
    /// <param name="resource">The resource; null for what is no JSON, which becomes a row that cannot be read.</param>
    internal void Take(string fullUrl, JsonElement? resource)
    {
        if (resource is not { } given)
        {
            var broken = new EncounterRecord { Number = _encounters++, IsReadable = false };
            store.Add(RecordKind.Encounter, "", [], broken.Write);
            return;
        }

        var type = FhirElement.Text(given, "resourceType");
        switch (type)
        {
            case "Encounter":
                TakeEncounter(fullUrl, given);
                break;
            case "Condition":
                TakeCode(RecordKind.Condition, fullUrl, given, Condition(given), "");
                break;
            case "Procedure":
                TakeProcedure(given, fullUrl);
                break;
            case "Patient":
                TakePatient(fullUrl, given);
                break;
            default:
                tally.Add(FormatIssues.FhirOther, "", type);
                return;
        }

        HasFound = true;
    }

    /// <summary>The keys that a resource is known by: its address in a bundle where that is a name, and its type and id.</summary>
    private static string[] KeysOf(string fullUrl, JsonElement resource)
    {
        var (type, id) = (FhirElement.Text(resource, "resourceType"), FhirElement.Text(resource, "id"));
        var (url, own) = (FhirElement.KeyOf(fullUrl), id.Length > 0 ? $"{type}/{id}" : "");
        return url.Length == 0 || url == own ? own.Length == 0 ? [] : [own] : own.Length == 0 ? [url] : [url, own];
    }

    private void TakePatient(string fullUrl, JsonElement patient)
    {
        var birth = FhirElement.Text(patient, "birthDate");
        var isYear = birth.Length is 4 or 7;
        if (birth.Length == 7)
            tally.Add(FormatIssues.FhirIncompleteDate, "Patient.birthDate");
        if (FhirElement.Member(patient, "deceasedBoolean") is { ValueKind: JsonValueKind.True })
            tally.Add(FormatIssues.FhirIncompleteDate, "Patient.deceased");
        var record = new PatientRecord(
            isYear ? "" : _dates.Day(birth, "Patient.birthDate", out _), isYear ? birth[..4] : "",
            FhirElement.Text(patient, "gender") switch { "male" => "M", "female" => "F", _ => "" },
            _dates.Day(FhirElement.Text(patient, "deceasedDateTime"), "Patient.deceased", out _));
        foreach (var key in KeysOf(fullUrl, patient))
            store.Add(RecordKind.Patient, key, [key], record.Write);
    }

    private string Condition(JsonElement condition)
    {
        foreach (var coding in FhirElement.Codings(condition, "verificationStatus"))
        {
            if (!mapping.NotVerified.Contains(FhirElement.Text(coding, "code")))
                continue;
            tally.Add(FormatIssues.FhirLeftOut, "Condition.verificationStatus", FhirElement.Text(coding, "code"));
            return "";
        }

        return _codes.Diagnosis(condition);
    }

    private void TakeProcedure(JsonElement procedure, string fullUrl)
    {
        var status = FhirElement.Text(procedure, "status");
        if (!mapping.Performed.Contains(status))
        {
            tally.Add(FormatIssues.FhirLeftOut, "Procedure.status", status);
            return;
        }

        if (FhirElement.Reference(procedure, "encounter").Length == 0)
        {
            tally.Add(FormatIssues.FhirWithoutContact, "Procedure.encounter");
            return;
        }

        var when = FhirElement.Text(procedure, "performedDateTime") is { Length: > 0 } at ? at
            : FhirElement.Member(procedure, "performedPeriod") is { } period ? FhirElement.Text(period, "start") : "";
        if (_codes.Procedure(procedure) is { Length: > 0 } code)
            TakeCode(RecordKind.Procedure, fullUrl, procedure, code, when);
    }

    private void TakeCode(RecordKind kind, string fullUrl, JsonElement resource, string code, string order)
    {
        var subject = FhirElement.Reference(resource, "subject");
        var record = new CodeRecord(subject, FhirElement.Reference(resource, "encounter"), code, order);
        store.Add(kind, subject, KeysOf(fullUrl, resource), record.Write);
    }

    private void TakeEncounter(string fullUrl, JsonElement encounter)
    {
        var status = FhirElement.Text(encounter, "status");
        if (!mapping.Statuses.Contains(status))
        {
            tally.Add(FormatIssues.FhirLeftOut, "Encounter.status", status);
            return;
        }

        if (FhirElement.Reference(encounter, "partOf").Length > 0)
            tally.Add(FormatIssues.FhirPart, "Encounter.partOf");
        var keys = KeysOf(fullUrl, encounter);
        var subject = FhirElement.Reference(encounter, "subject");
        var period = FhirElement.Member(encounter, "period") ?? default;
        var admission = _dates.Day(FhirElement.Text(period, "start"), "Encounter.period", out var start);
        var discharge = _dates.Day(FhirElement.Text(period, "end"), "Encounter.period", out var end);
        var meanings = new List<CodeMeaning>();
        FindMeanings(encounter, meanings);
        var record = new EncounterRecord
        {
            Number = _encounters++,
            Keys = keys,
            Subject = subject,
            Cells =
            [
                FhirElement.Text(encounter, "id") is { Length: > 0 } id ? id : FhirElement.IdOf(keys.FirstOrDefault("")),
                Hospital(encounter),
                meanings.Find(each => each.CareForm.Length > 0)?.CareForm ?? CareForm(encounter),
                meanings.Find(each => each.Specialty.Length > 0)?.Specialty ?? "",
                admission, discharge, start, end, Discharge(encounter),
            ],
            Diagnoses = [.. Diagnoses(encounter)],
            MoreDiagnoses = Joined(meanings.Select(each => each.Diagnoses)),
            MoreProcedures = Joined(meanings.Select(each => each.Procedures)),
        };
        store.Add(RecordKind.Encounter, subject, [], record.Write);
    }

    private static string Joined(IEnumerable<string> codes) => string.Join(' ', codes.Where(code => code.Length > 0).Distinct());

    private static string Hospital(JsonElement encounter)
    {
        if (FhirElement.Member(encounter, "serviceProvider") is not { } provider)
            return "";
        return FhirElement.Text(provider, "reference") is { Length: > 0 } reference ? FhirElement.IdOf(FhirElement.KeyOf(reference))
            : FhirElement.Member(provider, "identifier") is { } identifier && FhirElement.Text(identifier, "value") is { Length: > 0 } value
                ? value : FhirElement.Text(provider, "display");
    }

    /// <summary>The codings of the class: one in R4, those of a list of concepts in R5.</summary>
    private static IEnumerable<JsonElement> ClassOf(JsonElement encounter) =>
        FhirElement.Member(encounter, "class") is { ValueKind: JsonValueKind.Object } coding
            ? [coding]
            : FhirElement.List(encounter, "class").SelectMany(each => FhirElement.List(each, "coding"));

    private string CareForm(JsonElement encounter)
    {
        var code = ClassOf(encounter).Select(each => FhirElement.Text(each, "code")).FirstOrDefault("");
        if (mapping.Classes.TryGetValue(code, out var form))
            return form;
        tally.AddUnknown("Encounter.class", code);
        return "";
    }

    private string Discharge(JsonElement encounter)
    {
        if (FhirElement.Member(encounter, "hospitalization") is not { } stay
            || FhirElement.Member(stay, "dischargeDisposition") is not { })
            return "";
        var other = "";
        foreach (var coding in FhirElement.Codings(stay, "dischargeDisposition"))
        {
            var code = FhirElement.Text(coding, "code");
            if (mapping.Dispositions.TryGetValue(code, out var letter))
                return letter;
            other = code;
        }

        tally.AddUnknown("Encounter.dischargeDisposition", other);
        return "";
    }

    private IEnumerable<DiagnosisRecord> Diagnoses(JsonElement encounter)
    {
        foreach (var each in FhirElement.List(encounter, "diagnosis"))
        {
            var use = UseOf(each);
            var key = FhirElement.Reference(each, "condition");
            if (use.Kind == UseKind.None || key.StartsWith("Procedure/", StringComparison.Ordinal))
                continue;
            var rank = FhirElement.Member(each, "rank") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var given)
                ? given : int.MaxValue;
            if (!key.StartsWith('#'))
                yield return new(key, "", use, rank);
            else if (FhirElement.List(encounter, "contained").FirstOrDefault(
                inner => FhirElement.Text(inner, "id") == key[1..]) is { ValueKind: JsonValueKind.Object } contained)
                yield return new("", Condition(contained), use, rank);
            else
                tally.Add(FormatIssues.FhirNotThere, "Encounter.diagnosis");
        }
    }

    private DiagnosisUse UseOf(JsonElement diagnosis)
    {
        if (FhirElement.Member(diagnosis, "use") is null)
            return mapping.Uses.GetValueOrDefault("");
        var other = "";
        foreach (var coding in FhirElement.Codings(diagnosis, "use"))
        {
            var code = FhirElement.Text(coding, "code");
            if (code.Length > 0 && mapping.Uses.TryGetValue(code, out var use))
            {
                if (use.Kind == UseKind.None)
                    tally.Add(FormatIssues.FhirLeftOut, "Encounter.diagnosis.use", code);
                return use;
            }

            other = code;
        }

        tally.AddUnknown("Encounter.diagnosis.use", other);
        return default;
    }

    /// <summary>What codes of the encounter mean by the mapping.</summary>
    private void FindMeanings(JsonElement encounter, List<CodeMeaning> found)
    {
        foreach (var element in mapping.Codes)
        {
            var codings = element.Key switch
            {
                "class" => ClassOf(encounter),
                "type" => FhirElement.List(encounter, "type").SelectMany(each => FhirElement.List(each, "coding")),
                "participant" => FhirElement.List(encounter, "participant").SelectMany(each => FhirElement.List(each, "type"))
                    .SelectMany(each => FhirElement.List(each, "coding")),
                _ => FhirElement.Codings(encounter, element.Key),
            };
            foreach (var coding in codings)
            {
                var (system, code) = (FhirElement.Text(coding, "system"), FhirElement.Text(coding, "code"));
                found.AddRange(element.Where(each => each.Code == code && (each.System.Length == 0 || each.System == system)));
            }
        }
    }
}
