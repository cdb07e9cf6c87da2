# Sourced by scripts that measure a step: folder, contacts and program are theirs.

# Runs a step and prints its seconds, CPU seconds and peak memory; leaves its CPU seconds in $cpu. step NAME COMMAND...
step() {
  local name=$1
  shift
  /usr/bin/time -o "$folder/time" -f "%e %U %S %M" "$@" >"$folder/said.txt" 2>&1 || [ $? -eq 3 ] || { tail "$folder/said.txt"; exit 1; }
  tail -n 1 "$folder/time" | awk -v name="$name" -v rows="$contacts" \
    '{ cpu = $2 + $3; printf "%-34s %7.2f s  %7.2f CPU s  %10.0f rows a CPU second  %5.0f MB\n", name, $1, cpu, rows / cpu, $4 / 1024 }'
  cpu=$(tail -n 1 "$folder/time" | awk '{ print $2 + $3 }')
}
