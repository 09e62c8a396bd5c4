# A second service after the hand-over: its run is in the memory while it goes on, nobody else gets it meanwhile, and the
# memory's database is killed in its middle. Sourced.

SECOND_CTID=20011

scenario_shared() {
  local run elsewhere pid
  need_service shared || return 1
  call shared-handover 120 journal handover postgresql --yes
  ends "the journal moves into the service" 0 || return 1
  sed -e 's/`postgresql`/`postgresql-second`/; s/postgres-ops/second-ops/; s/10\.10\.20\.10/10.10.20.11/g' \
    -e "s/20010/$SECOND_CTID/g; s/postgres\.otta/second.otta/g; s/\"postgres_phase/\"second_phase/" \
    "$SPACE/services/postgresql/service_card.md" > "$SPACE/services/second.md"
  call shared-plan 120 --format json plan services/second.md
  PLAN=$(plan_hash shared-plan)
  ends "a second service is planned" 0 || return 1
  call shared-approve 60 approve "${PLAN:0:12}"
  ends "and approved" 0 || return 1

  kill_during 0.5 shared-killed '"event":"started".*"name":"package ' --format json apply "${PLAN:0:12}" ||
    { not_ok "its run is killed" "it ended before: $SAID"; return 1; }
  run=$(run_of shared-killed)
  expect_match "what it did until then is in the memory" '^[1-9]' "$(in_memory "$run" started)"
  expect_equal "with its lease's fence" "$(in_memory "$run" started)" "$(sql ralf "SELECT count(*) FROM state.event e JOIN state.stream s USING (stream_id)
    WHERE s.name = 'run:$run' AND e.type = 'started' AND e.payload->>'fence' = '1'")"

  # Another machine has a copy of everything: what the killed one held is not yet over for it.
  elsewhere=$WORK/elsewhere
  cp -a "$SPACE" "$elsewhere"
  SPACE=$elsewhere call shared-elsewhere 120 apply --resume "$run"
  ends "elsewhere it is not resumed" 3
  said "somebody works on it" 'RALF-J038'

  # Where it was killed it goes on at once.
  EXEC=exec LIMIT=900
  ralf apply --resume "$run" > "$OUT/shared-resumed.log" 2>&1 < /dev/null &
  EXEC='' LIMIT='' CHILD=$!
  pid=$CHILD
  expect "where it was killed it is resumed" wait_until 120 grep -q 'verified' "$OUT/shared-resumed.log"
  guest sh -c 'kill -KILL "$(head -n 1 /var/lib/postgresql/15/main/postmaster.pid)"; systemctl stop postgresql@15-main.service'
  CHILD=$pid RC=0
  wait "$pid" || RC=$?
  CHILD='' SAID=$(cat "$OUT/shared-resumed.log")
  ends "the run ends well without the memory's database" 0 || return 1
  said "what waits is said" 'HINWEIS\[RALF-J035\]'
  call shared-status 60 status
  said "and shown" 'events wait for postgresql'
  call shared-refused 120 --format json snapshot postgresql-second --name there
  PLAN=$(plan_hash shared-refused)
  call shared-refused-approve 60 approve "${PLAN:0:12}"
  call shared-unasked 120 apply "${PLAN:0:12}"
  ends "no other run begins while nobody can be asked" 6
  said "which is said" 'RALF-J037'

  planned shared-repair || { not_ok "the repair of the memory can be planned" "$SAID"; return 1; }
  call shared-repair 600 apply "${PLAN:0:12}"
  ends "RALF repairs its memory" 0 || return 1
  in_both "after the repair"
  expect_equal "every event of the second service's run is in the memory" \
    "$(grep -c "\"stream\":\"run:$run\"" "$SPACE/.ralf/journal.jsonl")" "$(in_memory "$run")"
  moved_to_the_second
  in_host pct stop $SECOND_CTID && in_host pct destroy $SECOND_CTID
}

# A verified pair: out of one service's memory, into the other's, where the journal finds its past and goes on.
moved_to_the_second() {
  call shared-backup 120 journal backup --to "$SPACE/memory.ralf"
  ends "the memory is backed up" 0 || return 1
  call shared-backup-verify 60 journal verify "$SPACE/memory.ralf" --anchor "$SPACE/memory.ralf.anchor"
  ends "the archive is whole and fits its anchor" 0
  call shared-restore 120 journal restore "$SPACE/memory.ralf" --into postgresql-second --yes
  ends "it is restored into the second service" 0 || return 1
  call shared-moved 120 journal handover postgresql-second --yes
  ends "the journal finds its past there" 0
  said "and imports nothing twice" 'were in the memory already'
  CTID=$SECOND_CTID in_both "in the second service"
  expect_equal "plans, decisions and steps came along" "$(records_of_runs)" "$(CTID=$SECOND_CTID records_of_runs)"
}

records_of_runs() { sql ralf 'SELECT (SELECT count(*) FROM state.plan), (SELECT count(*) FROM state.gate_decision), (SELECT count(*) FROM state.step_result)'; }

# in_memory RUN [TYPE]: how many events of a run the memory has.
in_memory() {
  sql ralf "SELECT count(*) FROM state.event e JOIN state.stream s USING (stream_id) WHERE s.name = 'run:$1' AND e.type LIKE '${2:-%}'"
}
