# From nothing to gate 4, a second plan, no drift. Sourced.

scenario_1() {
  reset_host
  new_workspace one
  trust_hosts one
  ends "trust stores both host keys by fingerprint" 0
  call one-doctor 60 doctor
  ends "doctor: all that RALF needs is there" 0
  said "doctor: a signed update is taken" 'signed with ralf'
  call one-check 60 check services/postgresql/service_card.md
  ends "check: the card with Debian 12 is OK" 0

  call one-plan 120 --format json plan services/postgresql/service_card.md
  ends "plan" 0 || return 1
  PLAN=$(plan_hash one-plan)
  expect_equal "nothing is changed by plan" 2 "$(in_host pct list | wc -l)"
  call one-early 60 apply "${PLAN:0:12}"
  ends "apply without approval" 4
  call one-approve 60 approve "${PLAN:0:12}"
  ends "approve" 0

  call one-apply 900 apply "${PLAN:0:12}"
  ends "apply" 0 || return 1
  said "gate 3 is OK" 'Gate 3: OK'
  said "gate 4 is OK" 'Gate 4: OK'
  expect "the end state can be read from the world" take_state one || return 1
  ok "end state taken from the world ($(sha256sum < "$OUT/state-one.txt" | cut -c1-16), $(wc -l < "$OUT/state-one.txt") lines)"
  nothing_to_do one-again
  call one-drift 120 drift postgresql
  ends "no drift" 0
  keep_state one
  wrong_template
}

# need_service: the service of scenario one runs, in the state it had then; SPACE is a copy of its workspace.
need_service() {
  if [ ! -d "$WORK/kept-one" ]; then
    reset_host
    new_workspace one
    trust_hosts one
    planned one || { not_ok "the service can be planned" "$SAID"; return 1; }
    call one-apply 900 apply "${PLAN:0:12}"
    ends "the service runs" 0 || return 1
    take_state one
    keep_state one
  fi
  back_to one "$1"
  wait_until 60 server_answers && wait_until 60 service_active
}

# nothing_to_do NAME: a plan of KEEP steps only, by at most 6 remote commands.
nothing_to_do() {
  call "$1" 120 --format json plan services/postgresql/service_card.md
  ends "$1: plan" 0
  expect_equal "$1: the plan is empty: every step is KEEP" KEEP "$(actions "$1")" || said_steps "$1"
  expect_match "$1: at most 6 remote commands ($(remote_commands "$1"))" '^[0-6]$' "$(remote_commands "$1")"
}

# actions NAME: the different actions of the steps of a plan in JSON
actions() { grep -o '"action": *"[A-Z]*"' "$OUT/$1.log" | grep -o '[A-Z]*' | sort -u | tr '\n' ' ' | sed 's/ $//'; }
remote_commands() { sed -n 's/^.*"remote_commands": *\([0-9]*\).*$/\1/p' "$OUT/$1.log"; }
said_steps() { grep -o '"action": *"[A-Z]*"[^}]*' "$OUT/$1.log" | grep -v KEEP | head -n 10 | sed 's/^/  # /'; }

# The unchanged card on a host that has no Ubuntu template.
wrong_template() {
  reset_host
  new_workspace ubuntu
  trust_hosts ubuntu
  sed -i 's/^template: .*/template: ubuntu-24.04-standard/' "$SPACE/ralf.yaml"
  call ubuntu-plan 120 plan services/postgresql/ubuntu.md
  ends "the unchanged card on a host without its template" 3
  said "it is a BLOCKER and names the template" 'BLOCKER.*RALF-N005|RALF-N005.*BLOCKER|ubuntu-24.04'
  expect_equal "nothing was made" 2 "$(in_host pct list | wc -l)"
}
