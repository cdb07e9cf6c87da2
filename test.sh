#!/bin/bash
# All tests: packages as locked, code as formatted, everything built with warnings as errors, every test run.
# With --fast what is wanted while one works: a build of what changed, and the tests that take under a second; no browser, no other gates.
# With --only FILTER the tests that a filter of dotnet test names, as they were built: ./test.sh --only lane=heavy for those left out otherwise.
# Closes with "N passed, N failed, N skipped"; the exit code is 0 only where nothing failed.
set -u
cd "$(dirname "$0")"
exec </dev/null # nothing here asks anybody
export DEBIAN_FRONTEND=noninteractive
# One compiler for all projects, which loads the analysers once; it is ended with the run.
export UseSharedCompilation=true
trap 'timeout 60 dotnet build-server shutdown --vbcscompiler >/dev/null 2>&1' EXIT
lane=${1:-}
[ -z "$lane" ] || [ "$lane" = --fast ] || [ "$lane $#" = "--only 2" ] || { echo "usage: ./test.sh [--fast | --only FILTER]"; exit 2; }
results=artifacts/test-results$lane
rm -rf "$results" "$results.ended"
mkdir -p artifacts
licensed=${GRUPPERA_SHARED:-../shared}/norddrg

gate() {
  local name=$1; shift
  local start=$SECONDS
  if timeout 1200 "$@" >"artifacts/$name.log" 2>&1; then
    echo "gate $name: ok ($((SECONDS - start)) s)"
  else
    echo "gate $name: FAILED"
    tail -n 40 "artifacts/$name.log"
    gates_failed=$((gates_failed + 1))
  fi
}

tests() {
  timeout 2400 dotnet test "$1" --configuration Release --no-build --nologo --blame-hang-timeout 20m --blame-hang-dump-type none --logger "trx;LogFilePrefix=$(basename "$1")" \
    --results-directory "$results" "${@:2}" >"artifacts/test-$(basename "$1").log" 2>&1 || echo "$1" >>"$results.ended"
}

command -v dotnet >/dev/null || { echo "The .NET SDK 10 is needed: https://dotnet.microsoft.com/download"; exit 1; }
gates_failed=0
rm -f artifacts/test-*.log
if [ "$lane" = --fast ]; then
  # Tests carry [Trait("lane", "slow")], or "licensed" where they read licensed tables at length: these go on the fast lane where they skip.
  filter="lane!=slow&lane!=heavy"
  [ -d "$licensed" ] && filter="$filter&lane!=licensed"
  for project in Gruppera.Tests Gruppera.Host.Tests; do
    gate "build-$project" dotnet build "tests/$project" --configuration Release --nologo
  done
  if [ "$gates_failed" -eq 0 ]; then
    tests tests/Gruppera.Tests --filter "$filter" &
    tests tests/Gruppera.Host.Tests --filter "$filter"
    wait
  fi
elif [ "$lane" = --only ]; then
  tests Gruppera.slnx --filter "$2"
else
  # What tests need besides .NET is installed on Debian, as root; elsewhere the tests that need it are skipped.
  updated=
  install() {
    local what=$1; shift
    if command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] && { [ -n "$updated" ] || { updated=yes; timeout 120 apt-get update; }; timeout 300 apt-get install -y --no-install-recommends "$@"; } >"artifacts/install-$1.log" 2>&1; then
      echo "installed: $*"
    else
      echo "skipped: $what, for there is no $1 here and it could not be installed"
    fi
  }

  command -v chromium chromium-browser google-chrome >/dev/null 2>&1 || install "the stories in a browser" chromium fonts-dejavu-core
  command -v Rscript >/dev/null || install "tests of the package for R" r-base-core
  command -v python3 >/dev/null || install "tests of the package for Python" python3
  { command -v gcc && command -v make; } >/dev/null || install "tests of the C library" gcc libc6-dev make
  { command -v zsh && command -v fish; } >/dev/null || install "completion in zsh and fish" zsh fish
  ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || install "round trips through a database" postgresql

  gate restore dotnet restore Gruppera.slnx --locked-mode --nologo
  gate build dotnet build Gruppera.slnx --configuration Release --no-restore --nologo
  gate format dotnet format Gruppera.slnx --verify-no-changes --no-restore
  # The C library, which takes longer than a test may; where it cannot be built, the tests of it say so.
  [ "$gates_failed" -eq 0 ] && timeout 1200 eng/native >artifacts/native.log 2>&1
  # Heavy tests (lane "heavy") are run by hand, or by those who change what they try.
  [ "$gates_failed" -eq 0 ] && tests Gruppera.slnx --filter "lane!=heavy"
fi

# What failed, with its message; then the sums; then what was skipped.
said=$(grep -hv '^\[xUnit' artifacts/test-*.log 2>/dev/null)
grep -A 12 -E '^\s+Failed ' <<<"$said" | head -200
grep -hE '^(Passed|Failed)! ' <<<"$said"
grep -E '^\s+Skipped ' <<<"$said" | sed -E 's/ \[[^]]*\]$//; s/\(.*//' | sort | uniq -c | sort -rn | head -60
[ -d "$licensed" ] || echo "skipped: tests on licensed definition tables, which are not here ($licensed)"

# The counters stand in the result files, one per test assembly; what was not executed was skipped.
read -r total executed passed failed <<EOF
$(cat "$results"/*.trx 2>/dev/null | tr '\n' ' ' | grep -oE '<Counters [^>]*>' | sed -E 's/.*total="([0-9]+)" executed="([0-9]+)" passed="([0-9]+)" failed="([0-9]+)".*/\1 \2 \3 \4/' |
  awk '{ t += $1; e += $2; p += $3; f += $4 } END { print t + 0, e + 0, p + 0, f + 0 }')
EOF
failed=$((failed + gates_failed))
# A run of tests that was cut or broke off leaves no count of its own.
[ ! -s "$results.ended" ] || [ "$failed" -gt 0 ] || { echo "did not end as it should: $(tr '\n' ' ' <"$results.ended")"; failed=1; }
[ "$total" -gt 0 ] || failed=$((failed > 0 ? failed : 1))
echo "$passed passed, $failed failed, $((total - executed)) skipped"
[ "$failed" -eq 0 ]
