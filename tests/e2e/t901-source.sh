#!/bin/bash
# The rules that ARCHITECTURE.md and the style of the code make, where a pattern
# can tell.  Format, clang-tidy and shellcheck have tests of their own.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/tracked.sh"
cd "$SOURCE_DIR" || exit 1

readonly max_file_lines=500 max_function_lines=80 max_median_lines=15

mapfile -t code < <(tracked '*.c' '*.h' '*.cc')
mapfile -t product < <(tracked 'lib/*.[ch]' 'lib/*.cc' 'indexer/*.[ch]' 'query/*.[ch]')
mapfile -t library < <(tracked 'lib/*.[ch]' 'lib/*.cc')
mapfile -t cplusplus < <(tracked '*.cc' '*.cpp' '*.cxx' '*.hpp')
mapfile -t binding < <(tracked 'lib/xapian-glib/*.h' 'lib/xapian-glib/*.cc')
mapfile -t cmake < <(tracked '*CMakeLists.txt' '*.cmake' CMakePresets.json)
mapfile -t scripts < <(tracked '*.sh' '*.js' '*.mjs')
# Text of the project's own hand: no vectors, seeds, notices or generated locks.
mapfile -t own < <(tracked | grep -vE '\.(tsv|jsonl)$|^corpus/.*\.txt$|/seeds-|package-lock\.json$|^LICENSE$' |
  xargs -d '\n' grep -lI '')

