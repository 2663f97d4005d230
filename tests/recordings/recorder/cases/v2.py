"""What only protocol 2 has."""

import subprocess

from ..pktline import DELIM, FLUSH, pkts
from ..recorder import Run
from ..repos import unpack
from .errors import _tip

_REF_IN_WANT = {"uploadpack.allowRefInWant": "true"}
_SIDEBAND_ALL = {"uploadpack.allowSidebandAll": "true"}
_AGENT = "agent=git/0.hand"


def _oid(server, what):
    return subprocess.run(["git", "rev-parse", what], cwd=server, capture_output=True, text=True, check=True).stdout.strip()


def record(recorder):
    for transport in ("git", "http"):
        def run(name, description, *args, **more):
            recorder.record(f"v2/{name}-{transport}", description, Run(list(args), transport=transport, **more))

        clone = ("clone", "-q", "--bare", "{url}", "{fresh}")
        run("ref-in-want-clone", "Refs are wanted by name.", *clone, server="tagged", config=_REF_IN_WANT)
        run("ref-in-want-fetch", "A branch is wanted by name.", "fetch", "-q", "{url}", "main:main", client="base", server="server",
            config=_REF_IN_WANT)
        run("sideband-all-clone", "Each packet of the answer carries a band.", *clone, config=_SIDEBAND_ALL)
        run("sideband-all-fetch", "Each packet of the answer carries a band, acknowledgments too.", "fetch", "-q", "{url}", "main:main",
            client="client", server="server", config=_SIDEBAND_ALL)
        run("sideband-all-depth", "Each packet of the answer carries a band, the boundary too.", "clone", "-q", "--bare", "--depth=1", "{url}",
            "{fresh}", config=_SIDEBAND_ALL)
        if recorder.git.at_least(2, 32):
            _negotiate_only(run)
        run("server-option-fetch", "Server options go with each command.", "fetch", "-q", "-o", "one", "-o", "two=2", "{url}", "main:main",
            client="base", server="server")
        run("ref-in-want-depth", "wanted-refs come before shallow-info, and git's own client does not take that.", "clone", "-q", "--bare",
            "--depth=1", "{url}", "{fresh}", config=_REF_IN_WANT, fails=True)
    recorder.record("v2/sideband-all-refused-git", "An error under sideband-all comes in band 3.",
                    Run(["clone", "-q", "--bare", "--filter=tree:1", "{url}", "{fresh}"], outcome="error from server",
                        config=_SIDEBAND_ALL | {"uploadpack.allowFilter": "true", "uploadpackfilter.tree.allow": "false"}))
    recorder.record("v2/all-features-git", "Every feature is offered, several are used.",
                    Run(["clone", "-q", "--bare", "--filter=blob:none", "{url}", "{fresh}"], server="tagged",
                        config=_SIDEBAND_ALL | _REF_IN_WANT | {"uploadpack.allowFilter": "true", "transfer.advertiseSID": "true",
                                                               "transfer.advertiseObjectInfo": "true"},
                        options=["transfer.advertiseSID=true"]))
    _by_hand(recorder)
    _packfile_uris(recorder)
    if recorder.git.at_least(2, 32):
        _object_info(recorder)


def _negotiate_only(run):
    run("negotiate-only", "The client only asks what is in common.", "fetch", "-q", "--negotiate-only", "--negotiation-tip=local", "{url}",
        client="client", server="server")
    run("negotiate-only-all", "All is in common.", "fetch", "-q", "--negotiate-only", "--negotiation-tip=main", "{url}",
        client="base", server="server")
    run("negotiate-only-none", "Nothing is in common: the last request has neither want nor have, and the answer is an empty pack.", "fetch", "-q", "--negotiate-only", "--negotiation-tip=main", "{url}",
        client="deltas-2", server="server", fails=True)


