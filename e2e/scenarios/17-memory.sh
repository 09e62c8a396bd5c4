# The journal moves into the service that it built, and follows it through a stop. Sourced.

scenario_memory() {
  need_service memory || return 1
  call memory-unasked 120 journal handover
  ends "a hand-over that nobody agreed to" 4
  call memory-handover 120 journal handover postgresql --yes
  ends "the journal moves into the service" 0 || return 1
  said "it is read back" 'read back'
  in_both "after the hand-over"
  call memory-again 120 journal handover postgresql --yes
  ends "a second hand-over" 0
  said "it finds the first" 'were in the memory already'

  call memory-drift 120 drift postgresql
  ends "a comparison is journaled" 0
  in_both "after another command"

  # The database is away, and RALF repairs its own memory.
  guest systemctl stop postgresql@15-main.service
  call memory-plan 120 --format json plan services/postgresql/service_card.md
  ends "a plan while the memory is away" 0 || return 1
  PLAN=$(plan_hash memory-plan)
  call memory-approve 120 approve "${PLAN:0:12}"
  ends "an approval while the memory is away" 0
  said "it says what waits" 'HINWEIS\[RALF-J035\]'
  call memory-apply 600 apply "${PLAN:0:12}"
  ends "the repair of the memory" 0 || return 1
  in_both "after the repair"

  # In the middle of a run: what it does to the service stops the database too.
  guest rm /etc/systemd/system/postgresql@15-main.service.d/50-ralf.conf
  planned memory || { not_ok "the second repair can be planned" "$SAID"; return 1; }
  call memory-run 600 apply "${PLAN:0:12}"
  ends "a run that restarts the memory" 0
  in_both "after that run"
  call memory-end 120 drift postgresql
  ends "no drift" 0
}

# in_both TEXT: file and database are whole, and have the same events.
in_both() {
  call memory-verify 120 journal verify --memory
  ends "$1: file and memory are whole" 0
  said "$1: nothing waits" '; 0 events wait'
  expect_equal "$1: as many events there as lines here" "$(wc -l < "$SPACE/.ralf/journal.jsonl")" \
    "$(guest runuser -u postgres -- psql -XAtd ralf -c 'SELECT count(*) FROM state.event' 2> /dev/null)"
}
