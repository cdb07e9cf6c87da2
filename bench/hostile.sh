#!/bin/bash
# A server under hostile load: single contacts at a rate and streams of tables, with slow, cut, deaf and bombing clients beside them;
# then whether anything of a patient is left after a stop, and after a kill and a new start.
# usage: bench/hostile.sh [--soak SECONDS [RATE [STREAMS]]]. All on loopback; 60 seconds, 200 a second and 50 streams unless said.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=60
[ "${1:-}" != --soak ] || { seconds=$2; shift 2; }
rate=${1:-200}
streams=${2:-50}
bench=artifacts/bin/Gruppera.Benchmarks/release/Gruppera.Benchmarks
program=${GRUPPERA:-./gruppera}
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill -9 "$server" 2>/dev/null || true; rm -rf "$folder"' EXIT
marker=1912$RANDOM$RANDOM-XZQ
mkdir "$folder/tmp" "$folder/home" "$folder/audit"
export DOTNET_EnableDiagnostics=0 GRUPPERA_HOME=$folder/home TMPDIR=$folder/tmp Gruppera__AuditFolder=$folder/audit Gruppera__KnownProxies=127.0.0.1
export Gruppera__TablesAtOnce=60 Gruppera__TablesPerClient=6 Gruppera__MaxClientBytes=100000000 Gruppera__MinFreeBytes=1000000
$program --version >/dev/null

start() {
  : >"$folder/log.$1"
  $program serve --set open-se --insecure --urls http://127.0.0.1:0 >"$folder/log.$1" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    address=$(grep -o 'http://127[^ ;]*' "$folder/log.$1" | head -1) && [ -n "$address" ] && break || sleep 0.2
  done
  # The shell that starts the program may stand before it.
  process=$(pgrep -P "$server" || true)
  process=${process:-$server}
}
none() { # no file, log or line of the audit holds the marker
  if grep -rlaF "$marker" "$folder" || find "$folder" -name "*$marker*" | grep .; then echo "LEFT $1"; exit 1; fi
  echo "$1: the marker stands in no file, log or line of the audit"
}

start 1
echo "without hostile clients:"
"$bench" hostile "$address" "$process" 20 "$marker" "$rate" "$streams" calm
echo "with them:"
"$bench" hostile "$address" "$process" "$seconds" "$marker" "$rate" "$streams"
echo "lines of the log, the most frequent ones first:"
sort "$folder/log.1" | uniq -c | sort -rn | sed -n 1,5p
kill -TERM "$process"
while kill -0 "$process" 2>/dev/null; do sleep 0.2; done
none "stopped"
start 2
(printf 'POST /v1/jobs/quality HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=contacts; filename=%s.csv\r\n\r\nid,dx1\n' "$marker"
  for _ in $(seq 20000); do echo "$marker,I509"; done; sleep 3) | timeout 5 bash -c "cat >/dev/tcp/127.0.0.1/${address##*:}" || true &
sleep 2
kill -9 "$process"
wait 2>/dev/null || true
grep -rlaF "$marker" "$folder/tmp" | wc -l | xargs echo "killed in the middle of an upload; files that it left:"
start 3
sleep 1
none "started anew"
kill -TERM "$process"
while kill -0 "$process" 2>/dev/null; do sleep 0.2; done
