#!/usr/bin/env bash
# kill -9 at any moment of a build leaves the old bundle whole and answering, and the
# next build succeeds.
. "$(dirname "$0")/tap.sh"

index=$TRACUU_INDEX_PROGRAM
query=$TRACUU_QUERY_PROGRAM
n_kills=20

# A corpus whose build takes long enough to be hit anywhere.
for i in $(seq 1 400); do
  printf '{"id":"tin/%s","text":"Thông báo thứ %s về việc phòng, chống dịch bệnh Covid-19 trên địa bàn tỉnh; thực hiện cách ly xã hội theo Chỉ thị số 16/CT-TTg."}\n' "$i" "$i"
done >"$scratch/new.jsonl"
"$index" build -o "$scratch/out" "$SOURCE_DIR/corpus" 2>/dev/null
before=$(sha256sum <"$scratch/out/SHA256SUMS")
"$index" build -o "$scratch/want" "$scratch/new.jsonl" 2>/dev/null
after=$(sha256sum <"$scratch/want/SHA256SUMS")
start=$(date +%s%N)
"$index" build -o "$scratch/timed" "$scratch/new.jsonl" 2>/dev/null
length=$((($(date +%s%N) - start) / 1000000)) # milliseconds

answers() {
  "$query" -i "$scratch/out" --format json '"cách ly xã hội"' | grep -q '"id":'
}

RANDOM=20260101
whole=0 answering=0 known=0 interrupted=0
for i in $(seq 1 $n_kills); do
  "$index" build -o "$scratch/out" "$scratch/new.jsonl" 2>/dev/null &
  pid=$!
  moment=$((length * (RANDOM % 1000) / 1000))
  sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
  # A build that was over by then: the first, which was measured, had less of the machine.
  kill -9 "$pid" 2>/dev/null && interrupted=$((interrupted + 1)) || length=$((length * 3 / 4))
  wait "$pid" 2>/dev/null
  "$index" verify "$scratch/out" >/dev/null && whole=$((whole + 1))
  answers && answering=$((answering + 1))
  case $(sha256sum <"$scratch/out/SHA256SUMS") in
  "$before" | "$after") known=$((known + 1)) ;;
  esac
done
ok 'most builds were really hit' test "$interrupted" -ge $((n_kills / 2))
is 'the bundle was whole each time' "$n_kills" "$whole"
is 'the bundle answered each time' "$n_kills" "$answering"
is 'it was the old one or the new one each time' "$n_kills" "$known"

run "$index" build -o "$scratch/out" "$scratch/new.jsonl"
is 'the next build succeeds' 0 "$status"
is 'and gives the new bundle' "$after" "$(sha256sum <"$scratch/out/SHA256SUMS")"
ok 'nothing is left of the killed ones' test ! -e "$scratch/.out.tracuu"

"$index" build -o "$scratch/out" "$scratch/new.jsonl" 2>"$scratch/said" &
pid=$!
sleep 0.1
kill -INT "$pid"
wait "$pid"
ok 'an interrupted build leaves the bundle whole' "$index" verify "$scratch/out"
ok 'and cleans up' test ! -e "$scratch/.out.tracuu"

done_testing
