# The container template and the package repository, built once and kept by the hash of what goes in. Sourced.

CACHE=${RALF_E2E_CACHE:-/var/cache/ralf-e2e}
TEMPLATE_NAME=debian-12-standard_12.7-1_amd64.tar.zst
SUITE=bookworm

# What a genuine Debian template of Proxmox VE has as well and a recipe may rely on.
TEMPLATE_PACKAGES=systemd,systemd-sysv,dbus,iproute2,ifupdown,procps,netbase,openssl,iputils-ping,ca-certificates,openssh-server,less,nano
REPOSITORY_PACKAGES=postgresql-15

# Sets TEMPLATE (a .tar.zst) and REPOSITORY (a folder with .deb files and Packages.gz).
prepare_template() {
  local recipe key
  recipe=$(printf '%s\n' "$SUITE" "$TEMPLATE_PACKAGES" "$REPOSITORY_PACKAGES"; sed -n '/^build_template()/,/^}/p' "${BASH_SOURCE[0]}")
  key=$(printf '%s' "$recipe" | sha256sum | cut -c1-16)
  TEMPLATE=$CACHE/$key/$TEMPLATE_NAME REPOSITORY=$CACHE/$key/repository
  mkdir -p "$CACHE"
  (
    flock 8
    if [ ! -f "$CACHE/$key/complete" ]; then
      say "building the container template and the package repository (about two minutes, kept in $CACHE/$key)"
      build_template "$CACHE/$key" > "$OUT/template.log" 2>&1 </dev/null ||
        { tail -n 20 "$OUT/template.log" >&2; die "cannot build the template (see $OUT/template.log)"; }
    fi
  ) 8> "$CACHE/lock"
}

# Builds on a tmpfs of its own mount namespace, so that an interrupted build leaves nothing mounted.
build_template() {
  local into=$1
  rm -rf "$into.new"
  mkdir -p "$into.new/repository"
  unshare --mount --propagation private -- bash -euc '
    into=$1 suite=$2 template=$3 packages=$4 wanted=$5
    work=/mnt
    mount -t tmpfs -o size=4g,mode=755 tmpfs $work
    mkdir $work/tmp $work/root
    TMPDIR=$work/tmp mmdebstrap --mode=root --variant=minbase --dpkgopt=force-unsafe-io \
      --dpkgopt="path-exclude=/usr/share/man/*" --dpkgopt="path-exclude=/usr/share/doc/*" \
      --dpkgopt="path-exclude=/usr/share/locale/*" --include="$packages" "$suite" $work/root.tar
    tar -C $work/root --numeric-owner -xf $work/root.tar
    cp --remove-destination /etc/resolv.conf $work/root/etc/resolv.conf
    rm -f $work/root/etc/apt/apt.conf.d/docker-clean
    chroot $work/root apt-get -q update
    chroot $work/root apt-get -q -y --no-install-recommends --download-only install $wanted
    cp $work/root/var/cache/apt/archives/*.deb "$into/repository/"
    # The same packages, not compressed: every container unpacks them anew.
    for deb in "$into"/repository/*.deb; do
      dpkg-deb --raw-extract "$deb" $work/deb && dpkg-deb -Znone --build $work/deb "$deb" && rm -rf $work/deb
    done
    (cd "$into/repository" && dpkg-scanpackages -m . > Packages && gzip -k Packages)
    # The template itself: as built, with the repository as its only source and no identity of this machine.
    rm -rf $work/root/var/cache/apt/archives/*.deb $work/root/var/lib/apt/lists/* $work/root/etc/apt/sources.list.d/*
    echo "deb [trusted=yes] http://10.10.0.1 ./" > $work/root/etc/apt/sources.list
    : > $work/root/etc/machine-id
    rm -f $work/root/etc/hostname $work/root/etc/resolv.conf $work/root/etc/ssh/ssh_host_*
    tar -C $work/root --numeric-owner --sort=name -cf - . | zstd -q -3 -T0 -o "$into/$template"
    touch "$into/complete"
  ' bash "$into.new" "$SUITE" "$TEMPLATE_NAME" "$TEMPLATE_PACKAGES" "$REPOSITORY_PACKAGES"
  rm -rf "$into"
  mv "$into.new" "$into"
}
