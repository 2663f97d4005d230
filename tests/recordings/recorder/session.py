"""One recorded session: its facts, its events, and the file that holds both."""

import re
from dataclasses import dataclass, field

MAGIC = b"gitproto-session 1\n"
HEADER = ("name", "git", "transport", "asked", "protocol", "service", "stateless", "object-format", "outcome", "description")

# The time, the host and the process in a session id differ in each run; their widths do not.
_SESSION_ID = re.compile(rb"\d{8}T\d{6}\.\d{6}Z-H[0-9a-f]{8}-P[0-9a-f]{8}")
_FIXED_SESSION_ID = b"20240101T000000.000000Z-H00000000-P00000000"


@dataclass
class Session:
    """`events` holds ("C" | "S" | "H", bytes) for data, (who, None) for the end of a stream, ("line", text) for the rest."""

    facts: dict = field(default_factory=dict)
    events: list = field(default_factory=list)

    def data(self, who, chunk):
        """Adds bytes; neighbours from one side become one event, for where a read ended is an accident."""
        if self.events and self.events[-1][0] == who and self.events[-1][1] is not None:
            self.events[-1] = (who, self.events[-1][1] + chunk)
        else:
            self.events.append((who, chunk))

    def end(self, who):
        self.events.append((who, None))

    def line(self, text):
        self.events.append(("line", text))

    def settle(self):
        """Where both sides close at the end, the client comes first: who is quicker is an accident."""
        self.events[-2:] = sorted(self.events[-2:]) if all(what is None for _, what in self.events[-2:]) else self.events[-2:]

    def sent_by(self, who):
        return b"".join(chunk for side, chunk in self.events if side == who and chunk is not None)

    def body(self):
        """The events as they stand in the file."""
        out = bytearray()
        for who, what in self.events:
            if who == "line":
                out += what.encode() + b"\n"
            elif what is None:
                out += f"{who} eof\n".encode()
            else:
                out += f"{who} {len(what)}\n".encode() + what + b"\n"
        return _SESSION_ID.sub(_FIXED_SESSION_ID, bytes(out))

    def to_bytes(self):
        head = "".join(f"{key}: {self.facts[key]}\n" for key in HEADER)
        return MAGIC + head.encode() + b"\n" + self.body()

    @staticmethod
    def parse(data):
        if not data.startswith(MAGIC):
            raise ValueError("not a session file")
        head, _, rest = data[len(MAGIC):].partition(b"\n\n")
        facts = dict(line.split(": ", 1) for line in head.decode().split("\n"))
        return Session(facts, parse_body(rest))


def parse_body(rest):
    events, at = [], 0
    while at < len(rest):
        end = rest.index(b"\n", at)
        line, at = rest[at:end].decode(), end + 1
        data = re.fullmatch(r"([CSH]) (\d+)", line)
        if data:
            length = int(data[2])
            events.append((data[1], rest[at:at + length]))
            at += length + 1
        elif re.fullmatch(r"[CSH] eof", line):
            events.append((line[0], None))
        else:
            events.append(("line", line))
    return events
