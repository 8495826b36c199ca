#!/bin/bash
# The site in a real browser: from file:// as tracuu-index wrote it, and from a
# server with the search program behind it.
. "$(dirname "$0")/browser.sh" "${CHROMIUM:-/usr/bin/chromium}"

by_node 'every page is sound' site.test.mjs
by_node 'every notice is a script' notice-script.test.mjs
by_node 'a notice'"'"'s page is whole' notice.test.mjs
by_node 'an address that names a notice leads to it' viewer.test.mjs
done_testing
