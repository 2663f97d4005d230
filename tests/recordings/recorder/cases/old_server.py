"""Servers that look older: one word of the advertisement is misspelt, so that the client does without it."""

from ..recorder import Run

_V0 = ("thin-pack", "ofs-delta", "include-tag", "no-progress", "symref", "object-format", "agent", "deepen-since", "deepen-not")
_V2 = ("unborn", "server-option", "object-format", "agent", "wait-for-done")


def record(recorder):
    for version, words in ((0, _V0), (2, _V2)):
        for word in words:
            recorder.record(f"old-server/no-{word}-v{version}-git", f"The server does not offer {word}.",
                            Run(["fetch", "-q", "{url}", "main:main"], client="deltas-2", server="deltas", protocol=version, misspell=(word,)))
    recorder.record("old-server/no-symref-clone-v0-git", "The client guesses the default branch.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], protocol=0, misspell=("symref",)))
    recorder.record("old-server/no-shallow-v2-git", "fetch without the feature shallow: a depth cannot be asked for.",
                    Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], protocol=2, misspell=("shallow",), fails=True))
    recorder.record("old-server/no-shallow-v0-git", "No shallow: a depth cannot be asked for.",
                    Run(["clone", "-q", "--bare", "--depth=1", "{url}", "{fresh}"], protocol=0, misspell=("shallow",), fails=True))
    recorder.record("old-server/bare-v0-git", "Hardly any capability is left.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], server="deltas", protocol=0,
                        misspell=("multi_ack", "multi_ack_detailed", "side-band", "side-band-64k", "thin-pack", "ofs-delta", "shallow",
                                  "include-tag", "no-progress", "symref", "object-format", "agent", "deepen-since", "deepen-not",
                                  "deepen-relative")))
