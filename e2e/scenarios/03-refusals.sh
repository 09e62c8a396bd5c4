# Refusals in PostgreSQL's own words, each beside the one change that makes the same client succeed. Sourced.

scenario_3() {
  local url="host=$ADDRESS dbname=ralf user=ralf connect_timeout=10" rejects='pg_hba.conf rejects connection for host'
  need_service refusals || return 1
  guest cat /etc/postgresql/15/main/server.crt > "$WORK/server.crt"
  URL="$url sslmode=verify-full sslrootcert=$WORK/server.crt channel_binding=require"
  the_client_logs_in "the client that all others differ from"
  refused "another network" "$rejects \"172.31.99.2\", user \"ralf\", database \"ralf\", SSL encryption" \
    in_outside "$url sslmode=verify-full sslrootcert=$WORK/server.crt"
  PASSWORD=wrong refused "a wrong password" 'password authentication failed for user "ralf"' in_ops "$URL"
  refused "no TLS" "$rejects \"10.10.1.5\", user \"ralf\", database \"ralf\", no encryption" in_ops "$url sslmode=disable"
  refused "the superuser over the network" "$rejects \"10.10.1.5\", user \"postgres\", database \"ralf\", SSL encryption" \
    in_ops "${URL/user=ralf/user=postgres}"
  expect_equal "the superuser on the local socket" postgres "$(sql ralf 'SELECT current_user')"
  refused "another database" "$rejects \"10.10.1.5\", user \"ralf\", database \"postgres\", SSL encryption" \
    in_ops "${URL/dbname=ralf/dbname=postgres}"
  refused "replication" 'pg_hba.conf rejects replication connection for host "10.10.1.5", user "ralf", SSL encryption' \
    in_ops "$URL replication=true"
  the_client_logs_in "the same client with everything right again"

  expect_equal "pg_hba_file_rules has no error" 0 "$(sql postgres 'SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL')"
  expect_equal "pg_file_settings has no error" 0 "$(sql postgres 'SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL')"
  expect_equal "every stored verifier is SCRAM" 0 \
    "$(sql postgres "SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL AND rolpassword NOT LIKE 'SCRAM-SHA-256\$%'")"
  expect_equal "there is a verifier" 1 "$(sql postgres 'SELECT count(*) FROM pg_authid WHERE rolpassword IS NOT NULL')"
}

# refused TEXT WORDS WHERE CONNECTION: the words are the server's, matched literally.
refused() {
  local out
  out=$(login "$3" "$4" 2>&1) && { not_ok "$1 is refused" "$out"; return 1; }
  if grep -qF -- "$2" <<< "$out"; then ok "$1 is refused: $2"; else not_ok "$1 is refused" "$out"; fi
}

# the_client_logs_in WHEN: SCRAM over verified TLS from inside the network, by name as well.
the_client_logs_in() {
  guest cat /etc/postgresql/15/main/server.crt > "$WORK/server.crt"
  expect_equal "$1: SCRAM over verified TLS" "ralf|TLSv1.3" \
    "$(login in_ops "host=$ADDRESS dbname=ralf user=ralf connect_timeout=10 sslmode=verify-full sslrootcert=$WORK/server.crt channel_binding=require" 2>&1)"
  expect_equal "$1: name and address resolve" "$ADDRESS
postgres.otta.zone." "$(in_ops dig +short @10.10.0.1 postgres.otta.zone A; in_ops dig +short @10.10.0.1 -x $ADDRESS)"
}

# login WHERE CONNECTION
login() {
  LIMIT=30 "$1" env PGPASSWORD="$PASSWORD" PGSSLROOTCERT= psql -X -A -t -d "$2" \
    -c "SELECT current_user || '|' || (SELECT version FROM pg_stat_ssl WHERE pid = pg_backend_pid())" < /dev/null
}
