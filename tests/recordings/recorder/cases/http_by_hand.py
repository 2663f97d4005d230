"""Turns over HTTP that git's own client takes only now and then: the probe, the shallow-only turn, one round after the other."""

import subprocess

from ..pktline import DELIM, FLUSH, pkts
from ..recorder import Run
from ..repos import large
from .errors import _tip

_V0 = "multi_ack_detailed no-done side-band-64k no-progress ofs-delta"
_NOWHERE = "12" * 20


def _oid(server, what):
    return subprocess.run(["git", "rev-parse", what], cwd=server, capture_output=True, text=True, check=True).stdout.strip()


def record(recorder):
    recorder.record("http/probe-push", "The body is large: a flush goes ahead by itself, then the body in chunks.",
                    Run(["push", "-q", "{url}", "main"], client="first", server="first", protocol=0, transport="http", prepare=large,
                        options=["http.postBuffer=1"]))
    recorder.raw_http("http/probe-upload-pack", "A flush by itself, and then the request.", Run(protocol=0, transport="http"), FLUSH,
                      lambda s: pkts(f"want {_tip(s)} {_V0}\n", FLUSH, "done\n"))
    recorder.raw_http("http/probe-receive-pack", "A flush by itself.", Run(protocol=0, transport="http", service="receive-pack"), FLUSH)
    recorder.raw_http("http/shallow-only", "The client comes for the boundary only.", Run(server="dated", protocol=0, transport="http"),
                      lambda s: pkts(f"want {_tip(s)} {_V0}\n", "deepen 2\n", FLUSH))
    recorder.raw_http("http/shallow-then-pack", "First the boundary, then boundary and pack.", Run(server="dated", protocol=0, transport="http"),
                      lambda s: pkts(f"want {_tip(s)} {_V0}\n", "deepen 2\n", FLUSH),
                      lambda s: pkts(f"want {_tip(s)} {_V0}\n", "deepen 2\n", FLUSH, "done\n"))
    for name, capabilities in (("no-done", _V0), ("with-done", _V0.replace("no-done ", ""))):
        recorder.raw_http(f"http/rounds-{name}", f"Haves in three turns, {name}.", Run(server="dated", protocol=0, transport="http"),
                          lambda s, c=capabilities: pkts(f"want {_tip(s)} {c}\n", FLUSH, f"have {_NOWHERE}\n", FLUSH),
                          lambda s, c=capabilities: pkts(f"want {_tip(s)} {c}\n", FLUSH, f"have {_oid(s, 'main~5')}\n", f"have {_NOWHERE}\n", FLUSH),
                          lambda s, c=capabilities: pkts(f"want {_tip(s)} {c}\n", FLUSH, f"have {_oid(s, 'main~5')}\n", "done\n"))
    for mode in ("", "multi_ack "):
        recorder.raw_http(f"http/rounds-{mode.strip() or 'plain'}", "Haves in two turns, without detailed answers.",
                          Run(server="dated", protocol=0, transport="http"),
                          lambda s, m=mode: pkts(f"want {_tip(s)} {m}side-band-64k no-progress\n", FLUSH, f"have {_oid(s, 'main~5')}\n", FLUSH),
                          lambda s, m=mode: pkts(f"want {_tip(s)} {m}side-band-64k no-progress\n", FLUSH, f"have {_oid(s, 'main~5')}\n", "done\n"))
    recorder.raw_http("http/v1-rounds", "The advertisement says version 1, the turns after it do not.", Run(protocol=1, transport="http"),
                      lambda s: pkts(f"want {_tip(s)} {_V0}\n", FLUSH, f"have {_oid(s, 'main~2')}\n", FLUSH, "done\n"))
    recorder.raw_http("http/v2-commands", "One command in each turn.", Run(transport="http"),
                      pkts("command=ls-refs\n", DELIM, "peel\n", FLUSH),
                      lambda s: pkts("command=fetch\n", DELIM, f"want {_tip(s)}\n", f"have {_NOWHERE}\n", FLUSH),
                      lambda s: pkts("command=fetch\n", DELIM, f"want {_tip(s)}\n", "no-progress\n", "done\n", FLUSH))
    recorder.raw_http("http/v2-no-wants", "A fetch without wants: the answer is empty.", Run(transport="http"),
                      lambda s: pkts("command=fetch\n", DELIM, f"have {_tip(s)}\n", FLUSH))
    recorder.raw_http("http/v2-wait-for-done", "Haves without wants, turn by turn.", Run(transport="http"),
                      lambda s: pkts("command=fetch\n", DELIM, "wait-for-done\n", f"have {_NOWHERE}\n", FLUSH),
                      lambda s: pkts("command=fetch\n", DELIM, "wait-for-done\n", f"have {_oid(s, 'main~1')}\n", FLUSH))
    recorder.raw_http("http/v2-object-info", "Sizes over HTTP.", Run(transport="http", config={"transfer.advertiseObjectInfo": "true"}),
                      lambda s: pkts("command=object-info\n", DELIM, "size\n", f"oid {_tip(s)}\n", FLUSH))
    recorder.raw_http("http/not-our-ref-v0", "A want that is not there.", Run(protocol=0, transport="http", outcome="error from server"),
                      pkts(f"want {_NOWHERE} {_V0}\n", FLUSH, "done\n"))
