umask 077
new=$1.ralf-new
dir=${1%/*}
[ -d "$dir" ] || (umask 022 && mkdir -p -- "$dir") || exit 1
cat > "$new" || exit 1
sum=$(sha256sum < "$new") || exit 1
if [ "${sum%% *}" != "$2" ]; then
  rm -f -- "$new"
  echo 'ralf: incomplete upload' >&2
  exit 65
fi
chown -- "$3" "$new" && chmod -- "$4" "$new" && mv -T -- "$new" "$1" && exit 0
rm -f -- "$new"
exit 1
