# shellcheck shell=bash
# browser.sh - what the tests in a browser share: `. browser.sh PROGRAM`, the browser.
# Skips when something is missing; the bundle of the five notices is in TRACUU_BUNDLE.
. "$(dirname "$0")/../e2e/tap.sh"
here=$(cd "$(dirname "$0")" && pwd)

for needed in node "$1"; do
  command -v "$needed" >/dev/null || skip "$needed is not installed"
done
[ -d "$here/node_modules" ] || skip "npm ci was not run in tests/browser"

# by_node WHAT FILE: every test in FILE passes.
by_node() {
  ok "$1" node --test --test-reporter=tap "$here/$2"
}

ok 'the five notices make a site' "$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$SOURCE_DIR/corpus"
export TRACUU_BUNDLE=$scratch/out TRACUU_INDEX_PROGRAM TRACUU_QUERY_PROGRAM
