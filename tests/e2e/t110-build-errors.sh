#!/usr/bin/env bash
# What a build refuses: which status, which words, and that nothing else is lost.
. "$(dirname "$0")/tap.sh"

index=$TRACUU_INDEX_PROGRAM
corpus=$SOURCE_DIR/corpus

fails_saying() { # STATUS TEXT COMMAND…
  local want=$1 text=$2
  shift 2
  run "$@"
  [ "$status" = "$want" ] && says "$text" && return 0
  echo "status $status, standard error: $err"
  return 1
}

ok 'no command is wrong usage' fails_saying 2 'no command' "$index"
ok 'an unknown command is wrong usage' fails_saying 2 'frobnicate' "$index" frobnicate
ok 'build wants -o' fails_saying 2 '-o DIR' "$index" build "$corpus"
ok 'build wants a corpus' fails_saying 2 'CORPUS' "$index" build -o "$scratch/out"
ok 'an unknown option is named' fails_saying 2 '--fast' "$index" build --fast -o x "$corpus"
ok 'a wrong number of processes is named' fails_saying 2 '-j 1000' "$index" build -j 1000 -o x "$corpus"
ok 'help is no error' "$index" build --help
ok 'an attached value is checked like another' fails_saying 2 '-j 1000' "$index" build -j1000 -o x "$corpus"
ok 'a corpus that is not there is status 3' \
  fails_saying 3 "$scratch/nowhere" "$index" build -o "$scratch/out" "$scratch/nowhere"
ok 'and leaves no bundle' test ! -e "$scratch/out"

printf '{"titel": "x"}' >"$scratch/bad.json"
ok 'an unknown configuration key is status 3 and named' \
  fails_saying 3 'titel' "$index" build -c "$scratch/bad.json" -o "$scratch/out" "$corpus"

mkdir "$scratch/mine"
echo precious >"$scratch/mine/file"
ok 'a folder that is no bundle is refused' \
  fails_saying 3 'no bundle' "$index" build -o "$scratch/mine" "$corpus"
is 'and not touched' precious "$(cat "$scratch/mine/file")"
ok 'a file in the way is refused' fails_saying 3 'not a folder' \
  "$index" build -o "$scratch/bad.json" "$corpus"

mkdir "$scratch/mixed"
cp "$corpus"/003*.txt "$scratch/mixed/"
printf 'caf\xe9\n' >"$scratch/mixed/latin.txt"
{
  echo '{"id":"a","text":"một"}'
  echo 'not json'
  echo '{"id":"a","text":"hai"}'
  echo '{"id":"b","text":"ba"}'
} >"$scratch/mixed/list.jsonl"
run "$index" build -o "$scratch/out" "$scratch/mixed"
is 'skipped notices are status 1' 1 "$status"
ok 'the rest is indexed' says 'indexed 4 notices, skipped 2'
ok 'a file of unknown encoding is read, and named' says 'latin.txt: warning: not UTF-8'
ok 'a bad line is named with its number' says 'list.jsonl:2: '
ok 'a second notice of an id is named, and the first' says 'id a: already taken by '

# A build that runs holds the lock; flock(1) stands in for it.
mkdir "$scratch/.out.tracuu"
ok 'a running build is status 4' fails_saying 4 'another build is running' \
  flock "$scratch/.out.tracuu" "$index" build -o "$scratch/out" "$corpus"
ok 'and its bundle stays' "$index" verify "$scratch/out"

if [ "$(id -u)" != 0 ]; then
  mkdir "$scratch/closed"
  chmod 555 "$scratch/closed"
  ok 'a parent that cannot be written is status 3' \
    fails_saying 3 "$scratch/closed" "$index" build -o "$scratch/closed/out" "$corpus"
fi
ok 'a parent that is not there is status 3' \
  fails_saying 3 "$scratch/no/such" "$index" build -o "$scratch/no/such/out" "$corpus"

# A file size limit stands in for a full disk: writing fails with EFBIG.
full_disk() {
  (
    trap '' XFSZ
    ulimit -f 16
    "$index" build -o "$scratch/out" "$corpus"
  )
}
run full_disk
ok 'a full disk is an error' test "$status" -ge 3
ok 'and the old bundle stays whole' "$index" verify "$scratch/out"

done_testing
