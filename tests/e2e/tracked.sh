# shellcheck shell=bash
# tracked.sh - which files are the project's; to be sourced, in the project's root.

# tracked [PATHSPEC…]: those files, new ones too, but none that git ignores.
# The folder may belong to another user (CI), which git would refuse.
tracked() {
  git -c safe.directory='*' ls-files -co --exclude-standard -- "$@" |
    while IFS= read -r file; do
      [ -e "$file" ] && printf '%s\n' "$file"
    done
}
