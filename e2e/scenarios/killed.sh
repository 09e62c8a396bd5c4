# RALF killed by SIGKILL in each of five places, then resumed: the same end state as scenario one. Sourced.

# place: the text in RALF's JSON events (or in the host's ssh log) after which it is killed
KILL_PLACES=(
  "plan|-"
  "create|\"event\":\"started\".*\"name\":\"container\""
  "packages|\"event\":\"started\".*\"name\":\"package "
  "roles|\"event\":\"started\".*\"name\":\"role "
  "smoke|\"event\":\"smoked\""
)

scenario_killed() {
  local place
  for place in "${KILL_PLACES[@]}"; do killed_in "${place%%|*}" "${place#*|}"; done
}

killed_in() {
  local place=$1 after=$2 name=kill-$1 run
  reset_host
  new_workspace "$name"
  trust_hosts "$name"
  if [ "$place" = plan ]; then
    kill_during plan "$name-killed" '' --format json plan services/postgresql/service_card.md ||
      { not_ok "$place: RALF was killed" "it ended before: $SAID"; return 0; }
    ok "$place: RALF was killed by SIGKILL"
  fi
  call "$name-plan" 120 --format json plan services/postgresql/service_card.md
  expect_equal "$place: plan ends with 0" 0 $RC || { say "$SAID"; return 0; }
  PLAN=$(plan_hash "$name-plan")
  call "$name-approve" 60 approve "${PLAN:0:12}"
  if [ "$place" = plan ]; then
    call "$name-apply" 900 --format json apply "${PLAN:0:12}"
    expect_equal "$place: apply ends with 0" 0 $RC || { say "$SAID"; return 0; }
  else
    kill_during "$place" "$name-killed" "$after" --format json apply "${PLAN:0:12}" ||
      { not_ok "$place: RALF was killed" "it ended before: $SAID"; return 0; }
    ok "$place: RALF was killed by SIGKILL"
    run=$(sed -n 's/^.*"event":"opened".*"run":\([0-9]*\).*$/\1/p' "$OUT/$name-killed.log" | head -n 1)
    call "$name-resume" 900 --format json apply --resume "$run"
    expect_equal "$place: apply --resume $run ends with 0" 0 $RC || { say "$(tail -n 20 "$OUT/$name-resume.log")"; return 0; }
  fi
  expect "$place: the end state can be read from the world" take_state "$place" || return 0
  expect_equal "$place: the same end state as without a kill" "$(cat "$OUT/state-one.txt")" "$(cat "$OUT/state-$place.txt")" || :
}

# kill_during PLACE LOG PATTERN ARGS...: starts ralf, waits for the pattern, kills the JVM itself. Fails if it ended before.
kill_during() {
  local place=$1 log=$OUT/$2.log pattern=$3 logins end
  shift 3
  logins=$(grep -c Accepted "$WORK/sshd_host.log" || :)
  EXEC=exec LIMIT=900
  ralf "$@" > "$log" 2>&1 < /dev/null &
  EXEC='' LIMIT='' CHILD=$!
  end=$(($(date +%s) + 600))
  until reached "$pattern" "$log" "$logins"; do
    kill -0 $CHILD 2>/dev/null && [ "$(date +%s)" -lt $end ] || { SAID=$(cat "$log"); CHILD=''; return 1; }
    sleep 0.02
  done
  # Somewhere inside the step, not at its very start.
  sleep "$(awk -v seed="$RANDOM" 'BEGIN { srand(seed); printf "%.2f", 0.2 + 0.8 * rand() }')"
  local java
  java=$(java_below $CHILD)
  [ -n "$java" ] || { SAID=$(cat "$log"); CHILD=''; return 1; }
  kill -KILL "$java"
  wait $CHILD 2>/dev/null || :
  CHILD=''
}

reached() {
  if [ -n "$1" ]; then grep -Eq -- "$1" "$2"; else [ "$(grep -c Accepted "$WORK/sshd_host.log" || :)" -gt "$3" ]; fi
}

# The JVM among the descendants of a process.
java_below() {
  local pid
  for pid in $(pgrep -P "$1"); do
    if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = java ]; then echo "$pid"; else java_below "$pid"; fi
  done
}
