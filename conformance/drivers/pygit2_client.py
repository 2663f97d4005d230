"""libgit2, by pygit2, as a client: a driver for the suite (README.md)."""
import os

import pygit2

from driver import run


class Callbacks(pygit2.RemoteCallbacks):
    """Keeps what the server refuses."""

    def __init__(self):
        super().__init__()
        self.refused = []

    def push_update_reference(self, refname, message):
        if message is not None:
            self.refused.append(f"{refname}: {message}")


def remote(repo, url):
    repo.remotes.create("there", url)
    # Else libgit2 moves the refs of a remote too, and puts tags where it likes.
    repo.config.delete_multivar("remote.there.fetch", ".*")
    repo.config["remote.there.tagOpt"] = "--no-tags"
    return repo.remotes["there"]


def list_refs(task):
    for found in remote(pygit2.init_repository(task.dir, bare=True), task.url).ls_remotes():
        if not task.specs or any(found["name"].startswith(spec) for spec in task.specs):
            os.write(1, os.fsencode(f"{found['oid']}\t{found['name']}\n"))


def clone(task):
    remote(pygit2.init_repository(task.dir, bare=True), task.url).fetch(["+refs/*:refs/*"])


def fetch(task):
    remote(pygit2.Repository(task.dir), task.url).fetch(task.specs)


def push(task):
    callbacks = Callbacks()
    specs = [spec if ":" in spec else f"{spec}:{spec}" for spec in task.specs]
    remote(pygit2.Repository(task.dir), task.url).push(specs, callbacks)
    if callbacks.refused:
        raise ValueError("; ".join(callbacks.refused))


run({"list": list_refs, "clone": clone, "fetch": fetch, "push": push}, {"protocol"})
