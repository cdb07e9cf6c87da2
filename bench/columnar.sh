#!/bin/bash
# The same contacts through every way in and out: CSV, Parquet, SQL and, where PGHOST names a PostgreSQL, a database. Seconds, CPU seconds and
# peak memory of each step, and one hash of all groups, which must be the same. columnar.sh [contacts] [folder]
set -euo pipefail
cd "$(dirname "$0")/.."
contacts=${1:-1000000}
folder=${2:-artifacts/columnar}
mkdir -p "$folder"
export GRUPPERA_HOME=$folder/home
program=${GRUPPERA:-artifacts/bin/Gruppera.Cli/release/Gruppera.Cli}

. bench/step.sh

# One hash of the groups of a table or query.
hash_of() {
  "$program" sql --format csv "select md5(string_agg(concat_ws('|', id, drg, mdc, rtc, rule_id, split_part(issue, ' ', 1)), '' order by id::bigint)) from $1" | tail -n 1
}

same() {
  local hash
  hash=$(hash_of "$2")
  [ "${first:=$hash}" = "$hash" ] || { echo "$1: other groups than CSV"; exit 1; }
  echo "  $1: the same groups ($hash)"
}

"$program" synth --contacts "$contacts" --seed 7 -o "$folder/c.csv" --quiet
text="read_csv('$folder/c.csv', types = {'diagnoses': 'VARCHAR', 'procedures': 'VARCHAR'})"
"$program" sql "copy (select * replace (string_split(diagnoses, ' ') as diagnoses, string_split(procedures, ' ') as procedures) from $text) to '$folder/c.parquet'"
step "CSV to CSV" "$program" group "$folder/c.csv" -o "$folder/csv.csv" --quiet
step "CSV to Parquet" "$program" group "$folder/c.csv" -o "$folder/csv.parquet" --quiet
step "Parquet to CSV" "$program" group "$folder/c.parquet" -o "$folder/parquet.csv" --quiet
step "Parquet to Parquet" "$program" group "$folder/c.parquet" -o "$folder/parquet.parquet" --quiet
arguments="diagnoses, procedures, sex := sex, age_days := age_days, duration := duration, discharge := discharge, leave_days := leave_days,
  care_form := care_form, admission_date := admission_date, discharge_date := discharge_date"
step "Parquet through drg(), few facts" "$program" sql \
  "select count(drg(diagnoses, procedures, sex := sex, age_days := age_days, duration := duration)) from '$folder/c.parquet'"
step "Parquet through drg(), all facts" "$program" sql "select count(drg($arguments)) from '$folder/c.parquet'"
step "Parquet through drg() to Parquet" "$program" sql "select *, drg($arguments) as drg from '$folder/c.parquet'" -o "$folder/drg.parquet"
step "grouped() of Parquet" "$program" sql "select drg, count(*) from grouped('$folder/c.parquet') group by drg"
step "Parquet read by SQL alone" "$program" sql "select count(distinct sex), sum(age_days), sum(len(diagnoses)) from '$folder/c.parquet'"
if [ -n "${PGHOST:-}" ]; then
  psql -qc "drop table if exists bench_contacts, bench_grouped; create table bench_contacts (id int, patient text, hospital text, clinic text,
    care_form text, sex text, age_days int, admission_date date, discharge_date date, duration int, discharge text, leave_days int,
    diagnoses text, procedures text)" -c "\copy bench_contacts from '$folder/c.csv' csv header"
  step "PostgreSQL to CSV" "$program" group --from postgres: --query "select * from bench_contacts" -o "$folder/database.csv" --quiet
  step "CSV to PostgreSQL" "$program" group "$folder/c.csv" --to "postgres:table=bench_grouped" --quiet
  step "PostgreSQL to PostgreSQL" "$program" group --from postgres: --query "select * from bench_contacts" \
    --to "postgres:table=bench_grouped;mode=replace" --quiet
  psql -qc "\copy (select * from bench_grouped) to '$folder/back.csv' csv header"
  psql -qc "drop table bench_contacts, bench_grouped"
fi

for path in csv.csv parquet.csv database.csv back.csv; do
  [ -e "$folder/$path" ] && same "$path" "read_csv('$folder/$path', all_varchar = true, delim = '$([[ $path == csv.csv || $path == back.csv ]] && echo , || echo ';')')"
done
for path in csv.parquet parquet.parquet; do
  same "$path" "'$folder/$path'"
done
same "drg() and its kin" "(select id, drg($arguments) as drg, mdc($arguments) as mdc, rtc($arguments) as rtc, rule_id($arguments) as rule_id,
  coalesce(issue($arguments), g.issue) as issue from '$folder/c.parquet' join (select id, issue from '$folder/parquet.parquet') g using (id))"
