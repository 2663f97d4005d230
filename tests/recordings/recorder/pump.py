"""Carries bytes both ways between a client and a server, and writes down in which order they went.

The two sides take turns: one is read until it has been quiet for a moment, then the other. What a side sends out of turn waits in
its pipe. So the order is one that a real network could have given, and it is nearly always the same in the next run.
"""

import os
import queue
import select
import threading
import time

CHUNK = 65536


class _Writer(threading.Thread):
    """Writes behind the reader's back, so that a full pipe never stops the other direction."""

    def __init__(self, fd, close):
        super().__init__(daemon=True)
        self._fd, self._close, self._chunks = fd, close, queue.Queue()
        self.start()

    def put(self, chunk):
        self._chunks.put(chunk)

    def run(self):
        dead = False
        while (chunk := self._chunks.get()) is not None:
            while chunk and not dead:
                try:
                    chunk = chunk[os.write(self._fd, chunk):]
                except OSError:
                    dead = True
        self._close()


def pump(session, client, server, quiet=0.06, limit=30.0, rewrite=None, linger=None):
    """`client` and `server` are (fd to read, fd to write, function that ends writing). Returns when both have ended.

    `rewrite` changes the first answer of the server, as a whole. `linger` is how long the client may go on after the server's end.
    """
    sides = {"C": client[0], "S": server[0]}
    writers = {"C": _Writer(server[1], server[2]), "S": _Writer(client[1], client[2])}
    stop, active, held = time.monotonic() + limit, "C", b""
    linger_over = False

    def pass_on(side, chunk):
        session.data(side, chunk)
        writers[side].put(chunk)

    while sides:
        if time.monotonic() > stop:
            if not linger_over:
                session.line("! the recorder gave up")
            break
        if active not in sides or not select.select([sides[active]], [], [], quiet)[0]:
            if held:
                pass_on("S", rewrite(held))
                held, rewrite = b"", None
            ready = select.select(list(sides.values()), [], [], 0.2)[0]
            active = next((side for side, fd in sides.items() if fd in ready and (side != active or len(ready) == 1)), None) or active
            if not ready:
                continue
        try:
            chunk = os.read(sides[active], CHUNK)
        except OSError:
            chunk = b""
        if chunk and active == "S" and rewrite:
            held += chunk
        elif chunk:
            pass_on(active, chunk)
        else:
            if held and active == "S":
                pass_on("S", rewrite(held))
                held = b""
            session.end(active)
            writers[active].put(None)
            del sides[active]
            if active == "S" and linger is not None:
                stop, linger_over = time.monotonic() + linger, True
    for side in sides:
        writers[side].put(None)
    for writer in writers.values():
        writer.join(5)
