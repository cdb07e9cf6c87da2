using Gruppera.Formats.Csv;
using Gruppera.Formats.Files;

namespace Gruppera.Formats.Fhir;

/// <summary>Records of a store -> rows of contacts, in the order of the encounters. Not thread-safe.</summary>
internal sealed class FhirRows(FhirStore store, FhirTally tally)
{
    private static readonly CodeRecord NoCode = new("", "", "", "");
    private static readonly PatientRecord NoPatient = new("", "", "", "");

    /// <summary>The header.</summary>
    internal const string Header =
        "id;patient;hospital;care_form;specialty;sex;birth_date;birth_year;admission_date;discharge_date;start_time;end_time;discharge;" +
        "death_date;principal;secondary;procedures";

    /// <summary>The rows: from memory as they are joined, from files through a merge of the parts.</summary>
    internal IEnumerable<string> Read()
    {
        if (!store.IsInFiles)
        {
            foreach (var open in store.Read())
                foreach (var (_, row) in Part(open))
                    yield return row;
            yield break;
        }

        var parts = new List<Stream>();
        try
        {
            foreach (var open in store.Read())
                parts.Add(Keep(open));
            foreach (var row in Merge(parts))
                yield return row;
        }
        finally
        {
            foreach (var part in parts)
                part.Dispose();
        }
    }

    private FileStream Keep(Func<BinaryReader> open)
    {
        var file = PrivateFile.CreateTemporary();
        var writer = new BinaryWriter(file);
        foreach (var (number, row) in Part(open))
        {
            writer.Write(number);
            writer.Write(row);
        }

        writer.Flush();
        file.Position = 0;
        return file;
    }

    private static IEnumerable<string> Merge(List<Stream> parts)
    {
        var next = new PriorityQueue<(BinaryReader Reader, long Length), long>();
        foreach (var part in parts)
            Enter(new(part), part.Length);
        while (next.TryDequeue(out var first, out _))
        {
            yield return first.Reader.ReadString();
            Enter(first.Reader, first.Length);
        }

        void Enter(BinaryReader reader, long length)
        {
            if (reader.BaseStream.Position < length)
                next.Enqueue((reader, length), reader.ReadInt64());
        }
    }

    /// <summary>The contacts of some patients, with their numbers.</summary>
    private IEnumerable<(long Number, string Row)> Part(Func<BinaryReader> open)
    {
        var (patients, conditions) = (new Dictionary<string, PatientRecord>(), new Dictionary<string, CodeRecord>());
        var (ofEncounters, procedures) = (new Dictionary<string, List<CodeRecord>>(), new Dictionary<string, List<CodeRecord>>());
        foreach (var (head, reader) in Records(open()))
        {
            if (head.Kind == RecordKind.Patient)
            {
                patients[head.Subject] = PatientRecord.Read(reader);
            }
            else if (head.Kind == RecordKind.Encounter)
            {
                EncounterRecord.Read(reader);
            }
            else
            {
                var record = CodeRecord.Read(reader);
                var isNew = head.Kind == RecordKind.Procedure || !head.Keys.Any(conditions.ContainsKey);
                foreach (var key in head.Kind == RecordKind.Condition ? head.Keys : [])
                    conditions[key] = record;
                if (isNew && record.Encounter.Length > 0)
                    Of(head.Kind == RecordKind.Condition ? ofEncounters : procedures, record.Encounter).Add(record);
            }
        }

        var seen = new HashSet<string>();
        foreach (var (head, reader) in Records(open()))
        {
            if (head.Kind != RecordKind.Encounter)
            {
                if (head.Kind == RecordKind.Patient)
                    PatientRecord.Read(reader);
                else
                    CodeRecord.Read(reader);
                continue;
            }

            var encounter = EncounterRecord.Read(reader);
            if (!encounter.IsReadable)
            {
                yield return (encounter.Number, "?");
                continue;
            }

            if (encounter.Keys.Any(key => !seen.Add(key)))
            {
                tally.Add(FormatIssues.FhirTwice, "Encounter.id");
                continue;
            }

            yield return (encounter.Number, Row(
                encounter, patients.GetValueOrDefault(encounter.Subject, NoPatient), Diagnoses(encounter, conditions, ofEncounters),
                Procedures(encounter, procedures)));
        }

        foreach (var list in procedures.Values)
            foreach (var _ in list)
                tally.Add(FormatIssues.FhirNotThere, "Procedure.encounter");

        static List<CodeRecord> Of(Dictionary<string, List<CodeRecord>> lists, string key) =>
            lists.TryGetValue(key, out var list) ? list : lists[key] = [];
    }

