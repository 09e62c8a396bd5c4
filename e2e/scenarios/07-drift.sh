# Ten kinds of drift made by hand: each named, each repaired, nothing else touched. Sourced.

scenario_7() {
  local word
  need_service drift || return 1
  expect "systemd believes the service too" wait_until 60 service_active
  call drift-none 120 drift postgresql
  ends "no drift after the service was brought back" 0
  drift_by_hand

  call drift-found 120 --format json drift postgresql
  ends "drift" 7
  for word in memoryMib nameserver conf.d/50-ralf.conf pg_hba.conf main.service.d/50-ralf.conf keyOwner work_mem createdb \
    closed 10.10.99.99 pointer; do
    said "drift names $word" "$word"
  done
  expect_match "drift needs at most 6 remote commands ($(remote_commands drift-found))" '^[0-6]$' "$(remote_commands drift-found)"

  planned repair || { not_ok "the repair can be planned" "$SAID"; return 1; }
  call repair-apply 300 apply "${PLAN:0:12}"
  ends "apply repairs it" 0 || return 1
  call drift-gone 120 drift postgresql
  ends "no drift after the repair" 0
  take_state repair
  # A repair takes a snapshot of the container first; nothing else may differ.
  expect_equal "nothing else was touched" "$(cat "$OUT/state-one.txt")" "$(grep -v '^parent: ' "$OUT/state-repair.txt")"
}

service_active() { guest systemctl is-active --quiet postgresql@15-main; }

drift_by_hand() {
  local cluster=/etc/postgresql/15/main
  in_host pct set $CTID --memory 1024
  in_host pct set $CTID --nameserver 10.10.0.9
  guest sh -c "echo 'work_mem = 1GB' >> $cluster/conf.d/50-ralf.conf"
  guest sed -i '1i host all all 10.10.0.0/16 trust' $cluster/pg_hba.conf
  guest chmod 0644 $cluster/server.key
  guest rm /etc/systemd/system/postgresql@15-main.service.d/50-ralf.conf
  sql postgres "ALTER SYSTEM SET work_mem = '64MB'" > /dev/null
  sql postgres 'ALTER ROLE ralf CREATEDB' > /dev/null
  sql postgres 'GRANT CONNECT ON DATABASE ralf TO PUBLIC' > /dev/null
  change_names 'update delete postgres.otta.zone. A' 'update add postgres.otta.zone. 60 A 10.10.99.99' \
    send 'update delete 10.20.10.10.in-addr.arpa. PTR'
}

change_names() { { echo 'server 10.10.0.1'; printf '%s\n' "$@" send; } | in_host nsupdate -k "$WORK/tsig.conf"; }
