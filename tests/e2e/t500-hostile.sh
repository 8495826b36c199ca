#!/usr/bin/env bash
# A corpus of broken and hostile files: each is named with its reason, nothing else is
# lost, and neither time nor memory runs away.  The table is tests/data/hostile.tsv.
. "$(dirname "$0")/tap.sh"
command -v node >/dev/null || skip 'node is not installed'

index=$TRACUU_INDEX_PROGRAM
tools=$SOURCE_DIR/tests/e2e/hostile
table=$SOURCE_DIR/tests/data/hostile.tsv
corpus=$scratch/corpus
mkdir "$corpus"

ok 'the corpus can be made' node "$tools/make.mjs" "$corpus"
cp -R "$SOURCE_DIR/tests/data/hostile/." "$corpus/"
# A good neighbour.
cp "$SOURCE_DIR/corpus/003_def385df2b3c667c.txt" "$corpus/"

# What is no file, leads elsewhere, or is large but for its bytes.
ln -s /etc/passwd "$corpus/walk-out.txt"
ln -s . "$corpus/walk-loop"
ln -s nowhere.txt "$corpus/walk-dangling.txt"
mkfifo "$corpus/walk-pipe.txt"
truncate -s 65M "$corpus/text-holes.txt"
truncate -s 600M "$corpus/form-holes.zip"

# Addresses are limited as on a small machine; a sanitizer needs terabytes of them.
limited() {
  grep -q __asan_init "$index" || ulimit -v 4000000
  timeout 400 "$index" build -j 2 -o "$scratch/out" "$corpus"
}
run limited
is 'what was left out is status 1' 1 "$status"
ok 'everything is said that the table wants, and nothing else' \
  node "$tools/judge.mjs" "$table" "$scratch/.err" "$scratch/out/site/data/notices.json"
ok 'the bundle is whole' "$index" verify "$scratch/out"
is 'no link was followed' '' "$(grep -rl 'root:x:0' "$scratch/out/site" | grep -v '^$')"
is 'check says the same' \
  "$(grep '^tracuu-index: ' "$scratch/.err" | grep -v ' already taken by ' | LC_ALL=C sort)" \
  "$("$index" check "$corpus" 2>&1 >/dev/null | LC_ALL=C sort)"
done_testing
