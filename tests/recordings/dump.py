#!/usr/bin/env python3
"""Prints sessions as pkt-lines, in the notation of the examples in spec/: `C: want ...`, `S: 0000`, `\\0` for NUL, `\\1` for band 1.

The lengths are left out, as they are there; one LF at the end of a packet is not shown unless --lf asks for it. A raw pack and the bytes
of a band that are no text become `PACK...` or a comment with their number.
"""

import argparse
import os
import re
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from recorder.notation import print_session  # noqa: E402
from recorder.session import Session  # noqa: E402


def find(name):
    for path in (name, f"{HERE}/sessions/{name}", f"{HERE}/sessions/{name}.session"):
        if os.path.isfile(path):
            return path
    sys.exit(f"no session {name}")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("session", nargs="+", help="a file, or a name such as clone/plain-v2-git")
    arguments.add_argument("--lf", action="store_true", help="show the LF at the end of a packet as \\n")
    arguments.add_argument("--ids", action="store_true", help="keep object ids; otherwise they become @a1, @b2 ... in the order they appear")
    arguments.add_argument("--head", action="store_true", help="print what the session is about as well")
    options = arguments.parse_args()
    for name in options.session:
        with open(find(name), "rb") as file:
            session = Session.parse(file.read())
        if options.head:
            print("\n".join(f"# {key}: {value}" for key, value in session.facts.items()))
        print_session(session, sys.stdout, options.lf, options.ids)


if __name__ == "__main__":
    try:
        main()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
