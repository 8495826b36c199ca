#!/bin/bash
# tracuu-templates(5) has every template and every name that one uses, and none that is not.
. "$(dirname "$0")/tap.sh"
cd "$SOURCE_DIR" || exit 1
command -v mandoc >/dev/null || skip 'mandoc is not installed'

readonly page=indexer/tracuu-templates.5
# The words of the page; names stand in it with their arguments' commas.
mandoc -T utf8 "$page" | sed 's/.\x08//g' | grep -oE '[a-z0-9_]+([-.][a-z0-9_]+)*' | sort -u >"$scratch/words"

templates() {
  for file in site-template/*.mustache; do basename "$file" .mustache; done
}

# Names of data in all templates; strings of the catalogue are not data.
names() {
  cat site-template/*.mustache | grep -oE '\{\{[#^&{]? *[a-z_0-9]+(\.[a-z_]+)*' | sed -E 's/\{\{[#^&{]? *//' |
    grep -v '^ui\.' | sort -u
}

all_there() { # LIST-COMMAND
  local missing
  missing=$(comm -23 <("$1" | sort -u) "$scratch/words")
  [ -z "$missing" ] || { echo "not in the page: $missing" && return 1; }
}

# What the section DATA names as a template is one.
no_other_template() {
  local other
  other=$(sed -n '/^\.Sh DATA/,/^\.Sh FILES/p' "$page" | sed -nE 's/^\.(It )?Cm ([a-z-]+( , [a-z-]+)*).*/\2/p' | tr -d ' ' |
    tr ',' '\n' | sort -u | comm -23 - <(templates | sort -u))
  [ -z "$other" ] || { echo "no such template: $other" && return 1; }
}

ok 'the page is sound' test -z "$(mandoc -T lint -W warning "$page")"
ok 'every template is in it' all_there templates
ok 'every name is in it' all_there names
ok 'it names no template that is not there' no_other_template
done_testing
