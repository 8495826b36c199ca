#!/bin/bash
# tracuu.cgi under a real web server.
. "$(dirname "$0")/tap.sh"
PATH=$PATH:/usr/sbin
for program in lighttpd curl; do
  command -v $program >/dev/null || skip "$program is not installed"
done

mkdir "$scratch/bin"
ln -s "$TRACUU_QUERY_PROGRAM" "$scratch/bin/tracuu.cgi"
"$TRACUU_INDEX_PROGRAM" build -o "$scratch/out" "$SOURCE_DIR/corpus" >/dev/null 2>&1 || exit 1

# start_server: tries ports until one is free; sets $port
start_server() {
  local try pid
  for try in {1..20}; do
    port=$((20000 + (RANDOM + try) % 40000))
    cat >"$scratch/lighttpd.conf" <<END
server.modules = ("mod_setenv", "mod_cgi", "mod_alias")
server.bind = "127.0.0.1"
server.port = $port
server.document-root = "$scratch/out/site"
server.errorfile-prefix = "$scratch/out/site/"
server.errorlog = "$scratch/error.log"
server.breakagelog = "$scratch/cgi.log"
mimetype.assign = (".html" => "text/html; charset=utf-8", ".css" => "text/css")
alias.url = ("/cgi-bin/tracuu.cgi" => "$scratch/bin/tracuu.cgi")
\$HTTP["url"] =~ "^/cgi-bin/" {
    cgi.assign = ("" => "")
    setenv.set-environment = ("TRACUU_INDEX" => "$scratch/out")
}
END
    lighttpd -D -f "$scratch/lighttpd.conf" >/dev/null 2>&1 &
    pid=$!
    for _ in {1..50}; do
      kill -0 $pid 2>/dev/null || continue 2
      if curl -so /dev/null "http://127.0.0.1:$port/"; then
        kill_at_exit $pid
        return 0
      fi
      sleep 0.1
    done
    kill $pid
  done
  return 1
}
start_server || exit 1
cgi=http://127.0.0.1:$port/cgi-bin/tracuu.cgi

# ask CURL-ARGUMENT…: sets $code, $head and $out
ask() {
  code=$(curl -s -D "$scratch/head" -o "$scratch/body" -w '%{http_code}' "$@")
  head=$(tr -d '\r' <"$scratch/head")
  out=$(cat "$scratch/body" 2>/dev/null)
  : >"$scratch/body"
}
header() {
  tap_contains "$head" "$1"
}

ask -G "$cgi" --data-urlencode 'q="cách ly xã hội"'
is 'a question is answered' 200 "$code"
ok 'as a page' header 'Content-Type: text/html; charset=utf-8'
ok 'that marks what was found' has '<mark>cách ly xã hội</mark>'
ok 'and says how much' has '1 kết quả'
ok 'with a policy that lets it load nothing foreign' header "Content-Security-Policy: default-src 'none'"
ok 'and no guessing of types' header 'X-Content-Type-Options: nosniff'
link=$(printf '%s' "$out" | grep -o 'href="[^"]*notices/003[^"]*"' | head -n1 | cut -d'"' -f2)
ask "http://127.0.0.1:$port$link"
is 'its link leads to the notice' 200 "$code"
style=$(curl -s "$cgi" | grep -o 'href="[^"]*\.css"' | head -n1 | cut -d'"' -f2)
ask "http://127.0.0.1:$port$style"
is 'and the page has its styles' 200 "$code"

ask -G "$cgi" --data-urlencode 'q=cach ly' -d format=json
ok 'JSON is JSON' header 'Content-Type: application/json; charset=utf-8'
ok 'that jq reads' jq -e '.total == 5' <<<"$out"
tag=$(sed -n 's/^ETag: //p' <<<"$head")
ask -G "$cgi" --data-urlencode 'q=cach ly' -d format=json -H "If-None-Match: $tag"
is 'who has it already is told so' 304 "$code"
is 'in no words' '' "$out"
ask -I "$cgi?q=hoi"
is 'HEAD is answered' 200 "$code"
ok 'with the length' header 'Content-Length: '
ask "$cgi"
is 'the empty form is a page' 200 "$code"
ask "$cgi?q=hoi&page=abc"
is 'a page that is no number is 400' 400 "$code"
ok 'in the looks of the site' has 'stylesheet'
ask "$cgi?q=%ff"
is 'bytes that are no UTF-8 are 400' 400 "$code"
ask "$cgi/elsewhere?q=hoi"
is 'a path behind the program is 404' 404 "$code"
ask -d q=hoi "$cgi"
is 'POST is 405' 405 "$code"
ok 'and told what to use' header 'Allow: GET, HEAD'
ask "$cgi?q=$(printf 'a%.0s' {1..1025})"
is 'a long query is 414' 414 "$code"
ask -G "$cgi" --data-urlencode 'q=<script>alert(1)</script>'
ok 'what was typed is shown as text' has '&lt;script&gt;'
ok 'and runs nowhere' lacks '<script>alert'

ask "http://127.0.0.1:$port/none/such.html"
is 'an address that leads nowhere is 404' 404 "$code"
ok 'with the page of the site' has '<h1>Không có trang này</h1>'

mv "$scratch/out" "$scratch/away"
ask "$cgi?q=hoi"
is 'a missing index is 503' 503 "$code"
ok 'with a time to come back' header 'Retry-After: '
ok 'and a page' has 'Chưa tìm được lúc này'
ok 'that does not say where the index should be' lacks "$scratch"
ok 'but the log does' grep -q "tracuu.cgi: .*$scratch/out" "$scratch/cgi.log"
mv "$scratch/away" "$scratch/out"
ask "$cgi?q=hoi"
is 'when it is back, so are the answers' 200 "$code"
done_testing
