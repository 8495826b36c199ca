#!/bin/bash
# run.sh - builds one corpus with tracuu-index and its peers, asks them all the same,
# prints Markdown tables.  Not a test: it fails on nothing but a program that fails.
set -euo pipefail
bench=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$bench/../.." && pwd)
. "$bench/measure.sh"

usage() {
  cat <<'END'
Usage: tests/bench/run.sh [-a] [-b BUILDS] [-r ROUNDS] [-w FOLDER] [CORPUS.jsonl]

  -a          ask only: what an earlier run built in FOLDER is asked again
  -b BUILDS   build this often with each program, medians are shown (default 1)
  -r ROUNDS   ask each query this often (default 31)
  -w FOLDER   work there (default build/bench/NAME-OF-CORPUS); needs about ten times
              the corpus; what is in it is replaced
  CORPUS      default $SHARED_DIR/data/vntc-2k.jsonl

Needs what "./bootstrap.sh bench" installs and builds.
END
}

builds=1 rounds=31 work='' ask_only=''
while getopts ab:r:w:h option; do
  case $option in
  a) ask_only=1 ;;
  b) builds=$OPTARG ;;
  r) rounds=$OPTARG ;;
  w) work=$OPTARG ;;
  h) usage && exit ;;
  *) usage >&2 && exit 2 ;;
  esac
