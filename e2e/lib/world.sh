# The world of a run: its folder, its namespaces, their end. Sourced.
#
# WORK    the run's folder; whoever holds the lock on WORK/lock lives
# WORLD   the last part of WORK, also the name of its cgroup
# HOST    process id of the stand-in host's PID 1, seen from the machine

ROOT_OF_WORLDS=${TMPDIR:-/tmp}
HOST='' UNSHARE='' WORK='' WORLD=''

say() { printf 'e2e: %s\n' "$*"; }
die() { printf 'e2e: %s\n' "$*" >&2; exit 1; }

# Removes what runs left that were killed by SIGKILL: their processes are gone with their PID 1.
# Alone with the root of worlds: a folder that was just made and is not yet locked is no dead one.
sweep_worlds() {
  local folder name
  exec 7< "$ROOT_OF_WORLDS"
  flock 7
  for folder in "$ROOT_OF_WORLDS"/ralf-e2e.*; do
    [ -d "$folder" ] || continue
    ( exec 9> "$folder/lock"; flock -n 9 ) || continue
    name=${folder##*/}
    remove_cgroups "$name"
    rm -rf --one-file-system "$folder"
    say "swept $folder, left by a killed run"
  done
  exec 7<&-
}

remove_cgroups() {
  local tries=50
  while [ $((tries--)) -gt 0 ] && [ -n "$(find /sys/fs/cgroup -type d -name "$1" -print -quit 2>/dev/null)" ]; do
    find /sys/fs/cgroup -depth -type d -path "*/$1*" -exec rmdir {} + 2>/dev/null || :
    sleep 0.1
  done
}

# The run's folder, without a world.
work_up() {
  exec 7< "$ROOT_OF_WORLDS"
  flock 7
  WORK=$(mktemp -d "$ROOT_OF_WORLDS/ralf-e2e.XXXXXX") WORLD=${WORK##*/}
  exec 9> "$WORK/lock"
  flock -n 9
  exec 7<&-
}

world_up() {
  work_up
  write_ssh_files
  operator_options
  write_dns_files
  setpriv --pdeathsig KILL -- unshare --mount --net --uts --pid --ipc --fork --kill-child --mount-proc \
    "$HERE/host/init" "$WORK" "$WORLD" "$TEMPLATE" "$REPOSITORY" > "$WORK/host.log" 2>&1 < /dev/null 8>&- 9>&- &
  UNSHARE=$!
  wait_until 60 test -f "$WORK/ready" || { cat "$WORK/host.log" >&2; die "the stand-in host did not come up"; }
  HOST=$(pgrep -P "$UNSHARE")
  check_ops_namespace
  wait_until 60 in_ops dig +short +time=1 +tries=1 @10.10.0.1 ns.otta.zone A > /dev/null || die "BIND does not answer"
}

world_down() {
  [ -n "$WORK" ] || return 0
  [ -z "$UNSHARE" ] || kill -KILL "$UNSHARE" 2>/dev/null || :
  [ -z "$UNSHARE" ] || wait "$UNSHARE" 2>/dev/null || :
  [ -z "$HOST" ] || wait_until 10 host_gone || :
  remove_cgroups "$WORLD"
  # One that vanishes while it is looked at is gone, which is what is wanted.
  LEFT_CGROUPS=$({ find /sys/fs/cgroup -type d -name "$WORLD" 2>/dev/null || :; } | wc -l)
  LEFT_MOUNTS=$(grep -c "$WORK" /proc/mounts || :)
  rm -rf --one-file-system "$WORK"
  WORK='' HOST='' UNSHARE=''
}

host_gone() { ! kill -0 "$HOST" 2>/dev/null; }

# wait_until SECONDS COMMAND...: polls until it succeeds.
wait_until() {
  local end=$((EPOCHSECONDS + $1))
  shift
  until "$@"; do
    [ $EPOCHSECONDS -lt $end ] || return 1
    sleep 0.1
  done
}

# Each call ends after LIMIT seconds, and with its caller: whatever kills one of the chain kills the rest.
# EXEC=exec replaces a background subshell, so that its process id is the chain's and nothing of this script lives on.
EXEC=''
in_host() {
  $EXEC setpriv --pdeathsig KILL timeout -k 5 "${LIMIT:-120}" setpriv --pdeathsig KILL \
    nsenter -t "$HOST" -m -n -u -i -p -- env PATH="$HERE/host/bin:$PATH" "$@" 8>&- 9>&-
}
in_netns() {
  local name=$1
  shift
  $EXEC setpriv --pdeathsig KILL timeout -k 5 "${LIMIT:-120}" \
    nsenter --net="/proc/$HOST/root/run/netns/$name" -- setpriv --pdeathsig KILL "$@" 8>&- 9>&-
}
in_ops() { in_netns ops "$@"; }
in_outside() { in_netns outside "$@"; }

# The addresses of the lab are real routes out of many machines. Nothing may speak to them from anywhere but here.
check_ops_namespace() {
  local route
  [ "$(in_ops readlink /proc/self/ns/net)" != "$(readlink /proc/self/ns/net)" ] ||
    die "refused: ops is not a network namespace of its own"
  route=$(in_ops ip route get 10.10.20.10) || die "refused: ops has no route to 10.10.20.10"
  case $route in
    *" via "*) die "refused: 10.10.20.10 leaves the lab ($route)" ;;
    "10.10.20.10 dev eth0 "*) ;;
    *) die "refused: 10.10.20.10 is not on the lab's bridge ($route)" ;;
  esac
  [ -z "$(in_ops ip route show default)" ] || die "refused: ops has a default route"
}

