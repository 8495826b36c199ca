#!/bin/bash
# Every C and C++ file is laid out as clang-format lays it out.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/tracked.sh"
cd "$SOURCE_DIR" || exit 1
command -v clang-format >/dev/null || skip 'clang-format is not installed'

mapfile -t code < <(tracked '*.c' '*.h' '*.cc')
ok "the format of ${#code[@]} files" clang-format --dry-run -Werror "${code[@]}"
done_testing
