#!/bin/bash
# Mutation testing of rooms of the engine or of casemix: Stryker changes the code piece by piece, and a test should fail each time.
# usage: bench/mutation.sh ROOM ..., rooms of one project, as Gruppera/Matching, Gruppera.Casemix/Trimming; Gruppera/. for its own folder.
# Prints a row for each room, then the mutants that no test killed. TESTS="Matching Specs/SpecsTest.cs" names the folders and files of
# tests/Gruppera.Tests that are run; without it, all that are about the project. Tests of a lane, as slow, are skipped unless SLOW=1.
# PARALLEL=2 tries two mutants at once. A room takes minutes, after two for the build. What Stryker says is in artifacts/mutation: a dot a mutant.
set -euo pipefail
cd "$(dirname "$0")/.."
version=5.1.0
[ $# -gt 0 ] || { sed -n 's/^# usage: //p' "$0"; exit 2; }
project=${1%%/*}
globs=()
for room in "$@"; do
  [ "${room%%/*}" = "$project" ] && [ -d "src/$room" ] || { echo "$room is no room of src/$project"; exit 2; }
  folder=${room#*/}
  globs+=(--mutate "$([ "$folder" = . ] && echo '*.cs' || echo "$folder/**/*.cs")")
done
case ${TESTS:-$project} in
  Gruppera) tests="Changes Columns/ColumnTableTest.cs Definitions Explanation Exploration Grouping Matching Moves Specs/SpecsTest.cs CodeTests.cs TextTests.cs ArgumentChecksTest.cs" ;;
  Gruppera.Casemix) tests="Casemix Specs/SpecsTest.cs" ;;
  *) tests=$TESTS ;;
esac
MutationTests=
for test in $tests; do
  [ -e "tests/Gruppera.Tests/$test" ] || { echo "there is no tests/Gruppera.Tests/$test"; exit 2; }
  if [ -d "tests/Gruppera.Tests/$test" ]; then test="$test/*Test.cs;$PWD/tests/Gruppera.Tests/$test/*Tests.cs"; fi
  MutationTests="$MutationTests$PWD/tests/Gruppera.Tests/$test;"
done
export MutationTests
tool=artifacts/stryker/$version
[ -x "$tool/dotnet-stryker" ] || dotnet tool install dotnet-stryker --version "$version" --tool-path "$tool"
tool=$PWD/$tool
output=$PWD/artifacts/mutation
rm -rf "$output"
mkdir -p "$output"
# No analysers; no licensed tables, so that the score is the same for everybody; few random worlds, since failing is all they are for.
export RunAnalyzers=false GRUPPERA_SHARED=$output/none GRUPPERA_WORLDS=30
cd eng/mutation
"$tool/dotnet-stryker" --project "$project.csproj" --test-runner mtp --concurrency "${PARALLEL:-1}" "${globs[@]}" \
  --reporter Json --reporter Dots --output "$output" --skip-version-check >"$output/stryker.log" 2>&1 || { tail -n 30 "$output/stryker.log"; exit 1; }
python3 score.py "$output/reports/mutation-report.json"
