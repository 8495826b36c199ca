#!/bin/bash
# Hits in their contexts: on the command line and from the CGI, as text and as a table.
. "$(dirname "$0")/tap.sh"

"$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$SOURCE_DIR/corpus" >/dev/null 2>&1 || exit 1

run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic '"cách ly xã hội"'
is 'hits are no failure' 0 "$status"
ok 'they are counted' has '1 chỗ trong 1 văn bản'
ok 'and stand in their context' has 'biện pháp  cách ly xã hội  , các quy định'
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic covid
first=$(sed -n 's/^\( *[0-9]*  .*\)Covid  -19 trong thời gian.*/\1/p' <<<"$out" | wc -m)
other=$(sed -n 's/^\( *[0-9]*  .*\)Covid  -19 tỉnh báo cáo.*/\1/p' <<<"$out" | wc -m)
ok 'one below the other' test "$first" -gt 20 -a "$first" -eq "$other"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic-csv covid
all=$(wc -l <<<"$out")
ok 'a table has the hits of all notices' test "$all" -gt 50
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic-csv --limit=1 covid
page=$(wc -l <<<"$out")
ok 'or of those on a page' test "$page" -gt 2 -a "$page" -lt "$all"
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic-csv --context 3 '"cách ly xã hội"'
ok 'a context has as many syllables as are wanted' has ',15,"nghiêm biện pháp","cách ly xã hội",", các quy định"'
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic --context 101 covid
is 'and no more than a hundred' 2 "$status"
ok 'which is said' says 'context: "101" is no number from 1 to 100'
run "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=kwic 'ngay:2020'
is 'filters alone are no failure' 0 "$status"
ok 'and have no hits' has '0 chỗ trong 1 văn bản'

cgi() {
  run env GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET QUERY_STRING="$1" TRACUU_INDEX="$scratch/out" \
    "$TRACUU_QUERY_PROGRAM"
}
cgi 'q=covid&format=kwic-csv'
ok 'the CGI says that it is a table' has 'Content-Type: text/csv; charset=utf-8; header=present'
ok 'that begins as spreadsheets want it' has $'\xEF\xBB\xBFid,url,title,type,issuer,province,number,date,tier,line,left,hit,right'
whole=$(sed -n 's/^ETag: //p' <<<"$out")
cgi 'q=covid&format=kwic-csv&page=1'
ok 'all hits and those of the first page are two answers' test "$whole" != "$(sed -n 's/^ETag: //p' <<<"$out")"
cgi 'q=covid&format=kwic'
ok 'as text it is text' has 'Content-Type: text/plain; charset=utf-8'

# The browser's engine finds the same hits, over the five notices, over some made of what is hard
# to read, and over news where it is there.
if command -v node >/dev/null; then
  compare=$SOURCE_DIR/tests/js/compare
  vntc=${SHARED_DIR:-$SOURCE_DIR/../shared}/data/vntc-2k.jsonl
  export TRACUU_QUERY_PROGRAM
  same_hits() {
    node "$compare/kwic.mjs" "$@" >"$scratch/said" 2>&1
  }
  said() {
    sed 's/^/# /' "$scratch/said"
  }
  ok 'both engines have the same hits in the five notices' same_hits "$scratch/out" 20 1
  said
  node "$compare/compare.mjs" corpora "$scratch" "$vntc" || exit 1
  "$TRACUU_INDEX_PROGRAM" build -o "$scratch/mixed" "$scratch/mixed.jsonl" >/dev/null 2>&1 || exit 1
  ok 'and in notices made of what is hard' same_hits "$scratch/mixed" 4 2
  said
  if [ -e "$scratch/vntc-2k.jsonl" ]; then
    head -n 150 "$scratch/vntc-2k.jsonl" >"$scratch/news.jsonl"
    "$TRACUU_INDEX_PROGRAM" build -o "$scratch/news" "$scratch/news.jsonl" >/dev/null 2>&1 || exit 1
    ok 'and in news' same_hits "$scratch/news" 8 3
    said
  fi
fi
done_testing
