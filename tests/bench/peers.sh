#!/bin/bash
# peers.sh - searches for the browser that one would otherwise use, measured on the same
# notices; prints Markdown tables.  Not a test.
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/../.." && pwd)
. "$bench/measure.sh"

usage() {
  cat <<'END'
Usage: tests/bench/peers.sh [-p PEERS] [-n COUNTS] [-r ROUNDS] [-w FOLDER] CORPUS.jsonl

  -p PEERS    default "tracuu pagefind minisearch flexsearch lunr"
  -n COUNTS   the first so many items of the corpus (default "2004 10000"); the five
              notices come always
  -r ROUNDS   open a cold page this often for each query (default 5)
  -w FOLDER   work there (default build/bench/peers)

Needs "./bootstrap.sh bench", node, npm and Chromium; the peers come from npm, in the
versions of tests/bench/peers/package-lock.json, into the working folder.
END
}

peers='tracuu pagefind minisearch flexsearch lunr'
counts='2004 10000' rounds=5 work=$root/build/bench/peers
while getopts p:n:r:w:h option; do
  case $option in
  p) peers=$OPTARG ;;
  n) counts=$OPTARG ;;
  r) rounds=$OPTARG ;;
  w) work=$OPTARG ;;
  h) usage && exit ;;
  *) usage >&2 && exit 2 ;;
  esac
done
shift $((OPTIND - 1))
[ $# = 1 ] || { usage >&2 && exit 2; }
corpus=$(realpath "$1")
index_program=$root/build/release/bin/tracuu-index
for program in node npm jq /usr/bin/time "$index_program" "${CHROMIUM:-/usr/bin/chromium}"; do
  command -v "$program" >/dev/null || { echo "peers.sh: $program: not there" >&2 && exit 1; }
done
mkdir -p "$work"
cd "$work"
export PEERS_FOLDER=$work/packages ROUNDS=$rounds
# What a build may take; beyond it a peer stops.
readonly max_seconds=900 max_heap_mb=8000

install_packages() {
  mkdir -p packages
  cp "$bench/peers/package.json" "$bench/peers/package-lock.json" packages/
  (cd packages && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1) || {
    cat packages/npm.log >&2
    return 1
  }
}

# build PEER: in the folder of one corpus
build() {
  rm -f builds.tsv
  if [ "$1" = tracuu ]; then
    measure builds.tsv tracuu "$index_program" build -o tracuu/index records.jsonl
  else
    measure builds.tsv "$1" timeout $max_seconds \
      node --max-old-space-size=$max_heap_mb "$bench/peers/build.mjs" "$1" records.jsonl "$1"
  fi
}

size_mb() {
  local folder=$1/index
  [ "$1" = tracuu ] && folder=tracuu/index/site/search
  du -sb "$folder" | awk '{ printf "%.2f", $1 / 1e6 }'
}

# The answers' row of the table, from what ask.mjs printed.
row() {
  jq -r --arg size "$2" --arg build "$3" '
    def middle: sort | .[length / 2 | floor];
    def say(k; digits): [.queries[] | k] | "\(middle | digits) / \(max | digits)";
    def whole: round; def kb: ./1000 | round;
    "| \(.peer) | \($build) | \($size) | \(say(.bytes; kb)) | \(say(.requests; whole)) | " +
    "\(say(.ms; whole)) | \(say(.again; whole)) | " +
    (if .asked > 0 then "\(.right) of \(.asked) |" else "– |" end)' "$1"
}

measure_peer() {
  local name wall cpu largest together
  rm -rf "$1/index"
  mkdir -p "$1"
  if ! build "$1"; then
    echo "| $1 | stopped: more than $max_seconds s or $max_heap_mb MB | | | | | | |"
    return
  fi
  IFS=$'\t' read -r name wall cpu largest together <builds.tsv
  if ! node "$bench/peers/ask.mjs" "$1" "$1" records.jsonl "$2" >"$1.json" 2>"$1.log"; then
    echo "| $1 | $wall | $cpu | $largest | $(size_mb "$1") | no answer: $(tail -n1 "$1.log") | | | | |"
    return
  fi
  row "$1.json" "$(size_mb "$1")" "$wall | $cpu | $((largest > together ? largest : together))"
}

# table NAME CORPUS COUNT five|news
table() {
  mkdir -p "$1"
  cd "$1"
  rm -rf pagefind
  node "$bench/peers/convert.mjs" "$2" "$3" records.jsonl pagefind
  printf '\n%s: %s notices, %s MB.\n\n' "$1" "$(wc -l <records.jsonl)" "$(du -b records.jsonl | awk '{ printf "%.1f", $1 / 1e6 }')"
  printf '| | build, s | CPU, s | memory, MB | index, MB | kB a query | requests | ms to results | ms, next query | right answers |\n'
  printf '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n'
  for peer in $peers; do
    measure_peer "$peer" "$4"
  done
  cd ..
}

# Which questions were answered wrongly: found, instead of expected.
print_wrong() {
  local peer
  printf '\nWrong answers over the five notices (found, expected):\n\n'
  for peer in $peers; do
    jq -r '"- \(.peer): " +
      ([.wrong[] | "`\(.query)` \(.found) (\(.expected))"] | join(", ") | if . == "" then "none" else . end)' "five/$peer.json"
  done
}

install_packages
table five "$root/corpus" 5 five
# What is found is judged where a peer can show all of it in reasonable time.
for count in $counts; do
  table "first-$count" "$corpus" "$count" "$([ "$count" -le 3000 ] && echo news || echo none)"
done
print_wrong
