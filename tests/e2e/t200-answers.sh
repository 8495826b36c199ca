#!/bin/bash
# The five notices answer as issue 2 promises.
. "$(dirname "$0")/tap.sh"

"$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$SOURCE_DIR/corpus" >/dev/null 2>&1 || exit 1
export TRACUU_INDEX=$scratch/out

# ids QUERY: the first three digits of the results' ids, in order, and the total
ids() {
  "$TRACUU_QUERY_PROGRAM" --format=json "$@" |
    jq -r '[.results[].id[:3], "of \(.total)"] | join(" ")'
}

# best QUERY: the first of them
best() {
  ids "$@" | cut -d' ' -f1
}

is 'the phrase is in 003 alone' '003 of 1' "$(ids '"cách ly xã hội"')"
is 'the words put 003 first' 003 "$(best 'cách ly xã hội')"
is 'the words without marks put 003 first' 003 "$(best 'cach ly xa hoi')"
is 'a phrase in the new tone style is in all five' 'of 5' "$(ids '"tỉnh uỷ"' | cut -d' ' -f6-)"
is 'and in the old one' "$(ids '"tỉnh uỷ"')" "$(ids '"tỉnh ủy"')"
is 'cộng tác is not công tác' 'of 0' "$(ids '"cộng tác"')"
is 'a document number is in 003 alone' '003 of 1' "$(ids 16/CT-TTg)"
is 'a number that 000 spells with a blank is found' '000 of 1' "$(ids 2033-TB/TU)"
is 'and as 000 spells it' '000 of 1' "$(ids 2033 -TB/TU)"
is 'covid19 is in all five' 'of 5' "$(ids covid19 | cut -d' ' -f6-)"
is 'a page break does not break a phrase' '000 002 of 2' \
  "$(ids '"đánh giá cao"' | sed 's/002 000/000 002/')"
for query in 'cách ly xã hội' '"đánh giá cao"' '"tỉnh uỷ"' 'Hữu Đông'; do
  decomposed=$(printf '%s' "$query" | uconv -x nfd)
  ok "$query can be decomposed" test "$query" != "$decomposed"
  is "$query answers the same decomposed" "$(ids "$query")" "$(ids "$decomposed")"
done
is 'a type is a filter' '003 of 1' "$(ids 'loai:"kết luận"')"
run "$TRACUU_QUERY_PROGRAM" 'cách ly xã hội thịt'
ok 'a word that is nowhere relaxes the query, and that is said' has 'không văn bản nào có đủ các từ'
run "$TRACUU_QUERY_PROGRAM" --format=json --limit=1 '"cách ly xã hội"'
ok 'a snippet marks what matched' has '\u003cmark>cách ly xã hội\u003c/mark>'
run "$TRACUU_QUERY_PROGRAM" --format=html '"cách ly xã hội"'
ok 'the page is whole' has '</html>'
ok 'and marks it too' has '<mark>cách ly xã hội</mark>'
done_testing
