#!/bin/sh
# Installs what the build needs and is missing; does nothing when all is there.
#
#   Scripts/setup.sh
#
# Debian packages come by apt-get, as root or through sudo. The charts tool is a convenience: where it
# cannot be had, a warning says so and reports show tables without pictures.
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
has_library cbc || missing="$missing coinor-libcbc-dev"
has_library sqlite3 || missing="$missing libsqlite3-dev"
/usr/bin/python3 -c 'import ensurepip, venv' 2>/dev/null || missing="$missing python3-venv"

if [ -n "$missing" ]; then
  if ! command -v apt-get >/dev/null; then
    echo "setup: please install what Debian calls:$missing" >&2
    exit 1
  fi
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "setup: please run as root: apt-get install$missing" >&2
      exit 1
    fi
    as_root=sudo
  fi
  echo "setup: installing$missing"
  # Another program may be installing packages: wait for it.
  wait_for_lock="-o DPkg::Lock::Timeout=500"
  # shellcheck disable=SC2086 # lists of words
  $as_root apt-get $wait_for_lock update -qq
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get $wait_for_lock install -y -qq --no-install-recommends $missing
fi

# One try is enough where there is no network.
export PIP_RETRIES=1 PIP_DEFAULT_TIMEOUT=20
Scripts/setup-charts.sh ||
  echo "setup: the charts tool is not ready; reports will show tables without pictures." >&2
