# Umlauts and emoji travel from the card to the container and back. Sourced.

scenario_11() {
  local purpose='Gedächtnis für Prüfläufe – größer, schöner, „süß“ 🐘✅'
  need_service umlauts || return 1
  sed -i -E "s/^(- *)?(\**)(Zweck|Purpose)(\**):.*/\1\2\3\4: $purpose/" "$SPACE/services/postgresql/service_card.md"
  expect_equal "the card has the new purpose" 1 "$(grep -c '🐘' "$SPACE/services/postgresql/service_card.md")"
  planned umlauts || { not_ok "the change can be planned" "$SAID"; return 1; }
  expect_match "the plan changes something" UPDATE "$(actions umlauts-plan)"
  call umlauts-apply 300 apply "${PLAN:0:12}"
  ends "apply" 0 || return 1
  expect_equal "the node has every letter" "$purpose" \
    "$(in_host pvesh get /nodes/pve/lxc/$CTID/config --output-format json | python3 -c 'import json, sys; print(json.load(sys.stdin)["description"].splitlines()[0])')"
  nothing_to_do umlauts-again
  expect_equal "the text of the plan shows every letter" 1 "$(call umlauts-show 60 card show services/postgresql/service_card.md; grep -c '🐘✅' "$OUT/umlauts-show.log")"
  without_a_locale
}

# As cron starts it, and with a locale that the machine does not have.
without_a_locale() {
  local locale
  mkdir -p "$SPACE/dienste/größe"
  cp "$SPACE/services/postgresql/service_card.md" "$SPACE/dienste/größe/karte.md"
  for locale in LC_ALL=C LC_ALL= LC_ALL=xx_XX.UTF-8; do
    expect "$locale: a path with umlauts is found" \
      in_ops env -C "$SPACE" "${CLEAN[@]}" "$locale" "$REPO/ralf" check dienste/größe/karte.md
  done
}
