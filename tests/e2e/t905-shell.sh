#!/bin/bash
# The shell's own analyser finds nothing, and every script can be run.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/tracked.sh"
cd "$SOURCE_DIR" || exit 1
command -v shellcheck >/dev/null || skip 'shellcheck is not installed'

mapfile -t scripts < <(tracked '*.sh' .ci/run)

no_finding() {
  local file bad=0
  # One at a time: what one script sets must not excuse another.
  for file in "${scripts[@]}"; do
    shellcheck -x "$file" || bad=1
  done
  return "$bad"
}

executable() {
  local file bad=0
  for file in "${scripts[@]}"; do
    [ "$(head -c2 "$file")" != '#!' ] || [ -x "$file" ] || { echo "$file" && bad=1; }
  done
  return "$bad"
}

ok "no finding in ${#scripts[@]} scripts" no_finding
ok 'scripts with a first line for it are executable' executable
done_testing
