#!/bin/bash
# clang-tidy finds nothing.  A file is looked at again when it, any header, its
# compile command or the configuration has changed; what was clean is remembered in
# the build folder.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/tracked.sh"
cd "$SOURCE_DIR" || exit 1
command -v clang-tidy >/dev/null || skip 'clang-tidy is not installed'
command -v jq >/dev/null || skip 'jq is not installed'

commands=$BUILD_DIR/compile_commands.json
clean=$BUILD_DIR/clang-tidy-clean
common=$({ tracked '*.h' .clang-tidy | sort | xargs -d '\n' cat && clang-tidy --version; } | sha256sum)

# key FILE: changes with all that the verdict depends on
key() {
  { echo "$common" && cat "$1" &&
    jq -r --arg file "$SOURCE_DIR/$1" '.[] | select(.file == $file).command' "$commands"; } |
    sha256sum | cut -d' ' -f1
}

# check FILE KEY: of tests not every path, which takes twenty times as long as all the rest;
# they run whole, under sanitizers.
check() {
  local checks=()
  case $1 in
  tests/*) checks=('--checks=-clang-analyzer-*') ;;
  esac
  clang-tidy --quiet -p "$BUILD_DIR" "${checks[@]}" "$1" && touch "$clean/$2"
}
export BUILD_DIR clean
export -f check

mapfile -t compiled < <(jq -r '.[].file' "$commands" | sort -u)
mapfile -t sources < <(comm -12 <(tracked '*.c' '*.cc' ':!tests/fuzz' | sort) \
  <(printf '%s\n' "${compiled[@]#"$SOURCE_DIR"/}" | sort))
mkdir -p "$clean"
for file in "${sources[@]}"; do
  key=$(key "$file")
  [ -e "$clean/$key" ] || printf '%s\0%s\0' "$file" "$key"
done >"$scratch/todo"

all_clean() {
  # shellcheck disable=SC2016 # the inner shell's arguments
  xargs -0 -r -n2 -P "$(nproc)" bash -c 'check "$0" "$1"' <"$scratch/todo" 2>&1 |
    grep -vE '^[0-9]+ warnings? generated|^Suppressed [0-9]+ warnings|^Use -header-filter'
  [ "${PIPESTATUS[0]}" = 0 ]
}

ok 'there are compile commands' test "${#sources[@]}" -gt 0
ok "no finding in ${#sources[@]} files" all_clean
done_testing