done
shift $((OPTIND - 1))
if [ $# = 0 ] && [ -z "${SHARED_DIR:-}" ]; then
  usage >&2
  exit 2
fi
corpus=$(realpath "${1:-${SHARED_DIR:-}/data/vntc-2k.jsonl}")
work=${work:-$root/build/bench/$(basename "$corpus" .jsonl)}
index_program=$root/build/release/bin/tracuu-index
query_program=$root/build/release/bin/tracuu-query
omega_program=/usr/lib/cgi-bin/omega/omega
omega_templates=/var/lib/xapian-omega/templates
for program in "$index_program" "$query_program" "$omega_program" scriptindex sqlite3 jq /usr/bin/time; do
  command -v "$program" >/dev/null || { echo "run.sh: $program: not there; ./bootstrap.sh bench" >&2 && exit 1; }
done
mkdir -p "$work"
cd "$work"

# ---- building ---------------------------------------------------------------

size_of() {
  du -sbc "$@" | awk '$2 == "total" { printf "%.1f", $1 / 1e6 }'
}

build_tracuu() {
  rm -rf out
  measure builds.tsv "tracuu-index -j$1, with site" "$index_program" build -j "$1" -o out "$corpus"
}
build_scriptindex() {
  rm -rf omega/data
  mkdir -p omega/data
  measure builds.tsv scriptindex \
    scriptindex --overwrite --stemmer=none omega/data/notices "$bench/omega/notices.index" notices.dump
}
build_fts5() {
  rm -f notices.db
  measure builds.tsv 'SQLite FTS5' sqlite3 -bail -init "$bench/fts5.sql" notices.db ''
}

build_all() {
  local round
  rm -f builds.tsv
  "$bench/convert.sh" "$corpus" .
  for ((round = 0; round < builds; round++)); do
    for program in 'scriptindex' 'tracuu 2' 'tracuu 1' 'fts5'; do
      sync
      cat "$corpus" notices.dump notices.ascii >/dev/null # all read from memory alike
      # shellcheck disable=SC2086 # name and argument
      build_$program
    done
  done
  rm -rf compacted
  xapian-compact -s omega/data/notices compacted >/dev/null 2>&1
}

# row NAME SIZE SIZE-SAYS
row() {
  local column values=()
  for column in 2 3 4 5; do
    values+=("$(awk -F'\t' -v name="$1" -v c=$column '$1 == name { print $c }' builds.tsv | median)")
  done
  printf '| %s | %s | %s | %s | %s | %s | %s |\n' "$1" "${values[0]}" \
    "$(awk -v a="${values[0]}" -v b="$scriptindex_wall" 'BEGIN { printf "%.2f", a / b }')" \
    "${values[@]:1}" "$2"
}

print_builds() {
  local scriptindex_wall
  scriptindex_wall=$(awk -F'\t' '$1 == "scriptindex" { print $2 }' builds.tsv | median)
  printf '\n| program | wall, s | of scriptindex | CPU, s | largest process, MB | all together, MB | size, MB |\n'
  printf '|---|--:|--:|--:|--:|--:|--:|\n'
  row 'tracuu-index -j2, with site' "index $(size_of out/xapian.db), site $(size_of out/site)"
  row 'tracuu-index -j1, with site' 'the same'
  row scriptindex "$(size_of omega/data/notices) (compacted $(size_of compacted))"
  row 'SQLite FTS5' "$(size_of notices.db)"
}

# ---- asking -----------------------------------------------------------------

prepare_omega() {
  rm -rf omega/templates
  mkdir -p omega/templates omega/log
  cp -r "$omega_templates/inc" "$bench/omega/plain" "$bench/omega/count" omega/templates/
  # Debian's own page; it would look for English stems, which the index has not.
  # shellcheck disable=SC2016 # OmegaScript
  { printf '$set{stemmer,none}' && cat "$omega_templates/query"; } >omega/templates/query
  printf '%s %s\n' database_dir "$work/omega/data" template_dir "$work/omega/templates" \
    log_dir "$work/omega/log" cdb_dir "$work/omega" >omega/omega.conf
}

export GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET SERVER_PROTOCOL=HTTP/1.1 SCRIPT_NAME=/cgi-bin/search
export OMEGA_CONFIG_FILE=$work/omega/omega.conf TRACUU_INDEX=$work/out

urlencode() {
  jq -rn --arg text "$1" '$text | @uri'
}

# The programs that are asked, in the order of the table: each is one process.
# They see $url (the query in URL form) and $fts (in FTS5's grammar, SQL-quoted).
askers=(tracuu_json tracuu_html omega_query omega_plain fts5)
titles='tracuu json | tracuu html | omega, its page | omega, plain page | sqlite3'
ask_tracuu_json() {
  QUERY_STRING="q=$url&format=json" "$query_program"
}
ask_tracuu_html() {
  QUERY_STRING="q=$url" "$query_program"
}
ask_omega() {
  QUERY_STRING="DB=notices&DEFAULTOP=and&FMT=$1&P=$url${2:-}" "$omega_program"
}
ask_omega_query() {
  ask_omega query
}
ask_omega_plain() {
  ask_omega plain
}
ask_fts5() {
  sqlite3 -readonly notices.db "SELECT count(*) FROM notices WHERE notices MATCH $fts;
    SELECT id, title, snippet(notices, 2, '<mark>', '</mark>', '…', 32) FROM notices
    WHERE notices MATCH $fts ORDER BY bm25(notices, 0, 3, 1) LIMIT 10"
}

# queries KIND: its rows of queries.tsv
queries() {
  grep -P "^$1\t" "$bench/queries.tsv"
}

set_query() {
  url=$(urlencode "$1")
  fts="'${2:-$1}'"
}

ask_round() {
  local name query other asker start end
  while IFS=$'\t' read -r _ name query other; do
    set_query "$query" "$other"
    for asker in "${askers[@]}"; do
      start=${EPOCHREALTIME/./}
      "ask_$asker" >answer.tmp
      end=${EPOCHREALTIME/./}
      printf '%s\t%s\t%s\n' "$name" "$asker" $((end - start)) >>times.tsv
    done
  done < <(queries timed)
}

# An engine that answers with nothing is fast: ten titles and snippets for a common
# word must have it.
check_askers() {
  local asker word=người
  set_query $word ''
  for asker in "${askers[@]}"; do
    [ "$("ask_$asker" | grep -oiF $word | wc -l)" -ge 10 ] ||
      { echo "run.sh: $asker: no real answer" >&2 && return 1; }
  done
}

ask_all() {
  local round
  prepare_omega
  check_askers
  ask_round # warms the cache; not counted
  rm -f times.tsv
  for ((round = 0; round < rounds; round++)); do
    ask_round
  done
}

print_times() {
  local name query other asker
  printf '\n| query | %s |\n|---|--:|--:|--:|--:|--:|\n' "$titles"
  while IFS=$'\t' read -r _ name query other; do
    # shellcheck disable=SC2016 # Markdown's back quotes
    printf '| %s: `%s` |' "$name" "$query"
    for asker in "${askers[@]}"; do
      awk -F'\t' -v name="$name" -v asker="$asker" '$1 == name && $2 == asker { print $3 / 1000 }' times.tsv |
        median | xargs printf ' %.1f |'
    done
    echo
  done < <(queries timed)
}

# ---- answers ----------------------------------------------------------------

count_tracuu() {
  ask_tracuu_json | sed '1,/^\r*$/d' | jq -r '"\(.total)\(if .relaxed then " (any word)" else "" end)"'
}
count_omega() {
  ask_omega count '&MINHITS=10000000' | tail -n1
}
count_fts5() {
  sqlite3 -readonly notices.db "SELECT count(*) FROM notices WHERE notices MATCH $fts" 2>/dev/null || echo error
}

print_answers() {
  local name query other
  printf '\n| query | tracuu | omega | FTS5 |\n|---|--:|--:|--:|\n'
  while IFS=$'\t' read -r _ name query other; do
    set_query "$query" "$other"
    # shellcheck disable=SC2016
    printf '| %s: `%s` | %s | %s | %s |\n' "$name" "$query" "$(count_tracuu)" "$(count_omega)" "$(count_fts5)"
  done < <(queries '(timed|answers)')
}

# ---- the report ---------------------------------------------------------------

describe() {
  printf '%s: %s documents, %s MB. ' "$(basename "$corpus")" "$(wc -l <"$corpus")" "$(size_of "$corpus")"
  printf 'Commit %s, ' "$(git -c safe.directory='*' -C "$root" describe --always --dirty)"
  printf '%s cores of %s, %s GB, ' "$(nproc)" "$(sed -n 's/^model name\s*: //p' /proc/cpuinfo | head -n1)" \
    "$(awk '/^MemTotal/ { printf "%.0f", $2 / 1e6 }' /proc/meminfo)"
  printf 'load before %s. ' "$(cut -d' ' -f1 /proc/loadavg)"
  printf '%s; SQLite %s.\n' "$(scriptindex --version)" "$(sqlite3 --version | cut -d' ' -f1)"
}

describe
if [ -z "$ask_only" ]; then
  build_all
  print_builds
fi
ask_all
printf '\nWhole processes, medians of %s rounds, ms:\n' "$rounds"
print_times
printf '\nDocuments found:\n'
print_answers
