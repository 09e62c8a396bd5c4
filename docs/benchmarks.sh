#!/bin/bash
# Start-up times of ralf beside ansible's: every command once a round, so that all of them meet the same weather.
#   docs/benchmarks.sh [ROUNDS]     20 rounds, then 3 demos (DEMOS=0: none); prints the table of docs/benchmarks.md
# Needs bash only. Builds first if something changed. A machine that does nothing else gives figures that can be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
rounds=${1:-20}
demos=${DEMOS:-3}
card=services/postgresql/service_card.md
commands=("./ralf --help" "./ralf check $card" "./ralf check --format json $card" "./ralf explain P003")
if command -v ansible >/dev/null; then commands+=("ansible --version"); fi

times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT

timed() { # runs the command of number $1, notes its wall time in milliseconds
  local begin=${EPOCHREALTIME/./}
  if ! ${commands[$1]} >"$times/out" 2>&1; then
    echo "failed: ${commands[$1]}" >&2
    cat "$times/out" >&2
    exit 1
  fi
  echo $(((${EPOCHREALTIME/./} - begin) / 1000)) >>"$times/$1"
}

row() { # min, median and max of command number $1
  sort -n "$times/$1" | awk -v name="${commands[$1]}" '
    { t[NR] = $1 / 1000 }
    END {
      median = NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2
      printf "| `%s` | %d | %.2f s | %.2f s | %.2f s |\n", name, NR, t[1], median, t[NR]
    }'
}

for i in "${!commands[@]}"; do timed "$i"; done # builds, warms the disk's cache
rm -f "$times"/[0-9]*
for ((round = 0; round < rounds; round++)); do
  for i in "${!commands[@]}"; do timed "$i"; done
done
if [ "$demos" -gt 0 ]; then
  commands+=("./ralf demo")
  for ((round = 0; round < demos; round++)); do timed $((${#commands[@]} - 1)); done
fi

. /etc/os-release
. <(grep -h '^java=' ralf-cli/target/launch.conf)
echo "$PRETTY_NAME, $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
  "JDK $(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "${java%/bin/java}/release")," \
  "load before the last command $(cut -d' ' -f1 /proc/loadavg)"
if command -v ansible >/dev/null; then ansible --version | sed -n 1p; fi
echo
echo "| command | runs | min | median | max |"
echo "|---|---|---|---|---|"
for i in "${!commands[@]}"; do row "$i"; done
