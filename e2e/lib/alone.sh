# A namespace with nothing but loopback, for what must reach nobody: the lab and its clients. Sourced.
#
# ALONE         process id of its first process, seen from the machine
# WORK/alone    for temporary folders: labs tell each other by what listens, and so take those outside for dead ones

ALONE='' ALONE_UNSHARE=''

alone_up() {
  # A lab falls back to /tmp for a longer path, since sockets are in its folder.
  [ ${#WORK} -le 34 ] || die "TMPDIR is too long: $ROOT_OF_WORLDS"
  mkdir -m 700 "$WORK/alone"
  setpriv --pdeathsig KILL -- unshare --mount --net --pid --ipc --fork --kill-child --mount-proc \
    sh -c 'ip link set lo up && : > "$1" && exec sleep infinity' sh "$WORK/alone/up" > "$OUT/alone.log" 2>&1 < /dev/null 8>&- 9>&- &
  ALONE_UNSHARE=$!
  wait_until 60 test -f "$WORK/alone/up" || { cat "$OUT/alone.log" >&2; die "there is no namespace for loopback"; }
  ALONE=$(pgrep -P "$ALONE_UNSHARE")
}

alone_down() {
  [ -n "$ALONE_UNSHARE" ] || return 0
  kill -KILL "$ALONE_UNSHARE" 2>/dev/null || :
  wait "$ALONE_UNSHARE" 2>/dev/null || :
  rm -rf --one-file-system "$WORK/alone"
  ALONE='' ALONE_UNSHARE=''
}

# alone COMMAND...: in there, with this shell's exported environment.
alone() {
  $EXEC setpriv --pdeathsig KILL timeout -k 5 "${LIMIT:-120}" \
    nsenter -t "$ALONE" --mount --net --pid --ipc -- setpriv --pdeathsig KILL "$@" 8>&- 9>&-
}
