#!/usr/bin/env bash
# A whole service on this machine, to try it: PostgreSQL, the source simulator, two coordinators and three workers, on loopback only.
#
#   ./cluster.sh                    starts it, prints addresses and an example, stops everything on Ctrl-C
#   ./cluster.sh --once FILE DIR    runs one hunt of the seeds in FILE, leaves the trees in DIR, stops; exit code as `submit` has it
#
# Everything but the trees stands in a temporary folder, which is removed at the end. IOCEXPLORER_TEST_POSTGRES_BIN names the folder of
# initdb and postgres where they stand at an unusual place; CLUSTER_BUILD=no takes the programs as they were built last.
set -euo pipefail

once=
case "${1:-}" in
  '') ;;
  --once)
    [ $# = 3 ] || { echo "Write: ./cluster.sh --once FILE DIR" >&2; exit 2; }
    [ -r "$2" ] || { echo "The seed file $2 cannot be read." >&2; exit 2; }
    once=1 seeds=$(realpath "$2") trees=$(realpath -m "$3") ;;
  *) sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
esac

cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
folder=$(mktemp -d "${TMPDIR:-/tmp}/ioc-explorer-cluster-XXXXXX")
database_folder=$(mktemp -d "${TMPDIR:-/tmp}/ioc-explorer-postgres-XXXXXX")
nodes=() helpers=()
stopping=

say() { echo "cluster: $*" >&2; }

fail() {
  say "$*"
  exit 2
}

