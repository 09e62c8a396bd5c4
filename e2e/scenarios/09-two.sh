# Two RALF processes on one card: one runs, the other is told who holds it; a dead holder's lock heals. Sourced.

scenario_9() {
  local run pid
  reset_host
  new_workspace two
  trust_hosts two
  planned two || { not_ok "there is an approved plan" "$SAID"; return 1; }
  EXEC=exec LIMIT=900
  ralf --format json apply "${PLAN:0:12}" > "$OUT/two-first.log" 2>&1 < /dev/null &
  EXEC='' LIMIT='' CHILD=$!
  pid=$CHILD
  expect "the first one runs" wait_until 60 grep -q '"event":"started"' "$OUT/two-first.log"
  call two-second 60 apply "${PLAN:0:12}"
  CHILD=$pid
  ends "the second one is refused" 3
  said "it is told that somebody writes the journal" RALF-J001
  said "and who: the process id" "$(java_below "$pid")"
  kill -KILL "$(java_below "$pid")"
  wait "$pid" 2>/dev/null || :
  CHILD=''
  run=$(run_of two-first)

  # The holder is dead: its lock does not stand in the way. Ctrl-C ends after the current step.
  EXEC=exec LIMIT=900
  ralf --format json apply --resume "$run" > "$OUT/two-third.log" 2>&1 < /dev/null &
  EXEC='' LIMIT='' CHILD=$!
  pid=$CHILD
  expect "a dead holder's lock heals: the run is resumed" wait_until 120 grep -q '"event":"verified".*"changed":true' "$OUT/two-third.log"
  kill -INT "$(java_below "$pid")"
  RC=0
  wait "$pid" || RC=$?
  CHILD='' SAID=$(cat "$OUT/two-third.log")
  ends "Ctrl-C ends after the current step" 5
  said "and says that it can be resumed" "RALF-A006|--resume $run"
}
