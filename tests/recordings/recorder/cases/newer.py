"""What git 2.39 cannot do."""

from ..pktline import DELIM, FLUSH, pkts
from ..recorder import Run

_BUNDLES = {
    "uploadpack.advertiseBundleURIs": "true", "bundle.version": "1", "bundle.mode": "all", "bundle.heuristic": "creationToken",
    "bundle.first.uri": "http://127.0.0.1:1/first.bundle", "bundle.first.creationToken": "1",
    "bundle.second.uri": "second.bundle", "bundle.second.creationToken": "2",
}
_REMOTES = {
    "promisor.advertise": "true", "remote.lop.url": "https://lop.example/large objects.git", "remote.lop.promisor": "true",
    "remote.lop.partialCloneFilter": "blob:limit=5k", "remote.more.url": "https://more.example/x.git", "remote.more.promisor": "true",
    "uploadpack.allowFilter": "true",
}
_KNOWS_LOP = ["-c", "remote.lop.promisor=true", "-c", "remote.lop.fetch=+refs/heads/*:refs/remotes/lop/*",
              "-c", "remote.lop.url=https://lop.example/large objects.git"]


def record(recorder):
    git = recorder.git
    if git.at_least(2, 40):
        _bundle_uri(recorder)
    if git.at_least(2, 44):
        _archive_http(recorder)
    if git.at_least(2, 49):
        _promisor_remote(recorder)
    if git.at_least(2, 55):
        recorder.record("newer/negotiation-include-v2-git", "Haves that the client is told to send in any case.",
                        Run(["fetch", "-q", "--negotiation-include=main", "{url}", "main:main"], client="client", server="server"))
        recorder.record("newer/negotiation-restrict-v2-git", "Haves from one ref only.",
                        Run(["fetch", "-q", "--negotiation-restrict=main", "{url}", "main:main"], client="client", server="server"))


def _bundle_uri(recorder):
    clone = ["clone", "-q", "--bare", "{url}", "{fresh}"]
    for transport in ("git", "http"):
        recorder.record(f"bundle-uri/clone-{transport}", "The client asks where bundles are, cannot get them, and clones without.",
                        Run(clone, config=_BUNDLES, transport=transport, options=["transfer.bundleURI=true"]))
    recorder.record("bundle-uri/none-git", "No bundle is configured: the list is empty.",
                    Run(clone, config={"uploadpack.advertiseBundleURIs": "true"}, options=["transfer.bundleURI=true"]))
    recorder.record("bundle-uri/not-wanted-git", "The server offers bundles, the client does not ask.", Run(clone, config=_BUNDLES))
    recorder.raw("bundle-uri/by-hand-git", "The command and nothing else.", Run(config=_BUNDLES), pkts("command=bundle-uri\n", FLUSH), FLUSH)
    recorder.raw("bundle-uri/argument-git", "An argument: there is none that the command knows.",
                 Run(config=_BUNDLES, outcome="violation by client, an argument of a command that has none"),
                 pkts("command=bundle-uri\n", DELIM, "mode\n", FLUSH))


def _archive_http(recorder):
    def archive(name, description, *args, **more):
        recorder.record(f"archive-http/{name}", description,
                        Run(["archive", "--remote={url}", *args], server="tree", transport="http", service="upload-archive",
                            keep=((1, ""),), **more))

    archive("zip", "After a discovery of upload-pack in version 2, the archive comes from upload-archive.", "--format=zip", "main")
    archive("failing", "No such ref: band 2, then band 3.", "nothing", outcome="error from server")


def _promisor_remote(recorder):
    def clone(name, description, *args, config=None, transport="git", outcome="ok", options=()):
        recorder.record(f"promisor-remote/{name}-{transport}", description,
                        Run(["clone", "-q", "--bare", *args, "{url}", "{fresh}"], server="tree", config=_REMOTES | (config or {}),
                            transport=transport, options=list(options), outcome=outcome))

    clone("not-accepted", "Two promisor remotes are offered; the client takes none.", "--filter=blob:none")
    for transport in ("git", "http"):
        clone("all", "The client takes what it knows by name or not.", "--filter=blob:none", *_KNOWS_LOP, transport=transport,
              options=["promisor.acceptFromServer=all"])
    clone("known-name", "The client takes the remote whose name it knows.", "--filter=blob:none", *_KNOWS_LOP,
          options=["promisor.acceptFromServer=knownName"])
    clone("known-url", "The client takes the remote whose name and URL it knows.", "--filter=blob:none", *_KNOWS_LOP,
          options=["promisor.acceptFromServer=knownUrl"])
    if recorder.git.at_least(2, 52):
        fields = {"promisor.sendFields": "partialCloneFilter, token", "remote.lop.token": "secret=1;2"}
        clone("fields", "Each remote comes with its filter and its token.", "--filter=blob:none", *_KNOWS_LOP, config=fields,
              options=["promisor.acceptFromServer=all"])
        clone("bundles", "The reply goes with bundle-uri as well.", "--filter=blob:none", *_KNOWS_LOP, config=fields | _BUNDLES,
              options=["promisor.acceptFromServer=all", "transfer.bundleURI=true"])
    if recorder.git.at_least(2, 54):
        clone("filter-auto", "The client takes the filter that the remotes propose.", "--filter=auto", *_KNOWS_LOP,
              config={"promisor.sendFields": "partialCloneFilter"}, options=["promisor.acceptFromServer=all"])
