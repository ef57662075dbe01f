#!/bin/sh
# Prepares what the charts need, once: a Python environment with vl-convert (Vega-Lite to SVG and
# PNG) and the browser bundle that makes the charts of report.html interactive.
#
#   Scripts/setup-charts.sh        does nothing when all is there
#
# The program runs without either; reports then show tables and a note where charts would be.
set -eu

cd "$(dirname "$0")/.."
venv=.tools/venv
bundle=.tools/vega/vega-bundle.js
vl_version=6.4

# The system's Python first: another one on the path may be missing when the program runs.
python=/usr/bin/python3
[ -x "$python" ] || python=$(command -v python3) || {
  echo "setup-charts: python3 is missing (Debian: apt-get install python3 python3-venv)" >&2
  exit 1
}

if ! "$venv/bin/python" -c 'import vl_convert' 2>/dev/null; then
  mkdir -p .tools
  "$python" -m venv --clear "$venv" || {
    echo "setup-charts: cannot make $venv (Debian: apt-get install python3-venv)" >&2
    exit 1
  }
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check 'vl-convert-python==1.9.*'
fi

if [ ! -s "$bundle" ]; then
  mkdir -p "$(dirname "$bundle")"
  "$venv/bin/python" - "$bundle.part" "$vl_version" <<'PYTHON'
import sys

import vl_convert

path, version = sys.argv[1:]
# A bundle is a module: its function has to be put where the page finds it.
snippet = "window.switchboardEmbed = vegaEmbed\n"
with open(path, "w", encoding="utf-8") as file:
    file.write(vl_convert.javascript_bundle(snippet, vl_version=version))
PYTHON
  mv "$bundle.part" "$bundle"
fi

echo "Charts: $bundle is ready ($(wc -c <"$bundle") bytes)."
