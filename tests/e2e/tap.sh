# shellcheck shell=bash disable=SC2034 # who sources this reads status, out, err
# tap.sh - a small harness for tests in bash: one sentence a check, TAP on stdout.
#
#   . "$(dirname "$0")/tap.sh"
#   run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" '"tỉnh uỷ"'
#                                                       sets $status $out $err
#   ok 'the phrase is in all five' has '5 kết quả'      passes when the command succeeds
#   ok 'a missing index is status 4' fails 4 "$TRACUU_QUERY_PROGRAM" -i nowhere x
#   is 'nothing is said' '' "$err"                      passes when both strings are equal
#   skip 'lighttpd is not installed'                    ends the whole test as skipped
#   done_testing                                        must be the last line
#
# A command of `ok` must be one word list; wrap pipes in a function.  What it printed
# is shown only when it fails.  $scratch is an empty folder, removed at the end;
# kill_at_exit PID ends a background process then.  A script that stops before
# done_testing has failed, whatever its status; so has one without a check.
set -u

# ctest sets these; by hand, the dev build of this tree.
: "${SOURCE_DIR:=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
: "${BUILD_DIR:=$SOURCE_DIR/build/dev}"
: "${TRACUU_INDEX_PROGRAM:=$BUILD_DIR/bin/tracuu-index}"
: "${TRACUU_QUERY_PROGRAM:=$BUILD_DIR/bin/tracuu-query}"

tap_count=0
tap_failed=0
tap_finished=
tap_pids=()
status=0 out='' err=''
scratch=$(mktemp -d "${TMPDIR:-/tmp}/tracuu-test.XXXXXX") || exit 1

tap_exit() {
  local code=$? pid
  for pid in "${tap_pids[@]}"; do
    kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
  done
  rm -rf "$scratch"
  if [ "$code" = 77 ]; then
    exit 77
  fi
  if [ -z "$tap_finished" ]; then
    echo "# stopped before done_testing (status $code)"
    exit 1
  fi
}
trap tap_exit EXIT

# ok SENTENCE COMMAND…
ok() {
  local tap_sentence=$1 tap_said tap_code=0 # the command sees them: no plain names
  shift
  tap_count=$((tap_count + 1))
  tap_said=$("$@" 2>&1) || tap_code=$?
  if [ "$tap_code" = 0 ]; then
    echo "ok $tap_count - $tap_sentence"
    return 0
  fi
  tap_failed=$((tap_failed + 1))
  echo "not ok $tap_count - $tap_sentence"
  printf '  status %s of: %s\n%s\n' "$tap_code" "$(cut -c1-300 <<<"$*")" "$tap_said" | sed 's/^/# /'
  return 1
}

# is SENTENCE EXPECTED GOT
is() {
  ok "$1" tap_same "$2" "$3"
}

tap_same() {
  [ "$1" = "$2" ] && return 0
  diff -u --label expected --label got <(printf '%s\n' "$1") <(printf '%s\n' "$2")
  return 1
}

# run COMMAND…: sets status, out and err; never stops the script.
run() {
  status=0
  "$@" >"$scratch/.out" 2>"$scratch/.err" || status=$?
  # Bash drops NUL bytes with a warning; who tests bytes reads the file.
  out=$(tr -d '\0' <"$scratch/.out")
  err=$(tr -d '\0' <"$scratch/.err")
}

# has TEXT, lacks TEXT: in $out of the last run.  says TEXT: in its $err.
has() {
  tap_contains "$out" "$1"
}
lacks() {
  ! tap_contains "$out" "$1" >/dev/null
}
says() {
  tap_contains "$err" "$1"
}

tap_contains() {
  case $1 in
  *"$2"*) return 0 ;;
  esac
  printf 'not found: %s\nin: %s\n' "$2" "$1"
  return 1
}

# fails STATUS COMMAND…: the command ends with just this status.
fails() {
  local tap_want=$1 tap_got=0
  shift
  "$@" || tap_got=$?
  [ "$tap_got" = "$tap_want" ] && return 0
  echo "status $tap_got, not $tap_want"
  return 1
}

# skip REASON: the machine lacks something that the test needs; ctest counts it
# as skipped.  In CI everything is installed, so there a skip is a failure.
skip() {
  if [ -n "${CI:-}" ]; then
    echo "not ok - skipped in CI: $1"
    exit 1
  fi
  echo "1..0 # SKIP $1"
  exit 77
}

kill_at_exit() {
  tap_pids+=("$1")
}

done_testing() {
  tap_finished=1
  echo "1..$tap_count"
  if [ "$tap_count" = 0 ]; then
    echo '# no check was made'
    exit 1
  fi
  [ "$tap_failed" = 0 ] || exit 1
  exit 0
}
