"""Discovery by itself: v0 and v1 show all, v2 asks by prefix."""

from ..recorder import Run


def _aliases(recorder, server, client):
    recorder.git.run("symbolic-ref", "refs/heads/alias", "refs/heads/main", cwd=server)
    recorder.git.run("symbolic-ref", "refs/remotes/origin/HEAD", "refs/heads/topic", cwd=server)


def record(recorder):
    for version in (0, 1, 2):
        for transport in ("git", "http", "stdio"):
            def ls_remote(name, description, *args, **more):
                recorder.record(f"ls-remote/{name}-v{version}-{transport}", description,
                                Run(["ls-remote", *args], server=more.pop("server", "tagged"), protocol=version, transport=transport, **more))

            ls_remote("all", "All refs, tags peeled.", "{url}")
            if transport != "git":
                continue
            ls_remote("many", "Sixty refs.", "{url}", server="many-refs")
            ls_remote("symrefs", "Several symbolic refs.", "--symref", "{url}", prepare=_aliases)
            ls_remote("sha256", "Ids are SHA-256.", "{url}", server="tagged-sha256")
            if version < 2:
                continue
            ls_remote("heads", "Branches only.", "--heads", "{url}")
            ls_remote("tags", "Tags only.", "--tags", "{url}")
            ls_remote("option", "Two server options.", "-o", "first", "-o", "second=2", "{url}")
            ls_remote("empty", "No refs.", "{url}", server="empty")
            ls_remote("session-id", "Both sides name their session.", "{url}", config={"transfer.advertiseSID": "true"},
                      options=["transfer.advertiseSID=true"])
