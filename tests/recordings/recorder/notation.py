"""The notation of the spec's examples."""

import re

_SPECIAL = {0: "0000", 1: "0001", 2: "0002", 3: "0003"}


class _Ids:
    """Gives each object id a short name: @a1, @b2 ... in the order of appearance; the zero id is @00."""

    def __init__(self, width, keep):
        self._pattern, self._keep, self._names = re.compile(r"(?<![0-9a-f-])[0-9a-f]{%d}(?![0-9a-f])" % width), keep, {"0" * width: "@00"}

    def shorten(self, text):
        return text if self._keep else self._pattern.sub(lambda match: self._name(match[0]), text)

    def _name(self, oid):
        number = len(self._names) - 1
        return self._names.setdefault(oid, f"@{chr(ord('a') + number % 6)}{(number // 6 * 7 + number % 6 + 1) % 16:x}"
                                      if number < 36 else f"@{number:02x}")


def print_session(session, out, show_lf, keep_ids):
    ids = _Ids(64 if session.facts.get("object-format") == "sha256" else 40, keep_ids)
    streams = {"C": b"", "S": b"", "H": b""}
    for who, what in session.events:
        if who == "line":
            print(f"# {what}", file=out)
            streams = {side: b"" for side in streams}
        elif what is None:
            print(f"# {who} closes", file=out)
        else:
            streams[who] = _print_packets(who, streams[who] + what, out, ids, show_lf)


def _print_packets(who, data, out, ids, show_lf):
    """Prints all whole packets and returns what is left: part of a packet, to which more may come."""
    at = 0
    while at < len(data):
        if data[at:at + 4] == b"PACK":
            print(f"{who}: PACK...   # {len(data) - at} bytes", file=out)
            return b""
        if not re.fullmatch(rb"[0-9a-fA-F]{4}", data[at:at + 4]):
            print(f"# {who} {len(data) - at} bytes that are no packet: {data[at:at + 40]!r}", file=out)
            return b""
        length = int(data[at:at + 4], 16)
        if length < 4:
            print(f"{who}: {_SPECIAL[length]}", file=out)
            at += 4
        elif at + length > len(data):
            return data[at:]
        else:
            _print_packet(who, data[at + 4:at + length], out, ids, show_lf)
            at += length
    return b""


def _print_packet(who, payload, out, ids, show_lf):
    if payload[:1] == b"\x01" and not _is_text(payload[1:]):
        shown = "PACK...   #" if payload[1:5] == b"PACK" else "#"
        print(f"{who}: \\1{shown} {len(payload) - 1} bytes", file=out)
        return
    end = "\\n" if payload.endswith(b"\n") and show_lf else ""
    payload = payload.removesuffix(b"\n") if not re.match(rb"[\1\2\3]", payload) else payload
    print(f"{who}: {ids.shorten(_escape(payload))}{end}", file=out)


def _is_text(data):
    return all(byte >= 32 or byte in b"\n\r\t\0\1\2\3" for byte in data) and not data.startswith(b"PACK") and b"\0\0" not in data


def _escape(data):
    def one(byte):
        return {0: "\\0", 1: "\\1", 2: "\\2", 3: "\\3", 10: "\\n", 13: "\\r", 92: "\\\\"}.get(byte) or (
            chr(byte) if 32 <= byte < 127 else f"\\x{byte:02x}")

    return "".join(one(byte) for byte in data)
