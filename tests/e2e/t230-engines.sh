#!/bin/bash
# tracuu-query and the browser's engine answer alike: hundreds of requests over the five
# notices, over notices made of everything hard, and over vntc-2k where it is there
# ($SHARED_DIR/data, or data beside this tree's folder "shared").
. "$(dirname "$0")/tap.sh"
compare=$SOURCE_DIR/tests/js/compare
vntc=${SHARED_DIR:-$SOURCE_DIR/../shared}/data/vntc-2k.jsonl
export TRACUU_QUERY_PROGRAM ASK_INDEX_PROGRAM=$BUILD_DIR/tests/e2e/ask-index
command -v node >/dev/null || skip 'node is not installed'

# compare CORPUS INPUT [PAGES]: prints the table, too
compare() {
  printf '{"pages": "%s"}\n' "${3:-files}" >"$scratch/tracuu.json"
  "$TRACUU_INDEX_PROGRAM" build -c "$scratch/tracuu.json" -o "$scratch/$1" "$2" >/dev/null 2>&1 || return 1
  node "$compare/compare.mjs" ask "$scratch" "$1" "$scratch/$1" >"$scratch/said" 2>&1
}

said() {
  sed 's/^/# /' "$scratch/said"
}

ok 'the judge finds every kind of difference' node --test "$compare/judge.test.mjs"
ok 'the corpora are made' node "$compare/compare.mjs" corpora "$scratch" "$vntc"
ok 'both engines answer alike over the five notices' compare five "$SOURCE_DIR/corpus"
said
ok 'both engines answer alike over notices made of what is hard' compare mixed "$scratch/mixed.jsonl"
said
for corpus in five:"$SOURCE_DIR/corpus" mixed:"$scratch/mixed.jsonl"; do
  ok "both engines answer alike over packs of ${corpus%%:*}" compare "${corpus%%:*}" "${corpus#*:}" packed
  said
done
if [ -e "$scratch/vntc-2k.jsonl" ]; then
  ok 'both engines answer alike over vntc-2k' compare vntc-2k "$scratch/vntc-2k.jsonl"
  said
else
  echo "# skipped: vntc-2k is not there: $vntc"
fi
done_testing
