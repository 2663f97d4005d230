"""The repositories the sessions are about: a few commits, tiny blobs, the same ids in each run."""

import glob
import os
import shutil

START, DAY = 1700000000, 86400
_WHO = "A U Thor <author@example.com>"


def _commit(branch, mark, when, text, files, parent=None):
    lines = [f"commit {branch}", f"mark :{mark}", f"author {_WHO} {when} +0000", f"committer {_WHO} {when} +0000",
             f"data {len(text) + 1}", text]
    if parent:
        lines.append(f"from {parent}")
    for path, content in files.items():
        lines += [f"M 100644 inline {path}", f"data {len(content)}", content]
    return "\n".join(lines) + "\n"


def _tag(name, target, when, text):
    return f"tag {name}\nfrom {target}\ntagger {_WHO} {when} +0000\ndata {len(text) + 1}\n{text}\n"


def _line_of_work(count, branch="refs/heads/main", first=1, parent=None, path="file", offset=0):
    out = []
    for i in range(count):
        mark = first + i
        out.append(_commit(branch, mark, START + (offset + i) * DAY, f"{path} {i + 1}", {path: f"{path} {i + 1}\n"},
                           parent if i == 0 else None))
    return "".join(out)


def _long_text(changed):
    """Long enough that git keeps the second version as a delta of the first."""
    words = "acorn birch cedar dogwood elm fir ginkgo hazel".split()
    lines = [f"{i:03} {words[i % 8]} {words[i * 5 % 8]} {words[i * 3 % 8]} {i * 7919 % 1000}" for i in range(60)]
    for i in range(changed):
        lines[i * 11 % 60] = f"changed {i}"
    return "\n".join(lines) + "\n"


def _history():
    return _line_of_work(4)


def _tagged():
    out = _line_of_work(3) + _commit("refs/heads/topic", 10, START + 5 * DAY, "topic", {"topic": "t\n"}, "refs/heads/main")
    out += "reset refs/tags/light\nfrom :1\n\n" + _tag("v1.0", ":2", START + 6 * DAY, "one") + _tag("v2.0", ":3", START + 7 * DAY, "two")
    return out + f"tag nested\nmark :20\nfrom :3\ntagger {_WHO} {START} +0000\ndata 6\ninner\n" + _tag("nested-outer", ":20", START, "outer")


def _dated():
    """Ten commits, a day each, with a side branch that forks at the fifth."""
    return (_line_of_work(10) + _line_of_work(3, "refs/heads/side", 20, ":5", "side", 5) + "reset refs/tags/half\nfrom :5\n\n"
            + "reset refs/tags/third\nfrom :3\n\n")


def _deltas(count):
    return "".join(_commit("refs/heads/main", i + 1, START + i * DAY, f"text {i + 1}", {"text": _long_text(i)}) for i in range(count))


def _tree():
    files = {"README": "readme\n", "src/a": "a\n", "src/deep/b": "b\n", "docs/big": "big " * 64 + "\n"}
    return (_commit("refs/heads/main", 1, START, "tree", files)
            + _commit("refs/heads/main", 2, START + DAY, "more", {"src/a": "a2\n"})
            + _commit("refs/heads/spec", 3, START, "spec", {"sparse": "/src/\n"}))


def _many_refs():
    out = _line_of_work(2)
    for i in range(30):
        out += f"reset refs/heads/b{i:02}\nfrom :{1 + i % 2}\n\nreset refs/tags/t{i:02}\nfrom :{2 - i % 2}\n\n"
    return out


def _diverged_base():
    return _line_of_work(5)


def _diverged_server():
    """What the base became on the server: two more commits on main, and a branch of its own."""
    return _line_of_work(7) + _line_of_work(2, "refs/heads/other", 40, ":5", "other", 20)


def _diverged_client():
    """What the base became at the client: forty commits that the server has never seen."""
    return _line_of_work(5) + _line_of_work(40, "refs/heads/local", 50, ":5", "local", 30)


STREAMS = {
    "empty": lambda: "", "history": _history, "tagged": _tagged, "dated": _dated, "tree": _tree, "many-refs": _many_refs,
    "deltas": lambda: _deltas(5), "deltas-2": lambda: _deltas(2), "base": _diverged_base, "server": _diverged_server,
    "client": _diverged_client, "first": lambda: _line_of_work(1), "second": lambda: _line_of_work(2),
}


def unpack(recorder, path):
    """Makes all objects of a repository loose."""
    for pack in glob.glob(f"{path}/objects/pack/*.pack"):
        with open(pack, "rb") as file:
            data = file.read()
        for left in glob.glob(f"{path}/objects/pack/*"):
            os.unlink(left)
        recorder.git.run("unpack-objects", "-q", cwd=path, data=data)


def large(recorder, other, path, size=66000):
    """A commit that does not fit into the smallest post buffer, for its blob cannot be deflated."""
    git, noise, state = recorder.git, bytearray(), 1
    while len(noise) < size:
        state = state * 6364136223846793005 + 1442695040888963407 & (1 << 64) - 1
        noise.append(state >> 56)
    blob = git.run("hash-object", "-w", "--stdin", cwd=path, data=bytes(noise)).stdout.decode().strip()
    tree = git.run("mktree", cwd=path, data=f"100644 blob {blob}\tnoise\n".encode()).stdout.decode().strip()
    git.run("update-ref", "refs/heads/main", git.read("commit-tree", "-p", "main", "-m", "noise", tree, cwd=path), cwd=path)


class Repositories:
    """Makes each template once, and a fresh copy for each session."""

    def __init__(self, git):
        self._git, self._made, self._count = git, set(), 0

    def copy(self, template, into):
        """`template` is a name of STREAMS, with `-sha256` behind it for the other object format."""
        source = f"{self._git.work}/templates/{template}"
        if template not in self._made:
            self._make(template, source)
            self._made.add(template)
        shutil.copytree(source, into, symlinks=True)
        return into

    def client(self, template):
        self._count += 1
        return self.copy(template, f"{self._git.work}/client-{self._count}.git")

    def fresh(self):
        """A path where nothing is yet."""
        self._count += 1
        return f"{self._git.work}/fresh-{self._count}"

    def _make(self, template, path):
        name, _, object_format = template.partition("-sha256")
        object_format = "sha256" if template.endswith("-sha256") else "sha1"
        self._git.run("init", "-q", "--bare", f"--object-format={object_format}", path)
        stream = STREAMS[name]()
        if stream:
            self._git.run("fast-import", "--quiet", cwd=path, data=stream.encode())
        self._git.run("repack", "-adfq", cwd=path)
        shutil.rmtree(f"{path}/hooks", ignore_errors=True)
