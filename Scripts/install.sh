#!/bin/sh
# Puts the built program in place, stripped, with its manual page and completions; or takes it away.
#
#   Scripts/install.sh install PROGRAM PREFIX     PREFIX such as /usr/local; DESTDIR is put before it
#   Scripts/install.sh uninstall PREFIX
#
# Everything is made in a folder of its own first: a failure leaves what was there.
set -eu

files="bin/switchboard share/man/man1/switchboard.1 share/bash-completion/completions/switchboard
share/zsh/site-functions/_switchboard share/fish/vendor_completions.d/switchboard.fish"

if [ "${1:-}" = uninstall ] && [ $# -eq 2 ]; then
  for file in $files; do rm -f "${DESTDIR:-}$2/$file"; done
  exit 0
fi
if [ "${1:-}" != install ] || [ $# -ne 3 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

here=$(cd "$(dirname "$0")/.." && pwd)
program=$2
target=${DESTDIR:-}$3
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

for file in $files; do mkdir -p "$made/$(dirname "$file")"; done
strip -o "$made/bin/switchboard" "$program"
"$here/Scripts/manual.py" "$program" >"$made/share/man/man1/switchboard.1"
"$program" --generate-completion-script bash >"$made/share/bash-completion/completions/switchboard"
"$program" --generate-completion-script zsh >"$made/share/zsh/site-functions/_switchboard"
"$program" --generate-completion-script fish >"$made/share/fish/vendor_completions.d/switchboard.fish"

for file in $files; do
  [ -f "$made/$file" ] || continue
  mode=644
  [ "$file" != bin/switchboard ] || mode=755
  install -D -m "$mode" "$made/$file" "$target/$file.new"
  mv "$target/$file.new" "$target/$file"
done
echo "installed: $target/bin/switchboard"
