"""The pack without side-band, in small packets, and in large ones."""

from ..recorder import Run
from ..repos import large

_MODES = {"none": ("side-band", "side-band-64k"), "small": ("side-band-64k",)}


def record(recorder):
    for mode, words in _MODES.items():
        for version in (0, 1):
            for transport in ("git", "http"):
                recorder.record(f"sideband/{mode}-clone-v{version}-{transport}", f"Side-band: {mode}.",
                                Run(["clone", "-q", "--bare", "{url}", "{fresh}"], server="deltas", protocol=version, transport=transport,
                                    misspell=words))
        recorder.record(f"sideband/{mode}-progress-v0-git", f"Side-band: {mode}; progress is asked for.",
                        Run(["clone", "--progress", "--bare", "{url}", "{fresh}"], server="deltas", protocol=0, misspell=words))
        recorder.record(f"sideband/{mode}-fetch-v0-git", f"Side-band: {mode}; an incremental fetch.",
                        Run(["fetch", "-q", "{url}", "main:main"], client="deltas-2", server="deltas", protocol=0, misspell=words))
        recorder.record(f"sideband/{mode}-depth-v0-git", f"Side-band: {mode}; a shallow clone.",
                        Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], server="deltas", protocol=0, misspell=words))
    recorder.record("sideband/large-v2-git", "A pack of several packets.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], server="first", prepare=lambda r, server, client: large(r, client, server, 20000)))
    slow = {"GIT_CONFIG_COUNT": "2", "GIT_CONFIG_KEY_0": "uploadpack.packObjectsHook", "GIT_CONFIG_VALUE_0": "sleep 2;",
            "GIT_CONFIG_KEY_1": "uploadpack.keepAlive", "GIT_CONFIG_VALUE_1": "1"}
    for version in (0, 2):
        recorder.record(f"sideband/keepalive-v{version}-git", "The pack takes long to make: an empty packet of band 1 says that the server lives.",
                        Run(["clone", "-q", "--bare", "{url}", "{fresh}"], server="first", protocol=version, server_env=slow))