write_ssh_files() {
  local name
  for name in hostkey outsidekey operator; do ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$WORK/$name"; done
  cp "$WORK/operator.pub" "$WORK/authorized_keys"
  sshd_config 10.10.0.1 hostkey host > "$WORK/sshd_host"
  sshd_config 172.31.99.2 outsidekey outside > "$WORK/sshd_outside"
  printf '10.10.0.1 %s\n' "$(cut -d' ' -f1,2 "$WORK/hostkey.pub")" > "$WORK/known_hosts"
  printf '172.31.99.2 %s\n' "$(cut -d' ' -f1,2 "$WORK/outsidekey.pub")" >> "$WORK/known_hosts"
}

sshd_config() {
  cat <<C
ListenAddress $1
HostKey $WORK/$2
PidFile /run/sshd_$3.pid
AuthorizedKeysFile $WORK/authorized_keys
StrictModes no
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
AllowAgentForwarding no
X11Forwarding no
MaxSessions 20
SetEnv PATH=$HERE/host/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
C
}

write_dns_files() {
  local zone
  (umask 077; tsig-keygen -a hmac-sha256 ralf. > "$WORK/tsig.conf")
  {
    cat <<C
include "$WORK/tsig.conf";
options { directory "$WORK"; listen-on port 53 { 10.10.0.1; }; listen-on-v6 { none; }; pid-file "/run/named.pid";
  session-keyfile "/run/session.key"; managed-keys-directory "/run"; recursion no; dnssec-validation no;
  allow-query { 10.10.0.0/16; }; };
controls { };
C
    for zone in otta.zone 10.10.in-addr.arpa; do
      printf 'zone "%s" { type primary; file "%s.db"; update-policy { grant ralf. zonesub ANY; }; };\n' $zone $zone
      printf '$TTL 60\n@ IN SOA ns.otta.zone. hostmaster.otta.zone. 1 3600 600 86400 60\n@ IN NS ns.otta.zone.\n' > "$WORK/$zone.db"
    done
    printf 'ns IN A 10.10.0.1\npve IN A 10.10.0.1\n' >> "$WORK/otta.zone.db"
  } > "$WORK/named.conf"
}

# The operator's own ssh, for what the scenarios look at by themselves: one connection for all calls.
pve() { in_ops ssh "${OPERATOR[@]}" root@10.10.0.1 "$@"; }

# The words for ssh; WORK must be known.
operator_options() {
  OPERATOR=(-i "$WORK/operator" -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes
    -o UserKnownHostsFile="$WORK/known_hosts" -o ConnectTimeout=20
    -o ControlMaster=auto -o ControlPath="$WORK/ssh-%C" -o ControlPersist=60)
}
