#!/bin/bash
# The site as files: from the installed templates, from a webmaster's own, and from
# a hostile notice.
. "$(dirname "$0")/tap.sh"
templates=$BUILD_DIR/share/tracuu/site-template

build() { # CONFIG CORPUS
  printf '%s\n' "$1" >"$scratch/tracuu.json"
  run "$TRACUU_INDEX_PROGRAM" build -c "$scratch/tracuu.json" -o "$scratch/out" "$2"
}

# in_pages TEXT: some page has it.  in_no_page REGEX: no page does.
in_pages() {
  grep -rqF --include='*.html' -- "$1" "$scratch/out/site"
}
in_no_page() {
  fails 1 grep -rnE --include='*.html' -- "$1" "$scratch/out/site"
}

mkdir "$scratch/corpus"
printf '<script>alert(1)</script>\n\n"x" & <b onload=y>\n\n<img src=http://example.com/x>' \
  >"$scratch/corpus/<a> & 'b'.txt"
build '{}' "$scratch/corpus"
is 'a hostile notice is indexed' 0 "$status"
ok 'its text is shown as text' in_pages '&lt;script&gt;alert(1)&lt;/script&gt;'
ok 'and is never markup' in_no_page '<script>|<script src="([^a.]|\.\./[^a.])|<b |<img|javascript:'
ok 'nothing is loaded from elsewhere' in_no_page '(href|src|action)="([a-z]+:)?//'
ok 'no style or script stands in a page' in_no_page '<[^>]* (style|on[a-z]+)='

build '{"language": "en", "title": "Notices & more"}' "$SOURCE_DIR/corpus"
ok 'the language is the configured one' in_pages '<html lang="en">'
ok 'the title is the configured one, escaped' in_pages '<title>Notices &amp; more</title>'
ok 'no string is left in the other language' in_no_page 'Trang chủ|Từ cần tìm|Người ký'

cp -rL "$templates" "$scratch/mine"
printf 'MINE {{title}}\n' >"$scratch/mine/footer.mustache"
build '{"templates": "mine"}' "$SOURCE_DIR/corpus"
ok 'a copy of the templates replaces the installed ones' in_pages 'MINE Tra cứu thông báo'

printf 'one\n{{#open}}\n' >"$scratch/mine/footer.mustache"
build '{"templates": "mine"}' "$SOURCE_DIR/corpus"
is 'a malformed template is status 3' 3 "$status"
ok 'its file and line are named' says 'mine/footer.mustache:2: section "open" is not closed'
ok 'the site before it stays' in_pages 'MINE Tra cứu thông báo'
done_testing
