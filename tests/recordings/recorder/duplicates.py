"""Finds sessions that say the same: equal bytes, but for the agent, the session id, and the name of the repository."""

import hashlib
import os
import re

from .pktline import walk
from .session import Session

_NAMES = re.compile(rb"(?:(?<=agent=)|(?<=session-id=))[^\s\0]+")
_OTHER_VERSION = re.compile(r"-\d+\.\d+\.session$")
_REQUEST = re.compile(rb"^(git-[a-z]+-[a-z]+ )/[^\0]+")


def _plain(data):
    """The packets without their agents, session ids and repository names; what is no packet as it is."""
    plain, bands, rest = _bands(data)
    return repr(([(kind, _REQUEST.sub(rb"\1", _NAMES.sub(b"", payload))) for kind, payload in plain], bands, rest)).encode()


def _fingerprint(session):
    said = hashlib.sha256(session.facts["transport"].encode())
    session.settle()
    for who, what in session.events:
        if who == "line":
            what = re.sub(r"/[^/]+\.git", "", what).encode()
        said.update(who.encode() + (_plain(what) if what is not None else b"eof") + b"\n")
    return said.hexdigest()


def same_but_for_splits(one, other):
    """Whether two session files differ only in where the bytes of a band were parted, which is an accident of time."""
    return _unsplit(one) == _unsplit(other)


def _unsplit(data):
    session = Session.parse(data)
    return session.facts, [(who, _bands(what) if isinstance(what, bytes) else what) for who, what in session.events]


def _bands(data):
    """The packets without bands as they are, and what each band carries."""
    plain, bands, end = [], {1: b"", 2: b"", 3: b""}, 0
    for kind, payload, at in walk(data):
        if payload[:1] in (b"\1", b"\2", b"\3"):
            bands[payload[0]] += payload[1:]
        else:
            plain.append((kind, payload))
        end = at + 4 + len(payload)
    return plain, bands, data[end:]


def _files(directory):
    return sorted(os.path.join(place, name) for place, _, names in os.walk(directory) for name in names if name.endswith(".session"))


def drop_duplicates(fresh, kept, ending):
    """Deletes from `fresh` what it holds twice, or what `kept` has under another name; a newer version never displaces the installed one."""
    seen, dropped = {}, 0
    fresh_names = {os.path.relpath(path, fresh) for path in _files(fresh)}
    for directory in (kept, fresh):
        for path in _files(directory):
            name = os.path.relpath(path, directory)
            if directory == kept and (name in fresh_names or (not ending and _OTHER_VERSION.search(name))):
                continue
            with open(path, "rb") as file:
                key = _fingerprint(Session.parse(file.read()))
            if directory == fresh and key in seen:
                print(f"{name} says the same as {seen[key]}")
                os.unlink(path)
                if os.path.exists(os.path.join(kept, name)):
                    os.unlink(os.path.join(kept, name))
                dropped += 1
            seen.setdefault(key, name)
    return dropped
