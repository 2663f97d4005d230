"""The stdio side: the client starts tee.py instead of the service, and that starts the service."""

import os
import sys

from .session import Session, parse_body


class StdioProxy:
    def __init__(self, git, quiet):
        self._git = git
        self._directory = f"{git.work}/tee-{len(os.listdir(git.work))}"
        os.makedirs(self._directory)
        tee = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tee.py")
        self._command = f"{sys.executable} {tee} {self._directory} {quiet} {git.binary}"

    def url(self, name):
        return f"file://{self._git.work}/srv/{name}.git"

    def program(self, service):
        return f"{self._command} {service}"

    def finish(self):
        sessions = []
        for name in sorted(os.listdir(self._directory)):
            with open(f"{self._directory}/{name}", "rb") as file:
                sessions.append(Session({}, parse_body(file.read())))
        return sessions
