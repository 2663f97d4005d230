"""The shallow family: depth, date and exclusion, deepening, unshallowing, and a server that is shallow itself."""

import shutil

from ..recorder import Run

_SINCE = "--shallow-since=2023-11-20T00:00:00+0000"


def _shallow_client(depth):
    def prepare(recorder, server, client):
        recorder.git.run("fetch", "-q", f"--depth={depth}", f"file://{server}", "main:main", cwd=client)
    return prepare


def _shallow_server(depth):
    def prepare(recorder, server, client):
        full = recorder.repos.fresh()
        shutil.move(server, full)
        recorder.git.run("clone", "-q", "--bare", "--no-single-branch", f"--depth={depth}", f"file://{full}", server)
        shutil.rmtree(f"{server}/hooks", ignore_errors=True)
    return prepare


def record(recorder):
    for version in (0, 1, 2):
        for transport in ("git", "http"):
            def shallow(name, description, *args, **more):
                recorder.record(f"shallow/{name}-v{version}-{transport}", description,
                                Run(list(args), server="dated", protocol=version, transport=transport, **more))

            def clone(name, description, *options, **more):
                shallow(f"clone-{name}", description, "clone", "-q", "--bare", *options, "{url}", "{fresh}", **more)

            def fetch(name, description, *options, depth=3, refs=("main:main",), **more):
                shallow(f"fetch-{name}", description, "fetch", "-q", *options, "{url}", *refs, client="empty", prepare=_shallow_client(depth), **more)

            clone("depth", "The last commit only.", "--depth=1")
            clone("since", "What is younger than a date.", _SINCE)
            fetch("relative", "Two commits deeper than before.", "--deepen=2")
            fetch("unshallow", "All history after all.", "--unshallow")
            clone("from-shallow", "The server is shallow and says so.", prepare=_shallow_server(3))
            if version == 1 or (transport == "http" and version == 2):
                continue
            clone("depth-3", "Three commits of each branch.", "--depth=3", "--no-single-branch")
            clone("exclude", "What a tag cannot reach.", "--shallow-exclude=half")
            clone("since-exclude", "A date and a tag together.", _SINCE, "--shallow-exclude=third")
            clone("too-deep", "Deeper than history goes: the list of boundaries is empty.", "--depth=50")
            clone("from-shallow-depth", "The server is shallow, the client wants less still.", "--depth=2", prepare=_shallow_server(3))
            fetch("depth", "Another depth from the tip.", "--depth=5")
            fetch("less", "A smaller depth than before.", "--depth=1")
            fetch("since", "A date.", _SINCE)
            fetch("exclude", "A tag.", "--shallow-exclude=third")
            fetch("plain", "The client is shallow and asks for no depth.", refs=("side:side",))
            fetch("all", "Unshallow and a branch.", "--unshallow", refs=("main:main", "side:side"))
            shallow("fetch-from-shallow", "A new boundary comes with the fetch.", "fetch", "-q", "--update-shallow", "{url}", "main:main",
                    client="empty", prepare=_shallow_server(3))
            if (version, transport) == (0, "git"):
                shallow("fetch-from-shallow-refused", "Boundaries from the server are not taken: no want follows.", "fetch", "-q", "{url}",
                        "main:main", client="empty", prepare=_shallow_server(3))
            shallow("nothing-left", "No commit is that young: the server leaves without a word.", "clone", "-q", "--bare",
                    "--shallow-since=2030-01-01T00:00:00+0000", "{url}", "{fresh}", outcome="cut by server, after the wants")
    recorder.record("shallow/clone-depth-v0-stdio", "The last commit only.",
                    Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], server="dated", protocol=0, transport="stdio"))
    recorder.record("shallow/clone-depth-v2-stdio", "The last commit only.",
                    Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], server="dated", protocol=2, transport="stdio"))
    recorder.record("shallow/clone-sha256-v0-git", "The last commit only; ids are SHA-256.",
                    Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], server="dated-sha256", protocol=0))
    recorder.record("shallow/clone-sha256-v2-git", "The last commit only; ids are SHA-256.",
                    Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], server="dated-sha256", protocol=2))
