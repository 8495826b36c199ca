#!/usr/bin/env bash
# How well notices were read: said by check, on their pages, and in one list.
. "$(dirname "$0")/tap.sh"

corpus=$scratch/corpus
mkdir -p "$corpus"
cp "$SOURCE_DIR"/corpus/003*.txt "$corpus/good.txt"
printf 'THÔNG BÁO\nVề việc trưc tiếp phòngchống dịch\n\nỦy b\xd0\xb0n nhân dân tỉnh\n' >"$corpus/bad.txt"
"$BUILD_DIR/tests/e2e/encode-legacy" vni <"$corpus/good.txt" >"$corpus/vni.txt"
{
  echo '{"id":"none","title":"Không chữ","text":"123"}'
  for i in $(seq 1 501); do
    printf '{"id":"x%d","text":"một trưc hai %d"}\n' "$i" "$i"
  done
} >"$corpus/many.jsonl"

run "$TRACUU_INDEX_PROGRAM" check "$corpus/bad.txt" "$corpus/vni.txt"
ok 'check counts and names' has '"quality":{"syllables":12,"legal":0.833,"lookalikes":1,"replacements":0,"suspected":3,"suspects":[{"word":"trưc","line":2},{"word":"phòngchống","line":2},{"word":"bаn","line":4}],"encoding":null,"ocr":null,"warnings":[]}'
ok 'and says in what a text was encoded' has '"encoding":"VNI"'

"$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$corpus" >/dev/null 2>&1 || exit 1
site=$scratch/out/site
ok 'the card of a notice has the share' grep -q '<dd>83,3.*% trong 12 âm tiết hợp lệ</dd>' "$site/notices/bad.html"
ok 'and the words, each with its line' grep -q 'Dòng 2</a>: <q>phòngchống</q>' "$site/notices/bad.html"
ok 'that of another its encoding' grep -q 'chuyển từ bảng mã VNI' "$site/notices/vni.html"
is 'the list has at most 500' 500 "$(grep -c '^<h2><a href=' "$site/quality.html")"
is 'the worst first' notices/x1.html \
  "$(grep -om1 '^<h2><a href="[^"]*' "$site/quality.html" | cut -d'"' -f2)"
ok 'and says how many there are' grep -q '502 văn bản có chỗ đáng xem lại' "$site/quality.html"
ok 'and how many more' grep -q 'Còn 2 văn bản nữa' "$site/quality.html"
is 'the table has all' 506 "$(wc -l <"$site/data/quality.csv")"
ok 'with their words' grep -q '^"bad","notices/bad.html","12","0.833","3","1","0",,,,"trưc; phòngchống; bаn",""' "$site/data/quality.csv"
ok 'the home page leads there' grep -q 'href="quality.html"' "$site/index.html"
ok 'and the pages to browse' grep -q 'href="../quality.html"' "$site/browse/index.html"

# Text in good order, but not all of the file was understood.
mkdir "$scratch/warned"
cp "$SOURCE_DIR"/corpus/*.txt "$scratch/warned/"
printf '\xe9\n' >>"$scratch/warned/$(basename "$SOURCE_DIR"/corpus/003*.txt)"
"$TRACUU_INDEX_PROGRAM" build -o "$scratch/doubt" "$scratch/warned" >/dev/null 2>&1 || exit 1
ok 'what the reader warned of is in the list' \
  grep -q '<li>cảnh báo khi đọc tệp: 1 byte không thuộc bảng mã nào' "$scratch/doubt/site/quality.html"
ok 'and on the notice' grep -rq 'cảnh báo khi đọc tệp: 1 byte không thuộc bảng mã nào' "$scratch/doubt/site/notices"

mkdir "$scratch/good"
cp "$SOURCE_DIR"/corpus/*.txt "$scratch/good/"
"$TRACUU_INDEX_PROGRAM" build -o "$scratch/fine" "$scratch/good" >/dev/null 2>&1 || exit 1
ok 'a collection without doubts says so' grep -q '>0 văn bản' "$scratch/fine/site/quality.html"
done_testing
