#!/bin/sh
# Makes the pages of the program's modules from their doc comments, with DocC.
#
#   Scripts/api-docs.sh FOLDER      the pages, to be served from FOLDER: python3 -m http.server -d FOLDER
#
# Needs a finished `make build`; docc and swift-symbolgraph-extract come with Swift.
set -eu

if [ $# -ne 1 ]; then
  sed -n '2,6s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
case $1 in /*) target=${1%/} ;; *) target=$(pwd)/${1%/} ;; esac
cd "$(dirname "$0")/.."
built=.build/release
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT

if [ -e "$target" ] && [ ! -f "$target/metadata.json" ]; then
  echo "api-docs: $1 is there already and holds other things; name a new folder" >&2
  exit 1
fi
[ -d "$built/Modules" ] || {
  echo "api-docs: nothing is built; run make build first" >&2
  exit 1
}
triple=$(swiftc -print-target-info | sed -n 's/^ *"triple": "\(.*\)",/\1/p' | head -n 1)
# Modules in C are found by their maps.
includes=
for map in Sources/*/module.modulemap .build/checkouts/*/Sources/*/module.modulemap \
  .build/checkouts/*/Sources/*/include/module.modulemap; do
  [ -f "$map" ] || continue
  includes="$includes -I $(dirname "$map")"
done

archives=
for module in Sources/*/; do
  module=$(basename "$module")
  [ -f "$built/Modules/$module.swiftmodule" ] && [ "$module" != switchboard ] || continue
  echo "api-docs: $module"
  graphs=$made/$module
  mkdir -p "$graphs"
  # shellcheck disable=SC2086  # includes are words
  swift-symbolgraph-extract -module-name "$module" -target "$triple" -I "$built/Modules" $includes \
    -minimum-access-level public -output-dir "$graphs"
  docc convert --additional-symbol-graph-dir "$graphs" --fallback-display-name "$module" \
    --fallback-bundle-identifier "switchboard.$module" --output-path "$made/$module.doccarchive" \
    --no-transform-for-static-hosting
  archives="$archives $made/$module.doccarchive"
done
# shellcheck disable=SC2086  # archives are words
docc merge $archives --synthesized-landing-page-name Switchboard --output-path "$made/all.doccarchive"
docc process-archive transform-for-static-hosting "$made/all.doccarchive" --output-path "$made/pages"

mkdir -p "$(dirname "$target")"
[ ! -e "$target" ] || mv "$target" "$made/before"
mv "$made/pages" "$target"
echo "api-docs: $target/index.html, at /documentation when served"
