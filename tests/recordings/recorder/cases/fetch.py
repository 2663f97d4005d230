"""Fetches into a repository that has something already: every way to acknowledge, and every negotiator."""

from ..recorder import Run

_ALL = "+refs/heads/*:refs/heads/*"
_NONE, _MULTI = ("multi_ack", "multi_ack_detailed"), ("multi_ack_detailed",)

# Haves that are ancestors of the one already acknowledged get an ACK each, though a plain client reads one only.
_TROUBLE = " The server acknowledges more than once, and its own client then takes an ACK for a pack."


def record(recorder):
    for version in (0, 1, 2):
        for transport in ("git", "http", "stdio"):
            def fetch(name, description, *args, client="base", server="server", **more):
                recorder.record(f"fetch/{name}-v{version}-{transport}", description,
                                Run(["fetch", "-q", *(args or ("{url}", _ALL))], protocol=version, transport=transport, client=client,
                                    server=server, **more))

            fetch("incremental", "Two commits and a branch are new.")
            fetch("local-commits", "The client has forty commits that the server does not know: several blocks of haves.", client="client")
            if transport == "stdio":
                continue
            fetch("up-to-date", "Nothing is new.", server="base")
            fetch("unrelated", "Nothing is in common.", "{url}", "main:theirs", client="deltas-2")
            fetch("thin", "The pack rests on an object that only the client has.", client="deltas-2", server="deltas")
            fetch("tags", "Tags that point into what is fetched come along.", "{url}", "main:main", client="first", server="tagged")
            if transport == "http":
                continue
            fetch("only-tags", "The commits are there, the tags are not.", "--tags", "{url}", client="second", server="tagged")
            fetch("no-tags", "No tags are wanted.", "--no-tags", "{url}", "main:main", client="first", server="tagged")
            fetch("skipping", "The negotiator that skips.", client="client", options=["fetch.negotiationAlgorithm=skipping"])
            fetch("noop", "The negotiator that says nothing.", client="client", options=["fetch.negotiationAlgorithm=noop"])
            fetch("progress", "Band 2 carries progress.", "--progress", "{url}", _ALL)
            fetch("sha256", "Ids are SHA-256.", client="base-sha256", server="server-sha256")
            fetch("no-ofs-delta", "The client does not know offset deltas.", client="deltas-2", server="deltas",
                  options=["repack.useDeltaBaseOffset=false"])
            recorder.record(f"fetch/plumbing-v{version}-git", "fetch-pack by itself: no thin pack.",
                            Run(["fetch-pack", "-q", "{url}", "refs/heads/main"], protocol=version, client="deltas-2", server="deltas"))
            if version == 2:
                continue
            for words, ending, doc in ((_NONE, "ack", "The server looks older: plain ACKs"), (_MULTI, "multi-ack", "The server looks older: multi_ack")):
                fetch(f"{ending}-incremental", f"{doc}.{_TROUBLE if words is _NONE else ''}", misspell=words, fails=words is _NONE)
                fetch(f"{ending}-local-commits", f"{doc}; several blocks of haves.{_TROUBLE if words is _NONE else ''}", client="client",
                      misspell=words, fails=words is _NONE)
                fetch(f"{ending}-one-common", f"{doc}; one commit is in common.", "{url}", "main:main", client="first", misspell=words)
                fetch(f"{ending}-unrelated", f"{doc}; nothing is in common.", "{url}", "main:theirs", client="deltas-2", misspell=words)
    recorder.record("fetch/no-no-done-v0-http", "The server does not offer no-done: another round.",
                    Run(["fetch", "-q", "{url}", _ALL], protocol=0, transport="http", client="client", server="server", misspell=("no-done",)))
