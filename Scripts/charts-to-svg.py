#!/usr/bin/env python3
"""Draws Vega-Lite specifications as SVG or PNG files with vl-convert, without browser or network.

    charts-to-svg.py svg|png FOLDER < charts.json

Standard input holds one JSON object: identifier -> specification. Each becomes
FOLDER/identifier.svg (or .png, at twice the size); a file appears whole or not at all.
"""

import json
import os
import pathlib
import re
import sys

import vl_convert

VEGA_LITE = "6.4"


def draw(specification: dict, form: str) -> bytes:
    if form == "png":
        return vl_convert.vegalite_to_png(specification, vl_version=VEGA_LITE, scale=2)
    return vl_convert.vegalite_to_svg(specification, vl_version=VEGA_LITE).encode("utf-8")


def main() -> int:
    if len(sys.argv) != 3 or sys.argv[1] not in ("svg", "png"):
        print(__doc__, file=sys.stderr)
        return 2
    form, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for identifier, specification in json.load(sys.stdin).items():
        if not re.fullmatch(r"[a-z0-9-]+", identifier):
            print(f"not a file name: {identifier!r}", file=sys.stderr)
            return 2
        path = folder / f"{identifier}.{form}"
        part = path.with_name(path.name + ".part")
        part.write_bytes(draw(specification, form))
        os.replace(part, path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
