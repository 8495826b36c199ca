#!/bin/bash
# export: a bundle's site on a stick, whole whatever happened before.
. "$(dirname "$0")/tap.sh"
index=$TRACUU_INDEX_PROGRAM
bundle=$scratch/bundle
stick=$scratch/stick
"$index" build -o "$bundle" "$SOURCE_DIR/corpus" 2>/dev/null
printf '{"pages": "packed"}\n' >"$scratch/tracuu.json"
"$index" build -c "$scratch/tracuu.json" -o "$scratch/packed" "$SOURCE_DIR/corpus" 2>/dev/null
files=$(($(grep -c '  site/' "$bundle/SHA256SUMS") + 1))

export_to() { # TARGET [BUNDLE]
  run "$index" export "${2:-$bundle}" "$1"
}
# whole TARGET [BUNDLE]: the bundle's site is there, and nothing else of ours; but for folders
# without a file.
whole() {
  diff <(grep '  site/' "${2:-$bundle}/SHA256SUMS") <(grep '  site/' "$1/SHA256SUMS") &&
    diff <(cd "$1" && find site -type f | sort) <(cd "${2:-$bundle}" && find site -type f | sort) &&
    (cd "$1" && sha256sum --quiet -c SHA256SUMS) &&
    [ ! -e "$1/tracuu-part" ] && [ ! -e "$1/SHA256SUMS.new" ]
}

export_to "$stick"
is 'an export is status 0' 0 "$status"
ok 'the site is on the stick, with its sums' whole "$stick"
ok 'what was done is said' has "wrote $files files"
ok 'and that the stick may be removed' has 'có thể rút USB'
is 'the database is not' '' "$(find "$stick" -name '*.db')"
ok 'the README is listed' grep -q '  DOC-TOI-TRUOC.txt$' "$stick/SHA256SUMS"
is 'and is text for Notepad' "$(printf '\357\273\277TRA CỨU VĂN BẢN TRÊN USB\r')" "$(head -n1 "$stick/DOC-TOI-TRUOC.txt")"

export_to "$stick"
ok 'a second time nothing is written' has "wrote 0 files (0.0 MB), $files were there already, removed 0"

# A stick that went bad: altered in place, cut, gone.
page=$stick/site/notices/003_def385df2b3c667c.html
printf x | dd of="$page" bs=1 seek=100 conv=notrunc status=none
truncate -s 10 "$stick/site/index.html"
rm "$stick/site/search.html"
export_to "$stick"
ok 'what is altered, cut or missing is written anew' has "wrote 3 files"
ok 'and all is whole again' whole "$stick"

# Another edition, and files of other people.
mkdir "$stick/site/mine" "$stick/ảnh"
echo mine | tee "$stick/site/notices/mine.html" "$stick/site/mine/x" "$stick/ảnh/a.jpg" >"$stick/letter.txt"
ln -s /etc "$stick/site/link"
export_to "$stick" "$scratch/packed"
is 'another edition takes the place of the first' 0 "$status"
ok 'which is removed' test ! -e "$page"
is 'and other files are not' 'mine mine mine mine' \
  "$(cat "$stick/site/notices/mine.html" "$stick/site/mine/x" "$stick/ảnh/a.jpg" "$stick/letter.txt" | xargs)"
rm -r "$stick/site/notices/mine.html" "$stick/site/mine" "$stick/site/link"
ok 'the other edition is whole' whole "$stick" "$scratch/packed"

# A list that was tampered with names files elsewhere.
echo precious >"$scratch/precious"
sed "s,  site/index.html,  site/../../precious," "$stick/SHA256SUMS" >"$scratch/sums"
cp "$scratch/sums" "$stick/SHA256SUMS"
export_to "$stick"
ok 'a list cannot have files removed elsewhere' test -e "$scratch/precious"

# Killed while it writes: a file larger than may be written ends the process at once.
stick=$scratch/killed
run bash -c "ulimit -c 0 -f 50; exec '$index' export '$bundle' '$stick'"
ok 'an export can be killed' test "$status" -gt 128
ok 'a stick without all files has no first page' test ! -e "$stick/site/index.html"
ok 'nor a list of sums' test ! -e "$stick/SHA256SUMS"
export_to "$stick"
ok 'the next export says so' has 'an earlier export had not come to its end'
ok 'and makes it whole' whole "$stick"

