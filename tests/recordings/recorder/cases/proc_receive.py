"""The proc-receive hook: a session between the server and the hook, inside a session between the client and the server."""

import os

from ..hook import install
from ..recorder import Run
from ..session import Session, parse_body

_ALL = "version=1\0push-options atomic"


def record(recorder):
    if recorder.git.root:
        return  # the hook needs Python, which such a root does not have
    def push(name, description, *args, outcome="ok", hook_outcome="ok", fails=False, options=False, misspell=(), **plan):
        if not recorder.wants(f"proc-receive/{name}"):
            return
        directory = f"{recorder.git.work}/hook-{name}"
        os.makedirs(directory)
        config = {"receive.procReceiveRefs": "refs/for", "receive.advertisePushOptions": str(options).lower()}
        run = Run(["push", "-q", *args], client="server", server="base", protocol=0, config=config, fails=fails, misspell=misspell, outcome=outcome,
                  prepare=lambda r, server, client: install(server, directory, **plan))
        recorder.record(f"proc-receive/{name}-client", description, run)
        with open(f"{directory}/hook.events", "rb") as file:
            session = Session({}, parse_body(file.read()))
        recorder.keep_hook(f"proc-receive/{name}-hook", description, Run(server="base", transport="hook", protocol=1, service="receive-pack", outcome=hook_outcome),
                           [session])

    one, two = ("{url}", "main:refs/for/main"), ("{url}", "main:refs/for/main", "other:refs/for/other")
    push("ok", "The hook accepts.", *one, greeting=_ALL, report=["ok {0.ref}"])
    push("refused", "The hook refuses, with a reason.", *one, greeting=_ALL, report=["ng {0.ref} not reviewed"], fails=True)
    push("refused-plainly", "The hook refuses without a reason.", *one, greeting=_ALL, report=["ng {0.ref}"], fails=True)
    push("renamed", "The hook says which ref it really moved.", *one, greeting=_ALL,
         report=["ok {0.ref}", "option refname refs/heads/main", "option old-oid {0.old}", "option new-oid {0.new}"])
    push("forced", "The hook says that it was no fast-forward.", *one, greeting=_ALL,
         report=["ok {0.ref}", "option refname refs/pull/1/head", "option old-oid {0.new}", "option new-oid {0.new}", "option forced-update"])
    push("several-reports", "One command moved two refs: the second report has no line of its own but another ok.", *one, greeting=_ALL,
         report=["ok {0.ref}", "option refname refs/heads/a", "ok {0.ref}", "option refname refs/heads/b", "option new-oid {0.new}"])
    push("fall-through", "The hook leaves it to the server.", *one, greeting=_ALL, report=["ok {0.ref}", "option fall-through"])
    push("two", "Two commands, one refused.", *two, greeting=_ALL, report=["ok {0.ref}", "ng {1.ref} too late"], fails=True)
    push("mixed", "One command for the hook, one for the server.", "{url}", "main", "other:refs/for/other", greeting=_ALL, report=["ok {0.ref}"])
    push("options", "Push options reach the hook.", "-o", "topic=x", "-o", "ready", *one, options=True, greeting=_ALL, report=["ok {0.ref}"])
    push("options-not-taken", "The hook does not take push options.", "-o", "topic=x", *one, options=True, greeting="version=1", report=["ok {0.ref}"])
    push("atomic", "All or nothing.", "--atomic", *two, greeting=_ALL, report=["ok {0.ref}", "ok {1.ref}"])
    push("atomic-refused", "All or nothing, and the hook refuses one.", "--atomic", *two, greeting=_ALL, report=["ok {0.ref}", "ng {1.ref} no"], fails=True)
    push("no-features", "The hook knows the version only.", *one, greeting="version=1", report=["ok {0.ref}"])
    push("lf", "The hook ends its lines with LF.", *one, greeting="version=1\n", report=["ok {0.ref}\n", "option refname refs/heads/x\n"])
    push("v1-report", "The client does not know report-status-v2: option lines stay behind.", *one, greeting=_ALL, misspell=("report-status-v2",),
         report=["ok {0.ref}", "option refname refs/heads/main"])
    push("other-version", "The hook speaks another version.", *one, greeting="version=2", stop=True, report=[], fails=True,
         hook_outcome="violation by hook, an unknown version")
    push("silent", "The hook leaves at once.", *one, greeting=None, fails=True, hook_outcome="cut by hook, before its greeting")
    push("no-report", "The hook leaves without a report.", *one, greeting=_ALL, stop=True, report=[], fails=True, hook_outcome="cut by hook, before its report")
    push("unknown-ref", "The hook reports a ref that nobody pushed.", *one, greeting=_ALL, report=["ok refs/for/none"], fails=True)
    push("option-first", "An option before any ok.", *one, greeting=_ALL, report=["option refname refs/heads/main", "ok {0.ref}"],
         hook_outcome="violation by hook, an option before the first ok")
    push("bad-line", "A line that nobody knows.", *one, greeting=_ALL, report=["fine {0.ref}"], fails=True, hook_outcome="violation by hook, an unknown line")
