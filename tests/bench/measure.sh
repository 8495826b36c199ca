# shellcheck shell=bash
# measure.sh - time and memory of a command with all its processes; to be sourced.

# measure RESULT NAME COMMAND…: appends "name wall cpu largest together" (s, s, MB, MB)
# to the file RESULT.  "largest" is the peak of the largest process (what time(1)
# calls maximum resident set size); "together" is the highest sum of proportional set
# sizes seen at one moment, sampled every 0.1 s, so a short run may miss its peak.
measure() {
  local result=$1 name=$2 session peak=0 sum times
  shift 2
  times=$(mktemp)
  setsid /usr/bin/time -o "$times" -f '%e %U %S %M' "$@" >"$result.log" 2>&1 &
  session=$!
  while kill -0 "$session" 2>/dev/null; do
    sum=$(together "$session")
    [ "$sum" -gt "$peak" ] && peak=$sum
    sleep 0.1
  done
  wait "$session" || {
    echo "$name failed:" >&2
    cat "$result.log" >&2
    return 1
  }
  awk -v name="$name" -v peak="$peak" \
    '{ printf "%s\t%.2f\t%.2f\t%d\t%d\n", name, $1, $2 + $3, $4 / 1024, peak / 1024 }' "$times" >>"$result"
  rm -f "$times"
}

# together SESSION: kB, the proportional set sizes of its processes
together() {
  local pid
  for pid in $(ps -o pid= -s "$1"); do
    grep -h '^Pss:' "/proc/$pid/smaps_rollup" 2>/dev/null || true # it has just ended
  done | awk '{ sum += $2 } END { print sum + 0 }'
}

# median: of the numbers on stdin, one a line
median() {
  sort -n | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}
