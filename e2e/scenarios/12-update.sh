# A changed card where the container is there already: at once, with a restart, refused. Sourced.

scenario_update() {
  local card=services/postgresql/service_card.md before
  need_service update || return 1
  edit_card 'RAM: `2048 MB`' 'RAM: `4096 MB`' 'CPU: `2`' 'CPU: `1`' 'RootFS: `16 GB`' 'RootFS: `32 GB`'
  updated_by live 'memoryMib 2048 → 4096 \(live\)' 'cores 2 → 1 \(live\)' 'rootfsMib 16384 → 32768 \(live\)'
  expect_equal "the node's own values" "1 4096 32G" \
    "$(in_host pct config $CTID | sed -nE 's/^(cores|memory): //p; s/^rootfs: .*size=//p' | tr '\n' ' ' | sed 's/ $//')"
  expect "the file system inside has grown" grown
  expect_equal "the container was not restarted" "$STARTED" "$(container_start)"
  expect_equal "the server uses the new memory" 1GB "$(sql postgres 'SHOW shared_buffers')"

  edit_card 'Hostname: `postgres-ops`' 'Hostname: `postgres-memory`'
  updated_by restart 'hostname postgres-ops → postgres-memory \(restart\)'
  expect "the container was restarted" restarted
  expect_equal "the new name inside" postgres-memory "$(guest hostname)"
  the_client_logs_in "after the restart"

  before=$(in_host pct config $CTID)
  edit_card 'RootFS: `32 GB`' 'RootFS: `16 GB`'
  call update-shrink 120 plan "$card"
  ends "a smaller disk" 3
  said "a smaller disk: says RALF-N012" 'RALF-N012'
  expect_equal "nothing was changed" "$before" "$(in_host pct config $CTID)"
}

# edit_card FROM TO...: exact texts in the workspace's card
edit_card() {
  while [ $# -gt 1 ]; do
    grep -qF -- "$1" "$SPACE/services/postgresql/service_card.md" || { not_ok "the card says $1"; return 1; }
    sed -i "s/$1/$2/" "$SPACE/services/postgresql/service_card.md"
    shift 2
  done
}

# updated_by NAME PATTERN...: a plan that shows the patterns, its approval, its end, and nothing to do afterwards.
updated_by() {
  local name=$1 pattern
  shift
  STARTED=$(container_start)
  call "update-$name-plan" 120 plan services/postgresql/service_card.md
  ends "$name: plan" 0 || return 1
  SAID=$(tr -s ' \n' ' ' <<< "$SAID")
  for pattern in "$@"; do said "$name: the plan says $pattern" "$pattern"; done
  planned "update-$name" || { not_ok "$name: an approved plan" "$SAID"; return 1; }
  call "update-$name-apply" 300 apply "${PLAN:0:12}"
  ends "$name: apply" 0 || return 1
  said "$name: gate 4 is OK" 'Gate 4: OK'
  nothing_to_do "update-$name-again"
}

container_start() { guest stat -c %Y /proc/1; }
restarted() { [ "$(container_start)" != "$STARTED" ]; }
grown() { [ "$(guest df -k --output=size / | tail -n 1)" -gt 30000000 ]; }
