#!/usr/bin/env bash
# The exports of site/data: whole, the same for every -j, and readable by others.
. "$(dirname "$0")/tap.sh"

index=$TRACUU_INDEX_PROGRAM
mkdir "$scratch/corpus"
cp "$SOURCE_DIR"/corpus/*.txt "$scratch/corpus"
cat >"$scratch/corpus/more.jsonl" <<'END'
{"id":"ct16","title":"=HYPERLINK(\"x\")","type":"Chỉ thị","number":"16/CT-TTg","date":"2020-03-31","issuer":"Thủ tướng Chính phủ","text":"Cách ly {toàn xã hội} trong 15 ngày."}
{"id":"a/b \"c\"","title":"Về 5% & {ngoặc","text":"Thực hiện Chỉ thị 16, các sở làm.\nTheo Nghị định số 30/2020/NĐ-CP."}
END

run "$index" build -j 1 -o "$scratch/out" "$scratch/corpus"
is 'a collection is built' 0 "$status"
data=$scratch/out/site/data
for jobs in 2 3; do
  run "$index" build -j "$jobs" -o "$scratch/out$jobs" "$scratch/corpus"
  ok "-j $jobs writes the same exports" diff -r "$data" "$scratch/out$jobs/site/data"
done
for name in notices.json notices.csv notices.bib notices.ris citations.csv quality.csv; do
  ok "$name is in SHA256SUMS" grep -q "  site/data/$name\$" "$scratch/out/SHA256SUMS"
done

run head -c 3 "$data/notices.csv"
is 'a table starts with a byte order mark' $'\xEF\xBB\xBF' "$out"
is 'every line of it ends as spreadsheets want' 8 "$(grep -c $'\r$' "$data/notices.csv")"
cites() {
  grep -F '"16/CT-TTg"' "$data/citations.csv" | grep -o '"[^"]*","notices/[^"]*","2"' | sort -u
}
is 'who cites a notice of the collection is linked to it' '"ct16","notices/ct16.html","2"' "$(cites)"
ok 'the short form is resolved' grep -qF ',"1","ct16","notices/ct16.html","2"' "$data/citations.csv"

if command -v jq >/dev/null; then
  is 'jq reads the JSON' 7 "$(jq length "$data/notices.json")"
  is 'whose objects have the keys of check, and the address of the page' \
    "$(printf 'url\n%s' "$("$index" check "$scratch/corpus" 2>/dev/null | head -1 | jq -r 'keys_unsorted[]')")" \
    "$(jq -r '.[0] | keys_unsorted[]' "$data/notices.json")"
else
  echo '# jq is not installed: the JSON is not read'
fi
if command -v python3 >/dev/null; then
  formulas() {
    python3 - "$data" <<'END'
import csv, sys
for name in ("notices.csv", "citations.csv"):
    with open(sys.argv[1] + "/" + name, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, strict=True))
    assert len({len(row) for row in rows}) == 1, name
    for row in rows:
        for cell in row:
            assert cell[:1] not in tuple("=+-@\t\r\n"), cell
END
  }
  ok "Python's csv reads tables of equal rows without a formula" formulas
else
  echo '# python3 is not installed: the tables are not read'
fi
entries() {
  grep -c '^@misc{' "$data/notices.bib"
}
is 'BibTeX has every notice' 7 "$(entries)"
braces() {
  [ "$(tr -cd '{' <"$data/notices.bib" | wc -c)" = "$(tr -cd '}' <"$data/notices.bib" | wc -c)" ]
}
ok 'with its braces in balance' braces
is 'RIS has every notice' 7 "$(grep -c '^ER  - ' "$data/notices.ris")"
done_testing