# nowhere REGEX FILE…: no line matches
nowhere() {
  local regex=$1
  shift
  [ $# = 0 ] && return 0
  # 1 is "not found"; 2, an error, is no proof of anything.
  fails 1 grep -nPH -e "$regex" -- "$@"
}

# only_in FILES_REGEX REGEX FILE…: lines match in these files at most
only_in() {
  local where=$1 regex=$2 file found=0
  shift 2
  for file; do
    [[ $file =~ $where ]] && continue
    nowhere "$regex" "$file" || found=1
  done
  return "$found"
}

# none_but FILES_REGEX FILE…
none_but() {
  ! printf '%s\n' "${@:2}" | grep -vE -- "$1"
}

# strangers ROOM OTHER: headers that only OTHER has, as an alternation
strangers() {
  comm -13 <(tracked "$1/*.h" 'lib/*.h' | xargs -rn1 basename | sort) \
    <(tracked "$2/*.h" | xargs -rn1 basename | sort) | paste -sd'|' | sed 's/\./\\./g'
}

# does_not_know ROOM OTHER
does_not_know() {
  local names files
  names=$(strangers "$1" "$2")
  mapfile -t files < <(tracked "$1/*.[ch]" "$1/*.cc")
  nowhere "#include [<\"](.*/)?$2/" "${files[@]}" &&
    { [ -z "$names" ] || nowhere "#include \"(.*/)?($names)\"" "${files[@]}"; }
}

own_header_first() {
  local file header first bad=0
  for file in "${code[@]}"; do
    header=${file%.*}.h
    if [ "$file" = "$header" ] || [ ! -e "$header" ]; then
      continue
    fi
    first=$(grep -m1 '^#include' "$file")
    [[ $first == *"${header##*/}\""* ]] || { echo "$file: $first" && bad=1; }
  done
  return "$bad"
}

headers_are_guarded() {
  local file bad=0
  for file in "${code[@]}"; do
    [[ $file == *.h ]] || continue
    grep -q '^#pragma once$' "$file" || { echo "$file" && bad=1; }
  done
  return "$bad"
}

# Every source and every script of tests is compiled, or named in a CMake file of its
# folder (tests/fuzz is compiled by another preset).
listed() {
  local file bad=0
  while IFS= read -r file; do
    grep -qF "\"file\": \"$SOURCE_DIR/$file\"" "$BUILD_DIR/compile_commands.json" 2>/dev/null && continue
    grep -qwF -- "${file##*/}" "${file%/*}"/CMakeLists.txt "${file%/*}"/*.cmake 2>/dev/null ||
      { echo "$file is in no CMake file of its folder" && bad=1; }
  done < <(tracked '*.c' '*.cc' 'tests/e2e/t[0-9]*.sh')
  return "$bad"
}

# A function of the formatted style: from a line "{" to the line "}".
function_lengths() {
  awk 'FNR == 1 { start = 0 } /^{$/ { start = FNR }
       /^}$/ && start { print FNR - start + 1, FILENAME ":" start; start = 0 }' "${code[@]}" | sort -n
}

short_functions() {
  function_lengths | awk -v max="$max_function_lines" '$1 > max { print; bad = 1 } END { exit bad }'
}

short_median() {
  local lengths
  mapfile -t lengths < <(function_lengths | cut -d' ' -f1)
  [ ${#lengths[@]} -gt 0 ] || return 1
  echo "median of ${#lengths[@]} functions: ${lengths[${#lengths[@]} / 2]} lines"
  [ "${lengths[${#lengths[@]} / 2]}" -lt "$max_median_lines" ]
}

short_files() {
  wc -l "$@" | awk -v max="$max_file_lines" '$2 != "total" && $1 > max { print; bad = 1 } END { exit bad }'
}

ok 'only lib/text knows ICU' only_in '^lib/text/' '#include <unicode/' "${code[@]}"
ok 'only json and template know cJSON' \
  only_in '^lib/(json|template(-[a-z]+)?)\.' '#include <cjson/' "${code[@]}"
# What indexer/glass writes is judged by Xapian itself, without a binding between.
readonly judges='tests/unit/(test-)?glass[^/]*$'
ok 'only the binding knows Xapian' \
  only_in "^lib/xapian-glib/|^$judges" '#include <xapian' "${code[@]}"
ok 'C++ is the binding and the template wrapper' \
  none_but "^lib/(xapian-glib/|template(-[a-z]+)?\.cc$)|^$judges" "${cplusplus[@]}"
ok 'the indexer does not know the query program' does_not_know indexer query
ok 'the query program does not know the indexer' does_not_know query indexer
ok 'the library knows neither of them' does_not_know lib indexer
ok 'nor the other' does_not_know lib query
ok 'the binding knows nothing of ours' nowhere '#include "(?!xapian-)' "${binding[@]}"
ok 'no GIO' nowhere '#include <gio/|gio-2\.0' "${code[@]}" "${cmake[@]}"
ok 'no g_print, which loses Vietnamese' nowhere '\bg_print(err)?\s*\(' "${code[@]}"
ok 'the library prints nothing' nowhere '\b(printf|puts|putchar|stdout|stderr|perror)\b' "${library[@]}"
ok 'the library reads no environment and never exits' \
  nowhere '\b((secure_|g_)?getenv|_?exit|abort|g_error)\s*\(' "${library[@]}"
ok 'no goto' nowhere '\bgoto\b' "${product[@]}"
ok 'comments are /* */' nowhere '^\s*//|;\s*//' "${code[@]}"
ok 'a source includes its own header first' own_header_first
ok 'headers are guarded' headers_are_guarded
ok 'sources and tests are listed' listed
ok 'no GLOB' nowhere '\bGLOB(_RECURSE)?\b' "${cmake[@]}"
ok 'no flags for the whole tree' nowhere '\bCMAKE_(C|CXX)_FLAGS\b|\badd_(compile_options|definitions)\b' \
  "${cmake[@]}"
ok 'no tabs' nowhere '\t' "${own[@]}"
ok 'no blanks at line ends' nowhere '[ \t]$' "${own[@]}"
ok 'nothing left to do' nowhere '\b(TO[D]O|FIX[M]E)\b' "${own[@]}"
ok 'no path of a particular machine' nowhere '(?<![\w.])/(home|root|Users|work)/\w' "${own[@]}"
ok "no file over $max_file_lines lines" short_files "${code[@]}" "${scripts[@]}"
ok "no function over $max_function_lines lines" short_functions
ok "half of the functions under $max_median_lines lines" short_median
done_testing
