# The end state of the world, taken from the world itself and not by RALF's observers. Sourced.
# What is random by design is masked: marks, run numbers, keys, verifiers, times, serials.

# equals_scenario_one NAME: the world's end state, into target/state-NAME.txt, against that of an undisturbed run.
equals_scenario_one() {
  expect "$1: the end state can be read from the world" take_state "$1" || return 1
  expect "$1: there is an undisturbed run to compare with" state_one || return 1
  expect_equal "$1: the same end state as scenario one" "$(cat "$OUT/state-one.txt")" "$(cat "$OUT/state-$1.txt")"
}

# need_state_one: there is, or will be, an undisturbed run to compare with: the first lane's, else one made here.
need_state_one() { [ -n "${RALF_E2E_STATE_ONE:-}" ] || [ -f "$OUT/state-one.txt" ] || need_service undisturbed; }

state_one() {
  [ -f "$OUT/state-one.txt" ] || { wait_until 900 test -f "$RALF_E2E_STATE_ONE" && cp "$RALF_E2E_STATE_ONE" "$OUT/state-one.txt"; }
}

# take_state NAME: into target/state-NAME.txt; fails if any part cannot be read.
take_state() {
  local state=$OUT/state-$1.txt
  world_state > "$state.new" 2>&1
  ! grep '^UNREADABLE' "$state.new" && mv "$state.new" "$state"
}

world_state() {
  part "container config" container_state
  part "guest files" guest_files
  part packages guest dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n'
  part units guest systemctl show -p Id -p ActiveState -p UnitFileState -p DropInPaths postgresql.service postgresql@15-main.service
  part "failed units" guest systemctl list-units --failed --no-legend --plain
  part cluster queries postgres <<'SQL'
\echo settings
SELECT name, setting, unit, sourcefile FROM pg_settings WHERE source NOT IN ('default', 'override', 'client') ORDER BY name;
\echo pg_hba.conf
SELECT type, database, user_name, address, netmask, auth_method, error FROM pg_hba_file_rules ORDER BY line_number;
\echo roles
SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
  substr(rolpassword, 1, 18), rolvaliduntil, (SELECT array_agg(setconfig) FROM pg_db_role_setting WHERE setrole = r.oid)
  FROM pg_authid r WHERE rolname !~ '^pg_' ORDER BY 1;
\echo memberships
SELECT a.rolname, b.rolname, m.admin_option FROM pg_auth_members m JOIN pg_roles a ON a.oid = m.roleid
  JOIN pg_roles b ON b.oid = m.member WHERE b.rolname !~ '^pg_' ORDER BY 1, 2;
\echo databases
SELECT datname, pg_get_userbyid(datdba), encoding, datcollate, datacl FROM pg_database ORDER BY 1;
SQL
  part database queries ralf <<'SQL'
\echo migrations
SELECT version, name, sha256 FROM state.migration ORDER BY 1;
\echo identity
SELECT schema_version, (SELECT pos FROM state.journal_head) FROM state.store_identity;
SQL
  part "database objects" dump
  part "dns, forward" zone otta.zone
  part "dns, reverse" zone 10.10.in-addr.arpa
}

# part TITLE COMMAND...
part() {
  printf '== %s\n' "$1"
  "${@:2}" || printf 'UNREADABLE: %s\n' "$1"
}

guest() { in_host pct exec "$CTID" --keep-env 0 -- "$@"; }
sql() { queries "$1" <<< "$2"; }
# queries DATABASE: standard input, by the server's own psql and not by Debian's wrapper in Perl.
queries() { guest sh -c 'cd / && exec runuser -u postgres -- /usr/lib/postgresql/15/bin/psql -X -q -A -t -v ON_ERROR_STOP=1 -d "$1" -f -' sh "$1"; }
container_state() { in_host pct config "$CTID" --current | mask_marks && in_host pct status "$CTID"; }
zone() { in_host dig +noall +answer +nocomments @10.10.0.1 "$1" AXFR | grep -v SOA | tr '\t' ' ' | tr -s ' ' | mask_marks | LC_ALL=C sort; }

# Each dump has a random word in \restrict.
dump() { guest sh -c 'cd / && exec runuser -u postgres -- /usr/lib/postgresql/15/bin/pg_dump --schema-only ralf' | grep -v '^\\\(un\)\?restrict '; }

guest_files() {
  guest sh -c '
    find /etc/postgresql /etc/postgresql-common /etc/systemd/system /etc/hosts /etc/hostname /etc/resolv.conf \
      /etc/network /etc/apt /var/lib/postgresql/15/main/PG_VERSION | LC_ALL=C sort | while read -r path; do
      sum=-
      if [ -f "$path" ] && [ ! -L "$path" ]; then sum=$(sha256sum < "$path"); fi
      case $path in */server.key | */server.crt) sum=random ;; esac
      echo "$(stat -c "%A %U:%G %F" "$path") $path $(readlink "$path") ${sum%% *}"
    done
    find / -xdev -name "*.ralf-new" | sed "s/^/left behind: /"'
}

# A mark names the run and carries a keyed sum: both differ from workspace to workspace.
mask_marks() { sed -E 's/[0-9a-f]{16,}/<hex>/g; s/(run[-=_:% 3AD"]*)[0-9]+/\1<run>/g'; }
