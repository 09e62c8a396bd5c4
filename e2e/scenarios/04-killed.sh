# RALF killed by SIGKILL: one run at every step boundary, three runs inside a long step; the same end state. Sourced.

scenario_4() {
  need_service killed || return 1
  at_every_boundary
  killed_inside create 1.5 '"event":"started".*"name":"container"'
  killed_inside packages 8 '"event":"started".*"name":"package '
  killed_inside roles 2 '"event":"started".*"name":"role '
}

from_nothing() {
  reset_host
  new_workspace "$1"
  trust_hosts "$1"
  planned "$1" || { not_ok "$1: there is an approved plan" "$SAID"; return 1; }
}

# One run, killed as soon as another step is verified, resumed, killed again, to its end.
at_every_boundary() {
  local run='' kills=0 verified=0 log args
  from_nothing boundaries || return 1
  args=(apply "${PLAN:0:12}")
  while :; do
    log=boundaries-$kills
    kill_during 0 $log "\"event\":\"verified\".*\"changed\":true" --format json "${args[@]}" || break
    run=${run:-$(run_of $log)}
    verified=$(sed -n 's/^.*"event":"verified".*"step":\([0-9]*\),"of":\([0-9]*\),"name":"\([^"]*\)".*$/\1 of \2, \3/p' "$OUT/$log.log" | tail -n 1)
    kills=$((kills + 1))
    ok "killed after step $verified"
    [ -n "$run" ] && [ $kills -lt 60 ] || break
    args=(apply --resume "$run")
  done
  expect_equal "the last resumption ends by itself with 0" 0 $RC || say "$(tail -n 5 "$OUT/$log.log")"
  expect_match "there were as many kills as steps ($kills)" '^(1[0-9]|[2-9][0-9])$' $kills
  equals_scenario_one boundaries
}

run_of() { sed -n 's/^.*"event":"opened".*"run":\([0-9]*\).*$/\1/p' "$OUT/$1.log" | head -n 1; }

# killed_inside PLACE SECONDS TEXT: at a random moment within the seconds after the text appeared
killed_inside() {
  local name=kill-$1 run
  from_nothing "$name" || return 1
  kill_during "$2" "$name-killed" "$3" --format json apply "${PLAN:0:12}" ||
    { not_ok "$1: RALF was killed" "it ended before: $SAID"; return 1; }
  ok "$1: RALF was killed by SIGKILL ($KILLED_AFTER s into it)"
  run=$(run_of "$name-killed")
  call "$name-resume" 900 --format json apply --resume "$run"
  ends "$1: apply --resume $run" 0 || return 1
  equals_scenario_one "$name"
}

equals_scenario_one() {
  expect "$1: the end state can be read from the world" take_state "$1" || return 1
  expect_equal "$1: the same end state as scenario one" "$(cat "$OUT/state-one.txt")" "$(cat "$OUT/state-$1.txt")"
}
