#!/bin/bash
# The whole chain, from made-up contacts of two years to money and a report; seconds of each step. chain.sh [contacts a year] [folder]
set -euo pipefail
cd "$(dirname "$0")/.."
contacts=${1:-1000000}
folder=${2:-artifacts/chain}
mkdir -p "$folder"
export GRUPPERA_HOME=$folder/home
./gruppera --version >/dev/null

step() {
  local name=$1 start
  shift
  start=$(date +%s%N)
  # quality ends with 5 where it has findings, and planted rows cannot be read (3).
  "$@" >"$folder/$name.txt" 2>&1 || [ $? -ge 3 ] || { tail "$folder/$name.txt"; exit 1; }
  awk -v name="$name" -v ns=$(($(date +%s%N) - start)) 'BEGIN { printf "%-10s %7.1f s\n", name, ns / 1e9 }'
}

echo '{ "name": "Region Exempel", "version": "1", "prices": [ { "price": 63493 } ], "costOutliers": { "pay": "cost" }, "withoutWeight": "cost" }' >"$folder/payer.json"
for year in 2024 2025; do
  step "synth$year" ./gruppera synth --contacts "$contacts" --year $year --seed $year --kpp --truth "$folder/truth$year.json" -o "$folder/contacts$year.csv"
  step "group$year" ./gruppera group "$folder/contacts$year.csv" -o "$folder/grouped$year.csv"
done
a=$folder/grouped2024.csv
b=$folder/grouped2025.csv
step quality ./gruppera quality "$folder/contacts2025.csv" --by hospital -o "$folder/quality.csv"
step weights ./gruppera weights compute "$a" -o "$folder/weights.json"
step trim ./gruppera trim compare "$b"
step casemix ./gruppera casemix "$b" --weights "$folder/weights.json" --by hospital
step compare ./gruppera compare --a "$a" --b "$b" --weights "$folder/weights.json" --by hospital
step pay ./gruppera pay "$b" --weights "$folder/weights.json" --rules "$folder/payer.json" -o "$folder/paid.csv"
step report ./gruppera report casemix "$b" --previous "$a" --weights "$folder/weights.json" -o "$folder/report.html"
