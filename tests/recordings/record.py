#!/usr/bin/env python3
"""Records sessions of a real git as fixtures. `record.py --help`; README.md says what comes out."""

import argparse
import importlib
import os
import pkgutil
import shutil
import sys
import tempfile

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)

from recorder import cases  # noqa: E402
from recorder.duplicates import drop_duplicates, same_but_for_splits  # noqa: E402
from recorder.git import Git  # noqa: E402
from recorder.recorder import Recorder  # noqa: E402
from recorder.versions import pattern_of  # noqa: E402


def place(made, target):
    """Moves a session to where it belongs, unless the one that is there says the same."""
    if os.path.exists(target):
        with open(made, "rb") as new, open(target, "rb") as old:
            if same_but_for_splits(new.read(), old.read()):
                return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.move(made, target)


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--git", default="git", help="the binary to record (default: the installed git)")
    arguments.add_argument("--root", help="a root directory to enter by chroot, for another git (debootstrap makes one)")
    arguments.add_argument("--out", default=f"{HERE}/sessions", help="where the sessions go (default: sessions/ beside this file)")
    arguments.add_argument("--only", metavar="REGEX", help="only the sessions with such a name (default: all; of another git, what versions.py lists)")
    arguments.add_argument("--quiet", type=float, default=0.06, metavar="SECONDS", help="how long a side is silent before the other is heard")
    options = arguments.parse_args()

    git = Git(options.git, options.root)
    fresh = tempfile.mkdtemp(prefix="gitproto-sessions-")
    try:
        installed = options.git == "git" and not options.root
        only = pattern_of(git, installed) if options.only is None else options.only
        ending = "" if installed else "-" + ".".join(git.version.split(".")[:2])
        recorder = Recorder(git, fresh, only, ending, options.quiet)
        for module in sorted(module.name for module in pkgutil.iter_modules(cases.__path__)):
            importlib.import_module(f"recorder.cases.{module}").record(recorder)
        dropped = drop_duplicates(fresh, options.out, ending)
        for directory, _, names in os.walk(fresh):
            for name in names:
                place(os.path.join(directory, name), os.path.join(options.out, os.path.relpath(directory, fresh), name))
        print(f"git {git.version}: {recorder.written} recorded, {dropped} of them like another, {recorder.written - dropped} kept")
    finally:
        git.close()
        shutil.rmtree(fresh, ignore_errors=True)


if __name__ == "__main__":
    main()
