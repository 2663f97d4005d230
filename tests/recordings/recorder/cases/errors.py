"""Sessions that do not end well: an ERR packet, a server that leaves without a word, a client that breaks a rule."""

import os
import subprocess

from ..pktline import DELIM, FLUSH, pkts
from ..recorder import Run
from ..repos import unpack

_NOWHERE = "12" * 20
_AGENT = "agent=git/0.hand"


def _tip(server, name="refs/heads/main"):
    return subprocess.run(["git", "rev-parse", name], cwd=server, capture_output=True, text=True, check=True).stdout.strip()


def _lose_a_blob(recorder, server, client):
    """The history stays readable, so that the server notices only while it packs."""
    blob = recorder.git.read("rev-parse", "main:file", cwd=server)
    unpack(recorder, server)
    os.unlink(f"{server}/objects/{blob[:2]}/{blob[2:]}")


def record(recorder):
    _real_clients(recorder)
    _v0_by_hand(recorder)
    _v2_by_hand(recorder)


def _real_clients(recorder):
    for version in (0, 1, 2):
        recorder.record(f"errors/no-repository-v{version}-git", "The repository is not there; the daemon does not say why.",
                        Run(["ls-remote", "{url}"], server="missing", protocol=version, outcome="error from server"))
        recorder.record(f"errors/broken-v{version}-git", "An object is missing: band 3 ends the pack.",
                        Run(["clone", "-q", "--bare", "{url}", "{fresh}"], protocol=version, prepare=_lose_a_blob, outcome="error from server"))
    recorder.record("errors/broken-v2-http", "An object is missing: band 3 ends the pack.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], transport="http", prepare=_lose_a_blob, outcome="error from server"))
    recorder.record("errors/broken-small-v0-git", "An object is missing; the side-band is small.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], protocol=0, misspell=("side-band-64k",), prepare=_lose_a_blob,
                        outcome="error from server"))
    recorder.record("errors/broken-raw-v0-git", "An object is missing; there is no side-band: the pack just stops.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], protocol=0, misspell=("side-band", "side-band-64k"),
                        prepare=_lose_a_blob, outcome="cut by server, inside the pack"))
    recorder.record("errors/no-repository-informative-git", "The repository is not there, and the daemon may say so.",
                    Run(["ls-remote", "{url}"], server="missing", daemon=("--informative-errors",), outcome="error from server"))
    recorder.record("errors/no-repository-stdio", "The repository is not there: nothing comes.",
                    Run(["ls-remote", "{url}"], server="missing", transport="stdio", outcome="cut by server, before the first packet"))
    recorder.record("errors/no-repository-http", "The repository is not there: status 404.",
                    Run(["ls-remote", "{url}"], server="missing", transport="http", outcome="cut by server, status 404"))
    for service, command in (("receive-pack", "push"), ("upload-archive", "archive")):
        args = ["push", "-q", "{url}", "main"] if command == "push" else ["archive", "--remote={url}", "main"]
        recorder.record(f"errors/disabled-{service}-git", f"The daemon does not offer {service}.",
                        Run(args, client="history", protocol=0, daemon=(f"--disable={service}", f"--forbid-override={service}"),
                            outcome="error from server"))
    recorder.record("errors/not-our-ref-v2-git", "A client asks for an id that is not there.",
                    Run(["fetch", "-q", "{url}", _NOWHERE], client="base", outcome="error from server"))
    recorder.record("errors/not-our-ref-v2-http", "A client asks for an id that is not there.",
                    Run(["fetch", "-q", "{url}", _NOWHERE], client="base", transport="http", outcome="error from server"))
    hidden = {"uploadpack.hideRefs": "refs/heads/topic"}
    for name, key in (("tip", "allowTipSHA1InWant"), ("reachable", "allowReachableSHA1InWant"), ("any", "allowAnySHA1InWant")):
        def topic(r, server, client, name=name):
            r.git.run("config", "remote.x.fetch", r.git.read("rev-parse", "topic" if name == "tip" else "topic~1", cwd=server), cwd=client)
        recorder.record(f"wants/{name}-v0-git", f"uploadpack.{key}: the client wants an id that was not advertised.",
                        Run(["-c", "remote.x.url={url}", "fetch", "-q", "x"], server="tagged", client="empty", protocol=0, config=hidden | {f"uploadpack.{key}": "true"}, prepare=topic))


