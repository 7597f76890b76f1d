#!/usr/bin/env bash
# Measures kvlint against multichecker with the same rules, on the module in
# the directory that is named, in one run:
#
#	bench/cost.sh DIR
#
# Prints CPU seconds (user and system), and the greatest memory of a process.
# GNU time is needed (Debian's package time).
set -eu
dir=${1:?usage: bench/cost.sh DIR}
here=$(cd "$(dirname "$0")" && pwd)
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
(cd "$here/.." && go build -o "$bin/kvlint" ./cmd/kvlint)
(cd "$here" && go build -o "$bin/multichecker" ./multichecker)

measure() {
  local name=$1
  shift
  (cd "$dir" && /usr/bin/time -f '%U %S %e %M' -o "$bin/time" "$@" >"$bin/out" 2>&1) || true
  awk -v name="$name" '!/^Command/{printf "%-34s %6.1f CPU s %6.1f s %6d MB\n", name, $1+$2, $3, $4/1024}' "$bin/time"
}

go version
measure 'go list -deps -test' go list -deps -test ./...
measure 'kvlint' "$bin/kvlint" ./...
measure 'multichecker, same rules' "$bin/multichecker" ./...
measure 'kvlint, again' "$bin/kvlint" ./...
measure 'multichecker, again' "$bin/multichecker" ./...
measure 'multichecker with facts' env KVLINT_FACTS=1 "$bin/multichecker" ./...
measure 'kvlint help (start-up)' "$bin/kvlint" help
