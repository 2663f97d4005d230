"""A proc-receive hook that does what a plan says, and writes down what went between it and the server."""

import json
import os
import sys

from .pktline import FLUSH, pkt
from .session import Session


def install(server, directory, **plan):
    """`plan`: greeting (None: leave at once), report (lines in which {0.ref} is the ref of the first command), stop (leave after the greeting)."""
    os.makedirs(f"{server}/hooks", exist_ok=True)
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    with open(f"{server}/hooks/proc-receive", "w", encoding="utf-8") as file:
        file.write(f"#!{sys.executable}\nimport sys\nsys.dont_write_bytecode = True\nsys.path.insert(0, {here!r})\n"
                   f"from recorder.hook import run\nrun({directory!r}, {json.dumps(plan)!r})\n")
    os.chmod(f"{server}/hooks/proc-receive", 0o755)


class _Command:
    def __init__(self, line):
        self.old, self.new, self.ref = line.rstrip(b"\n").decode().split(" ", 2)


class _Talk:
    def __init__(self):
        self.session = Session()

    def read(self):
        """The packets up to a flush."""
        packets = []
        while True:
            head = self._exactly(4)
            length = int(head, 16)
            self.session.data("S", head)
            if length == 0:
                return packets
            packets.append(self._exactly(length - 4))
            self.session.data("S", packets[-1])

    def write(self, data):
        self.session.data("H", data)
        while data:
            data = data[os.write(1, data):]

    @staticmethod
    def _exactly(count):
        data = b""
        while len(data) < count:
            more = os.read(0, count - len(data))
            if not more:
                sys.exit(1)
            data += more
        return data


def run(directory, plan):
    plan, talk = json.loads(plan), _Talk()
    try:
        _play(plan, talk)
    finally:
        with open(f"{directory}/hook.events", "wb") as file:
            file.write(talk.session.body())


def _play(plan, talk):
    asked = talk.read()[0]
    if plan.get("greeting") is None:
        talk.session.end("H")
        return
    talk.write(pkt(plan["greeting"]) + FLUSH)
    commands = [_Command(line) for line in talk.read()]
    if b"push-options" in asked and "push-options" in plan["greeting"]:
        talk.read()
    if plan.get("stop"):
        talk.session.end("H")
        return
    talk.write(b"".join(pkt(line.format(*commands)) for line in plan["report"]) + FLUSH)
