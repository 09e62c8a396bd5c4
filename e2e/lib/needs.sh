# What a Debian 12 machine needs for the end-to-end host. Sourced.

NEEDED_PACKAGES="lxc uidmap mmdebstrap zstd dpkg-dev bind9 bind9-utils bind9-dnsutils openssh-server openssh-client
  iproute2 iputils-ping util-linux procps xfsprogs python3 postgresql-client git ca-certificates faketime"

# What runs where there is only loopback, and what it needs.
WITHOUT_WORLD='vault|names'
NEEDED_WITHOUT_WORLD="iproute2 util-linux procps python3 postgresql-client"
NEEDED_BY_NAMES="bind9 knot pdns-server pdns-backend-sqlite3 sqlite3 unbound"

# install_needs PACKAGE...: those that are missing.
install_needs() {
  local missing=() name
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ ${#missing[@]} = 0 ] || install_packages "${missing[@]}"
}

# install_packages NAME...: starts no daemon of them.
install_packages() {
  say "installing $*"
  # Only files are wanted: no daemon of these packages may start on the machine itself.
  local policy=/usr/sbin/policy-rc.d made=
  if [ ! -e $policy ]; then
    made=$policy
    printf '#!/bin/sh\nexit 101\n' > $policy
    chmod 755 $policy
  fi
  local rc=0
  { apt-get -q -o DPkg::Lock::Timeout=300 update &&
    DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "$@"
  } > "$OUT/apt.log" 2>&1 </dev/null || rc=$?
  [ -z "$made" ] || rm -f "$made"
  [ $rc = 0 ] || { tail -n 20 "$OUT/apt.log" >&2; die "cannot install what the host needs (see $OUT/apt.log)"; }
}
