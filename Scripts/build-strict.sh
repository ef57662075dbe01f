#!/bin/sh
# Builds the program and all tests and fails when a file of this package has a warning. Packages it
# depends on are not judged.
#
# The compiler warns only about what it compiles, so a file with a warning is touched: the next build
# compiles it, and says it, again.
#
# `swift build --build-tests` would compile all modules once more, so that tests can see what is internal;
# ours do not, and a run of no test builds what `make build` and `make test` build, with the same flags.
set -eu

cd "$(dirname "$0")/.."
root=$(pwd -P)
mkdir -p .build
log=.build/build-strict.log
status=.build/build-strict.status

{
  swift test -c release --omit-frame-pointers --disable-testable-imports --filter '^no test$' 2>&1 &&
    echo 0 >"$status" || echo 1 >"$status"
} | tee "$log"
[ "$(cat "$status")" = 0 ] || exit 1

# A warning's line begins with the file's path; parts of messages are repeated in the log.
found=$(grep -E "^$root/(Sources|Tests)/[^:]+:[0-9]+:[0-9]+: warning:" "$log" | sort -u || true)
if [ -n "$found" ]; then
  echo "$found" | cut -d: -f1 | sort -u | while read -r file; do touch "$file"; done
  echo "Warnings count as errors here:" >&2
  echo "$found" | sed "s|^$root/||" >&2
  exit 1
fi
