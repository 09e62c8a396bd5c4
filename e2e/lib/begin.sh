# The frame of every run: what is needed, the world, its end whatever happens. Sourced first.

set -euo pipefail
HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
REPO=$(dirname "$HERE")
OUT=${RALF_E2E_OUT:-$HERE/target}
CHILD=''
for part in assert jdk needs templates world alone; do
  # shellcheck source=/dev/null
  . "$HERE/lib/$part.sh"
done

begin() {
  prepare $NEEDED_PACKAGES
  prepare_template
  ends_with finish
  world_up
  say "stand-in host is up: 'pct' here is a stand-in for Proxmox VE over $(lxc-start --version) lxc; containers, apt, systemd, OpenSSH, BIND and PostgreSQL are real"
}

# For scenarios that need no host.
begin_without_world() {
  prepare $NEEDED_WITHOUT_WORLD
  ends_with finish
  work_up
}

# prepare PACKAGE...
prepare() {
  [ "$(id -u)" = 0 ] || die "needs root: it makes namespaces, bridges and containers"
  mkdir -p "$OUT"
  install_needs "$@"
  sweep_worlds
  JDK=$(find_jdk) || die "needs a JDK 21 or newer"
}

# ends_with COMMAND: however the run ends.
ends_with() {
  # shellcheck disable=SC2064
  trap "$1" EXIT
  trap 'exit 143' TERM HUP
  trap 'exit 130' INT
}

# in_background COMMAND...: so that a signal to this script is answered at once.
in_background() {
  local rc=0
  EXEC=exec
  "$@" &
  EXEC='' CHILD=$!
  wait $CHILD || rc=$?
  CHILD=''
  return $rc
}

finish() {
  local rc=$?
  trap - EXIT
  trap '' TERM INT HUP
  [ -z "$CHILD" ] || kill -TERM "$CHILD" 2>/dev/null || :
  if [ -n "$WORK" ]; then
    alone_down
    cp "$WORK"/host.log "$WORK"/sshd_host.log "$WORK"/http.log "$OUT/" 2>/dev/null || :
    world_down
    [ "$LEFT_CGROUPS$LEFT_MOUNTS" = 00 ] || { echo "e2e: left behind: $LEFT_CGROUPS cgroups, $LEFT_MOUNTS mounts" >&2; rc=1; }
  fi
  exit $rc
}
