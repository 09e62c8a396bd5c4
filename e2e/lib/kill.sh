# SIGKILL of the JVM itself, at a moment that RALF's own JSON events tell. Sourced.

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
    sleep 0.01
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
