#!/bin/bash
# convert.sh CORPUS.jsonl FOLDER - the peers' input: FOLDER/notices.dump for scriptindex
# (field=value, further lines with a leading =), FOLDER/notices.ascii for sqlite3
# (unit and record separators).
set -euo pipefail
corpus=$1
folder=$2

jq -r '"id=\(.id)\ntitle=\(.title // "" | gsub("\\s+"; " "))\ntext=\(.text | split("\n") | join("\n="))\n"' \
  "$corpus" >"$folder/notices.dump"
jq -j '"\(.id)\u001f\(.title // "")\u001f\(.text)\u001e"' "$corpus" >"$folder/notices.ascii"
