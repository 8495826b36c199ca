#!/bin/bash
# Whatever notices are called, every path of a bundle is one that FAT, exFAT and NTFS take.
. "$(dirname "$0")/tap.sh"
mkdir "$scratch/corpus"
long=$(printf 'dài %.0s' {1..100})
n=0
for id in CON con 'aux.txt' 'NUL ' com1 'LPT9.' index INDEX . .. 'a.' 'a ' A á Á a/b 'a\\b' 'a:b' 'a*?\"<>|b' '-rf' '~1' \
  'a~0123456789ab' '中文' '😀' 'C:\\x' "$long" "${long^^}"; do
  n=$((n + 1))
  printf '{"id":"%s","title":"Tên","text":"Chỉ thị 16/CT-TTg ngày 31/3/2020","type":"%s","issuer":"%s","province":"%s","date":"2020-03-%02d"}\n' \
    "$id" "$id" "$id." "$id" "$n"
done >"$scratch/corpus/nasty.jsonl"
printf 'Văn bản\n' >"$scratch/corpus/Tệp «lạ»: a.txt"
printf 'Văn bản\n' >"$scratch/corpus/PRN.txt"
printf 'Văn bản\n' >"$scratch/corpus/prn.TXT"

# The paths of the bundle, one a line; control characters would end one.
paths() {
  (cd "$scratch/out" && find . -mindepth 1 -printf '%P\n')
}
names() {
  paths | sed 's,.*/,,'
}
for pages in files packed; do
  printf '{"pages": "%s"}\n' "$pages" >"$scratch/corpus/tracuu.json"
  run "$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$scratch/corpus"
  is "$pages: all notices are in" "indexed $((n + 3)) notices" "${err%%,*}"
  ok "$pages: names are of harmless letters" fails 1 grep -vxE '[A-Za-z0-9._~-]+' <(names)
  ok "$pages: none ends in a point" fails 1 grep -E '\.$' <(names)
  ok "$pages: none is a device of Windows" fails 1 \
    grep -iE '^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)' <(names)
  is "$pages: no two differ in case alone" '' "$(paths | tr '[:upper:]' '[:lower:]' | sort | uniq -d)"
  ok "$pages: there is room for a folder's own path of 80" test "$(paths | wc -L)" -le 120
done
done_testing
