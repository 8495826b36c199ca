#!/bin/bash
# Every command that README and the manual pages show is run, in a folder that has the
# sample corpus; where they show output, that is what comes out.
#
# A line "$ command" is run; a line that ends in "\" is continued.  What follows up to
# the next command or the end of the block is its output; a last line "…" stands for all
# that remains.  Times are not compared.
. "$(dirname "$0")/tap.sh"
set -o pipefail
command -v mandoc >/dev/null || skip 'mandoc is not installed'

mkdir "$scratch/bin" "$scratch/work" || exit 1
ln -s "$TRACUU_INDEX_PROGRAM" "$scratch/bin/tracuu-index"
ln -s "$TRACUU_QUERY_PROGRAM" "$scratch/bin/tracuu-query"
ln -s "$TRACUU_QUERY_PROGRAM" "$scratch/bin/tracuu.cgi"
ln -s "$SOURCE_DIR/corpus" "$scratch/work/corpus"
PATH=$scratch/bin:$PATH
cd "$scratch/work" || exit 1
"$TRACUU_INDEX_PROGRAM" build -o out corpus 2>/dev/null

readonly end_of_block=$'\f'

# The displays of a page's EXAMPLES, by their indentation.
page_examples() {
  mandoc -T utf8 -O width=200 "$1" | sed 's/.\x08//g' |
    sed -n '/^EXAMPLES/,/^DIAGNOSTICS/p' | sed -E 's/^ {11}//; t; /./s/.*/\f/'
}

# What is fenced.
readme_examples() {
  awk '/^```/ { inside = !inside; print "\f"; next } inside' "$1"
}

without_times() {
  sed -E 's/in [0-9]+\.[0-9] s$/in 0.0 s/'
}

# check COMMAND EXPECTED: the output is compared when some is shown
check() {
  local got first
  got=$(bash -o pipefail -c "$1" 2>&1 </dev/null | tr -d "\r") || {
    echo "$got" && return 1
  }
  [ -n "$2" ] || return 0
  first=$2
  if [[ $'\n'$first == *$'\n'… ]]; then
    first=${first%…}
    got=${got:0:${#first}}
  fi
  tap_same "$(without_times <<<"$first")" "$(without_times <<<"$got")"
}

# check_all NAME: the examples on stdin; sets n_examples
check_all() {
  local line command='' expected=''
  n_examples=0
  while IFS= read -r line; do
    if [[ $command == *\\ ]]; then
      command=${command%\\}$line
    elif [[ $line == '$ '* || $line == "$end_of_block" ]]; then
      if [ -n "$command" ]; then
        ok "$1: $command" check "$command" "$(printf '%s' "$expected")"
        n_examples=$((n_examples + 1))
      fi
      command=
      [[ $line == '$ '* ]] && command=${line#'$ '}
      expected=
    elif [ -n "$command" ]; then
      expected+=$line$'\n'
    fi
  done < <(cat && echo "$end_of_block")
}

for page in indexer/tracuu-index.1 indexer/tracuu-site.5 query/tracuu-query.8; do
  check_all "$page" < <(page_examples "$SOURCE_DIR/$page")
  ok "$page has examples" test "$n_examples" -gt 0
done
check_all README.md < <(readme_examples "$SOURCE_DIR/README.md")
ok 'README.md has examples' test "$n_examples" -gt 0
done_testing
