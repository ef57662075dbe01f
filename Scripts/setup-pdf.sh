#!/bin/sh
# Installs what reports in PDF need and is missing: Chromium, a font with Chinese glyphs, and one as
# narrow as Arial, so that tables keep their rows on one line.
#
#   Scripts/setup-pdf.sh
#
# They take some 400 MB, so `make setup` leaves them out; all other forms of the report do without.
set -eu

cd "$(dirname "$0")/.."

missing=
command -v chromium >/dev/null || missing="$missing chromium"
command -v fc-list >/dev/null || missing="$missing fontconfig"
if ! command -v fc-list >/dev/null || [ -z "$(fc-list :lang=zh)" ]; then
  missing="$missing fonts-wqy-zenhei"
fi
if ! command -v fc-list >/dev/null || [ -z "$(fc-list Arial; fc-list 'Liberation Sans')" ]; then
  missing="$missing fonts-liberation"
fi

# shellcheck disable=SC2086 # a list of words
[ -z "$missing" ] || Scripts/install-packages.sh $missing
echo "PDF: $(chromium --version 2>/dev/null | cut -d ' ' -f 1,2) and a Chinese font are ready."
