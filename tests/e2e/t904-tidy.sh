#!/bin/bash
# clang-tidy finds nothing.  A file is looked at again when it, any header, its
# compile command or the configuration has changed; what was clean is remembered in
# the build folder.  TIDY_PART=2/4 looks at the second of four parts of the files.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/tracked.sh"
cd "$SOURCE_DIR" || exit 1
command -v clang-tidy >/dev/null || skip 'clang-tidy is not installed'
command -v jq >/dev/null || skip 'jq is not installed'

commands=$BUILD_DIR/compile_commands.json
clean=$BUILD_DIR/clang-tidy-clean
part=${TIDY_PART:-1/1}
# How far the analyzer follows the paths of one function; it has 225000 unless told.  What it
# finds it finds early: a third of the nodes take a third of the time.
nodes=(--extra-arg=-Xclang --extra-arg=-analyzer-config --extra-arg=-Xclang --extra-arg=max-nodes=75000)
common=$({ tracked '*.h' .clang-tidy | sort | xargs -d '\n' cat && clang-tidy --version &&
  echo "${nodes[@]}"; } | sha256sum)

# The files of this part, each with its compile command, both in one line.
sources() {
  local compiled=$scratch/compiled
  jq -r --arg folder "$SOURCE_DIR/" \
    '.[] | (.file | ltrimstr($folder)) + "\t" + .command' "$commands" | sort -u -t $'\t' -k 1,1 >"$compiled"
  tracked '*.c' '*.cc' ':!tests/fuzz' | sort | join -t $'\t' - "$compiled" |
    awk -v part="${part%/*}" -v parts="${part#*/}" 'NR % parts == part % parts'
}

# check FILE KEY: of tests not every path, which takes twenty times as long as all the rest;
# they run whole, under sanitizers.
check() {
  local said checks=()
  case $1 in
  tests/*) checks=('--checks=-clang-analyzer-*') ;;
  esac
  if said=$(clang-tidy --quiet -p "$BUILD_DIR" "${nodes[@]}" "${checks[@]}" "$1" 2>&1 </dev/null); then
    touch "$clean/$2"
  else
    echo "$said"
    return 1
  fi
}

# What clang-tidy says of the files that are not known to be clean.
all_clean() {
  local file command key status=0
  while IFS=$'\t' read -r file command; do
    key=$({ echo "$common" "$command" && cat "$file"; } | sha256sum | cut -d' ' -f1)
    [ -e "$clean/$key" ] || check "$file" "$key" || status=1
  done <"$scratch/sources"
  return "$status"
}

mkdir -p "$clean"
sources >"$scratch/sources"
n=$(wc -l <"$scratch/sources")
ok 'there are compile commands' test "$n" -gt 0
ok "no finding in $n files" all_clean
done_testing
