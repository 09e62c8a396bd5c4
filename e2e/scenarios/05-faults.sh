# The world misbehaves: right verdict, code, remedy; nothing half-known; resumes or refuses as it should. Sourced.

scenario_5() {
  need_state_one || return 1
  before_anything_is_made
  one_run_through_all_faults || return 1
  with_a_running_service
}

# fault TEXT CODE PATTERN: what the last call ended with and said.
fault() { ends "$1" "$2" && said "$1: says $3" "$3"; }

# plan_says TEXT CODE PATTERN
plan_says() {
  FAULTS=$((${FAULTS:-0} + 1))
  call "fault-$FAULTS" 180 plan services/postgresql/service_card.md
  fault "$@"
}

before_anything_is_made() {
  reset_host
  new_workspace faults
  trust_hosts faults

  stop_sshd
  plan_says "sshd stopped" 6 RALF-W001
  start_sshd hostkey

  in_host bash -c 'kill -STOP $(cat /run/sshd_host.pid)'
  plan_says "host silent: no greeting" 6 RALF-W001
  in_host bash -c 'kill -CONT $(cat /run/sshd_host.pid)'

  break_at "drop-before list"
  plan_says "connection dropped while the node is asked" 6 'RALF-W002|RALF-W006'
  nothing_was_made "after a dropped question"

  stop_sshd
  ssh-keygen -q -t ed25519 -N '' -f "$WORK/otherkey"
  start_sshd otherkey
  plan_says "host key changed" 3 RALF-W004
  stop_sshd
  start_sshd hostkey

  stop_named
  plan_says "BIND down" 6 RALF-W020
  call fault-doctor 60 doctor
  fault "doctor with BIND down" 6 'not asked: see zone'
  start_named

  in_host mv "/run/pve/template/$TEMPLATE_NAME" /run/pve/aside
  plan_says "template missing" 3 'RALF-N005'
  in_host mv /run/pve/aside "/run/pve/template/$TEMPLATE_NAME"

  in_host ip addr add $ADDRESS/32 dev vmbr0
  plan_says "the address answers already" 3 RALF-L022
  in_host ip addr del $ADDRESS/32 dev vmbr0

  in_host pct create $CTID local:vztmpl/$TEMPLATE_NAME --rootfs fast:2 --hostname somebody --unprivileged 1 > /dev/null 2>&1
  plan_says "the id is taken by a foreign container" 3 RALF-L020
  expect_equal "the foreign container is as it was" somebody "$(in_host pct config $CTID | sed -n 's/^hostname: //p')"
  reset_host
}

