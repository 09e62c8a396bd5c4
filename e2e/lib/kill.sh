# SIGKILL of the JVM itself, at a moment that RALF's own JSON events tell. Sourced.

# kill_during SECONDS LOG PATTERN ARGS...: starts ralf, waits for the pattern, kills the JVM itself. Fails if it ended before.
kill_during() {
  local within=$1 log=$OUT/$2.log pattern=$3 java
  shift 3
  : > "$log"
  EXEC=exec LIMIT=900
  ralf "$@" > "$log" 2>&1 < /dev/null &
  EXEC='' LIMIT='' CHILD=$!
  # Not by a look every few milliseconds: that takes the processor from those that are looked at.
  grep -Eqm 1 -- "$pattern" < <(exec timeout 600 tail -n +1 -f -s 0.1 --pid $CHILD "$log" 2>/dev/null) ||
    { SAID=$(cat "$log"); CHILD=''; return 1; }
  KILLED_AFTER=$(awk -v seed="$RANDOM" -v within="$within" 'BEGIN { srand(seed); printf "%.2f", within * rand() }')
  sleep "$KILLED_AFTER"
  java=$(java_below $CHILD)
  [ -n "$java" ] || { SAID=$(cat "$log"); CHILD=''; return 1; }
  kill -KILL "$java"
  wait $CHILD 2>/dev/null || :
  CHILD=''
}

# The JVM among the descendants of a process.
java_below() {
  local pid
  for pid in $(pgrep -P "$1"); do
    if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = java ]; then echo "$pid"; else java_below "$pid"; fi
  done
}
