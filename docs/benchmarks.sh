#!/bin/bash
# Times of ralf beside those of other tools: every command once a round, so that all of them meet the same weather.
#   docs/benchmarks.sh [ROUNDS]         start-up: 20 rounds, then 3 demos (DEMOS=0: none)
#   docs/benchmarks.sh memory [REPEATS] the memory beside plain SQL, ratios: 5 repeats; a C compiler
#   docs/benchmarks.sh vault [ROUNDS]   a secret out of a vault beside Bitwarden's own client: 20 rounds; root, and npm or apt-get
# Prints the tables of docs/benchmarks.md. Needs bash only. Builds first if something changed. A machine that does nothing else
# gives figures that can be repeated.
set -euo pipefail
cd "$(dirname "$0")/.."
export LC_ALL=C.UTF-8
times=$(mktemp -d)
trap 'rm -rf "$times"' EXIT
card=services/postgresql/service_card.md

timed() { # runs the command of number $1, notes its time and its processor time in seconds
  local TIMEFORMAT='%3R %3U %3S'
  if ! { time ${commands[$1]} >"$times/out" 2>&1; } 2>"$times/took"; then
    echo "failed: ${commands[$1]}" >&2
    cat "$times/out" >&2
    exit 1
  fi
  awk '{ print $1, $2 + $3 }' "$times/took" >>"$times/$1"
}

rounds() { # so many of all commands, after one that builds and warms the disk's cache
  local round i
  for i in "${!commands[@]}"; do timed "$i"; done
  rm -f "$times"/*
  for ((round = 0; round < $1; round++)); do
    for i in "${!commands[@]}"; do timed "$i"; done
  done
}

row() { # min, median and max of the seconds in file $1, called $2; with a $3 the median of the processor time as well
  printf '| %s | %d |' "$2" "$(wc -l <"$1")"
  cut -d' ' -f1 "$1" | sort -n | awk "$median"'{ t[NR] = $1 } END { printf " %.2f s | %.2f s | %.2f s |", t[1], median(), t[NR] }'
  [ $# -lt 3 ] || cut -d' ' -f2 "$1" | sort -n | awk "$median"'{ t[NR] = $1 } END { printf " %.2f s |", median() }'
  echo
}
median='function median() { return NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2 } '

machine() {
  . /etc/os-release
  . <(grep -h '^java=' ralf-cli/target/launch.conf)
  echo "$PRETTY_NAME, $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)," \
    "JDK $(sed -n 's/^JAVA_RUNTIME_VERSION="\(.*\)"/\1/p' "${java%/bin/java}/release")," \
    "load before the last command $(cut -d' ' -f1 /proc/loadavg)"
}

head_of_table() { # the machine, what is compared with ($1), the table's head with one more column ($2)
  machine
  [ -z "$1" ] || echo "$1"
  echo
  echo "| command | runs | min | median | max |${2:+ $2 |}"
  echo "|---|---|---|---|---|${2:+---|}"
}

if [ "${1:-}" = memory ]; then
  ./ralf --help >"$times/out" # builds if something changed
  machine
  cd ralf-benchmarks
  "$java" -cp "target/classes:$(cat target/classpath)" zone.otta.ralf.benchmarks.MemoryBenchmark "${2:-5}"
  exit
fi

if [ "${1:-}" = vault ]; then
  . docs/benchmarks-vault.sh
  measure_vault "${2:-20}"
  exit
fi

commands=("./ralf --help" "./ralf check $card" "./ralf check --format json $card" "./ralf explain P003")
if command -v ansible >/dev/null; then commands+=("ansible --version"); fi
rounds "${1:-20}"
demos=${DEMOS:-3}
if [ "$demos" -gt 0 ]; then
  commands+=("./ralf demo")
  for ((round = 0; round < demos; round++)); do timed $((${#commands[@]} - 1)); done
fi
head_of_table "$(! command -v ansible >/dev/null || ansible --version | sed -n 1p)"
for i in "${!commands[@]}"; do row "$times/$i" "\`${commands[$i]}\`"; done
