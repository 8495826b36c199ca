#!/bin/bash
# The search page in Firefox, from file://.
. "$(dirname "$0")/browser.sh" "${FIREFOX:-/usr/bin/firefox-esr}"

by_node 'the search page answers in Firefox' firefox.test.mjs
done_testing
