# The state directory is lost, as in a fresh checkout: RALF refuses and says how to bring it back. Sourced.

scenario_10() {
  local before
  need_service lost || return 1
  before=$(in_host pct config $CTID)
  mv "$SPACE/.ralf" "$WORK/lost-state"
  trust_hosts lost
  call lost-plan 120 plan services/postgresql/service_card.md
  ends "plan without the state directory" 3
  said "it knows the mark but not the memory" RALF-A008
  said "it says how to bring it back" '--state|RALF_STATE'
  call lost-up 120 up services/postgresql/service_card.md --approve 00000000
  ends "up without the state directory" 3
  expect_equal "nothing was changed" "$before" "$(in_host pct config $CTID)"
  rm -rf "$SPACE/.ralf"
  call lost-back 120 --state "$WORK/lost-state" plan services/postgresql/service_card.md
  ends "plan with the state directory brought back" 0
  expect_equal "everything is as it was: nothing to do" KEEP "$(sed -n 's/.*//p' /dev/null; call lost-json 120 --state "$WORK/lost-state" --format json plan services/postgresql/service_card.md; actions lost-json)"
}
