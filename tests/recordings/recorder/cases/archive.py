"""upload-archive: argument lines, ACK, and the archive in band 1."""

from ..pktline import FLUSH, pkts
from ..recorder import Run


def record(recorder):
    for transport in ("git", "stdio"):
        def archive(name, description, *args, **more):
            recorder.record(f"archive/{name}-{transport}", description,
                            Run(["archive", "--remote={url}", *args], server="tree", service="upload-archive", protocol=more.pop("protocol", 0),
                                transport=transport, **more))

        archive("tar", "A tar of a branch.", "main")
        archive("zip", "A zip of a directory.", "--format=zip", "main", "src")
        archive("prefix", "A prefix and two paths.", "--format=zip", "--prefix=here/", "main", "README", "docs")
        archive("failing", "No such ref: band 2, then band 3.", "nothing", outcome="error from server")
        if transport == "stdio":
            continue
        archive("list", "The formats there are.", "--list")
        archive("verbose", "Names in band 2.", "-v", "main")
        archive("asked", "Protocol 2 is asked for and not spoken.", "--format=zip", "main", protocol=2)
        archive("unreachable", "An id is no ref.", "2ea3d483acdd43d49c042dc0550803e3c839dc38", outcome="error from server")
        archive("no-path", "A path that is not there.", "main", "nowhere", outcome="error from server")
    recorder.record("archive/no-repository-git", "The daemon knows no such repository.",
                    Run(["archive", "--remote={url}", "main"], server="missing", service="upload-archive", protocol=0, outcome="error from server"))
    hand = Run(server="tree", service="upload-archive", protocol=0)
    recorder.raw("archive/not-allowed-git", "An argument that only a local archive may have.",
                 Run(server="tree", service="upload-archive", protocol=0, outcome="error from server"),
                 pkts("argument --output=x\n", "argument main\n", FLUSH))
    recorder.raw("archive/too-many-git", "More arguments than there is room for.",
                 Run(server="tree", service="upload-archive", protocol=0, outcome="error from server"),
                 pkts(*["argument main\n"] * 65, FLUSH))
    recorder.raw("archive/no-lf-git", "Arguments without LF.", hand, pkts("argument --format=zip", "argument main", "argument README", FLUSH))
    recorder.raw("archive/bad-argument-git", "A line that is no argument.",
                 Run(server="tree", service="upload-archive", protocol=0, outcome="error from server"),
                 pkts("option main\n", FLUSH))
