"""Pushes: what can become of a ref, who can refuse it, and how it is reported."""

import os
import shutil

from ..pktline import FLUSH, pkts
from ..recorder import Run
from .errors import _tip

_ZERO = "0" * 40
_AGENT = "agent=git/0.hand"
_EMPTY_PACK = bytes.fromhex("5041434b0000000200000000029d08823bd8a8eab510ad6ac75c823cfd3ed31e")


def hook(name, *lines):
    """A hook of the server's repository, as a shell script."""
    def prepare(recorder, server, client):
        os.makedirs(f"{server}/hooks", exist_ok=True)
        with open(f"{server}/hooks/{name}", "w", encoding="utf-8") as file:
            file.write("\n".join(("#!/bin/sh", *lines, "")))
        os.chmod(f"{server}/hooks/{name}", 0o755)
    return prepare


def _alternate(recorder, server, client):
    other = f"{os.path.dirname(server)}/other.git"
    recorder.repos.copy("client", other)
    with open(f"{server}/objects/info/alternates", "w", encoding="utf-8") as file:
        file.write(f"{other}/objects\n")


def _shallow_client(recorder, server, client):
    recorder.git.run("fetch", "-q", "--depth=2", f"file://{server}", "main:main", cwd=client)
    tree = recorder.git.read("rev-parse", "main^{tree}", cwd=client)
    commit = recorder.git.read("commit-tree", "-p", "main", "-m", "more", tree, cwd=client)
    recorder.git.run("update-ref", "refs/heads/main", commit, cwd=client)


def _shallow_server(recorder, server, client):
    full = recorder.repos.fresh()
    shutil.move(server, full)
    recorder.git.run("clone", "-q", "--bare", "--depth=2", f"file://{full}", server)
    shutil.rmtree(f"{server}/hooks", ignore_errors=True)


def record(recorder):
    for transport in ("git", "http", "stdio"):
        def push(name, description, *args, client="server", server="base", version=0, **more):
            recorder.record(f"push/{name}-v{version}-{transport}", description,
                            Run(["push", "-q", *args], client=client, server=server, protocol=version, transport=transport,
                                service="receive-pack", **more))

        push("update", "A branch moves on.", "{url}", "main")
        push("update", "A branch moves on.", "{url}", "main", version=1)
        push("create", "A new branch.", "{url}", "other")
        push("delete", "A branch goes: no pack follows.", "{url}", ":main", config={"receive.denyDeleteCurrent": "ignore"})
        push("hook-refuses", "pre-receive refuses, with a text in band 2.", "{url}", "main", "other", prepare=hook("pre-receive", "echo not today >&2", "exit 1"), fails=True)
        if transport == "stdio":
            continue
        push("dry-run", "Only looking, or nothing to do: a flush.", "--dry-run", "{url}", "main")
        push("several", "Update, create and delete at once.", "{url}", "main", "other", ":refs/tags/half", "main~1:refs/tags/light",
             prepare=lambda r, server, client: r.git.run("update-ref", "refs/tags/half", "main~2", cwd=server))
        push("option", "Two push options.", "-o", "first", "-o", "second=2", "{url}", "main", config={"receive.advertisePushOptions": "true"})
        push("atomic", "All or nothing: all.", "--atomic", "{url}", "main", "other")
        push("asked", "Protocol 2 is configured; a push asks for nothing.", "{url}", "main~1:main", version=2)
        if transport == "git":
            _only_git(push)
    _looks_older(recorder)
    _by_hand(recorder)


