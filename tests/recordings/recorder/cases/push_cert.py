"""Signed pushes. The nonce holds the time and the key is new, so these differ in each run."""

import os
import subprocess

from ..recorder import Run

_SERVER = {"receive.certNonceSeed": "seed"}


def _ssh_key(recorder, server, client):
    path = f"{recorder.git.work}/key"
    if not os.path.exists(path):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "recorder", "-f", path], check=True)
    recorder.git.run("config", "gpg.format", "ssh", cwd=client)
    recorder.git.run("config", "user.signingKey", f"{path}.pub", cwd=client)


def record(recorder):
    try:
        subprocess.run(["ssh-keygen", "-?"], capture_output=True, check=False)
    except FileNotFoundError:
        print("no ssh-keygen: no push certificates")
        return
    if not recorder.git.at_least(2, 34):
        return  # signs with OpenPGP only
    for transport in ("git", "http"):
        def push(name, description, *args, **more):
            more["config"] = _SERVER | more.get("config", {})
            recorder.record(f"push-cert/{name}-{transport}", description,
                            Run(["push", "-q", "--signed=if-asked", *args], client="server", server=more.pop("server", "base"), protocol=0,
                                transport=transport, prepare=_ssh_key, **more))

        push("update", "A signed update.", "{url}", "main")
        if transport == "http":
            continue
        push("several", "Update and create, signed.", "{url}", "main", "other")
        push("delete", "A signed delete: no pack.", "{url}", ":main", config={"receive.denyDeleteCurrent": "ignore"})
        push("options", "Signed, with push options.", "-o", "first", "-o", "second=2", "{url}", "main", config={"receive.advertisePushOptions": "true"})
        push("atomic", "Signed, all or nothing.", "--atomic", "{url}", "main", "other")
        push("v1-report", "Signed; the report is of version 1.", "{url}", "main", misspell=("report-status-v2",))
        push("no-sideband", "Signed; no side-band.", "{url}", "main", misspell=("side-band-64k",))
        push("not-asked", "The server does not ask for a certificate: a plain push.", "{url}", "main", misspell=("push-cert",))
        push("first", "The first push to an empty repository, signed.", "{url}", "main", server="empty")
