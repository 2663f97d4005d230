"""Dulwich as a server of git://: dulwich_server.py ROOT HOST PORT."""
import os
import socketserver
import sys

from dulwich.repo import Repo
from dulwich.server import Backend, TCPGitServer


class Below(Backend):
    """The repositories below a directory."""

    def __init__(self, root):
        self.root = root

    def open_repository(self, path):
        return Repo(os.path.join(self.root, os.fsdecode(path).lstrip("/")))


class Server(socketserver.ThreadingMixIn, TCPGitServer):
    daemon_threads = True
    request_queue_size = 64


root, host, port = sys.argv[1:]
Server(Below(root), host, int(port)).serve_forever()
