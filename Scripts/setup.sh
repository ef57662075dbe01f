#!/bin/sh
# Installs what the build needs and is missing; does nothing when all is there.
#
#   Scripts/setup.sh
#
# Debian packages come by apt-get, as root or through sudo.
set -eu

cd "$(dirname "$0")/.."

if ! command -v swift >/dev/null; then
  echo "setup: Swift is missing. Install Swift 6.2 or later: https://www.swift.org/install/" >&2
  exit 1
fi

has_library() { command -v pkg-config >/dev/null && pkg-config --exists "$1"; }

missing=
command -v pkg-config >/dev/null || missing="$missing pkg-config"
has_library gsl || missing="$missing libgsl-dev"
has_library xlsxwriter || missing="$missing libxlsxwriter-dev"
has_library sqlite3 || missing="$missing libsqlite3-dev"
has_library zlib || missing="$missing zlib1g-dev"
has_library expat || missing="$missing libexpat1-dev"
command -v cbc >/dev/null || missing="$missing coinor-cbc"

# shellcheck disable=SC2086 # a list of words
[ -z "$missing" ] || Scripts/install-packages.sh $missing
