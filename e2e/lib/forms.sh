# Plays the guest vocabulary of ralf-domain against a real container. Sourced.

# play_forms: makes a container of its own on the empty host and writes what it answers to $OUT/forms.
# The domain's classes must be built: RALF_DOMAIN_CLASSES, else ralf-domain/target/classes.
play_forms() {
  local classes=${RALF_DOMAIN_CLASSES:-$REPO/ralf-domain/target/classes}
  [ -d "$classes/zone" ] || die "build ralf-domain first: $classes is not there"
  pve "LC_ALL=C.UTF-8 pct create 20010 local:vztmpl/$TEMPLATE_NAME --hostname postgres-ops --unprivileged 1 \
    --features nesting=1 --cores 2 --memory 2048 --swap 0 --rootfs fast:16 \
    --net0 name=eth0,bridge=vmbr0,gw=10.10.0.1,hwaddr=02:52:0A:0A:14:0A,ip=10.10.20.10/16 \
    --nameserver 10.10.0.1 --searchdomain otta.zone --onboot 1" > /dev/null
  pve pct start 20010
  wait_until 60 booted || die "the container does not come up"
  rm -rf "$OUT/forms" "$OUT/forms-classes"
  "$JDK/bin/javac" -d "$OUT/forms-classes" -cp "$classes" "$HERE"/forms/*.java
  LIMIT=900 in_background in_ops "$JDK/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$classes:$OUT/forms-classes" RecordForms \
    "$OUT/forms" ssh "${OPERATOR[@]}" root@10.10.0.1 LC_ALL=C.UTF-8 pct exec 20010 --keep-env 0 --
}

forms_differences() { diff -ru --exclude=*.java --exclude=*.md "$HERE/forms" "$OUT/forms"; }