def _v0_by_hand(recorder):
    def by_hand(name, description, *steps, version=0, outcome, **more):
        recorder.raw(f"errors/{name}-v{version}-git", description, Run(protocol=version, outcome=outcome, **more), *steps)

    by_hand("not-our-ref", "A want that was not advertised.", pkts(f"want {_NOWHERE} {_AGENT}\n", FLUSH, "done\n"), outcome="error from server")
    by_hand("not-our-ref", "A want that was not advertised.", pkts(f"want {_NOWHERE} {_AGENT}\n", FLUSH, "done\n"), version=1,
            outcome="error from server")
    by_hand("bad-want", "A want that is no id.", pkts("want main\n", FLUSH), outcome="violation by client, a want without an id")
    by_hand("bad-line", "A line that nobody knows among the wants.", lambda s: pkts(f"want {_tip(s)}\n", "wants more\n", FLUSH),
            outcome="violation by client, an unknown line after the first want")
    by_hand("bad-have", "A line that nobody knows among the haves.", lambda s: pkts(f"want {_tip(s)}\n", FLUSH, "haves\n"),
            outcome="violation by client, an unknown line among the haves")
    by_hand("bad-deepen", "A depth of zero.", lambda s: pkts(f"want {_tip(s)}\n", "deepen 0\n", FLUSH),
            outcome="cut by server, after the depth")
    by_hand("err-from-client", "The client says ERR instead of a want.", pkts("ERR no thank you"), outcome="error from client")
    by_hand("bad-length", "A length that is no number.", b"zzzzwant", outcome="violation by client, a length that is no number")
    by_hand("reserved-length", "The length 0003.", b"0003", outcome="violation by client, the length 0003")
    by_hand("end-in-packet", "The client leaves in the middle of a packet.", b"0032want 12", None, outcome="cut by client, inside a packet")
    by_hand("end-in-wants", "The client leaves between two wants.", lambda s: pkts(f"want {_tip(s)}\n"), None,
            outcome="cut by client, after the first want")
    by_hand("end-in-haves", "The client leaves instead of done.", lambda s: pkts(f"want {_tip(s)}\n", FLUSH), None,
            outcome="ok")
    by_hand("unknown-capability", "A capability that the server never offered: it takes no notice.",
            lambda s: pkts(f"want {_tip(s)} side-band-64k sparkles no-progress {_AGENT}\n", FLUSH, "done\n"), outcome="ok")
    by_hand("both-side-bands", "side-band and side-band-64k at once.",
            lambda s: pkts(f"want {_tip(s)} side-band side-band-64k no-progress\n", FLUSH, "done\n"), outcome="ok")


def _v2_by_hand(recorder):
    def by_hand(name, description, *steps, outcome, **more):
        recorder.raw(f"errors/{name}-v2-git", description, Run(protocol=2, outcome=outcome, **more), *steps)

    def fetch(*lines):
        return lambda s: pkts("command=fetch", DELIM, *[line.replace("TIP", _tip(s)) for line in lines], FLUSH)

    by_hand("unknown-command", "A command that nobody knows.", pkts("command=fly\n", FLUSH), outcome="violation by client, an unknown command")
    by_hand("unknown-capability", "A capability that the server never offered.", pkts("command=ls-refs\n", "sparkles\n", FLUSH),
            outcome="violation by client, an unknown capability")
    by_hand("unknown-argument", "An argument that fetch does not know.", fetch("want TIP\n", "quickly\n", "done\n"),
            outcome="violation by client, an unknown argument")
    by_hand("unknown-ls-refs-argument", "An argument that ls-refs does not know.", pkts("command=ls-refs\n", DELIM, "sorted\n", FLUSH),
            outcome="violation by client, an unknown argument")
    by_hand("no-command", "A request without a command.", pkts("agent=git/0.hand\n", FLUSH), outcome="violation by client, no command")
    by_hand("two-commands", "A request with two commands.", pkts("command=ls-refs\n", "command=fetch\n", FLUSH),
            outcome="violation by client, a second command")
    by_hand("other-object-format", "The client speaks SHA-1, the server SHA-256.", pkts("command=ls-refs\n", FLUSH), server="history-sha256",
            outcome="cut by server, after the request")
    by_hand("filter-not-offered", "A filter that the server did not offer.", fetch("want TIP\n", "filter blob:none\n", "done\n"),
            outcome="violation by client, a line of a feature that was not offered")
    by_hand("two-filters", "Two filters.", fetch("want TIP\n", "filter blob:none\n", "filter tree:1\n", "done\n"),
            config={"uploadpack.allowFilter": "true"}, outcome="violation by client, a second filter")
    by_hand("unknown-want-ref", "A ref that is not there.", fetch("want-ref refs/heads/none\n", "done\n"),
            config={"uploadpack.allowRefInWant": "true"}, outcome="error from server")
    by_hand("duplicate-want-ref", "The same ref twice.", fetch("want-ref refs/heads/main\n", "want-ref refs/heads/main\n", "done\n"),
            config={"uploadpack.allowRefInWant": "true"}, outcome="error from server" if recorder.git.at_least(2, 40) else "ok")
    by_hand("not-our-ref-raw", "An id that is not there.", fetch(f"want {_NOWHERE}\n", "done\n"), outcome="error from server")
    by_hand("deepen-and-since", "A depth and a date exclude each other: the server stops after the title of the section.",
            fetch("want TIP\n", "deepen 1\n", "deepen-since 1700000000\n", "done\n"), outcome="cut by server, inside shallow-info")
    by_hand("err-from-client", "The client says ERR instead of a command.", pkts("ERR no thank you"), outcome="error from client")
    by_hand("err-in-arguments", "The client says ERR among the arguments.", pkts("command=fetch", DELIM, "thin-pack", "ERR changed my mind"),
            outcome="error from client")
    by_hand("end-in-request", "The client leaves inside a request.", pkts("command=fetch", DELIM, "thin-pack"), None,
            outcome="cut by client, inside the request")
    by_hand("empty-packet", "An empty packet in the head of a request.", b"0004", outcome="violation by client, an empty packet")
    by_hand("double-lf", "Two LF: only one of them belongs to the packet.", pkts("command=ls-refs", DELIM, "peel\n\n", FLUSH),
            outcome="violation by client, an argument with LF in it")
