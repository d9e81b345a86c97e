#!/usr/bin/env bash
# Takes pictures of every view of the page at two widths (1280 light, 360 dark), from the service that the tests of the page start.
# Usage: docs/pictures/make.sh FOLDER     The three of 1280 that stand beside this script are copies: page-hunt, page-pivots, page-graph.
set -euo pipefail
[ $# = 1 ] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
mkdir -p "$1"
folder=$(realpath "$1")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
for project in src/Workers src/Coordinator tests/Page.Tests; do
  dotnet build "$project" -c Debug -v quiet -nologo -p:ReadyToRun=false
done
PAGE_PICTURES=$folder CI=1 dotnet tests/Page.Tests/bin/Debug/net10.0/IocExplorer.Page.Tests.dll -noLogo -noColor -class "*ViewTests"
