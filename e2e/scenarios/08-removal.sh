# Snapshot, rollback, destroy: own plans, own approvals; foreign, protected and forged objects are refused. Sourced.

scenario_8() {
  local mark record
  need_service removal || return 1

  operation snapshot - snapshot postgresql --name before-import || return 1
  expect_match "the node has the snapshot" '`-> before-import ' "$(in_host pct listsnapshot $CTID)"
  sql ralf 'CREATE TABLE after_the_snapshot (x int)' > /dev/null
  operation rollback RALF-N021 rollback postgresql --to before-import || return 1
  expect "the server answers after the rollback" wait_until 90 server_answers
  expect_equal "what came after the snapshot is gone" '' "$(sql ralf "SELECT to_regclass('after_the_snapshot')")"
  the_client_logs_in "after the rollback"

  mark=$(in_host pvesh get /nodes/pve/lxc/$CTID/config --output-format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["description"], end="")')
  in_host pct set $CTID --description 'Somebody else took this container over.'
  refused_to_destroy "a foreign container" 'RALF-[A-Z][0-9]{3}'
  in_host pct set $CTID --description "$(sed -E 's/mac=[0-9a-f]{4}/mac=0000/' <<< "$mark")"
  refused_to_destroy "a container with a forged mark" 'RALF-[A-Z][0-9]{3}'
  in_host pct set $CTID --description "$mark"
  in_host pct set $CTID --protection 1
  refused_to_destroy "a protected container" RALF-N017
  in_host pct set $CTID --protection 0

  record=$(in_ops dig +short @10.10.0.1 postgres.otta.zone TXT)
  operation destroy RALF-N020 destroy postgresql || return 1
  expect_match "the container is gone" "Configuration file 'nodes/pve/lxc/$CTID.conf' does not exist" "$(in_host pct status $CTID 2>&1 || :)"
  expect_equal "its names are gone" '' "$(names_of_the_service)"
  expect_match "a client is told that the name does not exist" 'status: NXDOMAIN' "$(in_ops dig @10.10.0.1 postgres.otta.zone A)"
  expect_equal "the foreign container is still there" 2 "$(in_host pct list | wc -l)"
  left_behind "$record"
  call removal-journal 60 journal verify
  ends "the journal is kept and whole" 0
}

# left_behind MARK: the name server comes back from a backup, and with it the names of the service that is gone.
left_behind() {
  change_names 'update add postgres.otta.zone. 300 A 10.10.20.10' "update add postgres.otta.zone. 300 TXT $1" \
    send 'update add 10.20.10.10.in-addr.arpa. 300 PTR postgres.otta.zone.'
  call left-behind 120 drift
  ends "names that came back are drift" 7
  said "drift names the record and the way out" 'dns postgres\.otta\.zone A 10\.10\.20\.10'
  operation left-names RALF-N020 destroy postgresql || return 1
  expect_equal "the names that came back are gone" '' "$(names_of_the_service)"
}

# operation NAME CODE ARGS...: the command alone plans; with the hash and the warning CODE accepted (- for none) it acts.
operation() {
  local name=$1 code=$2 hash accept=()
  shift 2
  call "op-$name-plan" 120 --format json "$@"
  ends "$name alone only plans" 0 || return 1
  hash=$(plan_hash "op-$name-plan")
  if [ "$code" != - ]; then
    said "$name warns with $code" "$code"
    call "op-$name-bare" 120 "$@" --approve "${hash:0:12}"
    ends "$name without accepting the warning" 4
    accept=(--accept "$code")
  fi
  call "op-$name" 300 "$@" --approve "${hash:0:12}" "${accept[@]}"
  ends "$name with its approval" 0
}

# refused_to_destroy WHAT PATTERN
refused_to_destroy() {
  local before
  before=$(in_host pct config $CTID)
  call refused-destroy 120 destroy postgresql
  ends "$1 is not destroyed" 3
  said "$1: says ${2#*-}" "$2"
  expect_equal "$1 is as it was" "$before" "$(in_host pct config $CTID)"
}
