#!/bin/bash
# A packed site: few files, and links to all that a site of pages has.
. "$(dirname "$0")/tap.sh"
index=$TRACUU_INDEX_PROGRAM
bundle=$scratch/out
mkdir "$scratch/corpus"
printf '{"pages": "packed", "base_url": "https://a.vn/"}\n' >"$scratch/corpus/tracuu.json"
for i in $(seq 1 1200); do
  printf '{"id":"N%04d","title":"Thông báo số %d","text":"cách ly %d","date":"2021-01-02","type":"Thông báo"}\n' \
    "$i" "$i" "$i"
done >"$scratch/corpus/many.jsonl"
cp "$SOURCE_DIR"/corpus/*.txt "$scratch/corpus/"

run "$index" build -j1 -o "$bundle" "$scratch/corpus"
is 'a packed site is built' 0 "$status"
TZ=Asia/Ho_Chi_Minh "$index" build -j3 -o "$scratch/again" "$scratch/corpus" 2>/dev/null
ok 'its bytes do not depend on the number of processes or the time zone' cmp "$bundle/SHA256SUMS" "$scratch/again/SHA256SUMS"
files=$(find "$bundle/site" -type f | wc -l)
ok 'it has few files' test "$files" -lt 150
ok 'notices are in packs alone' fails 1 grep -v '^n[0-9a-f]*-[0-9a-f]\{8\}\.js$' <(ls "$bundle/site/notices")

# Every address of a notice, in pages, exports, feed and sitemap, is the packed kind.
addresses() {
  grep -rhoE '[^"<> ,]*notice(s/[^"<> ]*\.html|\.html\?id=[^"<> #&]*)' "$bundle/site" \
    --include='*.html' --include='*.json' --include='*.csv' --include='*.bib' --include='*.ris' --include='*.xml'
}
ok 'no address is of a page that is not there' fails 1 grep 'notices/' <(addresses)
for format in csv kwic-csv; do
  run "$TRACUU_QUERY_PROGRAM" -i "$bundle" --format=$format '"cách ly 7"'
  ok "nor in $format" has '"N0007","notice.html?id=n0007~'
done
is 'the exports have absolute addresses' 1205 \
  "$(jq -r '.[].url' "$bundle/site/data/notices.json" | grep -c '^https://a.vn/notice.html?id=')"
is 'a list has a thousand notices a page' '1000 200' \
  "$(cd "$bundle/site/browse/month" && grep -c 'notice.html?id=' 2021-01.html 2021-01.2.html | cut -d: -f2 | xargs)"
run "$TRACUU_QUERY_PROGRAM" -i "$bundle" --format json '"Thông báo số 7"'
is 'the search program links to the viewer' 'notice.html?id=n0007~' "$(jq -r '.results[0].url' <<<"$out" | head -c21)"

zips=("$bundle"/site/originals/*)
is 'the originals are in a ZIP' "$bundle/site/originals/files.001.zip" "${zips[*]}"
if command -v unzip >/dev/null; then
  unzip -qd "$scratch/originals" "${zips[0]}"
  for file in "$SOURCE_DIR"/corpus/*.txt; do
    ok 'which has them as they came' cmp "$file" "$scratch/originals/$(basename "$file")"
  done
else
  echo '# unzip is not installed: the originals are not looked at'
fi

run "$index" verify "$bundle"
ok 'a packed site is whole, with every notice' has '1205 notices, all as built'
pack=$(cd "$bundle" && find site/notices -type f | sort | head -n1)
sed -i "\\,  $pack\$,d" "$bundle/SHA256SUMS"
mv "$bundle/$pack" "$scratch/pack"
run "$index" verify "$bundle"
is 'a pack that is missing is status 4' 4 "$status"
ok 'and is named' says "$pack: missing"
done_testing