    private static IEnumerable<(FhirRecordHead Head, BinaryReader Reader)> Records(BinaryReader reader)
    {
        // Asked once: of a file it is a call to the system.
        var length = reader.BaseStream.Length;
        while (reader.BaseStream.Position < length)
            yield return (FhirRecordHead.Read(reader), reader);
    }

    /// <summary>The principal diagnosis, or empty, and the others.</summary>
    private (string Principal, List<string> Others) Diagnoses(
        EncounterRecord encounter, Dictionary<string, CodeRecord> conditions, Dictionary<string, List<CodeRecord>> ofEncounters)
    {
        var known = new List<(DiagnosisRecord Diagnosis, string Code)>();
        foreach (var diagnosis in encounter.Diagnoses)
        {
            var record = diagnosis.Condition.Length == 0 ? new(encounter.Subject, "", diagnosis.Code, "")
                : conditions.GetValueOrDefault(diagnosis.Condition, NoCode);
            if (record == NoCode)
                tally.Add(FormatIssues.FhirNotThere, "Encounter.diagnosis");
            else if (record.Subject != encounter.Subject)
                tally.Add(FormatIssues.FhirOtherPatient, "Encounter.diagnosis");
            else
                known.Add((diagnosis, record.Code));
        }

        if (encounter.Diagnoses.Count == 0)
            return OfConditions(encounter, ofEncounters);
        var inOrder = known.OrderBy(each => each.Diagnosis.Use.Kind != UseKind.Any).ThenBy(each => each.Diagnosis.Use.Order)
            .ThenBy(each => each.Diagnosis.Rank).ToList();
        if (inOrder is [{ Diagnosis: { Use.Kind: UseKind.Any } first }, var (second, _), ..] && second.Use == first.Use
            && second.Rank == first.Rank && inOrder[0].Code != inOrder[1].Code)
            tally.Add(FormatIssues.FhirAmbiguous, "Encounter.diagnosis.rank");
        var hasPrincipal = inOrder is [{ Diagnosis.Use.Kind: UseKind.Any }, ..];
        var principal = hasPrincipal ? inOrder[0].Code : "";
        var others = inOrder.Skip(hasPrincipal ? 1 : 0).Select(each => each.Code);
        return (principal, [.. others.Where(code => code.Length > 0 && code != principal).Distinct()]);
    }

    /// <summary>Without diagnoses of its own: the conditions that name the encounter. One alone is the principal diagnosis; of several
    /// nobody says which is.</summary>
    private (string Principal, List<string> Others) OfConditions(
        EncounterRecord encounter, Dictionary<string, List<CodeRecord>> ofEncounters)
    {
        var codes = new List<string>();
        foreach (var record in encounter.Keys.SelectMany(key => ofEncounters.GetValueOrDefault(key, [])))
        {
            if (record.Subject != encounter.Subject)
                tally.Add(FormatIssues.FhirOtherPatient, "Condition.encounter");
            else if (record.Code.Length > 0 && !codes.Contains(record.Code))
                codes.Add(record.Code);
        }

        if (codes.Count < 2)
            return (codes.FirstOrDefault(""), []);
        tally.Add(FormatIssues.FhirAmbiguous, "Encounter.diagnosis");
        return ("", codes);
    }

    private List<string> Procedures(EncounterRecord encounter, Dictionary<string, List<CodeRecord>> procedures)
    {
        var codes = new List<CodeRecord>();
        foreach (var key in encounter.Keys)
        {
            if (!procedures.Remove(key, out var list))
                continue;
            foreach (var record in list)
            {
                if (record.Subject == encounter.Subject)
                    codes.Add(record);
                else
                    tally.Add(FormatIssues.FhirOtherPatient, "Procedure.encounter");
            }
        }

        return [.. codes.OrderBy(record => record.Order, StringComparer.Ordinal).Select(record => record.Code)];
    }

    private static string Row(
        EncounterRecord encounter, in PatientRecord patient, (string Principal, List<string> Others) diagnoses, List<string> procedures)
    {
        var cells = encounter.Cells;
        return CsvText.Row(
        [
            cells[0], FhirElement.IdOf(encounter.Subject), cells[1], cells[2], cells[3], patient.Sex, patient.Birth, patient.BirthYear,
            cells[4], cells[5], cells[6], cells[7], cells[8], patient.Death, diagnoses.Principal,
            string.Join(' ', diagnoses.Others.Append(encounter.MoreDiagnoses).Where(code => code.Length > 0)),
            string.Join(' ', procedures.Append(encounter.MoreProcedures).Where(code => code.Length > 0)),
        ], ';');
    }
}
