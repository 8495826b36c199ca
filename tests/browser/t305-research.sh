#!/bin/bash
# The pages for researchers in Chromium: words in context, and how often they stand.
. "$(dirname "$0")/browser.sh" "${CHROMIUM:-/usr/bin/chromium}"

by_node 'words in context and their frequency are those of the search program' research.test.mjs
by_node 'what is asked last is shown, whatever ends last' research-turns.test.mjs
done_testing
