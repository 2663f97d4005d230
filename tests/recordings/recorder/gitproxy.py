"""The git:// side: a loopback port, and behind it one `git daemon --inetd` for each connection."""

import socket
import subprocess
import threading

from .pump import pump
from .session import Session


class GitProxy:
    def __init__(self, git, quiet, rewrite=None, options=(), env=None):
        self._git, self._quiet, self._rewrite, self._options, self._env = git, quiet, rewrite, options, env or {}
        self.sessions, self._threads = [], []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    def url(self, name):
        return f"git://127.0.0.1:{self.port}/{name}.git"

    def finish(self):
        """Stops listening, waits for the connections that are open, and hands out what was recorded."""
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._accepting.join(5)
        for thread in self._threads:
            thread.join(40)
        return self.sessions

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            session = Session()
            self.sessions.append(session)
            thread = threading.Thread(target=self._serve, args=(client, session), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, client, session):
        ours, theirs = socket.socketpair()
        daemon = self._git.popen(
            "daemon", "--inetd", "--log-destination=stderr", f"--base-path={self._git.work}/srv", "--export-all",
            "--enable=receive-pack", "--enable=upload-archive", *self._options,
            env=self._env, stdin=theirs, stdout=theirs, stderr=subprocess.DEVNULL)
        theirs.close()
        pump(session, (client.fileno(), client.fileno(), lambda: _end(client)), (ours.fileno(), ours.fileno(), lambda: _end(ours)),
             self._quiet, rewrite=self._rewrite)
        client.close()
        ours.close()
        daemon.wait(10)


def _end(sock):
    try:
        sock.shutdown(socket.SHUT_WR)
    except OSError:
        pass
