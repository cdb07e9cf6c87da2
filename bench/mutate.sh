#!/bin/bash
# Reads and groups so many rows of mutated files of contacts, and as many mutated lines of JSON, on one core. See MutationTest.
set -eu
cd "$(dirname "$0")/.."
dotnet build tests/Gruppera.Tests --configuration Release --nologo >artifacts/mutate.log
GRUPPERA_MUTATIONS=${1:-10000000} taskset -c 0 dotnet test tests/Gruppera.Tests --configuration Release --no-build --nologo \
  --filter "FullyQualifiedName~MutationTest" --logger "console;verbosity=detailed" | grep -vE '^ *at |^\[xUnit'
