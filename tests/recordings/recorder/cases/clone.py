"""Clones: every version and transport, and every shape of repository."""

from ..recorder import Run


def _set_head(target):
    return lambda recorder, server, client: recorder.git.run("symbolic-ref", "HEAD", target, cwd=server)


def _detach(recorder, server, client):
    recorder.git.run("update-ref", "--no-deref", "HEAD", "refs/heads/main~1", cwd=server)


def _more_symrefs(recorder, server, client):
    recorder.git.run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/topic", cwd=server)
    recorder.git.run("symbolic-ref", "refs/heads/alias", "refs/heads/main", cwd=server)


def record(recorder):
    for version in (0, 1, 2):
        for transport in ("git", "http", "stdio"):
            def clone(name, description, *options, **more):
                recorder.record(f"clone/{name}-v{version}-{transport}", description,
                                Run(["clone", "-q", "--bare", *options, "{url}", "{fresh}"], protocol=version, transport=transport, **more))

            clone("plain", "A repository of four commits.")
            clone("empty", "A repository with no ref at all.", server="empty")
            clone("sha256", "A repository whose ids are SHA-256.", server="history-sha256")
            if transport == "stdio":
                continue
            clone("tags", "Annotated tags, a tag of a tag and a light tag: peeled lines.", server="tagged")
            clone("detached", "HEAD holds an id.", server="history", prepare=_detach)
            clone("unborn", "HEAD names a branch that is not there; another is.", server="history", prepare=_set_head("refs/heads/trunk"))
            if transport == "http":
                continue
            clone("mirror", "All refs, symbolic ones among them.", "--mirror", server="tagged", prepare=_more_symrefs)
            clone("one-branch", "One branch, no tags.", "--single-branch", "--branch=topic", "--no-tags", server="tagged")
            clone("one-tag", "One branch; the server adds the tags that point into it.", "--single-branch", server="tagged")
            clone("deltas", "Versions of one file: the pack holds offset deltas.", server="deltas")
            clone("ref-deltas", "The client does not know offset deltas.", server="deltas", options=["repack.useDeltaBaseOffset=false"])
            clone("hidden", "The server hides two refs.", server="tagged", config={"uploadpack.hideRefs": ["refs/heads/topic", "refs/tags/v"]})
            clone("session-id", "Both sides name their session.", config={"transfer.advertiseSID": "true"}, options=["transfer.advertiseSID=true"])
    recorder.record("clone/progress-v0-git", "Band 2 carries progress.",
                    Run(["clone", "--progress", "--bare", "{url}", "{fresh}"], protocol=0))
    recorder.record("clone/progress-v2-git", "Band 2 carries progress.",
                    Run(["clone", "--progress", "--bare", "{url}", "{fresh}"], protocol=2))
    recorder.record("clone/unborn-off-v2-git", "An empty repository; lsrefs.unborn is ignore.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], server="empty", config={"lsrefs.unborn": "ignore"}))
    recorder.record("clone/unborn-trunk-v2-git", "An empty repository whose HEAD is to be trunk.",
                    Run(["clone", "-q", "--bare", "{url}", "{fresh}"], server="empty", prepare=_set_head("refs/heads/trunk")))
