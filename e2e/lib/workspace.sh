# RALF's side: workspaces, the command itself, what it says. Sourced.

CTID=20010
ADDRESS=10.10.20.10
CARD_RELEASE='Debian 12 LTS'

# The mission's card where it is, else the project's own.
original_card() {
  local card
  for card in "$REPO/../shared/mission/service_card.md" "${RALF_SHARED:-/nonexistent}/mission/service_card.md" \
    "$REPO/services/postgresql/service_card.md"; do
    [ ! -f "$card" ] || { printf '%s\n' "$card"; return; }
  done
  return 1
}

# new_workspace NAME: sets SPACE; a fresh folder with ralf.yaml, both cards and the secrets.
new_workspace() {
  local card
  SPACE=$WORK/$1
  (umask 077; mkdir -p "$SPACE/secrets" "$SPACE/services/postgresql")
  (umask 077; sed -n 's/^.*secret "\(.*\)";.*/\1/p' "$WORK/tsig.conf" > "$SPACE/secrets/tsig")
  card=$(original_card) || die "no service card found"
  cp "$card" "$SPACE/services/postgresql/ubuntu.md"
  sed -E -e "/Betriebsmodell/s/Ubuntu 24\.04 LTS/$CARD_RELEASE/" -e '/Template/s/Ubuntu 24\.04/Debian 12/' \
    "$card" > "$SPACE/services/postgresql/service_card.md"
  cat > "$SPACE/ralf.yaml" <<Y
network: 10.10.0.0/16
gateway: 10.10.0.1
resolver: 10.10.0.1
bridge: vmbr0
zone: otta.zone
template_storage: local
rootfs_storage: fast
template: debian-12-standard
proxmox:
  adapter: pct
  host: 10.10.0.1
  user: root
  node: pve
  key_file: $WORK/operator
dns:
  adapter: rfc2136
  server: 10.10.0.1
  key_name: ralf.
  algorithm: hmac-sha256
  key_secret: file:secrets/tsig
  reverse_zone: 10.10.in-addr.arpa
secrets:
  allow: ["env:RALF_*", "file:secrets/*"]
outside_probe:
  host: 172.31.99.2
  user: root
  key_file: $WORK/operator
Y
}

# What RALF is started with in front of it, to set its clock; more for its environment; where its peak memory is noted.
CLOCK=() MORE=() MEASURED=$OUT/memory.log

# Where RALF runs: in the namespace ops, see check_ops_namespace, or alone. Never anywhere else.
WHERE=in_ops

# ralf ARGS...: in the workspace.
ralf() {
  $WHERE env -C "$SPACE" "${CLEAN[@]}" "${MORE[@]}" RALF_POSTGRES_RALF_USER_PASSWORD="$PASSWORD" \
    "$HERE/lib/measured" "$MEASURED" "$(command_of "$@")" "${CLOCK[@]}" "$REPO/ralf" --lang en "$@"
}

# The first word that is no option of all commands.
command_of() {
  while [ $# -gt 0 ]; do
    case $1 in --format | --lang | --state) shift 2 ;; -*) shift ;; *) printf '%s\n' "$1"; return ;; esac
  done
}

# said TEXT PATTERN: in what RALF said last.
said() { expect_match "$1" "$2" "$SAID"; }

# ends TEXT CODE
ends() { expect_equal "$1 (code $2)" "$2" $RC || { printf '%s\n' "$SAID" | tail -n 12 | sed 's/^/  # /'; return 1; }; }

# Builds and warms the launcher outside, where there is a network for Maven; inside it must only start.
prepare_ralf() {
  CLEAN=(env -i PATH="$PATH" HOME="$HOME" LC_ALL=C.UTF-8 JAVA_HOME="$JDK")
  [ -x "$REPO/ralf" ] || die "no ./ralf in $REPO"
  "${CLEAN[@]}" timeout 900 "$REPO/ralf" --version > "$OUT/version.log" 2>&1 < /dev/null ||
    die "./ralf does not start: $(tail -n 3 "$OUT/version.log")"
  PASSWORD=$(head -c 24 /dev/urandom | base64 | tr -d '/+=')
}

# call NAME SECONDS ARGS...: runs ralf; sets RC, SAID (both streams), keeps the text in target/NAME.log.
call() {
  local name=$1 LIMIT=$2
  shift 2
  RC=0
  in_background ralf "$@" > "$OUT/$name.log" 2>&1 < /dev/null || RC=$?
  SAID=$(cat "$OUT/$name.log")
}

# trust_hosts: takes the host keys by the fingerprints that this script knows from having made them.
trust_hosts() {
  call "$1-trust" 60 trust --fingerprint "$(fingerprint hostkey)" --fingerprint "$(fingerprint outsidekey)"
}
fingerprint() { ssh-keygen -lf "$WORK/$1.pub" | cut -d' ' -f2; }

# planned NAME: plans the card and approves the plan; sets PLAN. Fails if there is none.
planned() {
  call "$1-plan" 120 --format json plan services/postgresql/service_card.md
  PLAN=$(plan_hash "$1-plan")
  [ $RC = 0 ] && [ -n "$PLAN" ] || return 1
  call "$1-approve" 60 approve "${PLAN:0:12}"
  [ $RC = 0 ]
}

# plan_hash NAME: from the JSON of the last plan.
plan_hash() { sed -n 's/^.*"\(plan\|hash\)"[: ]*"\([0-9a-f]\{64\}\)".*$/\2/p' "$OUT/$1.log" | head -n 1; }
