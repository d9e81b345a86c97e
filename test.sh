#!/usr/bin/env bash
# Installs what the tests need, builds everything with warnings as errors, runs every test.
# The last line counts: "N passed, N failed, N skipped".   Usage: ./test.sh [PROJECT ...]   (for instance: ./test.sh Messages Workers)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

have() { command -v "$1" >/dev/null 2>&1; }

install() {
  if [ "$(id -u)" = 0 ] && have apt-get; then
    { apt-get install -y -qq "$@" || { apt-get update -qq && apt-get install -y -qq "$@"; }; } >/dev/null
  else
    echo "test.sh: ${!#} is missing; please install it." >&2
    exit 1
  fi
}

if ! have dotnet; then
  echo "test.sh: the .NET SDK named in global.json is missing; see https://dotnet.microsoft.com/download" >&2
  exit 1
fi
have python3 || install python3

# Graphs that are exported are read back with it.
python3 -c 'import networkx' 2>/dev/null || install python3-networkx

# Tables that are exported are opened with it: some 270 MB.
have soffice || install --no-install-recommends libreoffice-calc-nogui

# The tests start a server of their own; where the package starts one too, that one is left alone.
if [ -z "${IOCEXPLORER_TEST_POSTGRES:-}${IOCEXPLORER_TEST_POSTGRES_BIN:-}" ] && ! have initdb && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  install postgresql
fi

# The page is tested in a real browser.
have chromium || install chromium

# What tests and builds write, and killed processes leave: in memory where there are 4 GB of it, and gone at the end. PostgreSQL runs as another user.
memory=/dev/shm
[ "$(df -k --output=avail "$memory" 2>/dev/null | tail -n 1)" -gt 4000000 ] 2>/dev/null || memory=${TMPDIR:-/tmp}
TMPDIR=$(mktemp -d "$memory/ioc-XXXXX")
export TMPDIR
chmod 711 "$TMPDIR"
trap 'rm -rf "$TMPDIR"' EXIT

# A compiler that stays between projects loads itself and the analyzers once.
# No process here runs long enough to win back what the just-in-time compiler's profiling costs.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0
dotnet restore IocExplorer.sln --locked-mode -v quiet -nodeReuse:false
dotnet build IocExplorer.sln -c Release --no-restore -v quiet -nologo -nodeReuse:false -p:UseSharedCompilation=true
dotnet build-server shutdown --vbcscompiler >/dev/null

projects=("$@")
if [ ${#projects[@]} = 0 ]; then
  for folder in tests/*.Tests; do
    name=$(basename "$folder")
    projects+=("${name%.Tests}")
  done
fi

logs=$(mktemp -d)

# Runs one test project, prints what failed and the summary, and leaves code and summary in a file.   Usage: run FOLDER PROJECT
run() {
  local log=$1/$2.log code=0 line
  local assembly="tests/$2.Tests/bin/Release/net10.0/IocExplorer.$2.Tests.dll"
  if [ "$2" = Actors ]; then
    # Akka's test kit is made for xunit 2, whose tests are no programs.
    dotnet vstest "$assembly" >"$log" 2>&1 || code=$?
    # Its summary: "Passed!  - Failed:     0, Passed:    40, Skipped:     0, Total:    40, Duration: 8 s - ..."
    line=$(sed -nE 's/.*Failed: *([0-9]+), Passed: *[0-9]+, Skipped: *([0-9]+), Total: *([0-9]+).*/IocExplorer.Actors.Tests  Total: \3, Errors: 0, Failed: \1, Skipped: \2, Not Run: 0/p' "$log" | tail -n 1)
  else
    dotnet "$assembly" -noLogo -noColor >"$log" 2>&1 || code=$?
    # The runner's own summary: "   IocExplorer.X.Tests  Total: 5, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 0.1s"
    line=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+' "$log" | tail -n 1 | sed -E 's/^ +//' || true)
  fi
  [ "$code" = 0 ] || cat "$log"
  echo "$code $line" >"$1/$2"
  echo "== $2: ${line:-ended with code $code and no summary}"
}
export -f run

# Two projects beside each other, the longest first, because some mostly wait; EndToEnd needs the whole machine.
# Not by "&": it makes programs ignore Ctrl-C, which tests send.
those() { printf '%s\n' "${projects[@]}" | grep -x "$@" || true; }
{ those Hosting; those -v -e Hosting -e EndToEnd; } | xargs -r -P 2 -I{} bash -c 'run "$@"' run "$logs" {}
those EndToEnd | xargs -r -I{} bash -c 'run "$@"' run "$logs" {}

passed=0 failed=0 skipped=0
for project in "${projects[@]}"; do
  read -r code line <"$logs/$project"
  count() { sed -nE "s/.*$1: ([0-9]+).*/\1/p" <<<"$line"; }
  if [ -z "$line" ]; then
    failed=$((failed + 1))
  else
    bad=$(($(count Failed) + $(count Errors)))
    left_out=$(($(count Skipped) + $(count 'Not Run')))
    [ "$code" = 0 ] || [ "$bad" -gt 0 ] || bad=1
    [ "$left_out" = 0 ] || grep -E 'SKIP|Skipped' "$logs/$project.log" || true
    passed=$((passed + $(count Total) - bad - left_out))
    failed=$((failed + bad))
    skipped=$((skipped + left_out))
  fi
done

if [ "$skipped" -gt 0 ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
else
  echo "$passed passed, $failed failed"
fi
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
