#!/bin/bash
# What stands around the pages: feed, sitemap, robots.txt, 404.html, OpenSearch, and what
# a webmaster sets of the looks.
. "$(dirname "$0")/tap.sh"
site=$scratch/out/site

build() { # CONFIG
  printf '%s\n' "$1" >"$scratch/tracuu.json"
  run "$TRACUU_INDEX_PROGRAM" build -c "$scratch/tracuu.json" -o "$scratch/out" "$SOURCE_DIR/corpus"
}
# in_file NAME TEXT
in_file() { grep -qF -- "$2" "$site/$1"; }
# xpath FILE EXPRESSION: its string value
xpath() { xmllint --xpath "string($2)" "$site/$1"; }
local_name() { printf '*[local-name()="%s"]' "$1"; }
entries="count(//$(local_name entry))"

build '{}'
is 'a site without base_url is built' 0 "$status"
ok 'the feed is well-formed' xmllint --noout --nonet "$site/feed.xml"
is 'it has the one dated notice' 1 "$(xpath feed.xml "$entries")"
is 'the newest day is that of the feed' '2020-03-31T00:00:00+07:00' "$(xpath feed.xml "//$(local_name updated)")"
ok 'the home page leads to it' in_file index.html 'type="application/atom+xml"'
ok 'without base_url there is no sitemap' fails 1 test -e "$site/sitemap.xml"
ok 'and no description of the search' fails 1 test -e "$site/opensearch.xml"
ok 'robots.txt keeps crawlers from the index' in_file robots.txt 'Disallow: /search/'
ok 'a missing page leads to the search, from the root' in_file 404.html 'action="/search.html"'
ids=$(grep -o 'urn:uuid:[0-9a-f-]*' "$site/feed.xml" | sort)
is 'ids are unique' "$(sort -u <<<"$ids")" "$ids"

printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"/>' >"$scratch/l.svg"
build '{"base_url": "https://example.vn/vb", "site_path": "/vb/", "logo": "l.svg",
        "intro": "Một <b>.\n\nHai.", "colours": {"light": {"bar": "#005a3c"}}}'
is 'a site with base_url is built' 0 "$status"
ok 'the feed is well-formed then' xmllint --noout --nonet "$site/feed.xml"
ok 'ids do not depend on the address' grep -qF "$(head -n 1 <<<"$ids")" "$site/feed.xml"
is 'its links are absolute' 'https://example.vn/vb/feed.xml' "$(xpath feed.xml '//@href')"
for name in sitemap sitemap-1 opensearch; do
  ok "$name.xml is well-formed" xmllint --noout --nonet "$site/$name.xml"
done
is 'the sitemap leads to its part' 'https://example.vn/vb/sitemap-1.xml' "$(xpath sitemap.xml "//$(local_name loc)")"
is 'which has home, browse and five notices' 7 "$(xpath sitemap-1.xml "count(//$(local_name loc))")"
ok 'the search is described' in_file opensearch.xml 'template="https://example.vn/vb/search.html?q={searchTerms}"'
ok 'and every page says so' in_file browse/index.html 'href="../opensearch.xml"'
ok 'robots.txt names the sitemap' in_file robots.txt 'Sitemap: https://example.vn/vb/sitemap.xml'
ok 'the missing page is at any depth' in_file 404.html 'href="/vb/assets/style.css"'
ok 'the logo is there' cmp "$scratch/l.svg" "$site/assets/logo.svg"
ok 'and in the head' in_file index.html '<img class="logo" src="assets/logo.svg" alt="">'
ok 'the intro is text' in_file index.html '<p>Một &lt;b&gt;.</p>'
ok 'in paragraphs' in_file index.html '<p>Hai.</p>'
ok 'the colour is the chosen one' in_file assets/style.css ':root{--paper:#fff;'
ok 'in its theme' in_file assets/style.css '--bar:#005a3c;'

# What XML has not, and more of a title than OpenSearch takes.
mkdir "$scratch/odd"
printf 'Mở đầu.\n' >"$scratch/odd/a.txt"
printf '{"title": "A\357\277\276B\357\277\277\\u0001C", "date": "2020-03-31", "type": "T\357\277\276"}\n' >"$scratch/odd/a.meta.json"
printf '{"base_url": "https://example.vn", "title": "%s\357\277\277"}\n' \
  'Kho văn bản của Ủy ban nhân dân tỉnh Thừa Thiên Huế và các sở' >"$scratch/odd.json"
"$TRACUU_INDEX_PROGRAM" build -c "$scratch/odd.json" -o "$scratch/odd-out" "$scratch/odd" 2>/dev/null
site=$scratch/odd-out/site
ok 'a title of what XML has not leaves the feed well-formed' xmllint --noout --nonet "$site/feed.xml"
is 'and says where it was' 'A�B�' "$(xpath feed.xml "//$(local_name entry)/$(local_name title)" | head -c 8)"
is 'a long title is cut for browsers' 'Kho văn bản của Ủy ban nhân dân tỉnh Thừa Thiên…' "$(xpath opensearch.xml "//$(local_name LongName)")"
is 'and shorter for their lists' 'Kho văn bản của…' "$(xpath opensearch.xml "//$(local_name ShortName)")"
site=$scratch/out/site

build '{"colours": {"light": {"bar": "#ffcc00"}}}'
is 'a colour that cannot be read is status 3' 3 "$status"
ok 'and named with its contrast' says '"bar-ink" on "bar" has a contrast of 1.5, less than 4.5'
build '{"logo": "none.png"}'
is 'a logo that is not there is status 3' 3 "$status"
ok 'and named' says 'none.png: cannot be read'
ok 'the site before stays' in_file assets/style.css '--bar:#005a3c;'
done_testing
