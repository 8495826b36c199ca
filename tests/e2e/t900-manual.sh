#!/bin/bash
# The manual pages are sound mdoc and say what the programs' --help says, neither more
# nor less; the numbers in them are the program's.
. "$(dirname "$0")/tap.sh"
cd "$SOURCE_DIR" || exit 1
command -v mandoc >/dev/null || skip 'mandoc is not installed'

readonly index_page=indexer/tracuu-index.1 query_page=query/tracuu-query.8 site_page=indexer/tracuu-site.5

help_commands() {
  "$1" --help | sed -n '/^Commands:/,/^$/p' | sed -nE 's/^  ([a-z]+) .*/\1/p' | sort
}

# The options of PROGRAM and of its commands.
help_options() {
  local command
  { "$1" --help && for command in $(help_commands "$1"); do "$1" "$command" --help; done; } |
    grep -E '^ +-' | sed -E 's/^ +//; s/  .*//' | grep -oE '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,' | sort -u
}

page_options() {
  grep -E '^\.It Fl' "$1" | grep -oE 'Fl [-a-z]+' | sed 's/^Fl /-/' | sort -u
}

page_commands() {
  sed -n '/^\.Sh DESCRIPTION/,/^\.Ss/p' "$1" | sed -nE 's/^\.It Cm ([a-z]+).*/\1/p' | sort
}

short_help() {
  [ "$("$1" --help | wc -l)" -le 24 ] && fails 0 "$1" -h
}

sections() {
  sed -n 's/^\.Sh //p' "$1" | grep -vxE 'JSON OUTPUT|FILE FORMAT' | paste -sd' '
}

# same_number NAME: a limit of the engines or of the server stands in the page
same_number() {
  local number
  number=$(sed -e ':join' -e '/\\$/N; s/ *\\\n//; t join' lib/query-limits.h query/bounds.h |
    sed -nE "s/^#define $1 +([0-9]+).*/\1/p")
  [ -n "$number" ] && mandoc -T utf8 "$query_page" | sed 's/.\x08//g' | grep -qw -- "$number"
}

# Every key of a real answer is in JSON OUTPUT.
keys_are_documented() {
  local key missing=0
  "$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" corpus &&
    "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format json 'cách ly' >"$scratch/answer.json" || return 1
  sed -n '/^\.Sh JSON/,/^\.Sh ENV/p' "$query_page" >"$scratch/section"
  for key in $(jq -r '[keys[], (.results[0] | keys[]), (.facets | keys[]), (.facets.type[0] | keys[])] | unique[]' \
    "$scratch/answer.json"); do
    grep -qw -- "$key" "$scratch/section" || { echo "not in the page: $key" && missing=1; }
  done
  return "$missing"
}

# The number of a macro in the source of the browser's index stands in the page, with a
# comma between thousands.
same_site_number() {
  local number
  number=$(sed -nE "s/^#define $1 ([0-9]+).*/\1/p" indexer/web/*.[ch] | sed -E ':a; s/([0-9])([0-9]{3})($|,)/\1,\2\3/; t a')
  [ -n "$number" ] && grep -qw -- "$number" "$site_page"
}

for page in "$index_page" "$query_page"; do
  ok "$page is sound mdoc" mandoc -T lint -W warning "$page"
  is "$page has the sections in order" \
    'NAME SYNOPSIS DESCRIPTION ENVIRONMENT FILES EXIT STATUS EXAMPLES DIAGNOSTICS SEE ALSO STANDARDS BUGS' \
    "$(sections "$page")"
done

is 'tracuu-index(1) has the options of --help' \
  "$(help_options "$TRACUU_INDEX_PROGRAM")" "$(page_options "$index_page")"
is 'tracuu-index(1) has the commands of --help' \
  "$(help_commands "$TRACUU_INDEX_PROGRAM")" "$(page_commands "$index_page")"
is 'tracuu-query(8) has the options of --help' \
  "$(help_options "$TRACUU_QUERY_PROGRAM")" "$(page_options "$query_page")"
ok 'the help of tracuu-index fits a terminal' short_help "$TRACUU_INDEX_PROGRAM"
ok 'the help of tracuu-query fits a terminal' short_help "$TRACUU_QUERY_PROGRAM"
for name in QUERY_MAX_BYTES QUERY_MAX_WORDS QUERY_MAX_DEPTH QUERY_MAX_EXPANSION QUERY_PAGE_SIZE \
  QUERY_MAX_PAGE_SIZE QUERY_MAX_PAGE QUERY_MAX_CGI_BYTES QUERY_MAX_CPU_SECONDS QUERY_MAX_KWIC_SECONDS; do
  ok "tracuu-query(8) has the number of $name" same_number $name
done
ok "$site_page is sound mdoc" mandoc -T lint -W warning "$site_page"
is "$site_page has the sections in order" 'NAME DESCRIPTION FILES EXAMPLES DIAGNOSTICS SEE ALSO STANDARDS BUGS' \
  "$(sections "$site_page")"
for name in ROOT_FORMAT RECORD_BLOCK LENGTH_BLOCK DATE_BLOCK SYLLABLES_BLOCK; do
  ok "tracuu-site(5) has the number of $name" same_site_number $name
done
ok 'JSON OUTPUT has every key of an answer' keys_are_documented
done_testing
