"""Dulwich as a client: a driver for the suite (README.md)."""
import os

from dulwich.client import get_transport_and_path
from dulwich.objects import ZERO_SHA
from dulwich.refs import ANNOTATED_TAG_SUFFIX
from dulwich.repo import Repo

from driver import matches, run


def peeled(name):
    return name.endswith(ANNOTATED_TAG_SUFFIX)


def lines(refs):
    return "".join(f"{refs[name].decode()}\t{os.fsdecode(name)}\n" for name in sorted(refs, key=lambda name: (name != b"HEAD", name)))


def list_refs(task):
    client, path = get_transport_and_path(task.url)
    refs = client.get_refs(path)
    wanted = {name: id for name, id in refs.items() if not task.specs or any(os.fsdecode(name).startswith(spec) for spec in task.specs)}
    os.write(1, os.fsencode(lines(wanted)))


def get(task, repo, specs, depth=None):
    client, path = get_transport_and_path(task.url)

    def wants(refs, depth=None):
        ids = {id for name, id in refs.items() if not peeled(name) and matches(os.fsdecode(name), specs)}
        return [id for id in ids if depth or id not in repo.object_store]

    result = client.fetch(path, repo, determine_wants=wants, depth=depth)
    there = {os.fsdecode(name): id for name, id in result.refs.items() if id is not None and not peeled(name)}
    for spec in specs:
        source = spec.lstrip("+").partition(":")[0]
        if "*" not in source and source not in there:
            raise KeyError(f"the server has no {source}")
    for name, id in there.items():
        for target in matches(name, specs):
            if target:
                repo.refs[os.fsencode(target)] = id


def clone(task):
    os.mkdir(task.dir)
    get(task, Repo.init_bare(task.dir), ["+refs/*:refs/*"])


def fetch(task):
    get(task, Repo(task.dir), task.specs, int(task.options["depth"]) if "depth" in task.options else None)


def push(task):
    repo = Repo(task.dir)
    client, path = get_transport_and_path(task.url)
    news = {}

    def updates(refs):
        for spec in task.specs:
            source, _, target = spec.lstrip("+").partition(":")
            target = os.fsencode(target or source)
            news[target] = repo.refs[os.fsencode(source)] if source else ZERO_SHA
        return news

    result = client.send_pack(path, updates, generate_pack_data=repo.generate_pack_data)
    refused = {name: why for name, why in (result.ref_status or {}).items() if why}
    if refused:
        raise ValueError(refused)


def archive(task):
    client, path = get_transport_and_path(task.url)
    said = []
    with open(task.dir, "wb") as file:
        client.archive(path, os.fsencode(task.options["tree"]), file.write, progress=lambda _: None, write_error=said.append,
                       format=os.fsencode(task.options["format"]) if "format" in task.options else None, subdirs=[os.fsencode(path) for path in task.specs])
        written = file.tell()
    if said or not written:
        raise ValueError(b"".join(said) or "the server sent nothing")


run({"list": list_refs, "clone": clone, "fetch": fetch, "push": push, "archive": archive}, {"protocol", "depth", "tree", "format"})
