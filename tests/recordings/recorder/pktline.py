"""pkt-lines, as far as the recorder itself has to write and to know them."""

import re

FLUSH, DELIM, END = b"0000", b"0001", b"0002"


def pkt(text):
    data = text.encode() if isinstance(text, str) else text
    return b"%04x" % (len(data) + 4) + data


def pkts(*parts):
    """Texts become packets; the three special packets are given as bytes and stay."""
    return b"".join(part if part in (FLUSH, DELIM, END) else pkt(part) for part in parts)


def walk(data):
    """Yields (packet kind or None for data, payload, offset) and stops before the first thing that is no packet; raw packs are such a thing."""
    at = 0
    while at + 4 <= len(data):
        if not re.fullmatch(rb"[0-9a-fA-F]{4}", data[at:at + 4]):
            return
        length = int(data[at:at + 4], 16)
        if length < 4:
            yield length, b"", at
            at += 4
        elif at + length > len(data):
            return
        else:
            yield None, data[at + 4:at + length], at
            at += length


def misspell(*words):
    """A change of the advertisement that takes words away and keeps all lengths: the last letter becomes an x."""
    patterns = [re.compile(rb"(?<![\w-])" + re.escape(word.encode()) + rb"(?![\w-])") for word in words]

    def change(payload):
        for pattern in patterns:
            payload = pattern.sub(lambda match: match[0][:-1] + (b"q" if match[0].endswith(b"x") else b"x"), payload)
        return payload

    def rewrite(data):
        out = bytearray(data)
        for _, payload, at in walk(data):
            start = at + 4
            out[start:start + len(payload)] = change(payload)
        return bytes(out)

    return rewrite if words else None
