# The run itself is ended from outside: nothing stays behind. Sourced.

scenario_self() {
  ended_by TERM
  expect_equal "after TERM nothing of the run is left" '' "$(left_by "$CHILD_WORLD")"
  ended_by KILL
  expect_match "after its own SIGKILL no process and no mount is left" '^(folder)?( cgroup)?$' "$(left_by "$CHILD_WORLD")"
  RALF_E2E_OUT=$OUT/self "$HERE/run" host > "$OUT/self-next.log" 2>&1 < /dev/null 9>&- &
  CHILD=$!
  wait_until 60 grep -q 'stand-in host is up' "$OUT/self-next.log" || :
  expect_match "the next run sweeps what it left" "swept .*/$CHILD_WORLD" "$(cat "$OUT/self-next.log")"
  kill -TERM $CHILD
  wait $CHILD || :
  CHILD=''
  expect_equal "then nothing is left" '' "$(left_by "$CHILD_WORLD")"
}

# ended_by SIGNAL: a run of its own gets the signal as soon as its world is up; sets CHILD_WORLD.
ended_by() {
  local before
  before=$(worlds)
  RALF_E2E_OUT=$OUT/self "$HERE/run" host > "$OUT/self-$1.log" 2>&1 < /dev/null 9>&- &
  CHILD=$!
  wait_until 60 grep -q 'stand-in host is up' "$OUT/self-$1.log"
  CHILD_WORLD=$(comm -13 <(printf '%s\n' "$before") <(worlds))
  kill "-$1" $CHILD
  wait $CHILD 2>/dev/null || :
  CHILD=''
  wait_until 20 no_process_of "$CHILD_WORLD" || :
}

worlds() { (cd "$ROOT_OF_WORLDS" && ls -d ralf-e2e.* 2>/dev/null) | sort; }
no_process_of() { ! pgrep -f "$1" > /dev/null; }

# left_by WORLD: the kinds of things that are still there
left_by() {
  local left=''
  [ ! -d "$ROOT_OF_WORLDS/$1" ] || left+=' folder'
  [ -z "$(find /sys/fs/cgroup -type d -name "$1" -print -quit)" ] || left+=' cgroup'
  ! grep -q "$1" /proc/mounts || left+=' mount'
  no_process_of "$1" || left+=' process'
  printf '%s' "${left# }"
}
