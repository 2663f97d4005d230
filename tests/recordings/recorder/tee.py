"""Stands between a client and the service it started over pipes: `python3 tee.py DIRECTORY QUIET PROGRAM [ARGUMENT...]`."""

import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from recorder.pump import pump  # noqa: E402
from recorder.session import Session  # noqa: E402


def main():
    directory, quiet, *command = sys.argv[1:]
    session = Session()
    service = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    pump(session, (0, 1, lambda: os.close(1)), (service.stdout.fileno(), service.stdin.fileno(), service.stdin.close), float(quiet),
         linger=0.5)
    code = service.wait(10)
    handle, name = tempfile.mkstemp(dir=directory, prefix=f"{len(os.listdir(directory)):03}-")
    with os.fdopen(handle, "wb") as file:
        file.write(session.body())
    os.rename(name, name + ".events")
    return code


if __name__ == "__main__":
    sys.exit(main())
