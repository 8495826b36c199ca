#!/bin/bash
# tracuu-query as a command: statuses, messages, what it reads and writes.
. "$(dirname "$0")/tap.sh"

"$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$SOURCE_DIR/corpus" >/dev/null 2>&1 || exit 1

run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" hội
is 'a bundle answers' 0 "$status"
ok 'with results' has '5 kết quả'
is 'and nothing else is said' '' "$err"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out/xapian.db" hội
is 'so does the database in it' 0 "$status"
printf 'auto %s\n' "$scratch/out/xapian.db" >"$scratch/stub"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/stub" hội
is 'so does a stub that names it' 0 "$status"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" zzzz
is 'nothing found is no failure' 0 "$status"
ok 'and is said' has '0 kết quả'
run env TRACUU_INDEX="$scratch/out" "$TRACUU_QUERY_PROGRAM" hội
is 'the index may come from the environment' 0 "$status"

run env -u TRACUU_INDEX "$TRACUU_QUERY_PROGRAM" hội
is 'no index is wrong usage' 2 "$status"
run "$TRACUU_QUERY_PROGRAM" --frob hội
is 'so is an unknown option' 2 "$status"
ok 'which is named' says '--frob'
is 'on one line' 1 "$(printf '%s\n' "$err" | wc -l)"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" "$(printf 'a%.0s' {1..1025})"
is 'so is a query over 1024 bytes' 2 "$status"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/none" hội
is 'an index that is not there is status 4' 4 "$status"
ok 'and is named' says "$scratch/none"
echo 'remote :touch '"$scratch/ran" >"$scratch/evil"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/evil" hội
is 'a file that names a program is status 4' 4 "$status"
ok 'and the program does not run' test ! -e "$scratch/ran"
run "$TRACUU_QUERY_PROGRAM" -i "$SOURCE_DIR/corpus" hội
is 'a folder that is no index is status 4' 4 "$status"
head -c 4096 "$scratch/out/xapian.db" >"$scratch/cut.db"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/cut.db" hội
is 'a truncated index is status 4' 4 "$status"
if [ -e /dev/full ]; then
  full() {
    "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" hội >/dev/full
  }
  ok 'an answer that cannot be written is status 3' fails 3 full
fi

run "$TRACUU_QUERY_PROGRAM" --help
is 'help is no failure' 0 "$status"
ok 'and goes to standard output' has '--format=text|json|csv|html'
run "$TRACUU_QUERY_PROGRAM" --version
ok 'the version has the name' has 'tracuu-query '

run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" hội
ok 'no colours in a file' test "${out#*$'\033'}" = "$out"
terminal() {
  TERM=xterm script -qec "$1" /dev/null
}
coloured=$(terminal "'$TRACUU_QUERY_PROGRAM' -i '$scratch/out' hội")
ok 'bold on a terminal' test "${coloured#*$'\033[1m'}" != "$coloured"
plain=$(NO_COLOR=1 terminal "'$TRACUU_QUERY_PROGRAM' -i '$scratch/out' hội")
ok 'but not with NO_COLOR' test "${plain#*$'\033'}" = "$plain"

before=$(find "$scratch/out" -type f -exec sha256sum {} + | sort)
for format in text json csv html; do
  "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=$format hội >/dev/null || exit 1
done
is 'asking changes nothing in the bundle' "$before" \
  "$(find "$scratch/out" -type f -exec sha256sum {} + | sort)"
done_testing
