#!/bin/bash
# The same contacts as a table and as a bulk export of FHIR (Encounter, Condition, Procedure, Patient), grouped in turns: seconds, CPU seconds
# and peak memory of each, encounters a CPU second, the ratio of the two, and that no group differs. fhir.sh [contacts] [folder] [turns]
set -euo pipefail
cd "$(dirname "$0")/.."
contacts=${1:-200000}
folder=${2:-artifacts/fhir}
turns=${3:-3}
mkdir -p "$folder/export"
export GRUPPERA_HOME=$folder/home
program=${GRUPPERA:-artifacts/bin/Gruppera.Cli/release/Gruppera.Cli}
. bench/step.sh

"$program" synth --contacts "$contacts" --seed 7 -o "$folder/all.csv" --quiet
# Primary care, pairs, leave, and contacts without sex or diagnosis have no plain way into FHIR: they are left out of both.
"$program" sql "copy (select * from read_csv('$folder/all.csv', all_varchar = true) where care_form in ('inpatient', 'outpatient') and diagnoses <> ''
  and sex in ('M', 'F') and diagnoses not like '%*%' and coalesce(leave_days, '0') in ('', '0')) to '$folder/c.csv' (header)"
contacts=$("$program" sql --format csv "select count(*) from read_csv('$folder/c.csv', all_varchar = true)" | tail -n 1)

# One resource a line.
export_of() {
  "$program" sql "create table c as select *, coalesce(discharge_date, admission_date) as last, string_split(diagnoses, ' ') as dx,
    string_split(coalesce(procedures, ''), ' ') as px from read_csv('$folder/c.csv', types = {'diagnoses': 'VARCHAR', 'procedures': 'VARCHAR'});
    copy ($2) to '$folder/export/$1.ndjson' (format csv, header false, quote '', escape '', delimiter '\t')"
}

icd=http://hl7.org/fhir/sid/icd-10
kva=urn:oid:1.2.752.116.1.3.2.1.4
export_of Patient "select to_json({resourceType: 'Patient', id: 'p' || id, gender: if(sex = 'M', 'male', 'female'),
  birthDate: (admission_date - age_days::int)::varchar})::varchar from c"
export_of Encounter "select to_json({resourceType: 'Encounter', id: id::varchar, status: 'finished',
  class: {code: if(care_form = 'inpatient', 'IMP', 'AMB')}, subject: {reference: 'Patient/p' || id},
  period: {start: admission_date::varchar, 'end': last::varchar}, hospitalization: {dischargeDisposition: {coding: [{code: case discharge
    when 'E' then 'exp' when 'R' then 'other-hcf' when 'L' then 'aadvice' else 'home' end}]}},
  diagnosis: list_transform(range(1, len(dx) + 1), i -> {condition: {reference: 'Condition/' || id || '-' || i}, rank: i})})::varchar from c"
export_of Condition "select to_json({resourceType: 'Condition', id: id || '-' || i, subject: {reference: 'Patient/p' || id},
  code: {coding: [{system: '$icd', code: dx[i]}]}})::varchar from c, lateral (select unnest(range(1, len(dx) + 1)) as i)"
export_of Procedure "select to_json({resourceType: 'Procedure', id: id || '-' || i, status: 'completed', subject: {reference: 'Patient/p' || id},
  encounter: {reference: 'Encounter/' || id}, code: {coding: [{system: '$kva', code: px[i]}]}})::varchar
  from c, lateral (select unnest(range(1, len(px) + 1)) as i) where px[i] <> ''"

for _ in $(seq "$turns"); do
  step "table" "$program" group "$folder/c.csv" -o "$folder/table.csv" --quiet
  table=$cpu
  step "FHIR" "$program" group "$folder/export" -o "$folder/fhir.csv" --quiet
  awk -v a="$table" -v b="$cpu" 'BEGIN { printf "  FHIR takes %.1f times the CPU time of the table\n", b / a }'
done

"$program" sql "select count(*) as contacts, count(*) filter (where t.drg is distinct from f.drg or t.rtc is distinct from f.rtc) as other_groups
  from read_csv('$folder/table.csv', all_varchar = true) t full join read_csv('$folder/fhir.csv', all_varchar = true, delim = ';') f using (id)"