# One run from nothing meets one fault after the other and is resumed after each.
one_run_through_all_faults() {
  local end
  reset_host
  new_workspace chain
  trust_hosts chain
  planned chain || { not_ok "there is an approved plan" "$SAID"; return 1; }

  in_host bash -c "cd /run/pve/template && mv $TEMPLATE_NAME ../aside && head -c 20000000 ../aside > $TEMPLATE_NAME"
  call chain-corrupt 300 --format json apply "${PLAN:0:12}"
  RUN=$(run_of chain-corrupt)
  fault "template corrupt" 5 'RALF-[AW][0-9]{3}'
  nothing_was_made "a corrupt template leaves no container"
  in_host mv /run/pve/aside "/run/pve/template/$TEMPLATE_NAME"

  break_at 'drop-before create'
  resumed_into drop-before-create "connection dropped before create" RALF-W002
  nothing_was_made "a create that never ran"
  # A lost answer is looked up at once and the run goes on; where nothing happened it stops.
  break_at 'drop-after create' 'drop-before start'
  resumed_into drop-after-create "connection dropped after create went on; before start" RALF-W002
  expect_match "create is verified although its answer was lost" '"event":"verified".*"name":"container".*"changed":true' "$SAID"
  expect_equal "and start never ran" "status: stopped" "$(in_host pct status $CTID)"
  break_at 'drop-after start' 'hang exec'
  end=$SECONDS
  resumed_into hang "connection dropped after start went on; then the host falls silent" 'RALF-W00[126]'
  ok "the silence was noticed within $((SECONDS - end)) s"
  expect_equal "the container runs, once" "status: running" "$(in_host pct status $CTID)"
  in_host pkill -KILL -f 'sshd: root' || :

  guest_is_up
  CLOCK=(faketime -f +1h)
  resumed_into clock "RALF's clock is an hour ahead of the name server's" 'BADTIME.*RALF-W021'
  CLOCK=()
  expect_equal "no record was made by a wrong clock" '' "$(in_ops dig +short @10.10.0.1 postgres.otta.zone A)"

  # Room for the archives, none for what is in them.
  guest sh -c 'fallocate -l "$(($(df -k --output=avail / | tail -n 1) - $1))K" /filler' sh $(($(du -sk "$REPOSITORY" | cut -f 1) * 5 / 4))
  resumed_into disk-full "the guest's disk is full" 'No space left on device.*RALF-A011'
  guest rm /filler

  hold_apt_lock 600 &
  HOLDER=$!
  wait_until 20 apt_is_locked
  call chain-lock 900 --format json apply --resume "$RUN" &
  wait_until 300 grep -q '"name":"package ' "$OUT/chain-lock.log" || :
  sleep 10
  expect "while another holds apt's lock the run waits" kill -0 $!
  guest pkill perl || :
  wait $! || :
  wait $HOLDER 2>/dev/null || :
  call chain-end 900 --format json apply --resume "$RUN"
  ends "the run comes to its end after all faults" 0 || return 1
  equals_scenario_one chain || return 1
  [ -d "$WORK/kept-one" ] || keep_state one
}

# What the run left is the service of scenario one: that was compared.
with_a_running_service() {
  in_host pct set $CTID --lock backup
  plan_says "the container is locked" 3 'RALF-N013|RALF-W031'
  in_host pct unlock $CTID
  nothing_to_do unlocked
}

# resumed_into NAME TEXT PATTERN: the resumed run meets the fault and stops, resumable.
resumed_into() {
  call "chain-$1" 400 --format json apply --resume "$RUN"
  fault "$2" 5 "$3"
}

# break_at "KIND WORD"...: see host/standin/faults.py
break_at() { printf '%s\n' "$@" | in_host tee /run/pve/fault > /dev/null; }

nothing_was_made() {
  in_host rm -f /run/pve/fault
  expect_match "$1" "Configuration file 'nodes/pve/lxc/$CTID.conf' does not exist" "$(in_host pct status $CTID 2>&1 || :)"
}

guest_is_up() { wait_until 60 booted; }

# With the lock that apt and dpkg use (fcntl); the template has perl, not flock(1) for this kind.
hold_apt_lock() {
  guest perl -e 'use Fcntl; open my $f, ">>", "/var/lib/dpkg/lock-frontend"; my $l = pack("s s x4 q q i x4", F_WRLCK, 0, 0, 0, 0);
    fcntl($f, F_SETLKW, $l) or die; open my $m, ">", "/run/held"; close $m; sleep shift' "$1"
}
apt_is_locked() { guest test -e /run/held; }

stop_sshd() {
  in_host bash -c 'pid=$(cat /run/sshd_host.pid); kill $pid; while kill -0 $pid 2>/dev/null; do sleep 0.05; done'
  rm -f "$WORK"/ssh-*
}
start_sshd() {
  sed -i "s|^HostKey .*|HostKey $WORK/$1|" "$WORK/sshd_host"
  in_host /usr/sbin/sshd -f "$WORK/sshd_host" -E "$WORK/sshd_host.log"
  wait_until 10 in_ops bash -c 'exec 3<> /dev/tcp/10.10.0.1/22'
}
stop_named() { in_host bash -c 'pid=$(cat /run/named.pid); kill $pid; while kill -0 $pid 2>/dev/null; do sleep 0.05; done'; }

start_named() {
  in_host named -c "$WORK/named.conf"
  wait_until 20 in_ops dig +short +time=1 +tries=1 @10.10.0.1 ns.otta.zone A > /dev/null
}