# Nodes first, in order and all at once; the database when nobody needs it any more.
stop() {
  local code=$?
  [ -z "$stopping" ] || return
  stopping=1
  trap '' INT TERM
  [ "${#nodes[@]}" = 0 ] || { kill -TERM "${nodes[@]}" 2>/dev/null || true; wait "${nodes[@]}" 2>/dev/null || true; }
  [ "${#helpers[@]}" = 0 ] || { kill -TERM "${helpers[@]}" 2>/dev/null || true; wait "${helpers[@]}" 2>/dev/null || true; }
  if [ -f "$database_folder/data/postmaster.pid" ]; then
    as_database "$postgres/pg_ctl" stop -D "$database_folder/data" -m fast -w >/dev/null || true
  fi
  rm -rf "$folder" "$database_folder"
  exit "$code"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The server refuses to run as root: then it runs as somebody else, who gets its folder.
as_database() {
  if [ "$(id -u)" != 0 ]; then
    (cd / && "$@")
  elif command -v setpriv >/dev/null; then
    (cd / && setpriv --reuid="$(id -u "$database_user")" --regid="$(id -g "$database_user")" --clear-groups "$@")
  else
    (cd / && runuser -u "$database_user" -- "$@")
  fi
}

find_postgres() {
  local found
  if [ -n "${IOCEXPLORER_TEST_POSTGRES_BIN:-}" ]; then
    echo "$IOCEXPLORER_TEST_POSTGRES_BIN"
    return
  fi
  found=$(command -v initdb || true)
  [ -z "$found" ] || { dirname "$(readlink -f "$found")"; return; }
  find /usr/lib/postgresql -mindepth 1 -maxdepth 1 -printf '%f\n' 2>/dev/null | sort -rn | while read -r version; do
    [ -x "/usr/lib/postgresql/$version/bin/initdb" ] && { echo "/usr/lib/postgresql/$version/bin"; break; }
  done
}

answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# The port wished for, or another where nobody answers.
free_port() {
  local port=$1
  while answers "$port" || [[ " ${taken[*]:-} " == *" $port "* ]]; do port=$((20000 + RANDOM % 12000)); done
  taken+=("$port")
  reply=$port
}
taken=()

# Starts a node; what it says goes to a file of its own.
start_node() {
  local name=$1 program=$2 port=$3
  IOCEXPLORER_node__name=$name IOCEXPLORER_node__listen=http://127.0.0.1:$port \
    dotnet "$program" >"$folder/$name.log" 2>&1 &
  nodes+=($!)
  IOCEXPLORER_node__listen=http://127.0.0.1:$port await "$name" $! dotnet "$program" health
}

# Waits until a command succeeds, as long as the process lives.
await() {
  local name=$1 process=$2 tries=0
  shift 2
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    if ! kill -0 "$process" 2>/dev/null || [ "$tries" -gt 120 ]; then
      tail -n 20 "$folder/$name.log" >&2
      fail "$name did not start; above is what it said last."
    fi
    sleep 0.25
  done
}

postgres=$(find_postgres)
[ -x "$postgres/initdb" ] || fail "No PostgreSQL server programs (initdb, postgres) in PATH or /usr/lib/postgresql/*/bin. Install PostgreSQL, or name their folder in IOCEXPLORER_TEST_POSTGRES_BIN."
database_user=$(id -un)
[ "$(id -u)" != 0 ] || { database_user=nobody; id postgres >/dev/null 2>&1 && database_user=postgres; }

if [ "${CLUSTER_BUILD:-yes}" != no ]; then
  say "building"
  for project in src/Coordinator src/Workers src/Seed tests/SourceSimulator; do
    dotnet build "$project" -c Release -v quiet -nologo >"$folder/build.log" 2>&1 || { cat "$folder/build.log" >&2; fail "$project does not build."; }
  done
fi
coordinator=$PWD/src/Coordinator/bin/Release/net10.0/IocExplorer.Coordinator.dll
worker=$PWD/src/Workers/bin/Release/net10.0/IocExplorer.Workers.dll
console=$PWD/src/Seed/bin/Release/net10.0/IocExplorer.Seed.dll
simulator=$PWD/tests/SourceSimulator/bin/Release/net10.0/IocExplorer.SourceSimulator.dll

secret() { head -c 24 /dev/urandom | od -An -tx1 | tr -d ' \n'; }
(umask 077; secret >"$folder/database-password"; secret >"$folder/admin-token"; cp "$folder/database-password" "$database_folder/password")

say "starting PostgreSQL ($postgres)"
[ "$(id -u)" != 0 ] || chown -R "$database_user" "$database_folder"
free_port 15432; database_port=$reply
export LC_ALL=C
as_database "$postgres/initdb" -D "$database_folder/data" -U ioc_explorer -A scram-sha-256 --pwfile="$database_folder/password" -E UTF8 --locale=C -N >"$folder/database.log" 2>&1 \
  || { cat "$folder/database.log" >&2; fail "initdb failed."; }
as_database "$postgres/pg_ctl" start -D "$database_folder/data" -w -l "$database_folder/log" \
  -o "-p $database_port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$database_folder -c max_connections=200" >"$folder/database.log" 2>&1 \
  || { cat "$folder/database.log" "$database_folder/log" >&2; fail "PostgreSQL did not start."; }

say "starting the simulator, two coordinators and three workers"
free_port 18080; simulator_port=$reply
dotnet "$simulator" --port "$simulator_port" >"$folder/simulator.log" 2>&1 &
helpers+=($!)
await simulator $! answers "$simulator_port"

export IOCEXPLORER_database="Host=127.0.0.1;Port=$database_port;Database=postgres;Username=ioc_explorer"
export IOCEXPLORER_databasePasswordFile=$folder/database-password
export IOCEXPLORER_service__adminTokenFile=$folder/admin-token
export IOCEXPLORER_sources__VirusTotal__baseUrl=http://127.0.0.1:$simulator_port/api/v3
export IOCEXPLORER_sources__QiAnXin__baseUrl=http://127.0.0.1:$simulator_port
for source in VirusTotal QiAnXin; do
  export "IOCEXPLORER_sources__${source}__apiKeys__0=a-key-for-the-simulator" "IOCEXPLORER_sources__${source}__quota__perMinute=0" \
    "IOCEXPLORER_sources__${source}__quota__perDay=0" "IOCEXPLORER_sources__${source}__quota__perMonth=0"
done
servers=
for n in 1 2; do
  free_port $((8078 + 2 * n))
  start_node "coordinator-$n" "$coordinator" "$reply"
  servers=${servers:+$servers,}http://127.0.0.1:$reply
done
for n in 1 2 3; do
  free_port $((8090 + n))
  start_node "worker-$n" "$worker" "$reply"
done

export IOCEXPLORER_SERVER=$servers IOCEXPLORER_TOKEN_FILE=$folder/admin-token
if [ -n "$once" ]; then
  code=0
  dotnet "$console" submit -i "$seeds" -o "$trees" || code=$?
  exit "$code"
fi

cat >&2 <<EOF

The service is up: two coordinators at $servers, three workers, the simulator at http://127.0.0.1:$simulator_port.
Logs are in $folder. Try in another terminal:

  export IOCEXPLORER_SERVER=$servers IOCEXPLORER_TOKEN_FILE=$folder/admin-token
  dotnet run --project src/Seed -- submit -i samples/ioc.csv
  dotnet run --project src/Seed -- watch 1
  dotnet run --project src/Seed -- results 1 -o results
  dotnet run --project src/Seed -- nodes

Ctrl-C stops everything and removes the database.
EOF
# Ends when somebody stops it, or when a node does.
set +e
wait -n "${nodes[@]}" "${helpers[@]}"
say "a program has ended by itself; the logs:"
tail -n 5 "$folder"/*.log >&2
exit 1
