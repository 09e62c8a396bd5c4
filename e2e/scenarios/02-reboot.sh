# Reboots: everything still right; an address that comes late does not leave PostgreSQL deaf. Sourced.

scenario_2() {
  need_service reboot || return 1
  in_host pct reboot $CTID > /dev/null
  expect "the server answers after a reboot" wait_until 90 server_answers
  the_client_logs_in "after the reboot"
  call reboot-smoke 120 smoke postgresql
  ends "smoke after the reboot" 0

  in_host pct stop $CTID
  in_host pct start $CTID
  expect "the server answers after a hard stop" wait_until 90 server_answers

  # The interface has no address when PostgreSQL starts; it comes when the test says so.
  without_address
  expect "PostgreSQL listens on the address that is not there yet" wait_until 60 listens
  expect_equal "the address is not there" '' "$(guest ip -o -4 addr show dev eth0)"
  inside_net ip addr add $ADDRESS/16 dev eth0
  expect "clients get through as soon as it is there" wait_until 20 server_answers
  the_client_logs_in "after the late address"

  # The same without RALF's drop-in for the unit: deaf. So it is the drop-in that helps.
  guest sh -c 'rm -r /etc/systemd/system/postgresql@15-main.service.d'
  without_address
  expect "without RALF's drop-in PostgreSQL does not listen there" wait_until 60 deaf
}

without_address() {
  in_host pct stop $CTID
  in_host pct set $CTID --net0 "$(in_host pct config $CTID | sed -n 's/^net0: //p' | sed 's/,ip=[^,]*/,ip=manual/; s/,gw=[^,]*//')"
  in_host pct start $CTID
}

listens() { guest ss -ltnH 2>/dev/null | grep -q " $ADDRESS:5432 "; }
deaf() { [ "$(guest systemctl show -p ActiveState --value postgresql@15-main.service)" != activating ] && booted && ! listens; }
inside_net() { in_host nsenter -t "$(in_host lxc-info -P /run/pve/lxc -n $CTID -p -H)" -n -- "$@"; }
