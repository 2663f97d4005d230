"""The smart HTTP side: a small web server on loopback that runs `git http-backend` and writes down each turn."""

import gzip
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from .session import Session

_ASKED = ("Accept", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Git-Protocol")
_ANSWERED = ("Content-Type", "Cache-Control")


class HttpProxy:
    """A discovery (GET) opens a session, and so does a request to another service; what is no smart request is answered and not recorded."""

    def __init__(self, git, rewrite=None):
        self.git, self.rewrite, self.sessions, self.lock, self._service = git, rewrite, [], threading.Lock(), None
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.proxy = self
        self.port = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def url(self, name):
        return f"http://127.0.0.1:{self.port}/{name}.git"

    def session_of(self, method, path):
        """Where a turn is to be written down."""
        service = re.search(r"info/refs\?service=git-([\w-]+)$|/git-([\w-]+)$", path)
        if not service:
            return Session()
        named = service[1] or service[2]
        if method == "GET" or named != self._service:
            self.sessions.append(Session())
            self._service = named
        return self.sessions[-1]

    def finish(self):
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()
        return self.sessions


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format, *args):  # noqa: A002 (the name is the base class's)
        pass

    def do_GET(self):
        self._turn(b"")

    def do_POST(self):
        self._turn(self._body())

    def _body(self):
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        body = b""
        while (size := int(self.rfile.readline(), 16)) > 0:
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body

    def _turn(self, body):
        proxy = self.server.proxy
        with proxy.lock:
            session = proxy.session_of(self.command, self.path)
            session.line(f"turn {self.command} {self.path}")
            for name in _ASKED:
                if name in self.headers:
                    session.line(f"> {name}: {self.headers[name]}")
            if body:
                session.data("C", gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body)
            status, headers, answer = self._ask_backend(body)
            if self.command == "GET" and proxy.rewrite:
                answer = proxy.rewrite(answer)
            session.line(f"answer {status}")
            for name in _ANSWERED:
                if name in headers:
                    session.line(f"< {name}: {headers[name]}")
            if answer:
                session.data("S", answer)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _ask_backend(self, body):
        git = self.server.proxy.git
        path, _, query = self.path.partition("?")
        env = {
            "GIT_PROJECT_ROOT": f"{git.work}/srv", "GIT_HTTP_EXPORT_ALL": "1", "REQUEST_METHOD": self.command, "PATH_INFO": path,
            "QUERY_STRING": query, "CONTENT_TYPE": self.headers.get("Content-Type", ""), "CONTENT_LENGTH": str(len(body)),
            "REMOTE_USER": "recorder", "REMOTE_ADDR": "127.0.0.1", "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
        }
        if "Git-Protocol" in self.headers:
            env["GIT_PROTOCOL"] = env["HTTP_GIT_PROTOCOL"] = self.headers["Git-Protocol"]
        child = git.popen("http-backend", env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        out, _ = child.communicate(body, timeout=30)
        head, _, answer = out.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(headers.pop("Status", "200").split()[0])
        return status, headers, answer
