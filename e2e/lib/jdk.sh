# A JDK of version 21 or newer. Sourced.

# Prints the home of the newest JDK that will do; JAVA_HOME wins.
find_jdk() {
  local home version best='' newest=20
  for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/*; do
    [ -x "$home/bin/javac" ] && [ -f "$home/release" ] || continue
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release")
    [ "${version:-0}" -gt $newest ] || continue
    best=$home newest=$version
    [ "$home" != "${JAVA_HOME:-}" ] || break
  done
  [ -n "$best" ] || return 1
  printf '%s\n' "$best"
}
