#!/usr/bin/env python3
"""Writes the manual page of the program from what it says of its own commands.

  Scripts/manual.py PROGRAM > switchboard.1

The program lists its commands, options and texts as JSON (--experimental-dump-help).
"""

import json
import subprocess
import sys


def escaped(text):
    """Text for roff: no line begins with a control character, backslashes and hyphens are themselves."""
    lines = text.replace("\\", "\\e").replace("-", "\\-").splitlines()
    return "\n".join(("\\&" + line) if line[:1] in (".", "'") else line for line in lines)


def paragraphs(text):
    """Blank lines part paragraphs; indented lines, such as examples, stay as they are."""
    out, verbatim = [], False
    for line in text.splitlines():
        if line.startswith("  ") != verbatim and line.strip():
            out.append(".fi" if verbatim else ".nf")
            verbatim = not verbatim
        out.append(escaped(line) if line.strip() else ".PP" if not verbatim else "")
    if verbatim:
        out.append(".fi")
    return "\n".join(out)


def names(argument):
    spelled = [("--" if name["kind"] == "long" else "-") + name["name"]
               for name in argument.get("names", [])]
    value = argument.get("valueName", "")
    if argument["kind"] == "positional":
        return f"\\fI{escaped(value)}\\fR" + (" ..." if argument["isRepeating"] else "")
    shown = ", ".join(f"\\fB{escaped(name)}\\fR" for name in spelled)
    return shown if argument["kind"] == "flag" else f"{shown} \\fI{escaped(value)}\\fR"


def shown_arguments(command):
    return [argument for argument in command.get("arguments", []) if argument.get("shouldDisplay")]


def described(command, title):
    out = [f".SS {title}", escaped(command.get("abstract", ""))]
    if command.get("discussion"):
        out += [".PP", paragraphs(command["discussion"])]
    section = None
    for argument in shown_arguments(command):
        if argument.get("sectionTitle") != section and argument.get("sectionTitle"):
            section = argument["sectionTitle"]
            out += [".PP", f"\\fI{escaped(section)}\\fR"]
        text = argument.get("abstract", "")
        if argument.get("defaultValue") and argument["kind"] == "option":
            text += f" (default: {argument['defaultValue']})"
        out += [".TP", names(argument), escaped(text) or "\\&"]
    return out


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    program = sys.argv[1]
    told = subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True)
    version = subprocess.run([program, "--version"], check=True, capture_output=True, text=True)
    command = json.loads(told.stdout)["command"]
    shown = [sub for sub in command["subcommands"] if sub["commandName"] != "help"]
    out = [
        f'.TH SWITCHBOARD 1 "" "switchboard {version.stdout.strip()}" "User commands"',
        ".SH NAME", f"switchboard \\- {escaped(command['abstract'].rstrip('.'))}",
        ".SH SYNOPSIS", "\\fBswitchboard\\fR \\fIcommand\\fR [\\fIoptions\\fR]",
        ".SH DESCRIPTION", paragraphs(command.get("discussion", "")),
        ".SH COMMANDS",
    ]
    for sub in shown:
        out += described(sub, f"switchboard {escaped(sub['commandName'])}")
    out += [
        ".SH EXIT STATUS", "0 done; 1 failed; 2 bad input or usage; 130 interrupted, 143 by SIGTERM.",
        ".SH ENVIRONMENT",
        ".TP", "\\fBSWITCHBOARD_ARCHIVE\\fR", "The archive's file.",
        ".TP", "\\fBSWITCHBOARD_BROWSER\\fR", "A browser of Chromium's family, for PDF.",
        ".TP", "\\fBSWITCHBOARD_CBC\\fR", "The solver CBC, if it is not on the path.",
    ]
    print("\n".join(out))


main()