def _only_git(push):
    refused = {"fails": True}
    push("force", "Not a fast-forward, by force.", "--force", "{url}", "main~3:main")
    push("force-refused", "Not a fast-forward, and the server refuses that.", "--force", "{url}", "main~6:main",
         config={"receive.denyNonFastForwards": "true"}, **refused)
    push("delete-refused", "The server lets no ref go.", "{url}", ":main", config={"receive.denyDeletes": "true"}, **refused)
    push("delete-current", "The branch of HEAD may not go.", "{url}", ":main", **refused)
    push("delete-with-options", "A delete with push options: options, and no pack.", "-o", "why=old", "{url}", ":main",
         config={"receive.advertisePushOptions": "true", "receive.denyDeleteCurrent": "ignore"})
    push("atomic-refused", "All or nothing: nothing.", "--atomic", "{url}", "main", "other", prepare=hook("update", "test $1 != refs/heads/other"), **refused)
    push("update-hook", "The update hook refuses one of two.", "{url}", "main", "other",
         prepare=hook("update", "echo looking at $1", "test $1 != refs/heads/other"), **refused)
    push("post-receive", "Hooks speak after the report.", "{url}", "main", prepare=hook("post-receive", "echo thank you"))
    push("both-hooks", "Hooks speak before and after the report.", "{url}", "main",
         prepare=lambda *what: (hook("pre-receive", "echo before >&2")(*what), hook("post-update", "echo after")(*what)))
    push("hidden", "The ref is hidden at the server.", "{url}", "main:refs/secret/x", config={"receive.hideRefs": "refs/secret"}, **refused)
    push("empty-server", "The first push: capabilities^{}.", "{url}", "main", server="empty")
    push("all", "All branches.", "--all", "{url}", server="empty")
    push("mirror", "A mirror.", "--mirror", "{url}", client="tagged", server="empty")
    push("tags", "Annotated tags.", "--tags", "{url}", client="tagged", server="second")
    push("follow-tags", "The tags that point into it.", "--follow-tags", "{url}", "main", client="tagged", server="first")
    push("sha256", "Ids are SHA-256.", "{url}", "main", client="server-sha256", server="base-sha256")
    push("sha256-empty", "Ids are SHA-256, and there is no ref yet.", "{url}", "main", client="base-sha256", server="empty-sha256")
    push("thin", "The pack rests on an object of the server.", "{url}", "main", client="deltas", server="deltas-2")
    push("no-thin", "The pack rests on nothing else.", "--no-thin", "{url}", "main", client="deltas", server="deltas-2")
    push("no-ofs-delta", "Bases by id.", "--no-thin", "{url}", "main", client="deltas", server="empty", options=["repack.useDeltaBaseOffset=false"])
    push("alternates", "The server has objects of another repository: .have lines.", "{url}", "main", prepare=_alternate)
    push("shallow-client", "The client is shallow and says so.", "{url}", "main", client="empty", prepare=_shallow_client)
    push("shallow-server", "The server is shallow and says so.", "{url}", "main", prepare=_shallow_server)
    push("shallow-refused", "The client's history would make the server shallow.", "{url}", "main", client="empty", server="empty",
         prepare=_shallow_from_elsewhere, **refused)
    push("shallow-accepted", "The client's history makes the server shallow.", "{url}", "main", client="empty", server="empty",
         config={"receive.shallowUpdate": "true"}, prepare=_shallow_from_elsewhere)
    push("too-large", "The pack is larger than the server takes.", "{url}", "main", config={"receive.maxInputSize": "100"}, **refused)
    push("session-id", "Both sides name their session.", "{url}", "main", config={"transfer.advertiseSID": "true"}, options=["transfer.advertiseSID=true"])
    push("negotiate", "First a fetch that only negotiates, then the push.", "{url}", "main", options=["push.negotiate=true"], version=2,
         keep=((1, "-fetch"),))
    push("namespace", "Refs outside the namespace show as .have.", "{url}", "main", server_env={"GIT_NAMESPACE": "team"})
    push("broken-symref", "The ref is symbolic and points back at a ref that is pushed too.", "{url}", "main", "main~1:refs/heads/alias",
         prepare=lambda r, server, client: r.git.run("symbolic-ref", "refs/heads/alias", "refs/heads/main", cwd=server), **refused)


def _shallow_from_elsewhere(recorder, server, client):
    source = recorder.repos.client("base")
    recorder.git.run("fetch", "-q", "--depth=2", f"file://{source}", "main:main", cwd=client)


