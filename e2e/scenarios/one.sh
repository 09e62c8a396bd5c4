# Scenario one: from nothing to gate 4, a second plan, the refusals, a reboot, the wrong template. Sourced.

scenario_one() {
  new_workspace one
  trust_hosts one
  expect_equal "trust stores both host keys by fingerprint" 0 $RC || say "$SAID"

  call one-check 60 check services/postgresql/service_card.md
  expect_equal "check: the card with Debian 12 is OK" 0 $RC

  call one-plan 120 --format json plan services/postgresql/service_card.md
  expect_equal "plan ends with 0" 0 $RC || { say "$SAID"; return 1; }
  PLAN=$(plan_hash one-plan)
  expect_equal "nothing is changed by plan" 2 "$(in_host pct list | wc -l)"

  call one-early 60 apply "${PLAN:0:12}"
  expect_equal "apply without approval ends with 4" 4 $RC

  call one-approve 60 approve "${PLAN:0:12}"
  expect_equal "approve ends with 0" 0 $RC || say "$SAID"

  call one-apply 900 apply "${PLAN:0:12}"
  expect_equal "apply ends with 0" 0 $RC || { say "$SAID"; return 1; }
  expect_match "gate 3 is OK" 'Gate 3: OK' "$SAID"
  expect_match "gate 4 is OK" 'Gate 4: OK' "$SAID"
  expect "the end state can be read from the world" take_state one || return 1
  ok "end state taken from the world ($(sha256sum < "$OUT/state-one.txt" | cut -c1-16), $(wc -l < "$OUT/state-one.txt") lines)"

  call one-again 120 --format json plan services/postgresql/service_card.md
  expect_equal "second plan ends with 0" 0 $RC
  expect_equal "second plan is empty: every step is KEEP" KEEP "$(actions one-again)"
  expect_match "second plan needs at most 6 remote commands ($(remote_commands one-again))" '^[0-6]$' "$(remote_commands one-again)"

  the_clients_see "after apply"
  reboot
  wrong_template
}

# actions NAME: the different actions of the steps of a plan in JSON
actions() { grep -o '"action": *"[A-Z]*"' "$OUT/$1.log" | grep -o '[A-Z]*' | sort -u | tr '\n' ' ' | sed 's/ $//'; }
remote_commands() { sed -n 's/^.*"remote_commands": *\([0-9]*\).*$/\1/p' "$OUT/$1.log"; }

# The server's own words to real clients, not RALF's report of them.
the_clients_see() {
  local url="host=$ADDRESS dbname=ralf user=ralf connect_timeout=10" out
  pve pct exec $CTID --keep-env 0 -- cat /etc/postgresql/15/main/server.crt > "$WORK/server.crt"
  out=$(login in_ops "$url sslmode=verify-full sslrootcert=$WORK/server.crt channel_binding=require") || :
  expect_equal "$1: SCRAM over verified TLS from inside the network" "ralf|TLSv1.3" "$out"
  out=$(PASSWORD=wrong-password login in_ops "$url sslmode=verify-full sslrootcert=$WORK/server.crt" 2>&1) || :
  expect_match "$1: a wrong password is refused" 'password authentication failed for user "ralf"' "$out"
  out=$(login in_ops "$url sslmode=disable" 2>&1) || :
  expect_match "$1: without TLS pg_hba.conf refuses" 'pg_hba.conf rejects connection for host "10.10.1.5", user "ralf", database "ralf", no encryption' "$out"
  out=$(login in_outside "$url sslmode=verify-full sslrootcert=$WORK/server.crt" 2>&1) || :
  expect_match "$1: from outside pg_hba.conf refuses" 'pg_hba.conf rejects connection for host "172.31.99.2", user "ralf", database "ralf", SSL encryption' "$out"
  out=$(in_ops dig +short @10.10.0.1 postgres.otta.zone A; in_ops dig +short @10.10.0.1 -x $ADDRESS)
  expect_equal "$1: name and address resolve" "$ADDRESS
postgres.otta.zone." "$out"
}

# login WHERE CONNECTION
login() {
  LIMIT=30 "$1" env PGPASSWORD="$PASSWORD" PGSSLROOTCERT= psql -X -A -t -d "$2" \
    -c "SELECT current_user || '|' || (SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid())" < /dev/null
}

reboot() {
  in_host pct stop $CTID
  in_host pct start $CTID
  server_answers() { in_ops bash -c "exec 3<> /dev/tcp/$ADDRESS/5432" 2>/dev/null; }
  expect "the server answers after stop and start" wait_until 90 server_answers
  the_clients_see "after the reboot"
  call one-smoke 120 smoke postgresql
  expect_equal "smoke after the reboot ends with 0" 0 $RC || say "$SAID"
}

wrong_template() {
  new_workspace ubuntu
  trust_hosts ubuntu
  sed -i 's/^template: .*/template: ubuntu-24.04-standard/' "$SPACE/ralf.yaml"
  reset_host
  call ubuntu-plan 120 plan services/postgresql/ubuntu.md
  expect_equal "the unchanged card on a host without its template ends with 3" 3 $RC || say "$SAID"
  expect_match "and says BLOCKER" 'BLOCKER' "$SAID"
  expect_match "and names the template" 'ubuntu-24.04' "$SAID"
  expect_equal "and nothing was made" 2 "$(in_host pct list | wc -l)"
}
