#!/bin/bash
# Curves: group, weights and casemix of 10^5 to 10^N contacts, and what their parts come to; then a bootstrap and scenarios in parts.
# usage: bench/scale.sh [N, 5 to 8] [folder]. 10^7 and 10^8 are folders of links to one file of a million, so that they need no disk.
# Of each run: wall and CPU seconds, peak memory. Parts run one after the other, as on machines of their own.
set -euo pipefail
cd "$(dirname "$0")/.."
most=${1:-7}
folder=${2:-artifacts/scale}
rm -rf "$folder"
mkdir -p "$folder"
export GRUPPERA_HOME=$folder/home
program=${GRUPPERA:-./gruppera}
$program --version >/dev/null

run() {
  local name=$1
  shift
  /usr/bin/time -f '%e %U %S %M' -o "$folder/time" "$program" "$@" -q >"$folder/log" 2>&1 || [ $? -ge 3 ] || { tail "$folder/log"; exit 1; }
  awk -v name="$name" '{ l = $0 } END { split(l, t, " "); printf "%-34s %8.1f s  CPU %8.1f s  %6.0f MB\n", name, t[1], t[2] + t[3], t[4] / 1024 }' "$folder/time"
}
links() { # as many links to a file as make 10^n
  mkdir -p "$2"
  for i in $(seq -w 1 "$(echo "10^($3 - 6)" | bc)"); do ln "$1" "$2/$i.csv"; done
}

for n in $(seq 5 "$most"); do
  if [ "$n" -le 6 ]; then
    "$program" synth --contacts "$(echo "10^$n" | bc)" --kpp -o "$folder/c$n.csv" -q
    contacts=$folder/c$n.csv grouped=$folder/g$n.csv
    "$program" group "$contacts" -o "$grouped" -q || [ $? -eq 3 ]
  else
    links "$folder/c6.csv" "$folder/c$n" "$n"
    links "$folder/g6.csv" "$folder/g$n" "$n"
    contacts=$folder/c$n grouped=$folder/g$n
  fi
  run "10^$n group" group "$contacts" -o /dev/null
  run "10^$n weights" weights compute "$grouped" -o "$folder/w$n.csv"
  run "10^$n casemix" casemix "$grouped" --weights "$folder/w$n.csv" --by hospital --format json
  [ "$n" -lt 8 ] || continue # a part goes through the text before it: of 10^8 in one text that is all that there would be to see
  parts=12
  for i in 1 $parts; do run "10^$n weights, part $i of $parts" weights compute "$grouped" --partition "$i/$parts" --partial "$folder/p$n.$i"; done
  for i in $(seq 2 $((parts - 1))); do "$program" weights compute "$grouped" --partition "$i/$parts" --partial "$folder/p$n.$i" -q >/dev/null 2>&1; done
  run "10^$n weights, merge of $parts" merge $(seq -f "$folder/p$n.%g" 1 $parts) -o "$folder/m$n.csv"
  cmp "$folder/w$n.csv" "$folder/m$n.csv" && echo "10^$n weights: merged as one run; partials $(cat "$folder"/p$n.? "$folder"/p$n.?? | wc -c | awk '{ printf "%.1f MB", $1 / 1e6 }')"
  rm -f "$folder"/p$n.*
done

contacts=$folder/c5.csv grouped=$folder/g5.csv rounds=1000
run "bootstrap, $rounds rounds of 10^5" weights compute "$grouped" --bootstrap $rounds --seed 7 -o "$folder/b.csv"
for i in 1 2 3 4; do run "bootstrap, part $i of 4" weights compute "$grouped" --bootstrap $rounds --seed 7 --partition $i/4 --partial "$folder/b$i"; done
run "bootstrap, merge of 4" merge "$folder"/b[1-4] -o "$folder/bm.csv"
cmp "$folder/b.csv" "$folder/bm.csv" && echo "bootstrap: merged as one run"
mkdir "$folder/reforms"
for i in $(seq -w 1 20); do for change in samples/changes-2027/*.xlsx; do ln "$change" "$folder/reforms/$i-$(basename "$change")" 2>/dev/null || cp "$change" "$folder/reforms/$i-$(basename "$change")"; done; done
run "200 scenarios of 10^5" simulate --scenarios "$folder/reforms" --contacts "$contacts" -o "$folder/s.csv"
for i in 1 2 3 4; do run "scenarios, part $i of 4" simulate --scenarios "$folder/reforms" --contacts "$contacts" --partition $i/4 -o "$folder/s$i.csv"; done
run "scenarios, gather of 4" gather "$folder"/s[1-4].csv -o "$folder/sg.csv"
cmp "$folder/s.csv" "$folder/sg.csv" && echo "scenarios: gathered as one run"
