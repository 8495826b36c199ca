#!/usr/bin/env bash
# PDF: notices set on pages say what the text says; the gazette's PDFs, where they are
# ($SHARED_DIR/data/pdf, or data/pdf beside this tree's folder "shared"), have their facts,
# and phrases go on over their pages; a picture of a notice is recognised, once.
. "$(dirname "$0")/tap.sh"
command -v jq >/dev/null || skip 'jq is not installed'

index=$TRACUU_INDEX_PROGRAM
query=$TRACUU_QUERY_PROGRAM
make_pdf=$BUILD_DIR/tests/e2e/make-pdf
gazette=${SHARED_DIR:-$SOURCE_DIR/../shared}/data/pdf

facts() {
  "$index" check "$@" 2>/dev/null |
    jq -c '[.id, .type, .title, .issuer, .province, .number, .date, .signatory]'
}

# The sample notices, without Markdown's marks, as text and on pages.
mkdir "$scratch/text" "$scratch/pdf"
for notice in "$SOURCE_DIR"/corpus/*_*.txt; do
  name=$(basename "$notice" .txt)
  sed 's/\*\*//g; s/^#* *//' "$notice" >"$scratch/text/$name.txt"
  "$make_pdf" "$scratch/text/$name.txt" "$scratch/pdf/$name.pdf"
done
is 'a notice on pages has the facts of its text' "$(facts "$scratch/text")" "$(facts "$scratch/pdf")"

build_text() {
  "$index" build -j 2 -o "$scratch/$1.out" "$scratch/$1"
}
ids() {
  "$query" -i "$scratch/$1.out" --format json "$2" | jq -c '[.results[].id] | sort'
}
ok 'the text is indexed' build_text text
ok 'the pages are indexed' build_text pdf
for phrase in '"cách ly xã hội"' '"phòng, chống dịch Covid-19"' 'so:43-BS/ĐUK' 'dan:16/CT-TTg'; do
  is "$phrase finds the same on pages" "$(ids text "$phrase")" "$(ids pdf "$phrase")"
done
ok 'what stands above each page is nowhere' fails 1 \
  grep -rq 'CÔNG BÁO/Số 1/' "$scratch/pdf.out/site/notices"

# A picture of a notice's first page.
mkdir "$scratch/scan"
sed -n '3,8p; 15p' "$scratch"/text/003*.txt >"$scratch/003.txt"
"$make_pdf" "$scratch/003.txt" "$scratch/scan/003.pdf" scan
run "$index" build --no-ocr -o "$scratch/none" "$scratch/scan"
is 'a scan without recognition is left out' 1 "$status"
ok 'and why is said' grep -q \
  '^tracuu-index: 003.pdf: no text: its pages are pictures; text recognition is off$' "$scratch/.err"
run "$index" build -o "$scratch/scanned" "$scratch/scan"
if grep -q 'text recognition needs' "$scratch/.err"; then
  echo '# text recognition is not installed: the scan is not read'
else
  is 'a scan is recognised' 0 "$status"
  is 'its phrase is found' '["003"]' \
    "$("$query" -i "$scratch/scanned" --format json '"cách ly xã hội"' | jq -c '[.results[].id]')"
  is 'the result is kept beside the bundle' 1 \
    "$(($(find "$scratch/scanned.cache/ocr" -type f | wc -l) > 0))"
  find "$scratch/scanned.cache" -type f -exec stat -c '%n %Y %i' {} + >"$scratch/kept"
  again() {
    "$index" build -j 1 --cache "$scratch/scanned.cache" -o "$scratch/again" "$scratch/scan"
  }
  ok 'a second build has it from there' again
  ok 'and recognises nothing anew' diff "$scratch/kept" \
    <(find "$scratch/scanned.cache" -type f -exec stat -c '%n %Y %i' {} +)
  ok 'but the same site' diff -r "$scratch/scanned/site" "$scratch/again/site"
fi

if [ ! -e "$gazette/expected.tsv" ]; then
  echo "# no gazettes in $gazette: not read"
  done_testing
  exit
fi
mkdir "$scratch/gazette"
cp "$gazette"/*.pdf "$scratch/gazette/"
said() {
  "$index" check "$scratch/gazette" |
    jq -r '[.id + ".pdf", .type, .number, (.date // "null")] | @tsv'
}
is 'all ten have type, number and date' "$(grep -v '^#' "$gazette/expected.tsv")" "$(said)"
ok 'the gazettes are indexed' build_text gazette
while IFS='|' read -r id phrase; do
  is "over pages: $phrase" "[\"$id\"]" "$(ids gazette "\"$phrase\"")"
done <<'END'
luat-so-51-2024-qh15-43559|trong lĩnh vực bảo hiểm y tế, việc
luat-so-51-2024-qh15-43559|và sự quản lý, điều hành, giám sát
nghi-quyet-so-89-2025-ubtvqh15-45738|chức, viên chức, người lao động; kết quả
thong-tu-so-01-2024-tt-bldtbxh-41332|quyết định ban hành chương trình đào tạo
thong-tu-so-08-2023-tt-bkhdt-40175|thủ pháp luật, giữ vững kỷ luật, kỷ
thong-tu-so-08-2023-tt-bkhdt-40175|thử việc), trong đó phải có tối thiểu
thong-tu-so-16-2022-tt-bldtbxh-37863|tượng phù hợp với quy định tại khoản
thong-tu-so-30-2022-tt-bldtbxh-38457|biện pháp phòng ngừa sự cố cho các
thong-tu-so-34-2021-tt-bldtbxh-36490|hoặc kiểm định chất lượng giáo dục nghề
END
is 'in a table a cell of three lines is one phrase' '["thong-tu-so-16-2022-tt-bldtbxh-37863"]' \
  "$(ids gazette '"chuẩn bị của tổ chức đánh giá trước kỳ đánh giá kỹ năng nghề quốc gia 5 2 3"')"
is 'no running head is in any text' '[]' "$(ids gazette '"công báo số"')"
ok 'nor on a page of the site' fails 1 grep -rq 'CÔNG BÁO/Số' "$scratch/gazette.out/site/notices"
done_testing
