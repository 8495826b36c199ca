#!/usr/bin/env bash
# A build of the five notices: what it says, what it writes, and that it writes the
# same bytes whatever the machine was doing.
. "$(dirname "$0")/tap.sh"

index=$TRACUU_INDEX_PROGRAM
corpus=$SOURCE_DIR/corpus

run "$index" build -o "$scratch/out" "$corpus"
is 'the build of the sample succeeds' 0 "$status"
is 'nothing goes to standard output' '' "$out"
ok 'the closing line counts notices and skips' says 'indexed 5 notices, skipped 0, in '

layout() {
  (cd "$scratch/out" && find . -mindepth 1 -maxdepth 2 | LC_ALL=C sort)
}
is 'the bundle is laid out as promised' './SHA256SUMS
./site
./site/404.html
./site/assets
./site/browse
./site/concordance.html
./site/data
./site/feed.xml
./site/frequency.html
./site/index.html
./site/notice.html
./site/notices
./site/originals
./site/quality.html
./site/robots.txt
./site/search
./site/search.html
./xapian.db' "$(layout)"
is 'each notice has a page' 5 "$(find "$scratch/out/site/notices" -name '*.html' | wc -l)"
ok 'the originals are kept as they came' \
  cmp "$corpus/003_def385df2b3c667c.txt" "$scratch/out/site/originals/003_def385df2b3c667c.txt"
sums_hold() {
  (cd "$1" && sha256sum --quiet -c SHA256SUMS)
}
ok 'sha256sum agrees with SHA256SUMS' sums_hold "$scratch/out"
is 'every file but SHA256SUMS is listed' \
  "$(cd "$scratch/out" && find . -type f ! -name SHA256SUMS | sed 's,^\./,,' | LC_ALL=C sort)" \
  "$(cut -c67- "$scratch/out/SHA256SUMS")"
is 'nothing is left beside the bundle' out "$(find "$scratch" -mindepth 1 -maxdepth 1 ! -name .out ! -name .err -printf '%f\n')"

# The same notices, copied in another order and at another time, by one process.
mkdir "$scratch/again"
for file in $(find "$corpus" -name '*.txt' | sort -r); do
  cp "$file" "$scratch/again/"
done
touch -d '2001-01-01' "$scratch"/again/*
env TZ=Asia/Ho_Chi_Minh LC_ALL=C "$index" build -j 1 -o "$scratch/out1" "$scratch/again" 2>/dev/null
env TZ=UTC "$index" build -j7 --full -o "$scratch/out7" "$corpus" 2>/dev/null
ok 'order, time, zone and -j 1 change no byte' cmp "$scratch/out/SHA256SUMS" "$scratch/out1/SHA256SUMS"
ok '-j 7 changes no byte' cmp "$scratch/out/SHA256SUMS" "$scratch/out7/SHA256SUMS"

# Enough notices for several batches (500 each) and several processes.
for i in $(seq -w 1 1300); do
  printf '{"id":"tin/%s","title":"Tin số %s","text":"Nội dung của tin thứ %s, về cách ly xã hội.","date":"2021-0%s-1%s"}\n' \
    "$i" "$i" "$i" "$((10#$i % 9 + 1))" "$((10#$i % 7))"
done >"$scratch/many.jsonl"
run "$index" build -j 1 -o "$scratch/many1" "$scratch/many.jsonl"
ok 'records of a .jsonl are notices' says 'indexed 1,300 notices, skipped 0'
"$index" build -j 3 -o "$scratch/many3" "$scratch/many.jsonl" 2>/dev/null
ok 'several batches give the same bytes with 1 and 3 processes' \
  cmp "$scratch/many1/SHA256SUMS" "$scratch/many3/SHA256SUMS"
ok 'a bundle may be replaced' "$index" build -o "$scratch/many1" "$corpus"
ok 'and is the new one then' cmp "$scratch/out/SHA256SUMS" "$scratch/many1/SHA256SUMS"

mkdir "$scratch/empty"
run "$index" build -o "$scratch/none" "$scratch/empty"
is 'an empty corpus is a bundle of nothing' 0 "$status"
ok 'and says so' says 'indexed 0 notices'

run "$index" check "$corpus"
is 'check prints one line a notice' 5 "$(grep -c '^{"id":' <<<"$out")"
ok 'check knows the type' has '"type":"Kết luận"'
ok 'and the date and province of its place line' has '"province":"Sơn La","number":null,"date":"2020-03-31"'
ok 'check leaves unknown fields null' has '"number":null'
ok 'and shows the evidence' has '"date":{"basis":"explicit","lines":[{"line":3,"text":"Son La, ngày 31 tháng 3 năm 2020"}]}'

done_testing
