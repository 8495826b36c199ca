#!/usr/bin/env bash
# verify finds every kind of damage.
. "$(dirname "$0")/tap.sh"

index=$TRACUU_INDEX_PROGRAM
page=site/notices/003_def385df2b3c667c.html

"$index" build -o "$scratch/out" "$SOURCE_DIR/corpus" 2>/dev/null

run "$index" verify "$scratch/out"
is 'a bundle as built passes' 0 "$status"
ok 'and is counted' has '5 notices'

damage() { # COMMAND…: on a fresh copy of the bundle
  rm -rf "$scratch/copy"
  cp -r "$scratch/out" "$scratch/copy"
  "$@"
  run "$index" verify "$scratch/copy"
}
append() {
  echo x >>"$scratch/copy/$1"
}
damage append "$page"
is 'an altered page is status 4' 4 "$status"
ok 'an altered page is named' says "$page: altered"
damage append xapian.db
ok 'an altered index is named' says 'xapian.db: altered'
damage rm "$scratch/copy/$page"
ok 'a missing page is named' says "$page: missing"
damage touch "$scratch/copy/site/extra.html"
ok 'a file too many is named' says 'site/extra.html: not listed'
# What is whole by its sums may still not fit together.
forget() { # FILE: away, and out of the list
  rm "$scratch/copy/$1" && sed -i "\\,  $1\$,d" "$scratch/copy/SHA256SUMS"
}
chunk=$(cd "$scratch/out" && echo site/search/p0-*.js)
damage append "$chunk"
ok 'an altered chunk of the browser'"'"'s index is named' says "$chunk: altered"
damage forget "$chunk"
is 'a chunk that the root names and no one has is status 4' 4 "$status"
ok 'and is named' says "$chunk: missing"
damage forget "$(cd "$scratch/out" && echo site/search/root-*.js)"
ok 'an index without a root is named' says 'site/search: no root'
damage rm "$scratch/copy/SHA256SUMS"
is 'a folder without SHA256SUMS is status 4' 4 "$status"
damage append SHA256SUMS
is 'a broken SHA256SUMS is status 4' 4 "$status"
ok 'its line is named' says 'is no checksum line'

done_testing
