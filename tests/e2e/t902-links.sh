#!/bin/bash
# What the documents point at exists, and README keeps its length and its promise to
# name each library that a build needs.
. "$(dirname "$0")/tap.sh"
. "$(dirname "$0")/tracked.sh"
cd "$SOURCE_DIR" || exit 1

mapfile -t documents < <(tracked '*.md' ':!tests/fuzz' ':!tests/golden' ':!tests/data')

# Links to files, below the document's own folder.
links_exist() {
  local target missing=0
  while IFS= read -r target; do
    [ -e "$(dirname "$1")/${target%%#*}" ] || { echo "$1: $target" && missing=1; }
  done < <(grep -oP '\]\(\K[^)\s]+' "$1" | grep -vE '^(https?:|#|file:)')
  return "$missing"
}

# `quoted/names` that begin with a folder of ours.
# shellcheck disable=SC2016 # Markdown's back quotes
names_exist() {
  local name missing=0
  while IFS= read -r name; do
    compgen -G "$name" >/dev/null || { echo "$1: $name" && missing=1; }
  done < <(grep -oP '`\K(lib|indexer|query|site-template|corpus|tests|\.ci)/[\w./*-]*(?=`)' "$1" | sort -u)
  return "$missing"
}

no_longer_than() {
  [ "$(wc -l <"$2")" -le "$1" ]
}

packages_are_named() {
  local missing=0 package
  while IFS= read -r package; do
    grep -qF -- "\`$package\`" README.md || { echo "not in README.md: $package" && missing=1; }
  done < <(awk '$1 == "build" { print $2 }' packages.txt)
  return "$missing"
}

ok 'there are documents' test "${#documents[@]}" -ge 4
for document in "${documents[@]}"; do
  ok "the links of $document lead somewhere" links_exist "$document"
  ok "the file names in $document exist" names_exist "$document"
done
ok 'README has at most 140 lines' no_longer_than 140 README.md
ok 'README says what each package is for' packages_are_named
done_testing