def _by_hand(recorder):
    def by_hand(name, description, *steps, **more):
        recorder.raw(f"v2/{name}-git", description, Run(**more), *steps)

    ls_refs = pkts("command=ls-refs\n", DELIM, "ref-prefix HEAD\n", FLUSH)
    by_hand("several-commands", "Four commands on one connection.", ls_refs,
            lambda s: pkts("command=fetch", _AGENT, DELIM, f"want {_tip(s)}", f"have {_oid(s, 'main~2')}", FLUSH),
            lambda s: pkts("command=fetch", _AGENT, DELIM, f"want {_tip(s)}", f"have {_oid(s, 'main~2')}", "no-progress", "done", FLUSH), ls_refs, FLUSH)
    by_hand("no-wants", "A fetch without wants has no answer at all; the connection lives on.",
            lambda s: pkts("command=fetch", DELIM, f"have {_tip(s)}", FLUSH), ls_refs, None)
    if recorder.git.at_least(2, 32):
        _wait_for_done(by_hand)
    by_hand("no-delim", "A request without arguments and without delim.", pkts("command=ls-refs\n", FLUSH), None)
    by_hand("delim-only", "A delim, and no argument behind it.", pkts("command=ls-refs\n", DELIM, FLUSH), None)
    by_hand("capability-first", "Capabilities stand before the command.", pkts(_AGENT + "\n", "object-format=sha1\n", "command=ls-refs\n", DELIM, "peel\n", FLUSH), FLUSH)
    by_hand("leave-by-flush", "The client leaves at once, by a flush.", FLUSH)
    by_hand("leave-by-end", "The client leaves at once, by closing.", None)
    by_hand("prefixes", "Prefixes, peeled tags and symbolic refs.", pkts("command=ls-refs\n", DELIM, "peel\n", "symrefs\n", "ref-prefix refs/tags/v\n",
                                                                     "ref-prefix refs/heads/t\n", FLUSH), FLUSH, server="tagged")
    by_hand("prefix-of-nothing", "No ref has the prefix.", pkts("command=ls-refs\n", DELIM, "ref-prefix refs/none/\n", FLUSH), FLUSH)
    by_hand("unborn-allowed", "lsrefs.unborn=allow: not offered, but answered.", pkts("command=ls-refs\n", DELIM, "symrefs\n", "unborn\n", FLUSH), FLUSH,
            server="empty", config={"lsrefs.unborn": "allow"})
    by_hand("relative-depth", "deepen-relative.", lambda s: pkts(
        "command=fetch", DELIM, f"want {_tip(s)}\n", f"shallow {_oid(s, 'main~2')}\n", f"have {_tip(s)}\n", "deepen 1\n", "deepen-relative\n",
        "no-progress\n", "done\n", FLUSH), FLUSH, server="dated")
    by_hand("ready", "Enough is known: ready, delim, pack.", lambda s: pkts(
        "command=fetch", DELIM, f"want {_tip(s)}\n", "ofs-delta\n", "no-progress\n", f"have {_oid(s, 'main~1')}\n", FLUSH), FLUSH)
    by_hand("ready-depth", "ready, and a boundary before the pack.", lambda s: pkts(
        "command=fetch", DELIM, f"want {_tip(s)}\n", "deepen 3\n", "no-progress\n", f"have {_oid(s, 'main~1')}\n", FLUSH), FLUSH, server="dated")
    by_hand("nak", "Nothing is in common.", lambda s: pkts(
        "command=fetch", DELIM, f"want {_tip(s)}\n", f"have {'34' * 20}\n", f"have {'56' * 20}\n", FLUSH), FLUSH)
    by_hand("want-ref-and-want", "One ref by name, one by id.", lambda s: pkts(
        "command=fetch", DELIM, f"want {_oid(s, 'main~1')}\n", "want-ref refs/heads/topic\n", "no-progress\n", "done\n", FLUSH), FLUSH,
        server="tagged", config=_REF_IN_WANT)
    by_hand("sha256", "Ids are SHA-256.", pkts("command=ls-refs\n", "object-format=sha256\n", FLUSH), lambda s: pkts(
        "command=fetch", "object-format=sha256", DELIM, f"want {_tip(s)}\n", "no-progress\n", "done\n", FLUSH), FLUSH, server="first-sha256")
    by_hand("empty-pack", "The client has what it wants: a pack without objects.", lambda s: pkts(
        "command=fetch", DELIM, f"want {_tip(s)}\n", f"have {_tip(s)}\n", "no-progress\n", "done\n", FLUSH), FLUSH)


def _wait_for_done(by_hand):
    by_hand("wait-for-done", "Haves without wants, twice: no ready, no pack.",
            lambda s: pkts("command=fetch", DELIM, "wait-for-done\n", f"have {'34' * 20}\n", FLUSH),
            lambda s: pkts("command=fetch", DELIM, "wait-for-done\n", f"have {_tip(s)}\n", FLUSH), FLUSH)
    by_hand("wait-for-done-wants", "wait-for-done with a want: ACK, but no ready.",
            lambda s: pkts("command=fetch", DELIM, f"want {_tip(s)}\n", "wait-for-done\n", f"have {_oid(s, 'main~1')}\n", FLUSH), None)


def _packfile_uris(recorder):
    def offer(r, server, client):
        unpack(r, server)  # of a packed blob the server does not think
        r.git.run("config", "uploadpack.blobPackfileUri", f"{_oid(server, 'main:docs/big')} {'78' * 20} https://cdn.example/big.pack", cwd=server)

    def asked(*protocols, sideband):
        return lambda s: pkts("command=fetch", DELIM, f"want {_tip(s)}\n", "no-progress\n", "ofs-delta\n",
                              *(["sideband-all\n"] if sideband else []), f"packfile-uris {','.join(protocols)}\n", "done\n", FLUSH)

    recorder.raw("v2/packfile-uris-git", "A blob is left out of the pack, and stands in another one elsewhere.",
                 Run(server="tree", prepare=offer, config=_SIDEBAND_ALL), asked("https", sideband=True), FLUSH)
    recorder.raw("v2/packfile-uris-other-git", "No URI of the protocols asked for.",
                 Run(server="tree", prepare=offer, config=_SIDEBAND_ALL), asked("http", "ftp", sideband=True), FLUSH)
    recorder.raw("v2/packfile-uris-alone-git", "Without sideband-all the wish is not heard.",
                 Run(server="tree", prepare=offer, config=_SIDEBAND_ALL), asked("https", sideband=False), FLUSH)


def _object_info(recorder):
    def ask(*what):
        return lambda s: pkts("command=object-info", DELIM, "size\n", *[f"oid {_oid(s, one) if one.startswith('main') else one}\n" for one in what], FLUSH)

    config = {"transfer.advertiseObjectInfo": "true"}
    recorder.raw("v2/object-info-git", "The sizes of three objects.", Run(server="tree", config=config), ask("main:README", "main", "main:src"), FLUSH)
    recorder.raw("v2/object-info-unknown-git", "One of the objects is not there: nothing after the space.", Run(server="tree", config=config),
                 ask("main:README", "12" * 20, "main:docs/big"), FLUSH)
    recorder.raw("v2/object-info-nothing-git", "No object is named.", Run(server="tree", config=config), ask(), FLUSH)
    recorder.raw("v2/object-info-bad-git", "One of the ids is none: ERR in the middle, and the answer goes on.",
                 Run(server="tree", config=config, outcome="error from server, inside the answer"), ask("main:README", "readme", "main"), FLUSH)
