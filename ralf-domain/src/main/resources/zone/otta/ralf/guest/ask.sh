cd /
n=0
while [ $# -ge 2 ]; do
  kind=$1 arg=$2
  shift 2
  n=$((n + 1))
  case $kind in
    os) out=$(cat /etc/os-release 2>&1) ;;
    system) out=$(systemctl is-system-running 2>&1) ;;
    file) out=$(stat -c '%F|%U|%G|%a|%s|%.9Y' -- "$arg" 2>&1 && { [ ! -f "$arg" ] || sha256sum -- "$arg" 2>&1; }) ;;
    text) out=$(cat -- "$arg" 2>&1) ;;
    package) out=$(dpkg-query -W -f '${db:Status-Status} ${Version}\n' "$arg" 2>&1) ;;
    candidate) out=$(apt-cache policy "$arg" 2>&1) ;;
    unit) out=$(systemctl show -p LoadState -p ActiveState -p SubState -p UnitFileState "$arg" 2>&1) ;;
    sockets) out=$(ss -ltnH 2>&1) ;;
    name) out=$(RES_OPTIONS='timeout:2 attempts:2' getent -s dns ahostsv4 "$arg" 2>&1) ;;
    sql:*) out=$(printf '%s\n' "$arg" 2> /dev/null | runuser -u postgres -- psql -X -q -A -t -v ON_ERROR_STOP=1 -d "${kind#sql:}" -f - 2>&1) ;;
    *) out='ralf: unknown question'; false ;;
  esac
  rc=$?
  printf '#%s %s %s\n' "$n" "$kind" "$rc"
  [ -z "$out" ] || printf '%s\n' "$out" | sed 's/^/ /'
done
echo '#end'
