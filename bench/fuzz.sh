#!/bin/bash
# Fuzzing by hand: AFL++ with SharpFuzz on each target, guided by what was reached; then changed seeds without AFL.
# usage: bench/fuzz.sh [seconds a target] [target ...]. AFL++ (afl-fuzz) and the tool SharpFuzz.CommandLine (sharpfuzz) must be there.
# A fault is kept in artifacts/fuzz/TARGET/default/crashes: mend it, and copy it to tests/Gruppera.Fuzz/Seeds/TARGET.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}
shift || true
targets=("$@")
[ ${#targets[@]} -gt 0 ] || mapfile -t targets < <(ls tests/Gruppera.Fuzz/Seeds)
dotnet build tests/Gruppera.Fuzz --configuration Release --nologo -v q
folder=artifacts/fuzz
rm -rf "$folder"
mkdir -p "$folder"
cp -r artifacts/bin/Gruppera.Fuzz/release "$folder/bin"
for assembly in Gruppera Gruppera.Formats Gruppera.Casemix Gruppera.Workflows; do
  sharpfuzz "$folder/bin/$assembly.dll"
done
export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_AUTORESUME=0
for target in "${targets[@]}"; do
  afl-fuzz -m none -V "$seconds" -t 20000 -i "tests/Gruppera.Fuzz/Seeds/$target" -o "$folder/$target" \
    dotnet "$folder/bin/Gruppera.Fuzz.dll" afl "$target" >"$folder/$target.log" 2>&1 || true
  awk -v name="$target" -F' *: *' '$1 == "execs_done" { n = $2 } $1 == "edges_found" { e = $2 } $1 == "saved_crashes" { c = $2 } $1 == "saved_hangs" { h = $2 }
    END { printf "afl  %-10s %10d executions, %5d edges, %d faults, %d hangs\n", name, n, e, c, h }' "$folder/$target/default/fuzzer_stats"
done
for target in "${targets[@]}"; do
  printf 'own  '
  artifacts/bin/Gruppera.Fuzz/release/Gruppera.Fuzz run "$target" "$seconds" || true
done
