# The end state of the world, taken from the world itself and not by RALF's observers. Sourced.
# What is random by design is masked: marks, run numbers, keys, verifiers, times, serials.

# take_state NAME: into target/state-NAME.txt; fails if any part cannot be read.
take_state() {
  world_state > "$OUT/state-$1.txt" 2>&1
  ! grep '^UNREADABLE' "$OUT/state-$1.txt"
}

world_state() {
  part "container config" container_state
  part "guest files" guest_files
  part packages guest dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n'
  part units guest systemctl show -p Id -p ActiveState -p UnitFileState -p DropInPaths postgresql.service postgresql@15-main.service
  part "failed units" guest systemctl list-units --failed --no-legend --plain
  part settings sql postgres "SELECT name, setting, unit, sourcefile FROM pg_settings
    WHERE source NOT IN ('default', 'override', 'client') ORDER BY name"
  part "pg_hba.conf" sql postgres "SELECT type, database, user_name, address, netmask, auth_method, error FROM pg_hba_file_rules ORDER BY line_number"
  part roles sql postgres "SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
    substr(rolpassword, 1, 18), rolvaliduntil, (SELECT array_agg(setconfig) FROM pg_db_role_setting WHERE setrole = r.oid)
    FROM pg_authid r WHERE rolname !~ '^pg_' ORDER BY 1"
  part memberships sql postgres "SELECT a.rolname, b.rolname, m.admin_option FROM pg_auth_members m JOIN pg_roles a ON a.oid = m.roleid
    JOIN pg_roles b ON b.oid = m.member WHERE b.rolname !~ '^pg_' ORDER BY 1, 2"
  part databases sql postgres "SELECT datname, pg_get_userbyid(datdba), encoding, datcollate, datacl FROM pg_database ORDER BY 1"
  part "database objects" dump
  part migrations sql ralf "SELECT version, name, sha256 FROM state.migration ORDER BY 1"
  part identity sql ralf "SELECT schema_version, (SELECT pos FROM state.journal_head) FROM state.store_identity"
  part "dns, forward" zone otta.zone
  part "dns, reverse" zone 10.10.in-addr.arpa
}

# part TITLE COMMAND...
part() {
  printf '== %s\n' "$1"
  "${@:2}" || printf 'UNREADABLE: %s\n' "$1"
}

guest() { in_host pct exec "$CTID" --keep-env 0 -- "$@"; }
sql() { guest sh -c 'cd / && exec runuser -u postgres -- psql -X -A -t -v ON_ERROR_STOP=1 -d "$1" -c "$2"' sh "$1" "$2"; }
container_state() { in_host pct config "$CTID" --current | mask_marks && in_host pct status "$CTID"; }
zone() { in_host dig +noall +answer +nocomments @10.10.0.1 "$1" AXFR | grep -v SOA | tr '\t' ' ' | tr -s ' ' | mask_marks | LC_ALL=C sort; }

# Each dump has a random word in \restrict.
dump() { guest sh -c 'cd / && exec runuser -u postgres -- pg_dump --schema-only ralf' | grep -v '^\\\(un\)\?restrict '; }

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
