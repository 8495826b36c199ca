#!/bin/bash
# What "cmake --install" puts into a scratch prefix works from there, with the source
# and the build tree out of the way.
. "$(dirname "$0")/tap.sh"
prefix=$scratch/prefix

run cmake --install "$BUILD_DIR" --prefix "$prefix"
is 'installation succeeds' 0 "$status"
for file in bin/tracuu-index bin/tracuu-query libexec/tracuu/tracuu.cgi \
  share/man/man1/tracuu-index.1 share/man/man5/tracuu-site.5 share/man/man5/tracuu-templates.5 share/man/man8/tracuu-query.8; do
  ok "$file is installed" test -s "$prefix/$file"
done
ok 'nothing of the build tree is installed' test -z "$(find "$prefix" -name '*.a' -o -name '*.h')"

# A corpus elsewhere, the programs found by their absolute path only.
cp -r "$SOURCE_DIR/corpus" "$scratch/corpus"
cd "$scratch" || exit 1
run env -i "$prefix/bin/tracuu-index" build -o out corpus
is 'the installed tracuu-index builds' 0 "$status"
ok 'it says so in one line' says 'indexed 5 notices, skipped 0, in '
ok 'the site has what renders its answers' test -s out/site/assets/mustache.min.js
run env -i "$prefix/bin/tracuu-query" -i out --format json '"cách ly xã hội"'
is 'the installed tracuu-query answers' '["003_def385df2b3c667c"]' "$(jq -c '[.results[].id]' <<<"$out")"
run env -i GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET QUERY_STRING=q=covid19 TRACUU_INDEX="$scratch/out" \
  "$prefix/libexec/tracuu/tracuu.cgi"
ok 'the installed CGI answers' has 'Status: 200'
done_testing
