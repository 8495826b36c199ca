#!/bin/bash
# The pages to browse: of the five notices as an archivist groups them, and of more than
# a page holds.
. "$(dirname "$0")/tap.sh"
index=$TRACUU_INDEX_PROGRAM

# titles PAGE: the files that a list leads to, in order.
titles() {
  grep -oP 'class="title" href="[./]*notices/\K[^"]*(?=\.html)' "$scratch/out/site/browse/$1" |
    cut -c1-3 | paste -sd ' '
}
# values PAGE: the values and counts of a list of links.
values() {
  grep -oP '<li[^>]*><a [^>]*>\K[^<]*</a> <span class="count">[^<]*' "$scratch/out/site/browse/$1" |
    sed 's|</a> <span class="count">|=|' | paste -sd ' '
}
# page OF VALUE: the page of a value in the list OF.
page() {
  grep -oP "href=\"../browse/\K[^\"]*(?=\">$2</a>)" "$scratch/out/site/browse/$1"
}
# dead_links FOLDER: every link of the pages there that leads nowhere.
dead_links() {
  local file link path target
  while IFS=: read -r file link; do
    path=${link%%[?#]*}
    case $path in
      /*) target=$scratch/out/site$path ;; # of 404.html, which may be answered anywhere
      *) target=$(dirname "$file")/$path ;;
    esac
    [ "${link#\#}" != "$link" ] && target=$file
    case $link in
      *'#'*) [ -f "$target" ] && grep -qF "id=\"${link#*#}\"" "$target" || echo "$file: $link" ;;
      *) [ -f "$target" ] || echo "$file: $link" ;;
    esac
  done < <(grep -roP --include='*.html' '(?:href|src)="\K[^"]*' "$scratch/out/$1" | sort -u)
}

run "$index" build -o "$scratch/out" "$SOURCE_DIR/corpus"
is 'the five notices are built' 0 "$status"
is 'types are in the order of the dictionary' 'Công văn=1 Kết luận=1 Thông báo=3' "$(values type.html)"
is 'issuers too' 'Ban Thường vụ Tỉnh ủy=4 Bộ Chính trị=1' "$(values issuer.html)"
is 'years are newest first, the undated last' '2020=1 Không rõ ngày=4' "$(values year.html)"
is 'the notices of a type are listed' '000 002 004' "$(titles "$(page type.html 'Thông báo')")"
is 'those of an issuer' '002' "$(titles "$(page issuer.html 'Bộ Chính trị')")"
is 'those of a province' '003' "$(titles "$(page province.html 'Sơn La')")"
is 'those of a year' '003' "$(titles year/2020.html)"
is 'those of a month' '003' "$(titles month/2020-03.html)"
is 'the undated stand by their bounds, newest first' '001 004 002 000' "$(titles undated.html)"
ok 'bounds are said' grep -qF 'không rõ ngày (từ 20/3/2020 đến 25/3/2020)' "$scratch/out/site/browse/undated.html"
is 'every cited document is listed' 15 "$(grep -c '<li id="c' "$scratch/out/site/browse/citations.html")"
ok 'and drawn' grep -qF '<svg class="graph"' "$scratch/out/site/browse/citations.html"
ok 'the timeline leads to the days of a year' grep -qF 'href="../browse/timeline/2020.html#m2020-03">' \
  "$scratch/out/site/browse/timeline.html"
is 'no link leads nowhere' '' "$(dead_links site)"

mkdir "$scratch/many"
awk 'BEGIN {
  for (i = 0; i < 450; i++)
    printf "{\"id\":\"n%03d\",\"title\":\"T%d\",\"type\":\"Chỉ thị\",\"date\":\"2020-%02d-01\",\"text\":\"Thực hiện Chỉ thị số 16/CT-TTg ngày 31/3/2020 của Thủ tướng Chính phủ.\"}\n", i, i, i % 2 + 1
  print "{\"id\":\"ct16\",\"title\":\"Về cách ly\",\"type\":\"Chỉ thị\",\"number\":\"16/CT-TTg\",\"date\":\"2020-03-31\",\"issuer\":\"Thủ tướng Chính phủ\",\"text\":\"Cách ly.\"}"
  print "{\"id\":\"zz\",\"text\":\"Về việc khác.\"}" }' >"$scratch/many/many.jsonl"
run "$index" build -j 1 -o "$scratch/out" "$scratch/many"
is 'a larger collection is built' 0 "$status"
is 'a list longer than a page goes on' '51' \
  "$(titles "$(page type.html 'Chỉ thị' | sed 's/html$/3.html/')" | wc -w)"
is 'a year too long for a page has its months only' '' "$(titles year/2020.html)"
is 'which hold its notices' '200' "$(titles month/2020-01.html | wc -w)"
is 'a notice without a type has its group' 'zz' "$(titles unknown-type.html)"
ok 'a field that nobody has is no way in' fails 1 test -e "$scratch/out/site/browse/province.html"
ok 'a notice says who cites it' grep -qF 'Xem cả 450 văn bản dẫn' "$scratch/out/site/notices/ct16.html"
is 'a document that many cite has pages of its own' '3' "$(find "$scratch/out/site/browse/cited" -type f | wc -l)"
ok 'the cited notice is linked' grep -qF '<h3><a href="../notices/ct16.html">' "$scratch/out/site/browse/citations.html"
ok 'a graph of too many nodes is not drawn' fails 1 grep -qF '<svg' "$scratch/out/site/browse/citations.html"
is 'no link leads nowhere there' '' "$(dead_links site/browse/cited)$(dead_links site/browse/year)"
run "$index" build -j 3 -o "$scratch/out3" "$scratch/many"
ok 'three processes write the same pages' diff -r "$scratch/out/site/browse" "$scratch/out3/site/browse"

mkdir "$scratch/none"
run "$index" build -o "$scratch/out" "$scratch/none"
is 'a collection without notices is built' 0 "$status"
is 'its pages lead somewhere too' '' "$(dead_links site)"
done_testing
