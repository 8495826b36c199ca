#!/usr/bin/env bash
# The five notices in encodings older than Unicode, and in those as characters, are the
# same notices: their metadata and what they answer.
. "$(dirname "$0")/tap.sh"

encode=$BUILD_DIR/tests/e2e/encode-legacy
corpus=$scratch/corpus
mapfile -t names < <(cd "$SOURCE_DIR/corpus" && ls ./*.txt)

# make FOLDER COMMAND…: the five notices through a filter
make() {
  local folder=$corpus/$1 name
  shift
  mkdir -p "$folder"
  for name in "${names[@]}"; do
    "$@" <"$SOURCE_DIR/corpus/$name" >"$folder/$name" || exit 1
  done
}

ways=(tcvn3 abc vni viscii vps cp1258 viqr)
for way in "${ways[@]}"; do
  make "$way" "$encode" "$way"
done
for way in tcvn3 abc vni cp1258 utf8; do
  make "$way-characters" "$encode" "$way" characters
done
make utf16le iconv -f UTF-8 -t UTF-16LE
make utf16be iconv -f UTF-8 -t UTF-16BE
make iconv-tcvn iconv -c -f UTF-8 -t TCVN
make iconv-viscii iconv -c -f UTF-8 -t VISCII
make iconv-cp1258 iconv -c -f UTF-8 -t CP1258

run "$TRACUU_INDEX_PROGRAM" check "$SOURCE_DIR/corpus" "$corpus"
is 'all are read' 0 "$status"
is 'and nothing is warned of' '' "$err"

# facts FOLDER: the metadata of its five notices, or of the originals
facts() {
  jq -c --arg folder "$1" 'select((.id | contains("/")) == ($folder != "")
    and (.id | startswith($folder))) |
    [(.id | sub(".*/"; "")), .type, .title, .issuer, .province, .number, .date, .signatory,
     (.citations | map(.number)), (.not_before // "")]' <<<"$out"
}
# A font's capital that begins a word in small letters is not known any more.
small() {
  sed 's/./\L&/g'
}
is 'the originals have five' 5 "$(facts '' | wc -l)"
for folder in "$corpus"/*/; do
  name=$(basename "$folder")
  case $name in
  abc*) is "metadata of $name" "$(facts '' | small)" "$(facts "$name/" | small)" ;;
  *) is "metadata of $name" "$(facts '')" "$(facts "$name/")" ;;
  esac
done

"$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$corpus" >/dev/null 2>&1 || exit 1
n=$(find "$corpus" -mindepth 1 -type d | wc -l)
total() {
  "$TRACUU_QUERY_PROGRAM" -i "$scratch/out" --format=json --limit=1 "$1" | jq .total
}
is 'a phrase is found in each' "$n" "$(total '"cách ly xã hội"')"
is 'a phrase over a page break is found in each, twice' "$((2 * n))" "$(total '"đánh giá cao"')"
is 'a word of all five is found in all' "$((5 * n))" "$(total 'covid19')"
is 'a document number is found in each' "$n" "$(total '2033-TB/TU')"
done_testing