def _looks_older(recorder):
    recorder.record("push/progress-v0-git", "Progress from the other side in band 2.",
                    Run(["push", "--progress", "{url}", "main"], client="server", server="base", protocol=0))
    words = {
        "v1-report": ("report-status-v2",), "no-report": ("report-status", "report-status-v2"), "no-sideband": ("side-band-64k",),
        "v1-report-no-sideband": ("report-status-v2", "side-band-64k"),
        "no-report-no-sideband": ("report-status", "report-status-v2", "side-band-64k"), "no-ofs-delta-offered": ("ofs-delta",),
        "no-quiet": ("quiet",), "no-object-format": ("object-format",), "no-agent": ("agent",),
    }
    for name, misspelt in words.items():
        recorder.record(f"push/{name}-v0-git", f"The server looks older: {', '.join(misspelt)} misspelt.",
                        Run(["push", "-q", "{url}", "main", "other"], client="server", server="base", protocol=0, misspell=misspelt))
    for name, misspelt in list(words.items())[:4]:
        recorder.record(f"push/{name}-refused-v0-git", f"A hook refuses one ref; the server looks older: {', '.join(misspelt)} misspelt.",
                        Run(["push", "-q", "{url}", "main", "other"], client="server", server="base", protocol=0, misspell=misspelt,
                            prepare=hook("update", "test $1 != refs/heads/other"), fails=name != "no-report"))
    recorder.record("push/no-delete-refs-v0-git", "The server lets no ref go, as its advertisement says: the client asks nothing.",
                    Run(["push", "-q", "{url}", ":main"], client="server", server="base", protocol=0, misspell=("delete-refs",), fails=True))
    recorder.record("push/no-atomic-v0-git", "The server cannot do all or nothing: the client asks nothing.",
                    Run(["push", "-q", "--atomic", "{url}", "main"], client="server", server="base", protocol=0, misspell=("atomic",), fails=True))
    recorder.record("push/no-push-options-v0-git", "The server takes no options: the client asks nothing.",
                    Run(["push", "-q", "-o", "x", "{url}", "main"], client="server", server="base", protocol=0, fails=True))


def _by_hand(recorder):
    def by_hand(name, description, *steps, outcome="ok", **more):
        recorder.raw(f"push/{name}-v0-git", description, Run(protocol=0, service="receive-pack", server="base", outcome=outcome, **more), *steps)

    caps = f"\0report-status side-band-64k object-format=sha1 {_AGENT}"
    plain = f"\0report-status object-format=sha1 {_AGENT}"

    def create(ref, capabilities=caps):
        return lambda s: pkts(f"{_ZERO} {_tip(s)} {ref}{capabilities}", FLUSH) + _EMPTY_PACK

    by_hand("flush-only", "No command: the server leaves without a word.", FLUSH)
    by_hand("empty-pack", "The objects are there already: a pack without objects.", create("refs/heads/copy"))
    by_hand("funny-name", "A name that no ref may have.", create("refs/heads/a..b"))
    by_hand("not-in-refs", "A name outside refs/.", create("main"))
    by_hand("twice", "Two commands for one ref.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{plain}", f"{_ZERO} {_tip(s)} refs/heads/a", FLUSH) + _EMPTY_PACK)
    by_hand("stale", "The old id is not what the ref holds.", lambda s: pkts(f"{'12' * 20} {_tip(s)} refs/heads/main{plain}", FLUSH) + _EMPTY_PACK)
    by_hand("delete-missing", "A ref that is not there is to go.", lambda s: pkts(f"{_tip(s)} {_ZERO} refs/heads/none{plain}", FLUSH))
    by_hand("missing-object", "The new id is not in the pack.", lambda s: pkts(f"{_ZERO} {'12' * 20} refs/heads/a{plain}", FLUSH) + _EMPTY_PACK)
    by_hand("broken-pack", "The pack's checksum is wrong.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{plain}", FLUSH) + _EMPTY_PACK[:-1] + b"\0", None,
            outcome="violation by client, a pack with a wrong checksum")
    by_hand("no-pack", "The client closes where the pack should be.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{plain}", FLUSH), None)
    by_hand("no-pack-sideband", "The client closes where the pack should be; side-band.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{caps}", FLUSH), None)
    by_hand("half-pack", "The client closes inside the pack.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{plain}", FLUSH) + _EMPTY_PACK[:20], None,
            outcome="cut by client, inside the pack")
    by_hand("bad-command", "A command that is none.", pkts("move main to other\n", FLUSH), outcome="violation by client, a command without ids")
    by_hand("end-in-commands", "The client leaves between two commands.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{plain}"), None,
            outcome="cut by client, after the first command")
    by_hand("other-object-format", "The client speaks SHA-256.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a\0report-status object-format=sha256", FLUSH),
            outcome="cut by server, after the first command")
    by_hand("err-from-client", "The client says ERR instead of a command.", pkts("ERR no thank you"), outcome="error from client")
    by_hand("lf", "Lines end with LF.", lambda s: pkts(f"{_ZERO} {_tip(s)} refs/heads/a{plain}\n", f"{_ZERO} {_tip(s)} refs/heads/b\n", FLUSH) + _EMPTY_PACK)
