#!/bin/bash
# The harness itself: a check that fails, a script that stops and a script without
# checks must not pass for a test that passed.
. "$(dirname "$0")/tap.sh"
tap=$(dirname "$(realpath "$0")")/tap.sh

script() {
  printf '. %q\n%s\n' "$tap" "$1" >"$scratch/script.sh"
  run env -u CI bash "$scratch/script.sh"
}

script "ok 'true is true' true; done_testing"
is 'a script whose checks pass has status 0' 0 "$status"
ok 'its output counts the checks' has '1..1'

script "ok 'no' sh -c 'echo the reason; exit 3'; ok 'yes' true; done_testing"
is 'one failed check fails the script' 1 "$status"
ok 'the failed command is shown with its status' has '#   status 3 of: sh -c'
ok 'what the failed command said is shown' has '# the reason'
ok 'the checks after it are still made' has 'ok 2 - yes'

script "ok 'yes' true; exit 0"
is 'a script that stops early has failed' 1 "$status"

script "done_testing"
is 'a script without checks has failed' 1 "$status"

script "is 'same' 'một' 'hai'; done_testing"
is 'different strings are not the same' 1 "$status"
ok 'and the difference is shown' has '+hai'

script "ok 'wants 4' fails 4 sh -c 'exit 3'; done_testing"
is 'another exit status than the wanted one fails' 1 "$status"

script "run echo abc; ok 'lacks' lacks b; done_testing"
is 'lacks fails on text that is there' 1 "$status"

script "skip 'no such program'; done_testing"
is 'skip ends with the status that ctest knows' 77 "$status"
run env CI=true bash "$scratch/script.sh"
is 'in CI nothing may be skipped' 1 "$status"

script "sleep 100 & kill_at_exit \$!; echo \$! >'$scratch/pid'; ok 'yes' true; done_testing"
ok 'a background process is ended with the script' fails 1 kill -0 "$(cat "$scratch/pid")"

# shellcheck disable=SC2016 # the inner script's folder is meant
script 'echo "$scratch"; ok yes true; done_testing'
ok 'the scratch folder is removed' fails 1 test -e "$(head -n1 <<<"$out")"
done_testing
