#!/bin/bash
# long.sh BUILD SECONDS [TARGET...]: let each fuzz target of the build look for so long,
# as many side by side as there are cores.  What breaks it is left in BUILD/found, what it
# learned in BUILD/corpus-TARGET, where the next run goes on.
set -euo pipefail

build=$(realpath "$1")
seconds=$2
seeds=$(realpath "$(dirname "${BASH_SOURCE[0]}")")
shift 2
if [ $# = 0 ]; then
  mapfile -t names < <(cd "$seeds" && printf '%s\n' seeds-*)
  set -- "${names[@]#seeds-}"
fi

look() {
  local target=$1 log="$build/found/$1.log"
  if "$build/fuzz-$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1536 \
    -print_final_stats=1 -artifact_prefix="$build/found/$target-" \
    "$build/corpus-$target" "$seeds/seeds-$target" >"$log" 2>&1; then
    echo "$target: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs, nothing found"
  else
    echo "$target: FOUND $(grep -m 1 -E 'ERROR|SUMMARY' "$log" || tail -n 1 "$log"); see $log"
    return 1
  fi
}

export build seconds seeds
export G_DEBUG=fatal-criticals LC_ALL=C.UTF-8 TZ=UTC
export -f look
mkdir -p "$build/found"
for target in "$@"; do
  mkdir -p "$build/corpus-$target"
done
printf '%s\n' "$@" | xargs -P "$(nproc)" -I{} bash -c 'look {}'
