#!/usr/bin/env bash
# Measures the product as whole processes against the simulator on loopback and prints figures; the ratios are from within one run.
# Usage: ./bench.sh [throughput] [latency] [quota] [start] [again] [tags] [report] [cluster] [scale-out] [fairness] [recovery] [cluster-quota] [page]
# None named: all, some 50 minutes. `page` needs Debian's package chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
echo "# $(date -u +%F), $(nproc) cores, load $(cut -d' ' -f1 /proc/loadavg), $(uname -sm), .NET $(dotnet --version)"
scenarios=()
for name in "$@"; do
  [ "$name" = page ] || scenarios+=("$name")
done
if [ $# = 0 ] || [ ${#scenarios[@]} -gt 0 ]; then
  dotnet build tests/Benchmarks -c Release -v quiet -nologo
  dotnet tests/Benchmarks/bin/Release/net10.0/IocExplorer.Benchmarks.dll "${scenarios[@]}"
fi
# The page is measured by its tests.
if [ $# -gt ${#scenarios[@]} ] || [ $# = 0 ]; then
  dotnet build tests/Page.Tests -c Release -v quiet -nologo
  echo "## page"
  PAGE_SPEED=1 CI=1 dotnet tests/Page.Tests/bin/Release/net10.0/IocExplorer.Page.Tests.dll -noLogo -noColor -class "*PagingTests" -showLiveOutput
fi
