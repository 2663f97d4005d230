"""Runs one client against one server through a proxy, and keeps what went over the wire."""

import http.client
import os
import re
import shutil
import socket
import sys
from dataclasses import dataclass, field

from .gitproxy import GitProxy
from .httpproxy import HttpProxy
from .pktline import misspell, pkt, walk
from .repos import Repositories
from .stdioproxy import StdioProxy

_PROGRAM_OPTION = {"clone": "--upload-pack=", "fetch": "--upload-pack=", "ls-remote": "--upload-pack=",
                   "push": "--receive-pack=", "archive": "--exec="}


@dataclass
class Run:
    """What to run. `args` may hold {url}, {fresh} (a path where nothing is) and {work}."""

    args: list = field(default_factory=list)
    server: str = "history"
    client: str = None
    transport: str = "git"
    protocol: int = 2
    config: dict = field(default_factory=dict)      # of the server's repository
    options: list = field(default_factory=list)     # -c options of the client
    misspell: tuple = ()                            # words taken out of the advertisement
    prepare: object = None                          # called with (recorder, server path, client path) before the run
    service: str = "upload-pack"                    # of a stdio run, which does not name it on the wire
    daemon: tuple = ()                              # more options of the daemon
    env: dict = field(default_factory=dict)         # of the client
    server_env: dict = field(default_factory=dict)
    request: str = None                             # of a raw run: the request line, if it is not the usual one
    keep: tuple = None                              # which connections to keep, and their name endings: ((0, ""), (1, "-tags"))
    outcome: str = "ok"
    fails: bool = None                              # whether the client's exit code is not zero; None: as the outcome says


