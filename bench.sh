#!/usr/bin/env bash
# Measures the product as whole processes against the simulator on loopback and prints figures; the ratios are from within one run.
# Usage: ./bench.sh [throughput] [latency] [quota] [start] [again] [tags] [report] [cluster] [scale-out] [fairness] [cluster-quota]     (none named: all, some 35 minutes)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build tests/Benchmarks -c Release -v quiet -nologo
echo "# $(date -u +%F), $(nproc) cores, $(uname -sm), .NET $(dotnet --version)"
exec dotnet tests/Benchmarks/bin/Release/net10.0/IocExplorer.Benchmarks.dll "$@"
