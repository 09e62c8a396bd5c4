# Scenarios side by side, each lane a run of its own with a host of its own: most of a run is waiting. Sourced.

LANE_PIDS=()

# in_lanes SCENARIOS...: each argument is one lane; the first plays scenario one, whose end state the others compare with. Their output comes line by line behind the lane's number.
in_lanes() {
  local number=0 lane rc=0
  [ "$(tr ' ' '\n' <<< "$*" | sort | tr '\n' ' ')" = "$(scenarios)" ] || die "not every scenario is in one lane: $* / $(scenarios)"
  rm -rf "$OUT"
  mkdir -p "$OUT"
  # Once, before the lanes could do it at the same time.
  prepare $NEEDED_PACKAGES $NEEDED_BY_NAMES
  prepare_template
  prepare_ralf
  ends_with lanes_end
  for lane in "$@"; do
    number=$((number + 1))
    # shellcheck disable=SC2086
    RALF_E2E_OUT=$OUT/lane-$number RALF_E2E_STATE_ONE=$OUT/lane-1/state-one.txt setpriv --pdeathsig TERM "$HERE/run" scenario $lane > "$OUT/lane-$number.log" 2>&1 < /dev/null &
    LANE_PIDS+=($!)
    tail -n +1 -f -s 0.5 --pid $! "$OUT/lane-$number.log" 2>/dev/null | sed -u "s/^/[$number] /" &
  done
  for number in "${!LANE_PIDS[@]}"; do
    wait "${LANE_PIDS[$number]}" || rc=1
  done
  LANE_PIDS=()
  wait
  join_lanes $#
  [ $rc = 0 ] && [ $FAILED = 0 ]
}

# A lane that ended early has no last line: that is a failure of its own.
join_lanes() {
  local lane p f s
  for lane in $(seq "$1"); do
    p='' f='' s=''
    read -r p f s < <(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed, \([0-9]*\) skipped$/\1 \2 \3/p' "$OUT/lane-$lane.log" | tail -n 1) || :
    [ -n "$p" ] || { echo "lane $lane ended early:"; tail -n 20 "$OUT/lane-$lane.log"; }
    PASSED=$((PASSED + ${p:-0})) FAILED=$((FAILED + ${f:-1})) SKIPPED=$((SKIPPED + ${s:-0}))
    REPORT+=$(sed -n '/^## /,/skipped in/p' "$OUT/lane-$lane/report.md" 2>/dev/null || echo "lane $lane left no report")$'\n\n'
  done
  write_report
  printf '%d passed, %d failed, %d skipped\n' $PASSED $FAILED $SKIPPED
}

lanes_end() {
  local rc=$? pid
  trap - EXIT
  trap '' TERM INT HUP
  for pid in "${LANE_PIDS[@]}"; do kill -TERM "$pid" 2>/dev/null || :; done
  for pid in "${LANE_PIDS[@]}"; do wait "$pid" 2>/dev/null || :; done
  exit $rc
}
