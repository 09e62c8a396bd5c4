# A state of the world put aside and brought back: the container, its names, RALF's workspace. Sourced.

# keep_state NAME: the service of $SPACE as it runs now.
keep_state() {
  in_host keep save "$1" $CTID
  keep_rest "$1"
  wait_until 60 server_answers
}

# freeze_state NAME: whatever there is of it at this moment, without stopping it.
freeze_state() {
  in_host keep freeze "$1" $CTID
  keep_rest "$1"
}

keep_rest() {
  names_of_the_service > "$WORK/kept-$1.dns"
  rm -rf "$WORK/kept-$1"
  cp -a "$SPACE" "$WORK/kept-$1"
}

# back_to NAME WORKSPACE: everything as it was; SPACE is a copy of the workspace under this name.
back_to() {
  in_host keep restore "$1" $CTID
  forget_names
  { echo 'server 10.10.0.1'; sed 's/^/update add /; a send' "$WORK/kept-$1.dns"; } | in_host nsupdate -k "$WORK/tsig.conf"
  SPACE=$WORK/$2
  rm -rf "$SPACE"
  cp -a "$WORK/kept-$1" "$SPACE"
}

server_answers() { in_ops bash -c "exec 3<> /dev/tcp/$ADDRESS/5432" 2>/dev/null; }

names_of_the_service() {
  local zone
  for zone in otta.zone 10.10.in-addr.arpa; do
    in_host dig +noall +answer +nocomments @10.10.0.1 $zone AXFR | grep -E "^(postgres\.otta\.zone|10\.20\.10\.10\.in-addr\.arpa)\."
  done || :
}

forget_names() {
  printf 'server 10.10.0.1\nzone otta.zone\nupdate delete postgres.otta.zone.\nsend\nzone 10.10.in-addr.arpa\nupdate delete 10.20.10.10.in-addr.arpa.\nsend\n' |
    in_host nsupdate -k "$WORK/tsig.conf"
}

# Back to a host without the service: for the next run from nothing.
reset_host() {
  in_host rm -f /run/pve/fault
  in_host pct stop $CTID 2>/dev/null || :
  in_host pct unlock $CTID 2>/dev/null || :
  in_host pct destroy $CTID --purge 1 > /dev/null 2>&1 || :
  forget_names
}

# Running or degraded: both mean that the boot has ended.
booted() { case $(guest systemctl is-system-running 2>/dev/null) in running | degraded) ;; *) return 1 ;; esac; }
