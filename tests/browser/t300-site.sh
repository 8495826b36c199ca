#!/bin/bash
# The site in a real browser: from file:// as tracuu-index wrote it, and from a
# server with the search program behind it.
. "$(dirname "$0")/../e2e/tap.sh"
here=$(cd "$(dirname "$0")" && pwd)

for needed in node "${CHROMIUM:-/usr/bin/chromium}"; do
  command -v "$needed" >/dev/null || skip "$needed is not installed"
done
[ -d "$here/node_modules" ] || skip "npm ci was not run in tests/browser"

ok 'the five notices make a site' "$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$SOURCE_DIR/corpus"
export TRACUU_BUNDLE=$scratch/out TRACUU_INDEX_PROGRAM TRACUU_QUERY_PROGRAM
ok 'every page is sound' node --test --test-reporter=tap "$here/site.test.mjs"
ok 'every notice is a script' node --test --test-reporter=tap "$here/notice-script.test.mjs"
ok 'the search page answers as the search program' \
  node --test --test-reporter=tap "$here/search.test.mjs"
done_testing