class Recorder:
    def __init__(self, git, out, only, ending="", quiet=0.06):
        self.git, self._out, self._only, self._ending, self._quiet = git, out, re.compile(only), ending, quiet
        self.repos, self.written, self._server = Repositories(git), 0, 0

    def wants(self, name):
        return bool(self._only.search(name))

    def record(self, name, description, run):
        """Runs git as the client."""
        if not self.wants(name):
            return
        server = self._place_server(run)
        client = self.repos.client(run.client) if run.client else self.git.work
        if run.prepare:
            run.prepare(self, self.path_of(server), client)
        proxy = self._proxy(run)
        fill = {"url": proxy.url(server), "fresh": self.repos.fresh(), "work": self.git.work}
        args, options = (
            [re.sub(r"\{(url|fresh|work)\}", lambda match: fill[match[1]], str(part)) for part in parts] for parts in (run.args, run.options))
        if run.transport == "stdio":
            option = _PROGRAM_OPTION[next(arg for arg in args if arg in _PROGRAM_OPTION)]
            args.insert(1, option + proxy.program(run.service))
        options = ["-c", f"protocol.version={run.protocol}"] + [part for option in options for part in ("-c", option)]
        result = self.git.run(*options, *args, cwd=client, env=run.env, check=False)
        sessions = proxy.finish()
        fails = run.fails if run.fails is not None else run.outcome != "ok"
        if (result.returncode != 0) != fails:
            self._complain(name, f"exit code {result.returncode}\n{result.stderr.decode(errors='replace')}")
        self._keep(name, description, run, sessions)

    def raw(self, name, description, run, *steps):
        """Sends bytes by hand over git://. Each step is sent once the server has nothing more to say; None closes the writing side."""
        if not self.wants(name):
            return
        server = self._place_server(run)
        if run.prepare:
            run.prepare(self, self.path_of(server), None)
        proxy = GitProxy(self.git, self._quiet, misspell(*run.misspell), run.daemon, run.server_env)
        extra = f"\0version={run.protocol}\0" if run.protocol else ""
        with socket.create_connection(("127.0.0.1", proxy.port)) as peer:
            peer.sendall(pkt(run.request or f"git-{run.service} /{server}.git\0host=git.example\0{extra}"))
            for i, step in enumerate(steps):
                if i > 0 or run.service != "upload-archive":  # which does not speak first
                    _drain(peer, self._quiet * 8)
                step = step(self.path_of(server)) if callable(step) else step
                try:
                    peer.shutdown(socket.SHUT_WR) if step is None else peer.sendall(step)
                except OSError:
                    break
            _drain(peer, self._quiet * 8)
        self._keep(name, description, run, proxy.finish())

    def raw_http(self, name, description, run, *turns):
        """Sends turns by hand: bytes, or a function of the server's path that gives them, become the body of a POST after the discovery."""
        if not self.wants(name):
            return
        server = self._place_server(run)
        if run.prepare:
            run.prepare(self, self.path_of(server), None)
        proxy = HttpProxy(self.git, misspell(*run.misspell))
        version = {"Git-Protocol": f"version={run.protocol}"} if run.protocol else {}
        peer = http.client.HTTPConnection("127.0.0.1", proxy.port, timeout=30)
        peer.request("GET", f"/{server}.git/info/refs?service=git-{run.service}", headers=version)
        peer.getresponse().read()
        for turn in turns:
            body = turn(self.path_of(server)) if callable(turn) else turn
            peer.request("POST", f"/{server}.git/git-{run.service}", body,
                         {"Content-Type": f"application/x-git-{run.service}-request", **version})
            peer.getresponse().read()
        peer.close()
        self._keep(name, description, run, proxy.finish())

    def keep_hook(self, name, description, run, sessions):
        self._keep(name, description, run, sessions)

    def path_of(self, server):
        return f"{self.git.work}/srv/{server}.git"

    def _place_server(self, run):
        """Each run has its own copy, and all copies of a template have the same name, for the name is on the wire."""
        shutil.rmtree(f"{self.git.work}/srv", ignore_errors=True)
        os.makedirs(f"{self.git.work}/srv")
        name = run.server.replace("-sha256", "")
        if run.server != "missing":
            path = self.repos.copy(run.server, self.path_of(name))
            for key, value in run.config.items():
                for one in value if isinstance(value, list) else [value]:
                    self.git.run("config", "--add", key, one, cwd=path)
        return name

    def _proxy(self, run):
        rewrite = misspell(*run.misspell)
        if run.transport == "git":
            return GitProxy(self.git, self._quiet, rewrite, run.daemon, run.server_env)
        return HttpProxy(self.git, rewrite) if run.transport == "http" else StdioProxy(self.git, self._quiet)

    def _keep(self, name, description, run, sessions):
        kept = run.keep or tuple((i, "" if i == 0 else f"-connection-{i + 1}") for i in range(len(sessions)))
        if not sessions or max(i for i, _ in kept) >= len(sessions):
            self._complain(name, f"{len(sessions)} connections")
            return
        for i, ending in kept:
            self._write(name + ending + self._ending, description, run, sessions[i])

    def _write(self, name, description, run, session):
        if any(what == "! the recorder gave up" for _, what in session.events):
            self._complain(name, "hangs")
        service, server_says = _service(session) or run.service, session.sent_by("S")
        spoken = next((int(payload[8:9]) for _, payload, _ in walk(server_says) if payload.startswith(b"version ")), 0)
        session.facts = {
            "name": name, "git": self.git.version, "transport": run.transport, "asked": run.protocol, "protocol": spoken,
            "service": service, "stateless": "yes" if run.transport == "http" else "no",
            "object-format": "sha256" if run.server.endswith("-sha256") else "sha1", "outcome": run.outcome, "description": description,
        } | ({"asked": 1, "protocol": 1} if run.transport == "hook" else {})
        failed = re.search(rb"[0-9a-f]{4}(ERR |\x03)", server_says + session.sent_by("C"))
        if bool(failed) != run.outcome.startswith("error"):
            self._complain(name, f"outcome {run.outcome}, but {'an' if failed else 'no'} error packet")
        if run.outcome == "ok":
            session.settle()
        path = f"{self._out}/{name}.session"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if os.path.exists(path):
            self._complain(name, "recorded twice")
        with open(path, "wb") as file:
            file.write(session.to_bytes())
        self.written += 1

    @staticmethod
    def _complain(name, what):
        print(f"{name}: {what}", file=sys.stderr)


def _service(session):
    """The service that the connection or the last turn names."""
    named = None
    for who, what in session.events:
        if who == "line" and (match := re.search(r"service=git-([\w-]+)|/git-([\w-]+)$", what)):
            named = match[1] or match[2]
        elif who == "C" and what and not named and (match := re.match(rb"[0-9a-f]{4}git-([\w-]+) ", what)):
            named = match[1].decode()
    return named


def _drain(peer, quiet):
    peer.settimeout(quiet)
    try:
        while peer.recv(65536):
            pass
    except OSError:
        pass
