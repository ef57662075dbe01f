#!/bin/sh
# Installs Debian packages by apt-get, as root or through sudo.
#
#   Scripts/install-packages.sh PACKAGE...
set -eu

if ! command -v apt-get >/dev/null; then
  echo "setup: please install what Debian calls: $*" >&2
  exit 1
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "setup: please run as root: apt-get install $*" >&2
    exit 1
  fi
  as_root=sudo
fi
echo "setup: installing $*"
# Another program may be installing packages: wait for it.
wait_for_lock="-o DPkg::Lock::Timeout=500"
# shellcheck disable=SC2086 # a list of words
$as_root apt-get $wait_for_lock update -qq
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive \
  apt-get $wait_for_lock install -y -qq --no-install-recommends "$@"
