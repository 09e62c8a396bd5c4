# The guest vocabulary on a real container: all of it, and answered as recorded. Sourced.

scenario_forms() {
  reset_host
  play_forms > "$OUT/forms.log" 2>&1 || { not_ok "every guest command is run on a real container" "$(tail -n 5 "$OUT/forms.log")"; return 1; }
  expect_equal "guest commands never run on a real container" none "$(sed -n 's/^guest commands never run on a real container: //p' "$OUT/forms.log")"
  expect "every form answers as recorded ($(sed -n 's/ forms recorded$//p' "$OUT/forms.log"))" forms_differences
}
