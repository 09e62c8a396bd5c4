# The stand-in itself: the texts of the recorded conversations, so that nothing passes by luck. Sourced.

scenario_host() {
  local out
  expect "the host's namespace ops has no way out" check_ops_namespace
  # The same check shown red: it only asks for routes, nothing is contacted.
  out=$( (in_ops() { "$@"; }; check_ops_namespace) 2>&1) || :
  expect_match "the check refuses the machine's own network" '^e2e: refused' "$out"
  out=$( (in_ops() { in_outside "$@"; }; check_ops_namespace) 2>&1) || :
  expect_match "the check refuses a namespace with a way out" '^e2e: refused: 10.10.20.10 leaves the lab .* via ' "$out"
  out=$(pve LC_ALL=C.UTF-8 pct status 20099 2>&1; echo "rc=$?") || :
  expect_equal "pct status of an absent container, as recorded" "Configuration file 'nodes/pve/lxc/20099.conf' does not exist
rc=2" "$out"
  out=$(pve LC_ALL=C.UTF-8 pct exec 100 -- true 2>&1; echo "rc=$?") || :
  expect_equal "pct exec in a stopped container, as recorded" "container '100' not running!
rc=255" "$out"
  out=$(pve LC_ALL=C.UTF-8 pct create 100 local:vztmpl/x 2>&1; echo "rc=$?") || :
  expect_equal "pct create of a taken id, as recorded" "CT 100 already exists on node 'pve'
rc=255" "$out"
  out=$(pve LC_ALL=C.UTF-8 pct config 100 | grep description)
  expect_equal "pct config escapes descriptions, as recorded" 'description: Intranet wiki, owner%3A office%0A' "$out"
  out=$(pve LC_ALL=C.UTF-8 pct list)
  expect_equal "pct list, as recorded" "VMID       Status     Lock         Name                
100        stopped                 intranet            " "$out"
  expect_match "pveam list, as recorded" "^local:vztmpl/$TEMPLATE_NAME +[0-9.]+MB\$" "$(pve pveam list local)"
  out=$(LIMIT=300 in_host "$HERE/agreement/play" "$HERE"/agreement/*.txt 2>&1) &&
    ok "the stand-in answers as agreed with the lab and the captures: $(tail -n 1 <<< "$out")" ||
    not_ok "the stand-in answers as agreed with the lab and the captures" "$out"
}