# Failing, not killed.
run bash -c "trap '' XFSZ; ulimit -f 50; exec '$index' export '$bundle' '$scratch/failed'"
is 'a file that cannot be written is status 3' 3 "$status"
ok 'it is named, with the reason' says "failed/site/assets/engine.js: cannot write: File too large"
export_to "$scratch/failed"
ok 'and after that all is well' whole "$scratch/failed"

# refused WHAT TARGET STATUS MESSAGE [BUNDLE]
refused() {
  export_to "$2" "${5:-$bundle}"
  is "$1 is status $3" "$3" "$status"
  ok "$1 is named" says "$4"
}
mkdir -p "$scratch/a/site" "$scratch/b" "$scratch/c" "$scratch/e"
echo mine >"$scratch/a/site/index.html"
refused 'a file of another in the place of ours' "$scratch/a" 3 'site/index.html: is there, and from no export; nothing was touched'
is 'and is left' mine "$(cat "$scratch/a/site/index.html")"
ln -s "$scratch/c" "$scratch/b/site"
refused 'a link in the place of a folder' "$scratch/b" 3 'site: is no folder'
is 'and nothing is written behind it' '' "$(ls "$scratch/c")"
echo "$(printf 0 | sha256sum | cut -c1-64)  image.iso" >"$scratch/e/SHA256SUMS"
refused 'the list of another' "$scratch/e" 3 'SHA256SUMS: is there, and from no export'
refused 'a bundle as the stick' "$scratch/packed" 3 'is a bundle, not a folder of a stick'
refused 'a folder in the bundle' "$bundle/site/x" 3 'is in the bundle itself'
rm -r "$bundle/site/x"
refused 'a file as the stick' "$scratch/precious" 3 'precious: cannot open: Not a directory'
refused 'a folder that is no bundle' "$scratch/x" 4 'no bundle (no SHA256SUMS)' "$scratch/c"
cp -r "$bundle" "$scratch/spoilt"
echo x >>"$scratch/spoilt/site/search.html"
refused 'a bundle that was altered' "$scratch/y" 4 'spoilt/site/search.html: altered since it was built' "$scratch/spoilt"
rm "$scratch/spoilt/site/search.html"
refused 'a bundle that is not whole' "$scratch/z" 4 'spoilt/site/search.html: missing' "$scratch/spoilt"
mkdir "$scratch/locked"
exec {lock}<"$scratch/locked"
flock "$lock"
refused 'a stick that another export writes' "$scratch/locked" 4 'another export is running'
exec {lock}<&-
run "$index" export "$bundle"
is 'a missing argument is status 2' 2 "$status"

# Real limits, where this machine lets us mount.
mkdir "$scratch/mount"
unmount() {
  umount "$scratch/mount"
}
if mount -t tmpfs -o size=256k tmpfs "$scratch/mount" 2>/dev/null; then
  refused 'a stick without room' "$scratch/mount" 3 'no room:'
  is 'and nothing is on it' '' "$(ls "$scratch/mount")"
  mount -o remount,size=8m,ro "$scratch/mount"
  refused 'a stick that is locked' "$scratch/mount" 3 'Read-only file system (is the stick locked?)'
  unmount
else
  echo '# skipped: a stick without room, a locked stick: mount is not allowed here'
fi
if command -v mkfs.vfat >/dev/null && truncate -s 64M "$scratch/fat" && mkfs.vfat "$scratch/fat" >/dev/null 2>&1 &&
  mount -o loop "$scratch/fat" "$scratch/mount" 2>/dev/null; then
  export_to "$scratch/mount/kho văn bản"
  ok 'a stick with FAT is written' whole "$scratch/mount/kho văn bản"
  export_to "$scratch/mount/kho văn bản"
  ok 'and read again' has 'wrote 0 files'
  unmount
else
  echo '# skipped: a stick with FAT: no mkfs.vfat, or mount is not allowed here'
fi
done_testing
