# Another login secret for the running service: the new one opens, the old one is dead. Sourced.

scenario_rotate() {
  local old=$PASSWORD PASSWORD=$PASSWORD
  need_service rotate || return 1
  (umask 077; printf '%s\n' "$old" > "$SPACE/secrets/postgresql")
  call rotate-refused 120 secrets rotate postgresql
  ends "a secret of the environment is not renewed" 3
  said "it is said why" RALF-W028
  sed -i '/^  allow:/a\  from:\n    RALF_POSTGRES_RALF_USER_PASSWORD: file:secrets/postgresql' "$SPACE/ralf.yaml"

  operation rotate RALF-N025 secrets rotate postgresql || return 1
  said "the former one was proven dead" 'proven dead'
  PASSWORD=$(cat "$SPACE/secrets/postgresql")
  expect "the secret is another one" test "$PASSWORD" != "$old"
  expect "the former one is given up" test ! -e "$SPACE/secrets/postgresql.former"
  the_client_logs_in "with the new secret"
  PASSWORD=$old refused "the old secret" 'password authentication failed for user "ralf"' in_ops \
    "host=$ADDRESS dbname=ralf user=ralf connect_timeout=10 sslmode=verify-full sslrootcert=$WORK/server.crt"
  call rotate-drift 120 drift postgresql
  ends "nothing has drifted" 0
  call rotate-plan 120 plan services/postgresql/service_card.md
  said "nothing is left to change" 'Nothing to change'
  expect_equal "neither secret stands in RALF's files" '' \
    "$(grep -rlF -e "$old" -e "$PASSWORD" "$SPACE" --exclude-dir=secrets; grep -lF -e "$old" -e "$PASSWORD" "$OUT"/rotate-*.log "$OUT"/op-rotate*.log)"
}
