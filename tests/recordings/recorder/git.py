"""The git that is recorded: the installed one, another binary, or one inside a root directory (debootstrap) entered by chroot."""

import os
import re
import shutil
import subprocess
import tempfile

_BASE_TIME = "1700000000 +0000"


class Git:
    def __init__(self, binary="git", root=None):
        self.root = os.path.abspath(root) if root else None
        self.binary = binary
        self.work = tempfile.mkdtemp(prefix="gitproto-recorder-")
        if self.root:
            # The same path must mean the same directory inside and outside.
            inside = self.root + self.work
            os.rmdir(self.work)
            os.makedirs(inside)
            os.symlink(inside, self.work)
        os.makedirs(f"{self.work}/home")
        os.makedirs(f"{self.work}/srv")
        with open(f"{self.work}/home/.gitconfig", "w", encoding="utf-8") as config:
            config.write(
                "[user]\n\tname = A U Thor\n\temail = author@example.com\n[init]\n\tdefaultBranch = main\n"
                "[safe]\n\tdirectory = *\n[pack]\n\tthreads = 1\n[gc]\n\tauto = 0\n[maintenance]\n\tauto = false\n"
                "[receive]\n\tautogc = false\n[protocol \"file\"]\n\tallow = always\n[advice]\n\tdetachedHead = false\n"
            )
        self.version = re.match(r"git version (\d+\.\d+(\.\d+)?)", self.run("version").stdout.decode())[1]

    def at_least(self, *version):
        return tuple(int(part) for part in self.version.split("."))[:len(version)] >= version

    def close(self):
        if self.root:
            os.unlink(self.work)
            shutil.rmtree(self.root + self.work, ignore_errors=True)
        else:
            shutil.rmtree(self.work, ignore_errors=True)

    def env(self, extra=None):
        env = {
            "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": f"{self.work}/home", "LC_ALL": "C", "TZ": "UTC",
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", "GIT_AUTHOR_DATE": _BASE_TIME, "GIT_COMMITTER_DATE": _BASE_TIME,
            "GIT_OVERRIDE_VIRTUAL_HOST": "git.example",
        }
        env.update(extra or {})
        return env

    def popen(self, *args, cwd=None, env=None, **streams):
        cwd = cwd or self.work

        def enter():
            os.chroot(self.root)
            os.chdir(cwd)

        return subprocess.Popen(
            [self.binary, *args], env=self.env(env), preexec_fn=enter if self.root else None, cwd=None if self.root else cwd, **streams)

    def run(self, *args, cwd=None, env=None, data=b"", check=True):
        process = self.popen(*args, cwd=cwd, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        try:
            out, err = process.communicate(data, timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += b"(timed out)"
        if check and process.returncode != 0:
            raise RuntimeError(f"git {' '.join(args)}: {process.returncode}\n{err.decode(errors='replace')}")
        return subprocess.CompletedProcess(args, process.returncode, out, err)

    def read(self, *args, cwd):
        return self.run(*args, cwd=cwd).stdout.decode().strip()
