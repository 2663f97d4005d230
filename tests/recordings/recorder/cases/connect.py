"""The request line of git://: hosts, and what may follow the second NUL."""

from ..pktline import FLUSH
from ..recorder import Run


def record(recorder):
    def connect(name, description, request, protocol=0, service="upload-pack", **more):
        recorder.raw(f"connect/{name}", description, Run(request=request, protocol=protocol, service=service, server="first", **more), FLUSH)

    connect("no-host", "No host.", "git-upload-pack /first.git\0")
    connect("no-nul", "Nothing but the path.", "git-upload-pack /first.git",
            outcome="violation by client, a path without NUL, which the server forgives")
    connect("lf", "LF at the end of the path.", "git-upload-pack /first.git\n\0host=git.example\0")
    connect("port", "A host with a port.", "git-upload-pack /first.git\0host=git.example:9419\0\0version=2\0", 2)
    connect("ipv6", "A host that is an address.", "git-upload-pack /first.git\0host=[::1]:9418\0\0version=1\0", 1)
    connect("no-host-version", "No host, but a version.", "git-upload-pack /first.git\0\0version=2\0", 2)
    connect("upper-case-host", "The key of the host in capitals.", "git-upload-pack /first.git\0HOST=git.example\0\0version=2\0", 2)
    connect("unknown-extra", "An extra that nobody knows.", "git-upload-pack /first.git\0host=git.example\0\0version=2\0colour=blue\0", 2)
    connect("two-versions", "Two versions: the higher one counts.", "git-upload-pack /first.git\0host=git.example\0\0version=1\0version=2\0", 2)
    connect("unknown-version", "A version that nobody knows: version 0 is spoken.", "git-upload-pack /first.git\0host=git.example\0\0version=9\0", 9)
    connect("push-version-2", "receive-pack knows no version 2.", "git-receive-pack /first.git\0host=git.example\0\0version=2\0", 2, "receive-pack")
    connect("push-version-1", "receive-pack in version 1.", "git-receive-pack /first.git\0host=git.example\0\0version=1\0", 1, "receive-pack")
    connect("other-key", "Something else stands where the host should.", "git-upload-pack /first.git\0colour=blue\0",
            outcome="violation by client, an extra before the second NUL")
    connect("unknown-service", "A service that nobody knows.", "git-fly /first.git\0host=git.example\0", service="fly",
            outcome="cut by server, after the request line")
