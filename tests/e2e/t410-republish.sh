#!/usr/bin/env bash
# Readers during 50 republications see no error and no mixture.
. "$(dirname "$0")/tap.sh"

index=$TRACUU_INDEX_PROGRAM
query=$TRACUU_QUERY_PROGRAM
n_publications=50

# Two corpora that answer the same query differently.
mkdir "$scratch/a" "$scratch/b"
cp "$SOURCE_DIR"/corpus/00[0-3]*.txt "$scratch/a/"
cp "$SOURCE_DIR"/corpus/00[2-4]*.txt "$scratch/b/"
"$index" build -o "$scratch/out" "$scratch/a" 2>/dev/null

# Asks until told to stop; each answer must be that of a whole bundle.
reader() {
  local n=0 bad=0 answer
  while [ ! -e "$scratch/stop" ]; do
    answer=$("$query" -i "$scratch/out" --format json '"tỉnh uỷ"' 2>&1 |
      grep -o '"total":[0-9]*')
    case $answer in
    '"total":4' | '"total":3') ;;
    *) bad=$((bad + 1)) ;;
    esac
    n=$((n + 1))
  done
  echo "$n $bad" >"$scratch/reader"
}

# Enters the folder and compares what it finds there; a bundle that is being
# removed may lack files, but what is there belongs together.
comparer() {
  local n=0 mixed=0 said
  while [ ! -e "$scratch/stop" ]; do
    said=$(cd "$scratch/out" && grep -v ' site/' SHA256SUMS 2>/dev/null |
      sha256sum -c 2>/dev/null | grep -v ': OK$')
    case $said in
    *FAILED) mixed=$((mixed + 1)) ;;
    esac
    n=$((n + 1))
  done
  echo "$n $mixed" >"$scratch/comparer"
}

reader &
reader_pid=$!
comparer &
comparer_pid=$!
kill_at_exit "$reader_pid"
kill_at_exit "$comparer_pid"
published=0
for _ in $(seq 1 $((n_publications / 2))); do
  "$index" build -o "$scratch/out" "$scratch/b" 2>/dev/null && published=$((published + 1))
  "$index" build -o "$scratch/out" "$scratch/a" 2>/dev/null && published=$((published + 1))
done
touch "$scratch/stop"
wait "$reader_pid" "$comparer_pid"

is 'every publication succeeded' "$n_publications" "$published"
read -r asked wrong <"$scratch/reader"
ok 'the reader asked all the while' test "$asked" -ge "$n_publications"
is 'no query met an error or a mixture' 0 "$wrong"
read -r compared mixed <"$scratch/comparer"
ok 'the comparer compared all the while' test "$compared" -ge "$n_publications"
is 'index and checksums always belonged together' 0 "$mixed"

done_testing
