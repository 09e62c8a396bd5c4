# RALF killed by SIGKILL in each of five places, then resumed: the same end state as scenario one. Sourced.

# place|seconds|text: RALF is killed at a random moment within the seconds after the text appeared in its JSON events
# (for plan, which has none: after its login on the host)
KILL_PLACES=(
  'plan|0.4|'
  'create|1.5|"event":"started".*"name":"container"'
  'packages|8|"event":"started".*"name":"package '
  'roles|2|"event":"started".*"name":"role '
  'smoke|0.3|"event":"judged".*"phase":4'
)

scenario_killed() {
  local line place within after
  for line in "${KILL_PLACES[@]}"; do
    IFS='|' read -r place within after <<< "$line"
    killed_in "$place" "$within" "$after"
  done
}

killed_in() {
  local place=$1 within=$2 after=$3 name=kill-$1 run
  reset_host
  new_workspace "$name"
  trust_hosts "$name"
  if [ "$place" = plan ]; then
    kill_during "$within" "$name-killed" '' --format json plan services/postgresql/service_card.md ||
      { not_ok "$place: RALF was killed" "it ended before: $SAID"; return 0; }
    ok "$place: RALF was killed by SIGKILL ($KILLED_AFTER s into it)"
  fi
  call "$name-plan" 120 --format json plan services/postgresql/service_card.md
  expect_equal "$place: plan ends with 0" 0 $RC || { say "$SAID"; return 0; }
  PLAN=$(plan_hash "$name-plan")
  call "$name-approve" 60 approve "${PLAN:0:12}"
  if [ "$place" = plan ]; then
    call "$name-apply" 900 --format json apply "${PLAN:0:12}"
    expect_equal "$place: apply ends with 0" 0 $RC || { say "$SAID"; return 0; }
  else
    kill_during "$within" "$name-killed" "$after" --format json apply "${PLAN:0:12}" ||
      { not_ok "$place: RALF was killed" "it ended before: $SAID"; return 0; }
    ok "$place: RALF was killed by SIGKILL ($KILLED_AFTER s into it)"
    run=$(sed -n 's/^.*"event":"opened".*"run":\([0-9]*\).*$/\1/p' "$OUT/$name-killed.log" | head -n 1)
    call "$name-resume" 900 --format json apply --resume "$run"
    expect_equal "$place: apply --resume $run ends with 0" 0 $RC || { say "$(tail -n 20 "$OUT/$name-resume.log")"; return 0; }
  fi
  expect "$place: the end state can be read from the world" take_state "$place" || return 0
  expect_equal "$place: the same end state as without a kill" "$(cat "$OUT/state-one.txt")" "$(cat "$OUT/state-$place.txt")" || :
}

# kill_during SECONDS LOG PATTERN ARGS...: starts ralf, waits for the pattern, kills the JVM itself. Fails if it ended before.
kill_during() {
  local within=$1 log=$OUT/$2.log pattern=$3 logins end java
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
  KILLED_AFTER=$(awk -v seed="$RANDOM" -v within="$within" 'BEGIN { srand(seed); printf "%.2f", within * rand() }')
  sleep "$KILLED_AFTER"
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
