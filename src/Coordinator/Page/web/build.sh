#!/usr/bin/env bash
# Builds the page into ../dist, which is checked in. Needs node 20 or newer; nothing else of the project does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
npm ci --no-audit --no-fund --ignore-scripts
npm run check
npm run build
