#!/bin/sh
# Checks what needs no build: the format of Swift files, house rules, the syntax of scripts.
#
#   Scripts/lint.sh        prints every finding; exit code 1 if there is one
#
# That modules import one another in one direction only is a test: Tests/ProgramTests.
set -eu

cd "$(dirname "$0")/.."
failed=0

complain() {
  echo "lint: $1" >&2
  failed=1
}

# Whether a text turns up in the project's own files; prints where.
occurs() {
  grep -rnIE --exclude-dir=__pycache__ "$1" \
    Sources Tests Scripts Scenarios Benchmarks Docs Makefile Package.swift README.md CHANGELOG.md .ci
}

swift format lint --strict -r Sources Tests Package.swift ||
  complain "'make format' puts most findings of the formatter right."

# The brackets keep these patterns from finding themselves.
occurs '[T]ODO|[F]IXME|[X]XX' && complain "open ends belong into an issue, not into a file."
occurs '(^|[^A-Za-z0-9_.~-])/(home|root|Users|work)/[A-Za-z0-9]' &&
  complain "a path of one machine means nothing on another."

for script in Scripts/*.sh .ci/run; do
  sh -n "$script" || complain "$script does not parse."
  [ -x "$script" ] || complain "$script is not executable."
done
for script in Scripts/*.py Benchmarks/*.py; do
  python3 -c 'import ast, sys; ast.parse(open(sys.argv[1], encoding="utf-8").read())' "$script" ||
    complain "$script does not parse."
done

for workload in w2 w4; do
  python3 Benchmarks/make-$workload.py | cmp -s - Benchmarks/$workload.yaml ||
    complain "Benchmarks/$workload.yaml is not what Benchmarks/make-$workload.py writes."
done

[ "$failed" = 0 ] && echo "lint: nothing found"
exit "$failed"
