# RALF killed by SIGKILL: one run at every step boundary, three runs inside a long step; the same end state. Sourced.

scenario_4() {
  need_state_one || return 1
  at_every_boundary
  from_nothing kill-create && killed_inside create 1.5 '"event":"started".*"name":"container"' apply "${PLAN:0:12}"
  from_boundary packages && killed_inside packages 8 '"event":"started".*"name":"package ' apply --resume "$(run_of boundaries-0)"
  from_boundary roles && killed_inside roles 2 '"event":"started".*"name":"role ' apply --resume "$(run_of boundaries-0)"
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
    put_aside_before packages "package "
    put_aside_before roles "role "
    [ -n "$run" ] && [ $kills -lt 60 ] || break
    args=(apply --resume "$run")
  done
  expect_equal "the last resumption ends by itself with 0" 0 $RC || say "$(tail -n 5 "$OUT/$log.log")"
  expect_match "there were as many kills as steps ($kills)" '^(1[0-9]|[2-9][0-9])$' $kills
  equals_scenario_one boundaries
}

run_of() { sed -n 's/^.*"event":"opened".*"run":\([0-9]*\).*$/\1/p' "$OUT/$1.log" | head -n 1; }

# put_aside_before NAME STEP: the half-made world and RALF's workspace, as long as no such step is verified.
put_aside_before() {
  if ! grep -q "\"event\":\"verified\".*\"name\":\"$2" "$OUT"/boundaries-*.log; then freeze_state "$1"; fi
}

# from_boundary NAME: a run that goes on from where the one killed at every boundary stood before these steps.
from_boundary() {
  [ -d "$WORK/kept-$1" ] || { not_ok "$1: the run before these steps was put aside"; return 1; }
  back_to "$1" "kill-$1" && wait_until 60 booted
}

# killed_inside PLACE SECONDS TEXT ARGS...: at a random moment within the seconds after the text appeared
killed_inside() {
  local name=kill-$1 place=$1 within=$2 text=$3 run
  shift 3
  kill_during "$within" "$name-killed" "$text" --format json "$@" ||
    { not_ok "$place: RALF was killed" "it ended before: $SAID"; return 1; }
  ok "$place: RALF was killed by SIGKILL ($KILLED_AFTER s into it)"
  run=$(run_of "$name-killed")
  call "$name-resume" 900 --format json apply --resume "$run"
  ends "$place: apply --resume $run" 0 || return 1
  equals_scenario_one "$name"
}
