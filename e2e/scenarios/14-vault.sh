# The official client of Bitwarden and RALF share an emulated Vaultwarden: each reads what the other wrote. Sourced.
# Nothing of it needs the host: the lab and both clients are where there is only loopback.

scenario_vault() {
  local WHERE=alone MORE LAB SPACE BW_DATA BW_AUTHORITY BW_CLIENTID BW_CLIENTSECRET BW_MASTER BW_SESSION VALUE='' rc=0
  prepare_bw || { not_ok "npm installs $(bw_version)" "$SAID"; return 1; }
  ok "npm installs $(bw_version)"
  alone_up
  (umask 077; head -c 32 /dev/urandom > "$WORK/sum.key"; mkdir "$WORK/classes")
  MORE=(RALF_JAVA_OPTS="-Djava.io.tmpdir=$WORK/alone")
  VAULT_CLASSES=$REPO/ralf-cli/target/ralf.jar:$REPO/ralf-cli/target/lib/*
  expect "the comparison compiles" "$JDK/bin/javac" -d "$WORK/classes" -cp "$VAULT_CLASSES" "$HERE/vault/Digests.java" || rc=1
  [ $rc = 1 ] || by_api_key || rc=1
  [ $rc = 1 ] || by_password || rc=1
  [ ! -f "$WORK/hidden" ] || secrets_stay_hidden
  end_labs
  alone_down
  return $rc
}

# An account with PBKDF2 in the demo's lab, logged in to by API key. Its PostgreSQL is the referee: what both read is its password.
by_api_key() {
  local first collection organisation folder
  SPACE=$WORK
  call vault-demo 300 demo --secrets vaultwarden --keep
  ends "the demo keeps its secret in the vault" 0 || return 1
  SPACE=$(echo "$WORK"/alone/ralf-demo-*) LAB=$SPACE/lab
  take_credentials
  referee_admits_loopback
  no_limit_of_logins

  BW_CLIENTSECRET=wrong refused_to_bw "a wrong API key" 'client_secret' login --apikey
  refused_to_ralf "a wrong API key" vault-client RALF-W102
  expect "bw logs in by API key" without_output bw login --apikey || return 1
  BW_MASTER=wrong refused_to_bw "a wrong master password" 'decryption operation failed' unlock --passwordenv BW_MASTER
  refused_to_ralf "a wrong master password" vault-master RALF-W103
  BW_SESSION=$(bw unlock --passwordenv BW_MASTER --raw 2>> "$OUT/bw.log") || :
  expect_equal "bw unlocks the vault" 88 ${#BW_SESSION} || return 1
  expect "bw fetches the vault" bw sync

  first=$(bw get password postgresql)
  hide "$first"
  the_referee "admits with what bw reads of RALF's item" "$first" admitted || return 1
  the_referee "refuses another password" "$first." refused

  VALUE=$(new_value)
  folder=$(echo '{"name": "Büro/bw"}' | base64 -w 0 | bw create folder | member id)
  expect "bw makes a login in a folder" bw_makes login 'made by bw' "folderId=$folder"
  expect "bw makes an SSH key" bw_makes ssh 'key by bw'
  read -r collection organisation < <(bw list collections | python3 -c 'import json, sys; c = json.load(sys.stdin)[0]; print(c["id"], c["organizationId"])')
  VALUE=$(new_value)
  expect "bw makes a login in an organisation's collection" bw_makes login shared "organizationId=$organisation" "collectionIds=$collection"
  both_read_the_same 12 "$folder=Büro/bw" "$(bw list folders | python3 -c 'import json, sys; print(*(f["id"] + "=" + f["name"] for f in json.load(sys.stdin) if f["name"] == "ralf"))')" \
    "$collection=services&org=homelab"

  sed -i 's,"vaultwarden://postgresql?folder=ralf#password","vaultwarden://shared?collection=services\&org=homelab#password",' "$SPACE/ralf.yaml"
  asked_from_now
  call vault-check 120 secrets check services/postgresql/service_card.md
  ends "RALF finds what bw made" 0
  asked_once "secrets check"
  asked_from_now
  planned vault || { not_ok "the new password can be planned" "$SAID"; return 1; }
  asked_once plan
  asked_from_now
  call vault-apply 300 apply "${PLAN:0:12}"
  ends "RALF sets the password that bw made" 0 || return 1
  asked_once apply
  the_referee "admits with what bw made" "$VALUE" admitted
  the_referee "refuses the password from before" "$first" refused
}

# An account with Argon2id, logged in to by password; RALF writes into the organisation.
by_password() {
  local MEASURED=$OUT/memory-argon2id.log reference='vaultwarden://postgresql?collection=services&org=homelab#password'
  LAB=$WORK/lab-argon2id
  call vault-lab 120 lab up --vault argon2id --dir "$LAB"
  ends "a lab with an Argon2id account" 0 || return 1
  take_credentials
  log_in_by_password
  sed -i "s,\"vaultwarden://[^\"]*\",\"${reference//&/\\&}\"," "$SPACE/ralf.yaml"

  BW_MASTER=wrong refused_to_bw "a wrong password" 'Username or password is incorrect' login "$(lab_fact email)" --passwordenv BW_MASTER
  refused_to_ralf "a wrong password" vault-master RALF-W102
  BW_SESSION=$(bw login "$(lab_fact email)" --passwordenv BW_MASTER --raw 2>> "$OUT/bw.log") || :
  expect_equal "bw logs in by password" 88 ${#BW_SESSION} || return 1
  call vault-create 120 secrets create services/postgresql/service_card.md
  ends "RALF makes the secret in the organisation" 0 || return 1
  VALUE=$(new_value)
  expect "bw makes a login" bw_makes login 'made by bw'
  expect "bw fetches what RALF made" bw sync
  both_read_the_same 6 "$(bw list collections | member id)=services&org=homelab"
  expect_equal "RALF read it with Argon2id's 64 MiB in less than 264 MiB ($(sort -k2,2nr "$MEASURED" | awk 'NR == 1 { printf "%d MiB", $2 / 1024 }'))" '' \
    "$(awk '$2 / 1024 >= 264' "$MEASURED")"
}

# take_credentials: what the lab in LAB tells of its vault, for bw and for RALF's workspace.
take_credentials() {
  BW_DATA=$LAB/bw BW_AUTHORITY=$LAB/vault.pem BW_SESSION=''
  BW_CLIENTID=$(lab_fact clientId) BW_CLIENTSECRET=$(cat "$LAB/vault.secret") BW_MASTER=$(cat "$LAB/vault.master")
  hide "$BW_CLIENTSECRET" "$BW_MASTER"
  install -m 600 "$LAB/vault.secret" "$SPACE/secrets/vault-client"
  install -m 600 "$LAB/vault.master" "$SPACE/secrets/vault-master"
  install -d -m 700 "$BW_DATA"
  expect "bw takes the server's address" bw config server "$(lab_fact url)"
}

lab_fact() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["vault"][sys.argv[2]])' "$LAB/lab.json" "$1"; }

# member KEY: of the JSON object on standard input, or of the first one of a list.
member() { python3 -c 'import json, sys; o = json.load(sys.stdin); print((o[0] if isinstance(o, list) else o)[sys.argv[1]])' "$1"; }

new_value() { head -c 24 /dev/urandom | base64 | tr '+/' 'xy' | tee -a "$WORK/hidden"; }

# hide VALUE...: must be found nowhere in the end.
hide() { printf '%s\n' "$@" >> "$WORK/hidden"; }

# What bw prints on standard output is in clear, or opens the vault.
without_output() { "$@" > /dev/null; }

# bw_makes ARGS...: an item of VALUE.
bw_makes() { VALUE=$VALUE "$HERE/vault/item" "$@" | without_output bw create item; }

# As LOGIN_RATELIMIT_MAX_BURST: the logins of both clients come in less than a minute.
no_limit_of_logins() {
  alone "$JDK/bin/java" -jar "$REPO"/ralf-lab/target/ralf-lab-*.jar --fault "$LAB" 'login-limit 10000' > /dev/null
}

# In ralf.yaml: the account in LAB, by its password or API key, with a certificate as authority.
log_in_by_password() { set_vault "email: $(lab_fact email)"; }
log_in_by_key() { set_vault "client_id: $BW_CLIENTID" "client_secret: file:secrets/vault-client"; }

set_vault() {
  python3 - "$SPACE/ralf.yaml" "url: $(lab_fact url)" "ca_file: $LAB/vault.pem" "master_password: file:secrets/vault-master" "$@" <<'P'
import re, sys
file, *lines = sys.argv[1:]
text = open(file).read()
part = "".join(f"  {line}\n" for line in lines)
open(file, "w").write(re.sub(r"vaultwarden:\n(  .*\n)+", "vaultwarden:\n" + part, text))
P
}

# refused_to_bw WHAT PATTERN ARGS...
refused_to_bw() {
  local what=$1 pattern=$2 out rc=0
  shift 2
  out=$(bw "$@" 2>&1) || rc=$?
  expect_equal "bw ends with an error for $what" 1 $rc && expect_match "$what: bw says so" "$pattern" "$out"
}

# refused_to_ralf WHAT FILE CODE: with a wrong value in a file of its secrets.
refused_to_ralf() {
  local file=$SPACE/secrets/$2 right
  right=$(cat "$file")
  new_value > "$file"
  call vault-refused 120 secrets check services/postgresql/service_card.md
  ends "RALF ends with an error for $1" 3
  said "$1: RALF says so" "BLOCKER\[$3\]"
  printf '%s\n' "$right" > "$file"
}

# both_read_the_same COUNT ID=NAME...: every part of every item that bw shows, compared as keyed sums.
both_read_the_same() {
  local count=$1 theirs ours
  shift
  theirs=$(bw list items | "$HERE/vault/digests" "$WORK/sum.key" "$@") || theirs="bw: no list"
  expect_equal "bw reads $count values" "$count" "$(grep -c '^vaultwarden://[^ ]* [0-9a-f]\{64\}$' <<< "$theirs")" || return 1
  # shellcheck disable=SC2046
  ours=$(alone "$JDK/bin/java" -cp "$WORK/classes:$VAULT_CLASSES" Digests "$WORK/sum.key" "$LAB/lab.json" $(cut -d' ' -f1 <<< "$theirs") 2>&1) || :
  expect_equal "RALF reads the same $count values" "$theirs" "$ours"
}

# The clients' connections come from an address that pg_hba.conf knows, as RALF's through its tunnel.
referee_admits_loopback() {
  local network
  network=127.$(sed -n 's/^ *"n": \([0-9]*\),$/\1/p' "$LAB/lab.json")
  REFEREE="host=$network.20.10 dbname=ralf user=ralf sslmode=require connect_timeout=10"
  alone ip route add local "$network.0.0/16" dev lo table local src "$network.0.5"
}

# the_referee TEXT PASSWORD admitted|refused: in PostgreSQL's own words.
the_referee() {
  local out
  out=$(PGPASSWORD=$2 alone psql -X -A -t "$REFEREE" -c 'SELECT current_user' 2>&1) || :
  case $3 in
    admitted) expect_equal "PostgreSQL $1" ralf "$out" ;;
    refused) expect_match "PostgreSQL $1" 'password authentication failed for user "ralf"' "$out" ;;
  esac
}

# What the vault was asked.
asked() { grep ' vault ' "$LAB/access.log" | cut -d' ' -f3-; }
asked_from_now() { ASKED=$(asked | wc -l); }
asked_once() {
  expect_equal "$1 costs one login and one sync" $'POST /identity/connect/token\nGET /api/sync?excludeDomains=true' "$(asked | tail -n +$((ASKED + 1)))"
}

# Nothing hidden is in what this run keeps of RALF's words, or in RALF's state.
secrets_stay_hidden() {
  expect_equal "none of $(sort -u "$WORK/hidden" | wc -l) secrets is in a log or in RALF's state" '' \
    "$(grep -rlF -f "$WORK/hidden" "$OUT" "$WORK"/alone/ralf-demo-*/.ralf || :)"
}

end_labs() {
  local lab
  for lab in "$WORK"/alone/ralf-demo-*/lab "$WORK/lab-argon2id"; do
    [ ! -f "$lab/lab.json" ] || call vault-end 60 lab down --dir "$lab"
  done
}
