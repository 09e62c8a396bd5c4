# Assertions and the report. Sourced.

PASSED=0 FAILED=0 SKIPPED=0
REPORT=$'| outcome | what | time |\n|---|---|---|\n'
LAP=$(date +%s%N)

# report_row OUTCOME TEXT: one line of the table, with the time since the last one.
report_row() {
  local now
  now=$(date +%s%N)
  REPORT+="| $1 | $2 | $(((now - LAP) / 1000000)) ms |"$'\n'
  LAP=$now
}

# section SCENARIO: a heading in the report and in the output.
section() {
  printf '# scenario %s\n' "$1"
  REPORT+=$'\n'"## Scenario $1"$'\n\n| outcome | what | time |\n|---|---|---|\n'
  LAP=$(date +%s%N)
}

ok() {
  PASSED=$((PASSED + 1))
  printf 'ok %d - %s\n' $((PASSED + FAILED + SKIPPED)) "$1"
  report_row ok "$1"
}

# not_ok TEXT [DETAIL]
not_ok() {
  FAILED=$((FAILED + 1))
  printf 'not ok %d - %s\n' $((PASSED + FAILED + SKIPPED)) "$1"
  [ -z "${2:-}" ] || printf '%s\n' "$2" | head -n 40 | sed 's/^/  # /'
  report_row 'NOT OK' "$1"
}

skip() {
  SKIPPED=$((SKIPPED + 1))
  printf 'ok %d - %s # skipped: %s\n' $((PASSED + FAILED + SKIPPED)) "$1" "$2"
  report_row "skipped: $2" "$1"
}

# expect TEXT COMMAND...: the command succeeds; what it printed is the detail.
expect() {
  local text=$1 out
  shift
  if out=$("$@" 2>&1); then ok "$text"; else not_ok "$text" "$out"; return 1; fi
}

# expect_equal TEXT WANTED GOT
expect_equal() {
  if [ "$2" = "$3" ]; then ok "$1"; else not_ok "$1" "$(diff <(printf '%s\n' "$2") <(printf '%s\n' "$3"))"; return 1; fi
}

# expect_match TEXT PATTERN GOT: an extended regular expression
expect_match() {
  if grep -Eq -- "$2" <<< "$3"; then ok "$1"; else not_ok "$1" "wanted /$2/, got: $3"; return 1; fi
}

# memory_stays_below MIB: the largest resident set of every command of RALF.
memory_stays_below() {
  local peaks
  section memory
  peaks=$(sort -k1,1 -k2,2nr "$OUT/memory.log" | awk '!seen[$1]++ { printf "%s %d MiB\n", $1, $2 / 1024 }')
  expect_equal "no command of RALF took $1 MiB ($(tr '\n' ',' <<< "$peaks"))" '' \
    "$(awk -v most="$1" '$2 / 1024 >= most' "$OUT/memory.log")" || :
}

write_report() {
  {
    printf '# End-to-end run\n\nStand-in for Proxmox VE over lxc; apt, systemd, OpenSSH, BIND, PostgreSQL real. %s\n\n' \
      "$(cat "$OUT/version.log" 2>/dev/null || :)"
    printf '%s\n%d passed, %d failed, %d skipped in %d s\n' "$REPORT" $PASSED $FAILED $SKIPPED $SECONDS
  } > "$OUT/report.md"
}
