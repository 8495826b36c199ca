#!/usr/bin/env bash
# The five notices converted to each format have the metadata of the
# originals and answer the same queries.
. "$(dirname "$0")/tap.sh"
for tool in pandoc iconv jq; do
  command -v "$tool" >/dev/null || skip "$tool is not installed"
done

index=$TRACUU_INDEX_PROGRAM
query=$TRACUU_QUERY_PROGRAM
corpus=$scratch/corpus

# A line a format: its folder, the extension, and the command that makes it of a notice
# on standard input.  Their marks are read as Markdown's, each line is one.
formats="
txt     txt   cat
docx    docx  office docx
odt     odt   office odt
html    html  office html
page    htm   page
bom     txt   marked
utf16le txt   iconv -f UTF-8 -t UTF-16
utf16be txt   iconv -f UTF-8 -t UTF-16BE
"
office() {
  pandoc -s -f gfm+hard_line_breaks -t "$1" -o - --metadata title=x
}
# As a portal shows it.
page() {
  echo '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng thông tin</title>
<script>document.write("<p>thịt</p>")</script></head><body><form><div class="top"><ul>
<li><a href="/">Trang chủ</a><li><a href="/vb">Văn bản</a><li><a href="/lh">Liên hệ</a>
</ul></div><div id="content">'
  pandoc -f gfm+hard_line_breaks -t html -o -
  echo '</div><footer>Bản quyền thuộc về thịt</footer></form></body></html>'
}
marked() {
  printf '\357\273\277'
  sed 's/$/\r/'
}

while read -r folder extension maker; do
  [ -n "$folder" ] || continue
  mkdir -p "$corpus/$folder"
  for notice in "$SOURCE_DIR"/corpus/*_*.txt; do
    name=$(basename "$notice" .txt)
    # shellcheck disable=SC2086 # a command and its arguments
    $maker <"$notice" >"$corpus/$folder/$name.$extension" || exit 1
  done
done <<<"$formats"

run "$index" check "$corpus"
is 'all are read' '0 ' "$status $err"
printf '%s\n' "$out" >"$scratch/cards"
# The card of each notice of a folder but for its place and for lines of the text.
cards() {
  jq -cS --arg folder "$1/" 'select(.id | startswith($folder)) | .id |= .[($folder | length):] |
    del(.evidence, .quality) |
    walk(if type == "object" then del(.line, .lines, .also_lines, .text, .evidence) else . end)' \
    "$scratch/cards" | sort
}
run "$index" build -j 2 -o "$scratch/out" "$corpus"
is 'all are indexed' 0 "$status"
queries='"cách ly xã hội"
cach ly xa hoi
"tỉnh uỷ"
"cộng tác"
16/CT-TTg
2033-TB/TU
covid19
"đánh giá cao"
loai:"kết luận"
ky:"Hữu Đông"
tinh:"Bình Định"
ngày 08 tháng 9 năm 2021
"3. Giao Ban Tuyên giáo"
thịt'
while read -r words; do
  "$query" -i "$scratch/out" --format=json --limit=100 "$words" |
    jq -c --arg words "$words" '.results[] | [$words, .id]'
done <<<"$queries" >"$scratch/found"
# What each query found in a folder.
found() {
  jq -c --arg folder "$1/" 'select(.[1] | startswith($folder)) | [.[0], .[1][($folder | length):]]' \
    "$scratch/found" | sort
}
is 'the originals are five' 5 "$(cards txt | wc -l)"
is 'they are found' 25 "$(found txt | wc -l)"
while read -r folder _; do
  case $folder in '' | txt) continue ;; esac
  is "$folder has the metadata of the originals" "$(cards txt)" "$(cards "$folder")"
  is "$folder answers as the originals do" "$(found txt)" "$(found "$folder")"
done <<<"$formats"

# Written by LibreOffice as Word 97 would; read by what is installed.
run "$index" check "$SOURCE_DIR/tests/data/notice.doc"
if command -v antiword >/dev/null || command -v catdoc >/dev/null; then
  is 'a document of Word 97 has its facts' \
    'Thông báo|12-TB/TU|2021-09-08|Bình Định' \
    "$(jq -r '[.type, .number, .date, .place] | join("|")' <<<"$out")"
else
  ok 'what reads a document of Word 97 is named' says 'install antiword or catdoc'
fi
done_testing
