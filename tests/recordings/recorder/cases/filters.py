"""Partial clones: the filter line, what the server refuses, and the fetch of what is missing."""

from ..recorder import Run

_ALLOW = {"uploadpack.allowFilter": "true", "uploadpack.allowAnySHA1InWant": "true"}
_FILTERS = {"blob-none": "blob:none", "blob-limit": "blob:limit=100", "tree-0": "tree:0", "tree-2": "tree:2",
            "sparse": "sparse:oid=spec:sparse", "combine": "combine:blob:none+tree:3", "type": "object:type=commit"}


def _partial_client(recorder, server, client):
    recorder.git.run("config", "uploadpack.allowFilter", "true", cwd=server)
    recorder.git.run("config", "remote.origin.url", f"file://{server}", cwd=client)
    recorder.git.run("fetch", "-q", "--filter=blob:none", "origin", "main:main", cwd=client)
    recorder.git.run("config", "--unset", "remote.origin.url", cwd=client)


def record(recorder):
    for version in (0, 2):
        for name, filter_spec in _FILTERS.items():
            recorder.record(f"filter/{name}-v{version}-git", f"A clone without what {filter_spec} leaves out.",
                            Run(["clone", "-q", "--bare", f"--filter={filter_spec}", "{url}", "{fresh}"], server="tree", protocol=version,
                                config=_ALLOW))
        recorder.record(f"filter/blob-none-v{version}-http", "A clone without blobs.",
                        Run(["clone", "-q", "--bare", "--filter=blob:none", "{url}", "{fresh}"], server="tree", protocol=version,
                            transport="http", config=_ALLOW))
        recorder.record(f"filter/depth-v{version}-git", "A filter and a depth.",
                        Run(["clone", "-q", "--bare", "--depth=1", "--filter=blob:none", "{url}", "{fresh}"], server="tree", protocol=version,
                            config=_ALLOW))
        for transport in ("git", "http"):
            recorder.record(f"filter/lazy-v{version}-{transport}", "A missing blob is fetched by its id.",
                            Run(["cat-file", "-p", "main:src/a"], server="tree", client="empty", protocol=version, transport=transport,
                                config=_ALLOW, prepare=_partial_client, options=["remote.origin.url={url}"]))
        recorder.record(f"filter/not-offered-v{version}-git", "The server knows no filters: the client warns and takes all.",
                        Run(["clone", "-q", "--bare", "--filter=blob:none", "{url}", "{fresh}"], server="tree", protocol=version))
        recorder.record(f"filter/refused-v{version}-git", "The server allows no filter of this kind.",
                        Run(["clone", "-q", "--bare", "--filter=tree:1", "{url}", "{fresh}"], server="tree", protocol=version,
                            config=_ALLOW | {"uploadpackfilter.tree.allow": "false"}, outcome="error from server"))
        recorder.record(f"filter/refused-depth-v{version}-git", "The server limits the depth of tree filters.",
                        Run(["clone", "-q", "--bare", "--filter=tree:5", "{url}", "{fresh}"], server="tree", protocol=version,
                            config=_ALLOW | {"uploadpackfilter.tree.maxDepth": "2"}, outcome="error from server"))
