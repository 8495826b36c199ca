#!/bin/bash
# bootstrap.sh - from a fresh Debian 12 to a running tracuu, in one command.
# Safe to run again: what is there is left alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
Usage: ./bootstrap.sh COMMAND

  demo      install packages, build, index corpus/ into out/, ask it a question
  test      install packages, build, run every test (also sanitizers, fuzzing, lint)
  lint      format and static analysis alone
  fuzz      let each fuzz target look for what breaks it: fuzz SECONDS [TARGET...]
  packages  install what building and testing need (packages.txt), no more
  shots     demo, then pictures of every kind of page into shots/, for review
  bench     install the peers that tests/bench/run.sh measures; build for it
END
}

say() {
  printf '\n==> %s\n' "$*"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    echo "bootstrap.sh: run as root, or install sudo: $*" >&2
    exit 1
  fi
}

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

# install_packages KIND…: the rows of packages.txt for these kinds that are missing
install_packages() {
  local kinds=" $* " kind package command missing=()
  while read -r kind package command _; do
    case $kinds in
    *" $kind "*) ;;
    *) continue ;;
    esac
    [ "$command" != - ] && command -v "$command" >/dev/null && continue
    installed "$package" || missing+=("$package")
  done < <(grep -v '^#' packages.txt)
  if [ ${#missing[@]} = 0 ]; then
    say "packages: all there"
    return
  fi
  say "packages: ${missing[*]}"
  as_root apt-get -q update
  as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q install -y --no-install-recommends "${missing[@]}"
}

install_node_modules() {
  local folder=tests/browser
  [ -e $folder/package-lock.json ] || return 0
  if [ $folder/node_modules/.package-lock.json -nt $folder/package-lock.json ]; then
    say "npm: all there"
    return
  fi
  say "npm ci in $folder"
  (cd $folder && npm ci --no-audit --no-fund)
}

# build PRESET [OPTION…]: configure once, then build what has changed
build() {
  local preset=$1
  shift
  say "build $preset"
  cmake --preset "$preset" "$@" >/dev/null
  cmake --build --preset "$preset"
}

run_tests() {
  say "test $*"
  ctest --preset "$@" --parallel "$(nproc)" --output-log "build/$1/tests.log" </dev/null
}

index_corpus() {
  local program=build/release/bin/tracuu-index
  if [ -e out/SHA256SUMS ] &&
    [ -z "$(find $program corpus site-template -newer out/SHA256SUMS -print -quit)" ]; then
    say "out: up to date"
    return
  fi
  say "tracuu-index build -o out corpus"
  $program build -o out corpus
}

demo() {
  install_packages build
  build release -DBUILD_TESTING=OFF
  index_corpus
  say "tracuu-query -i out '\"cách ly xã hội\"'"
  build/release/bin/tracuu-query -i out '"cách ly xã hội"'
  cat <<END

The site: open  file://$PWD/out/site/index.html  in a browser (no server needed).
A query:  build/release/bin/tracuu-query -i out 'cach ly'
A server: see tracuu-query(8):  man ./query/tracuu-query.8
END
}

# Builds come first, so that what does not compile is known early.  All tests are run, so
# that every failure is known at once; the last thing said are the closing lines of the
# whole suite, or of those that failed.
test_everything() {
  local failed=
  install_packages build test
  install_node_modules
  for preset in dev asan fuzz; do
    build $preset
  done
  for preset in fuzz asan dev; do
    run_tests $preset || failed+=" $preset"
  done
  for preset in $failed; do
    say "failed: $preset"
    sed -n '/% tests passed/,$p' "build/$preset/tests.log"
  done
  [ -z "$failed" ]
}

shots() {
  install_packages build test
  install_node_modules
  build release -DBUILD_TESTING=OFF
  index_corpus
  say "pictures of every kind of page: shots/"
  TRACUU_QUERY_PROGRAM=build/release/bin/tracuu-query node tests/browser/shots.mjs out shots
}

lint() {
  install_packages build test
  build dev
  run_tests dev -L source
}

fuzz() {
  install_packages build test
  build fuzz
  say "fuzz, ${1:-60} seconds for each target"
  tests/fuzz/long.sh build/fuzz/tests/fuzz "${@:-60}"
}

case ${1:-} in
demo) demo ;;
test) test_everything ;;
lint) lint ;;
shots) shots ;;
fuzz)
  shift
  fuzz "$@"
  ;;
packages) install_packages build test ;;
bench)
  install_packages build bench
  build release -DBUILD_TESTING=OFF
  ;;
-h | --help) usage ;;
*)
  usage >&2
  exit 2
  ;;
esac
