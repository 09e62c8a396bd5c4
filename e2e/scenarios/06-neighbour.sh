# A container made anew on the same address: clients are not shut out by a stale neighbour entry. Sourced.

scenario_6() {
  local began
  need_service neighbour || return 1
  the_client_logs_in "before"
  expect_match "the client holds a neighbour entry" "lladdr 02:52:0a:0a:14:0a" "$(in_ops ip neigh show $ADDRESS)"
  in_host pct stop $CTID
  in_host keep restore one $CTID
  wait_until 60 listens
  began=$(date +%s%N)
  expect "the client gets through again" wait_until 20 quick_login
  ok "first answer $((($(date +%s%N) - began) / 1000000)) ms after PostgreSQL listens: the address of the interface is the same"

  # The same container with another interface address: the old entry shuts the client out.
  in_host pct stop $CTID
  in_host pct set $CTID --net0 "$(in_host pct config $CTID | sed -n 's/^net0: //p' | sed 's/hwaddr=[^,]*/hwaddr=02:00:00:00:00:99/')"
  in_host pct start $CTID
  wait_until 60 listens
  if quick_login; then
    not_ok "with another interface address the client is shut out at first" "it got through: $(in_ops ip neigh show $ADDRESS)"
  else
    ok "with another interface address the client is shut out at first: $(in_ops ip neigh show $ADDRESS)"
  fi
  in_ops ip neigh flush dev eth0
}

quick_login() {
  LIMIT=5 in_ops env PGPASSWORD="$PASSWORD" psql -X -A -t -d "host=$ADDRESS dbname=ralf user=ralf connect_timeout=2 sslmode=require" -c 'SELECT 1' \
    < /dev/null > /dev/null 2>&1
}
