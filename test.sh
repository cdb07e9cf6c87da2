#!/bin/bash
# All tests: packages as locked, code as formatted, everything built with warnings as errors, every test run.
# Closes with "N passed, N failed, N skipped"; the exit code is 0 only where nothing failed.
set -u
cd "$(dirname "$0")"
results=artifacts/test-results
rm -rf "$results"
mkdir -p artifacts

gate() {
  local name=$1; shift
  local start=$SECONDS
  if "$@" >"artifacts/$name.log" 2>&1; then
    echo "gate $name: ok ($((SECONDS - start)) s)"
  else
    echo "gate $name: FAILED"
    tail -n 40 "artifacts/$name.log"
    gates_failed=$((gates_failed + 1))
  fi
}

# Stories in a browser need Chromium: on Debian, as root, it is installed; elsewhere they are skipped.
if ! command -v chromium chromium-browser google-chrome >/dev/null 2>&1; then
  if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] && { apt-get update && apt-get install -y --no-install-recommends chromium fonts-dejavu-core; } >artifacts/chromium.log 2>&1; then
    echo "chromium installed"
  else
    echo "skipped: the stories in a browser, for there is no Chromium here and it could not be installed"
  fi
fi

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dotnet.microsoft.com/download"; exit 1; }
gates_failed=0
gate restore dotnet restore Gruppera.slnx --locked-mode --nologo
gate build dotnet build Gruppera.slnx --configuration Release --no-restore --nologo
gate format dotnet format Gruppera.slnx --verify-no-changes --no-restore
if [ "$gates_failed" -eq 0 ]; then
  dotnet test Gruppera.slnx --configuration Release --no-build --nologo --logger trx --results-directory "$results" >artifacts/test.log 2>&1
  grep -E '^\s+(Failed|Skipped) |^(Passed|Failed)! ' artifacts/test.log | sort | uniq -c | sort -rn | sed 's/^ *1 //' | head -60
  grep -qE '^\s+Failed ' artifacts/test.log && grep -A 12 -E '^\s+Failed ' artifacts/test.log | head -200
fi

[ -d ../shared/norddrg ] || echo "skipped: tests on licensed definition tables, which are not here (../shared/norddrg)"

# The counters stand in the result files, one per test assembly; what was not executed was skipped.
read -r total executed passed failed <<EOF
$(cat "$results"/*.trx 2>/dev/null | tr '\n' ' ' | grep -oE '<Counters [^>]*>' | sed -E 's/.*total="([0-9]+)" executed="([0-9]+)" passed="([0-9]+)" failed="([0-9]+)".*/\1 \2 \3 \4/' |
  awk '{ t += $1; e += $2; p += $3; f += $4 } END { print t + 0, e + 0, p + 0, f + 0 }')
EOF
failed=$((failed + gates_failed))
[ "$total" -gt 0 ] || failed=$((failed > 0 ? failed : 1))
echo "$passed passed, $failed failed, $((total - executed)) skipped"
[ "$failed" -eq 0 ]
