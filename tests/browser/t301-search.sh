#!/bin/bash
# The search page in Chromium: its answers, its ways, and what it says of faults.
. "$(dirname "$0")/browser.sh" "${CHROMIUM:-/usr/bin/chromium}"

by_node 'the search page answers as the search program' search.test.mjs
by_node 'it is used by keyboard and pointer, and nothing in it moves' search-ways.test.mjs
by_node 'what is missing or spoilt is named' faults.test.mjs
done_testing
