# The end state of the world, taken from the world itself and not by RALF's observers. Sourced.
# What is random by design is masked: marks, run numbers, keys, verifiers, times, serials.

# world_state CTID: prints it, sorted within each part.
world_state() {
  local ctid=$1
  echo "== container config"
  in_host pct config "$ctid" --current | mask_marks
  in_host pct status "$ctid"
  echo "== guest files"
  guest sh -c '
    find /etc/postgresql /etc/postgresql-common /etc/systemd/system /etc/hosts /etc/hostname /etc/resolv.conf \
      /etc/network /etc/apt /var/lib/postgresql/15/main/PG_VERSION | LC_ALL=C sort | while read -r path; do
      sum=-
      if [ -f "$path" ] && [ ! -L "$path" ]; then sum=$(sha256sum < "$path"); fi
      case $path in */server.key | */server.crt) sum=random ;; esac
      echo "$(stat -c "%A %U:%G %F" "$path") $path $(readlink "$path") ${sum%% *}"
    done
    find / -xdev -name "*.ralf-new" | sed "s/^/left behind: /"'
  echo "== packages"
  guest dpkg-query -W -f '${Package} ${Version} ${db:Status-Status}\n'
  echo "== units"
  guest systemctl show -p Id -p ActiveState -p UnitFileState -p DropInPaths postgresql.service postgresql@15-main.service
  guest systemctl list-units --failed --no-legend --plain
  echo "== settings"
  sql postgres "SELECT name, setting, unit, sourcefile FROM pg_settings WHERE source NOT IN ('default', 'override', 'client') ORDER BY name"
  sql postgres "SELECT type, database, user_name, address, netmask, auth_method, error FROM pg_hba_file_rules ORDER BY line_number"
  echo "== roles"
  sql postgres "SELECT rolname, rolsuper, rolinherit, rolcreaterole, rolcreatedb, rolcanlogin, rolreplication, rolbypassrls,
    substr(rolpassword, 1, 18), rolvaliduntil, rolconfig FROM pg_authid WHERE rolname !~ '^pg_' ORDER BY 1"
  sql postgres "SELECT a.rolname, b.rolname, m.admin_option FROM pg_auth_members m JOIN pg_roles a ON a.oid = m.roleid
    JOIN pg_roles b ON b.oid = m.member WHERE b.rolname !~ '^pg_' ORDER BY 1, 2"
  sql postgres "SELECT datname, pg_get_userbyid(datdba), encoding, datcollate, datacl FROM pg_database ORDER BY 1"
  echo "== database objects"
  guest sh -c 'cd / && runuser -u postgres -- pg_dump --schema-only ralf' | grep -v '^\\\(un\)\?restrict '
  sql ralf "SELECT version, name, sha256 FROM state.migration ORDER BY 1"
  sql ralf "SELECT schema_version FROM state.store_identity"
  sql ralf "SELECT pos FROM state.journal_head"
  echo "== dns"
  in_host dig +noall +answer +nocomments @10.10.0.1 otta.zone AXFR | dns_lines
  in_host dig +noall +answer +nocomments @10.10.0.1 10.10.in-addr.arpa AXFR | dns_lines
}

guest() { in_host pct exec "$CTID" --keep-env 0 -- "$@"; }
sql() { guest sh -c 'cd / && exec runuser -u postgres -- psql -X -A -t -d "$1" -c "$2"' sh "$1" "$2"; }

# A mark names the run and carries a keyed sum: both differ from workspace to workspace.
mask_marks() { sed -E 's/[0-9a-f]{16,}/<hex>/g; s/(run[-=_:% 3AD"]*)[0-9]+/\1<run>/g'; }
dns_lines() { grep -v 'SOA' | tr '\t' ' ' | tr -s ' ' | mask_marks | LC_ALL=C sort; }
